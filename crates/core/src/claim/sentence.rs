//! Where sentences end, and which point back at the one before. **Not here.** What they say.

use super::lexer::MOST_TOKENS;

/// Words before a full stop that end no sentence.
const SHORT: [&str; 26] = [
    "mr", "mrs", "ms", "dr", "st", "prof", "rev", "no", "nos", "nr", "fig", "para", "paras", "ref", "vs", "approx",
    "e.g", "i.e", "etc", "cllr", "dept", "jan", "feb", "aug", "sept", "dec",
];
/// With these a sentence points at what was told at once before.
const POINTING: [&str; 12] = [
    "of these",
    "of those",
    "of them",
    "of which",
    "of whom",
    "these ",
    "those ",
    "they ",
    "that leaves",
    "the remaining",
    "the other",
    "the rest",
];

/// The sentences of a paragraph, as ranges of its bytes.
pub(super) fn sentences_of(paragraph: &str) -> Vec<std::ops::Range<usize>> {
    let mut sentences = Vec::new();
    let mut from = 0;
    // Parts so far: a word, a number or a mark each.
    let (mut parts, mut within) = (0, false);
    let bytes = paragraph.as_bytes();
    for (at, letter) in paragraph.char_indices() {
        let to = at + letter.len_utf8();
        // What is longer than any sentence is read in pieces, so that no number in it is left out.
        let begins = letter.is_alphanumeric() && !within;
        if begins && parts + 1 >= MOST_TOKENS {
            push(paragraph, from..at, &mut sentences);
            (from, parts) = (at, 0);
        }
        parts += usize::from(begins || !letter.is_alphanumeric() && !letter.is_whitespace());
        within = letter.is_alphanumeric();
        let ends = match letter {
            '\n' | '\u{2022}' | '\u{25cf}' | '\u{25aa}' => true,
            '!' | '?' => bytes.get(to).is_none_or(u8::is_ascii_whitespace),
            '.' => {
                let next = paragraph[to..].trim_start_matches(['\u{201d}', '"', ')', '*', '_', '\u{2019}', '\'']);
                let blank = next.is_empty() || next.starts_with(char::is_whitespace);
                let word = paragraph[from..at]
                    .rsplit(|before: char| before.is_whitespace() || before == '(')
                    .next()
                    .unwrap_or_default();
                let is_initial = word.len() == 1
                    && word.starts_with(|letter: char| letter.is_ascii_uppercase())
                    && paragraph[from..at].len() > 2;
                let begins_small = next.trim_start().starts_with(|letter: char| letter.is_lowercase());
                let is_marker = !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_digit())
                    && paragraph[..at].trim() == word;
                blank && !is_marker && !is_initial && !begins_small && !SHORT.contains(&word.to_lowercase().as_str())
            }
            _ => false,
        };
        if ends {
            push(paragraph, from..to, &mut sentences);
            (from, parts) = (to, 0);
        }
    }
    push(paragraph, from..paragraph.len(), &mut sentences);
    sentences
}

fn push(paragraph: &str, range: std::ops::Range<usize>, sentences: &mut Vec<std::ops::Range<usize>>) {
    let text = &paragraph[range.clone()];
    let from = range.start + text.len() - text.trim_start().len();
    let to = from + text.trim().len();
    if to > from {
        sentences.push(from..to);
    }
}

/// Whether a sentence points at the one before it.
pub(super) fn points_back(sentence: &str) -> bool {
    let begins = sentence.get(..20.min(sentence.len())).unwrap_or_default().to_ascii_lowercase();
    POINTING.iter().any(|words| begins.starts_with(words))
}

/// Whether a paragraph goes on from the one before it: "Of these, three are green", "That is 45% of the plan".
pub(super) fn goes_on(paragraph: &str) -> bool {
    let begins =
        paragraph.trim_start().get(..12.min(paragraph.trim_start().len())).unwrap_or_default().to_ascii_lowercase();
    ["of these", "of those", "of them", "of which", "that is ", "this is "]
        .iter()
        .any(|words| begins.starts_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_stops_end_sentences_and_not_numbers_or_names() {
        let text = "On 3.5 of 10 (see para. 4) it rose. Dr. Moss said so, approx. 30 times.  \u{201c}Yes.\u{201d} Then 2. No more";
        let found: Vec<&str> = sentences_of(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            found,
            [
                "On 3.5 of 10 (see para. 4) it rose.",
                "Dr. Moss said so, approx. 30 times.",
                "\u{201c}Yes.",
                "\u{201d} Then 2.",
                "No more"
            ]
        );
        let long = "12 and ".repeat(1_000);
        let pieces = sentences_of(&long);
        assert!(pieces.len() > 4 && pieces.iter().all(|range| range.len() < 7 * MOST_TOKENS), "{pieces:?}");
        assert_eq!(pieces.into_iter().map(|range| long[range].matches("12").count()).sum::<usize>(), 1_000);
        assert!(points_back("Of these, 27 had it."));
    }
}
