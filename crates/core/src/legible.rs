//! Letters that nobody sees and that steer what shows them: controls, and those that turn the direction
//! of a line. A name or a title that holds one must not change how anything beside it is read.

/// Whether a letter steers a terminal or a page instead of being shown. The end of a line does not.
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_every_script_are_shown_and_what_steers_is_told() {
        assert!(!"A\u{e9}\u{5d0}\u{627}\u{4e2d}\u{1f600} \u{2013}\n".contains(steers));
        for c in ['\u{1b}', '\u{7}', '\0', '\r', '\u{85}', '\u{9b}', '\u{202e}', '\u{202a}', '\u{2066}', '\u{2069}'] {
            assert!(steers(c), "{c:?}");
        }
    }
}
