//! Codes at the head of a text: "Focus Area 14 - Post 16" and "1A.6 Ensure". **Not here.** Where in a table codes stand.

use onpace_core::plan::Code;

/// The words with which plans call their top rows.
pub(super) const LEVEL_WORDS: [&str; 24] = [
    "learning point",
    "finding",
    "work package",
    "section",
    "focus area",
    "area of significant weakness",
    "area of weakness",
    "area for priority action",
    "priority action area",
    "priority area",
    "recommendation",
    "strand",
    "aim",
    "goal",
    "priority",
    "pillar",
    "workstream",
    "work stream",
    "theme",
    "area for improvement",
    "weakness",
    "objective",
    "outcome",
    "area",
];

/// "Focus Area 1 - JSNA" is ("Focus Area", 1, "JSNA").
pub(crate) fn top_row(text: &str) -> Option<(String, Code, String)> {
    let begins = |word: &&&str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let word = LEVEL_WORDS.iter().find(begins)?;
    let rest = text.get(word.len()..)?.trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let (code, rest) = rest.split_at(end);
    // "Aim A. Families know", "Area of weakness B: …": a letter with a mark after it.
    let letter = code.trim_end_matches('.');
    let is_letter = letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_marked = code.len() > letter.len() || rest.trim_start().starts_with(['-', '\u{2013}', '\u{2014}', ':', ')']);
    if is_letter && is_marked {
        let title = rest.trim_start_matches([' ', '-', '\u{2013}', '\u{2014}', ':', '.', ')']).trim_end();
        return Some((capitals(text.get(..word.len()).unwrap_or(word)), Code::new(letter), title.to_owned()));
    }
    if !Code::fits(code) || !code.starts_with(|c: char| c.is_ascii_digit()) && code.len() > 3 {
        return None;
    }
    let title = rest.trim_start_matches([' ', '-', '\u{2013}', '\u{2014}', ':', '.', ')']).trim_end();
    let written = text.get(..word.len()).unwrap_or(word);
    Some((capitals(written), Code::new(code), title.to_owned()))
}

/// "FA1", "Focus Area 1": the code of a top row.
pub(super) fn top_code(text: &str) -> Option<Code> {
    if let Some((_, code, _)) = top_row(text) {
        return Some(code);
    }
    let number = text.strip_prefix("FA").or_else(|| text.strip_prefix("fa"))?.trim_start();
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| Code::new(number))
}

/// The code that a title begins with. A plain number is one only with a full stop after it.
pub(crate) fn split_code(title: &str) -> (Code, String) {
    let (word, rest) = title.split_once(' ').unwrap_or((title, ""));
    let bare = word.trim_end_matches(['.', ':', ')']);
    let is_number = bare.bytes().all(|b| b.is_ascii_digit());
    let starts_with_digit = bare.starts_with(|c: char| c.is_ascii_digit());
    let short_letters = bare.len() <= 6;
    if Code::fits(word)
        && (!is_number || word.len() > bare.len() || rest.is_empty())
        && (starts_with_digit || short_letters)
    {
        (Code::new(bare), rest.trim_start_matches([' ', '-', '\u{2013}', ':']).to_owned())
    } else {
        (Code::default(), title.to_owned())
    }
}

/// The number at the head of a code's line: `15` of `15A.1`.
pub(super) fn top_of(code: &Code) -> Option<Code> {
    let mut above = code.parent()?;
    while let Some(next) = above.parent() {
        above = next;
    }
    Some(above)
}

/// "focus area" is "Focus Area".
pub(super) fn capitals(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
        })
    };
    words.split_whitespace().map(capital).collect::<Vec<_>>().join(" ")
}
