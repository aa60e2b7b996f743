//! A line that is a whole action: what is to be done, and between dashes or in brackets behind it who does it, by when and how
//! it stands. "Open a clinic – Head of Care – 31 July 2025 – done"; "[x] Open a clinic — @Ada Moss, due 31 July"; "Open a
//! clinic. (Lead: Head of Care; by 31 July)". **Not here.** Labels on lines of their own ([`super::labelled`]).

use super::entry::{Entry, means, put};
use crate::field::Field;
use onpace_core::day::{self, DateWording};
use onpace_core::vocabulary::Vocabulary;

/// What stands between the parts of a line.
const DASHES: [&str; 5] = [" \u{2013} ", " \u{2014} ", " -- ", " - ", " | "];
/// A person, a post or a date is not longer, in words.
const LONGEST_PART: usize = 9;
/// What is to be done is said in so many words.
const FEWEST_WORDS: usize = 2;

/// The action that a line is.
pub(super) fn whole(line: &str) -> Option<Entry> {
    let (ticked, line) = box_of(line.trim());
    let line = line.trim_end_matches(['.', ';']);
    let (title, parts) = in_brackets(line).or_else(|| between_dashes(line))?;
    let (title, dropped) = struck(title);
    let mut entry = Entry { title: title.trim().trim_end_matches(['.', ':', ',']).to_owned(), ..Entry::default() };
    let mut is_dated = false;
    for part in parts.iter().flat_map(|part| parted(part)) {
        is_dated |= take(&mut entry, part);
    }
    let status = match ticked {
        _ if dropped => Some("Withdrawn"),
        Some(true) => Some("Complete"),
        _ => None,
    };
    if let Some(status) = status.filter(|_| !entry.says(Field::Status)) {
        entry.values.push(("Status".to_owned(), status.to_owned()));
    }
    (is_dated && entry.title.split_whitespace().count() >= FEWEST_WORDS).then_some(entry)
}

/// A box before the line, and whether it is ticked.
fn box_of(line: &str) -> (Option<bool>, &str) {
    for (mark, ticked) in [("[x]", true), ("[X]", true), ("[ ]", false), ("\u{2611}", true), ("\u{2610}", false)] {
        if let Some(rest) = line.strip_prefix(mark) {
            return (Some(ticked), rest.trim_start());
        }
    }
    (None, line)
}

/// What is struck through, without its marks, and whether it is.
fn struck(title: &str) -> (String, bool) {
    match title.trim().strip_prefix("~~").and_then(|rest| rest.split_once("~~")) {
        // "~~Video room~~ (dropped: no demand)".
        Some((struck, _)) => (struck.to_owned(), true),
        None => (title.to_owned(), false),
    }
}

/// "Open a clinic (Lead: Head of Care; by 31 July)".
fn in_brackets(line: &str) -> Option<(&str, Vec<&str>)> {
    let (title, aside) = line.strip_suffix(')')?.rsplit_once('(')?;
    let parts: Vec<&str> = aside.split(';').collect();
    let is_told =
        parts.len() > 1 || aside.contains(": ") || aside.rsplit_once(',').is_some_and(|(_, when)| is_date(when));
    is_told.then_some((title, parts))
}

/// "Open a clinic – Head of Care – 31 July 2025 – done".
fn between_dashes(line: &str) -> Option<(&str, Vec<&str>)> {
    DASHES.into_iter().find_map(|dash| {
        let mut parts = line.split(dash);
        let title = parts.next()?;
        let parts: Vec<&str> = parts.collect();
        (!parts.is_empty() && parts.len() <= 5).then_some((title, parts))
    })
}

/// "@Ada Moss, due 31 July 2025" is two.
fn parted(part: &str) -> Vec<&str> {
    match part.rsplit_once(',') {
        Some((who, when)) if is_date(when) && !is_date(who) => vec![who.trim(), when.trim()],
        _ => vec![part.trim()],
    }
}

/// Takes one part, and says whether it was a date.
fn take(entry: &mut Entry, part: &str) -> bool {
    if let Some((label, value)) = part.split_once(':')
        && means(label.trim()).is_some()
    {
        put(entry, label, value.trim());
        return matches!(means(label.trim()), Some(Field::Finish | Field::Completed)) && is_date(value);
    }
    if part.is_empty() || part.split_whitespace().count() > LONGEST_PART {
        return false;
    }
    let has = |entry: &Entry, field| entry.says(field);
    if is_date(part) && !has(entry, Field::Finish) {
        put(entry, "Due", part.trim_start_matches("due ").trim_start_matches("Due "));
        return true;
    }
    if !Vocabulary::british().read(part).is_empty() && !has(entry, Field::Status) {
        put(entry, "Status", part);
    } else if !has(entry, Field::Lead) {
        put(entry, "Lead", &part.replace('@', ""));
    }
    false
}

fn is_date(text: &str) -> bool {
    let text = text.trim();
    let text = text.strip_prefix("due ").or_else(|| text.strip_prefix("Due ")).unwrap_or(text);
    text.bytes().any(|byte| byte.is_ascii_digit())
        && matches!(day::among_words(text, DateWording::default()), Ok(Some(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<String> {
        let entry = whole(line)?;
        let values: Vec<String> = entry.values.iter().map(|(label, value)| format!("{label}={value}")).collect();
        Some(format!("{} [{}]", entry.title, values.join("; ")))
    }

    #[test]
    fn a_line_that_says_all_of_an_action() {
        for (line, expected) in [
            (
                "Open a clinic \u{2013} Head of Care \u{2013} 31 July 2025 \u{2013} done",
                Some("Open a clinic [Lead=Head of Care; Due=31 July 2025; Status=done]"),
            ),
            (
                "[x] Open a clinic \u{2014} @Ada Moss, due 2025-07-31",
                Some("Open a clinic [Lead=Ada Moss; Due=2025-07-31; Status=Complete]"),
            ),
            (
                "[ ] ~~Open a clinic~~ (dropped: no demand) \u{2014} @Ada Moss, due 2025-07-31",
                Some("Open a clinic [Lead=Ada Moss; Due=2025-07-31; Status=Withdrawn]"),
            ),
            (
                "A.1 Open a clinic. (Lead: Head of Care; by 31 July 2025)",
                Some("A.1 Open a clinic [Lead=Head of Care; Due=by 31 July 2025]"),
            ),
            ("Open a clinic (Head of Care, 31/07/2025)", Some("Open a clinic [Lead=Head of Care; Due=31/07/2025]")),
            ("We met \u{2013} it was good", None),
            ("The plan (see page 4) was agreed", None),
        ] {
            assert_eq!(told(line).as_deref(), expected, "{line}");
        }
    }
}
