//! Text as our typeface can set it: nothing is lost, nothing is parsed, nothing runs over an edge.
//!
//! PDF/A forbids a character without a glyph, and a plan may hold any character at all. The few that
//! real plans hold get a plain stand-in; every other is written as its number, `[U+4E2D]`, so that a
//! reader sees that something stands there, and what. **Not here.** Numbers, dates.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::LazyLock;

use typst::foundations::{Array, IntoValue, Value};

use super::world;

/// A stretch without a space longer than this may be broken, so that it cannot run over an edge.
pub(super) const LONG: usize = 18;

/// One text for the template: a string, or pieces of one between which a line may be broken.
pub(super) fn lines(text: &str) -> Value {
    let text = settable(text);
    if text.split_whitespace().all(|word| word.chars().count() <= LONG) {
        return text.into_owned().into_value();
    }
    pieces(&text).into_iter().map(IntoValue::into_value).collect::<Array>().into_value()
}

/// The same text in characters that the typeface has.
pub(super) fn settable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || has_glyph(c)) {
        return Cow::Borrowed(text);
    }
    let mut printed = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match stand_in(c) {
            Some(words) => printed.push_str(words),
            None if c == '\n' || has_glyph(c) => printed.push(c),
            None => {
                let _ = write!(printed, "[U+{:04X}]", u32::from(c));
            }
        }
    }
    Cow::Owned(printed)
}

/// What plans hold that the typeface lacks, mostly by way of word processors.
fn stand_in(c: char) -> Option<&'static str> {
    Some(match c {
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{FE0E}' | '\u{FE0F}' => "",
        '\u{2010}' | '\u{2011}' => "-",
        '\u{25CF}' | '\u{25AA}' | '\u{25A0}' | '\u{F0B7}' | '\u{F0A7}' => "•",
        '→' => "->",
        '←' => "<-",
        '✓' | '✔' | '☑' | '✅' => "[tick]",
        '✗' | '✘' | '☒' | '❌' => "[cross]",
        '☐' => "[empty box]",
        c if c.is_whitespace() && c != '\n' && !has_glyph(c) => " ",
        _ => return None,
    })
}

/// Whether all faces have a glyph for it. Private characters mean nothing outside their own document,
/// and the marks that turn the direction of writing could make a line read as what it is not.
fn has_glyph(c: char) -> bool {
    static ASCII: LazyLock<[bool; 128]> =
        LazyLock::new(|| std::array::from_fn(|n| u32::try_from(n).is_ok_and(is_covered)));
    if c.is_control()
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    {
        return false;
    }
    ASCII.get(c as usize).copied().unwrap_or_else(|| is_covered(u32::from(c)))
}

fn is_covered(c: u32) -> bool {
    world::fonts().iter().all(|font| font.info().coverage.contains(c))
}

/// Cuts long stretches after their punctuation, and where there is none, every few letters.
fn pieces(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for word in text.split_inclusive(char::is_whitespace) {
        let long = word.chars().count() > LONG;
        let (mut run, mut before) = (0, ' ');
        for c in word.chars() {
            let may_cut = long && c.is_alphanumeric() && run > 3;
            if may_cut && (!before.is_alphanumeric() || run >= LONG / 2) {
                all.push(String::new());
                run = 0;
            }
            if let Some(piece) = all.last_mut() {
                piece.push(c);
            }
            (run, before) = (run + 1, c);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_typeface_lacks_is_said_and_never_dropped() {
        for (text, printed) in [
            ("Sŵn, Łódź & naïve – £5", "Sŵn, Łódź & naïve – £5"),
            ("done ✓ → next", "done [tick] -> next"),
            ("1\u{2011}2\u{2003}3\tx", "1-2 3 x"),
            ("soft\u{AD}ware\u{200B}", "software"),
            ("two\r\nlines\u{B}more", "two\nlines\nmore"),
            ("中 😀 \u{202E}abc \u{0} \u{E000}", "[U+4E2D] [U+1F600] [U+202E]abc [U+0000] [U+E000]"),
            ("\u{F0B7} Word's bullet", "• Word's bullet"),
        ] {
            assert_eq!(settable(text), printed, "{text:?}");
        }
    }

    #[test]
    fn only_long_stretches_are_cut_and_no_letter_is_lost() {
        let short = "plain words of every day";
        assert!(matches!(lines(short), Value::Str(_)));
        for long in ["=HYPERLINK(\"http://evil.example/a/b\",\"click\")", &"x".repeat(200), &"e\u{301}".repeat(60)] {
            let cut = pieces(long);
            assert_eq!(cut.concat(), long);
            assert!(cut.iter().all(|piece| piece.chars().count() <= LONG + 1), "{cut:?}");
        }
    }
}
