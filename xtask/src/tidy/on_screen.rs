//! Words that people who read a page, a report, a letter or a terminal do not say: they are on no screen.
//!
//! Every text in the code of a door is looked through. What stands there since before this rule is listed in
//! `on_screen.txt`, one text a line; the list may only become shorter. **Not here.** The words for things, which
//! [`docs/glossary.md`](../../../docs/glossary.md) has.

use super::File;
use std::collections::BTreeSet;

/// Where texts that people see are written.
const DOORS: [&str; 8] = [
    "crates/web/src/",
    "crates/onpace/src/",
    "crates/office/src/",
    "crates/report/src/",
    "crates/press/src/",
    "crates/exchange/src/",
    "crates/core/src/checks/",
    "crates/core/src/figure.rs",
];

/// Where a comment about an argument is the help that a terminal shows.
const HELP: &str = "crates/onpace/src/arguments";

/// Words, in small letters, and what to say instead.
const WORDS: [(&str, &str); 27] = [
    ("somebody", "say who it is: an officer, a colleague, a person"),
    ("anybody", "say who it is: an officer, a colleague, a person"),
    ("nobody", "say who it is: no officer, no person"),
    ("everybody", "say who it is: all officers, every reader"),
    ("someone", "say who it is"),
    ("anyone", "say who it is"),
    ("no one", "say who it is"),
    ("everyone", "say who it is"),
    ("stands for", "is"),
    ("of which", "two sentences"),
    ("by which", "two sentences"),
    ("in which", "two sentences"),
    ("telephone", "phone"),
    ("anew", "again"),
    ("mended", "fixed, corrected"),
    ("borne", "carried, met"),
    ("go on", "continue"),
    ("is none", "there is no, with the thing"),
    ("it is held", "who stores it"),
    ("is told", "who says it"),
    ("was taken", "who took it"),
    ("keep it as a file", "download"),
    ("accepted:", "a sentence that says what to enter"),
    ("snapshot", "what it is for"),
    ("checkpoint", "fingerprint of the record"),
    ("known by", "as it was recorded on that day"),
    ("holds from", "from that day on"),
];

/// Today's texts, a path and a text a line.
const LISTED: &str = include_str!("on_screen.txt");
/// Where they stand.
const LIST: &str = "xtask/src/tidy/on_screen.txt";
/// So much of a text is enough to know it by, in letters.
const KNOWN_BY: usize = 90;

pub(super) fn check(files: &[File]) -> Vec<String> {
    against(files, &LISTED.lines().filter(|line| !line.starts_with('#')).collect())
}

fn against(files: &[File], listed: &BTreeSet<&str>) -> Vec<String> {
    let mut found = Vec::new();
    let mut met = BTreeSet::new();
    let is_door = |file: &&File| file.is("rs") && DOORS.iter().any(|door| file.path.starts_with(door));
    for file in files.iter().filter(is_door) {
        let helps = if file.path.starts_with(HELP) { helps(&file.text) } else { Vec::new() };
        for text in texts(code(&file.text)).into_iter().chain(helps) {
            let Some((word, instead)) = said(&text) else { continue };
            let line = format!("{}\t{}", file.path, text.chars().take(KNOWN_BY).collect::<String>());
            if let Some(listed) = listed.get(&*line) {
                met.insert(*listed);
            } else {
                found.push(format!(
                    "{}: \u{201c}{text}\u{201d} says \u{201c}{word}\u{201d}; better: {instead}",
                    file.path
                ));
            }
        }
    }
    found
        .extend(listed.difference(&met).map(|line| format!("{LIST}: nothing says this any more, take it out: {line}")));
    found
}

/// The text of a file before its own tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or_default()
}

/// The word that a text says and ought not to, with what to say instead. A text of one word is a name, but for one that
/// begins as a sentence does.
fn said(text: &str) -> Option<(&'static str, &'static str)> {
    if !text.contains(' ') {
        let is_sentence = text.starts_with(char::is_uppercase);
        return WORDS.into_iter().find(|(word, _)| is_sentence && text.to_lowercase() == *word);
    }
    let small = text.to_lowercase();
    WORDS.into_iter().find(|(word, _)| {
        small.match_indices(word).any(|(at, _)| {
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            !small[..at].ends_with(is_word) && !small[at + word.len()..].starts_with(is_word)
        })
    })
}

/// The texts between quotation marks in code, each in one line with single spaces. Comments are left out.
fn texts(code: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        rest = if rest[at..].starts_with("//") {
            rest[at..].split_once('\n').map_or("", |(_, after)| after)
        } else if let Some(quoted) = rest[at..].strip_prefix('"') {
            let end = end_of(quoted);
            let words: Vec<&str> = quoted[..end].split_whitespace().filter(|word| *word != "\\").collect();
            all.push(words.join(" "));
            quoted.get(end + 1..).unwrap_or_default()
        } else {
            // The letter `'"'` begins no text.
            rest[at..].strip_prefix("'\"'").unwrap_or(&rest[at + 1..])
        };
    }
    all
}

/// The comments that a terminal shows, a line each.
fn helps(code: &str) -> Vec<String> {
    code.lines().filter_map(|line| line.trim_start().strip_prefix("/// ")).map(str::to_owned).collect()
}

/// Where a text ends whose first quotation mark was read.
fn end_of(quoted: &str) -> usize {
    let mut escaped = false;
    let end = quoted.char_indices().find(|(_, letter)| {
        let ends = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    });
    end.map_or(quoted.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_on_a_screen_says_who_and_a_comment_may_say_what_it_likes() {
        let path = "crates/web/src/pages/x.rs";
        let found =
            |code: &str, listed: &[&str]| against(&[File::new(path, code)], &listed.iter().copied().collect()).len();
        for (code, expected) in [
            ("p { \"Nobody has answered\" }", 1),
            ("// \"Nobody has answered\"\np { \"No officer has answered\" }", 0),
            ("if c == '\"' {} p { \"Go on to the round\" }", 1),
            ("\"nobody\"", 0),
            ("\"Nobody\"", 1),
            ("class=\"onpace-is-none else\"", 0),
            ("\"He said \\\"go on\\\" then\"", 1),
            ("#[cfg(test)]\n\"Nobody has answered\"", 0),
        ] {
            assert_eq!(found(code, &[]), expected, "{code}");
        }
        let help = File::new("crates/onpace/src/arguments/x.rs", "/// What nobody\n// and nobody\npub x: u8,");
        assert_eq!(against(&[help], &BTreeSet::new()).len(), 1);
        let listed = "crates/web/src/pages/x.rs\tNobody has answered";
        assert_eq!(found("\"Nobody has answered\"", &[listed]), 0);
        assert_eq!(found("\"No officer has\"", &[listed]), 1, "what is said no more leaves the list");
    }
}
