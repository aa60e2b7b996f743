//! Cross-references in words: "(cross ref to 16E and 9A)".
//!
//! Only what a writer marked as a reference is read as one; a code that merely stands in a sentence
//! is not.

use super::code::Code;

const MARKS: [&str; 8] =
    ["cross ref", "cross-ref", "crossref", "see also", "see action", "links to", "linked to", "link to action"];

/// The codes that a text refers to, in order, each once.
#[must_use]
pub fn references_in(text: &str) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    // A reference names a code, and every code has a digit: most titles have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return codes;
    }
    // ASCII lower case keeps every byte where it was, so positions fit the original.
    let lower = text.to_ascii_lowercase();
    for mark in MARKS {
        let mut from = 0;
        while let Some(at) = lower.get(from..).and_then(|rest| rest.find(mark)) {
            from += at + mark.len();
            collect(&text[from..], &mut codes);
        }
    }
    codes
}

/// Takes codes and the words that join them, until something else comes.
fn collect(rest: &str, codes: &mut Vec<Code>) {
    let joints = ["to", "and", "with", "action", "actions", "erence", "erences", "s", "", "&", "for", "focus", "area"];
    for word in rest.split([' ', ',', ':', ';', '\u{a0}', '-', '/']) {
        let ends = word.ends_with([')', '.', ']']);
        let bare = word.trim_matches(['(', ')', '.', '[', ']']);
        if bare.len() > 1 && Code::fits(bare) && bare.bytes().any(|b| b.is_ascii_alphabetic() || b == b'.') {
            let code = Code::new(bare);
            if !codes.contains(&code) {
                codes.push(code);
            }
        } else if !joints.contains(&bare.to_ascii_lowercase().as_str()) {
            return;
        }
        if ends {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_references_are_read_and_nothing_else() {
        for (text, expected) in [
            ("as critical advisors (cross ref to: 14G)", vec!["14G"]),
            ("the 'tell it once' action (cross ref to 16E and 9A)", vec!["16E", "9A"]),
            ("See also 2C, 2D and 4A.1. Then 9B follows", vec!["2C", "2D", "4A.1"]),
            ("Review 12A by June", vec![]),
            ("links to the local offer 2B", vec![]),
            ("Cross reference 3B; see action 3B", vec!["3B"]),
        ] {
            let found: Vec<String> = references_in(text).iter().map(ToString::to_string).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
