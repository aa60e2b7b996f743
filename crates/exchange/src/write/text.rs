//! Texts of a plan as files hold them: without letters that XML forbids, dates in words that read back.

use onpace_core::day::{self, Dated, DayOrder};
use std::borrow::Cow;

/// A text with the line ends of Unix, without the letters that XML 1.0 forbids: no mark can carry those.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| is_printable(letter) && letter != '\r') {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(lines.chars().filter(|letter| is_printable(*letter)).collect())
}

fn is_printable(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// At most so many units of UTF-16, as Microsoft counts letters; what is cut ends with three points.
pub(super) fn within(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() < most {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let too_far = text.char_indices().find(|(_, letter)| {
        used += letter.len_utf16();
        used >= most
    });
    match too_far {
        Some((at, _)) if text.encode_utf16().count() > most => {
            Cow::Owned(format!("{}\u{2026}", text.get(..at).unwrap_or_default()))
        }
        _ => Cow::Borrowed(text),
    }
}

/// A date in words that mean the same when they are read again: as it was written, else as people write
/// it, else as ISO 8601 does.
pub(super) fn words_of(dated: &Dated) -> String {
    let means = |text: &str| day::parse(text, DayOrder::DayFirst).is_ok_and(|read| read.when == dated.when);
    let in_words = day::when_in_words(dated.when);
    [&*dated.text, &in_words].into_iter().find(|text| means(text)).map_or_else(|| dated.when.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_only_where_it_is_too_long() {
        for (letters, most, kept) in [(5, 10, 5), (10, 10, 10), (11, 10, 10), (30, 10, 10)] {
            let text = "a".repeat(letters);
            let cut = within(&text, most);
            assert_eq!(cut.chars().count(), kept, "{letters}");
            assert_eq!(cut.ends_with('\u{2026}'), letters > most);
        }
        assert!(within(&"\u{1f600}".repeat(20), 10).encode_utf16().count() <= 10);
    }

    #[test]
    fn months_and_quarters_keep_their_words() {
        for text in ["April 2022", "2022-04", "Q2 22/23", "autumn term 2022", "2022-07/2022-09", "Wed 13/04/22"] {
            let dated = day::parse(text, DayOrder::DayFirst).unwrap();
            let again = day::parse(&words_of(&dated), DayOrder::DayFirst).unwrap();
            assert_eq!(again.when, dated.when, "{text}");
        }
        let dated = Dated { text: "03/04/22 or so".into(), ..Dated::exactly(day::Date::constant(2022, 4, 3)) };
        assert_eq!(words_of(&dated), "3 April 2022");
    }
}
