//! E-mail addresses and telephone numbers in a text: they never pass, whosever they are. **Not here.** Names.

/// What stands for an address.
const ADDRESS: &str = "an email address";
/// What stands for a telephone number.
const NUMBER: &str = "a phone number";

/// A text without e-mail addresses and telephone numbers.
#[must_use]
pub(super) fn out_of(text: &str) -> String {
    let mut spans = addresses(text);
    let is_free = |from: usize, spans: &[(usize, usize, &str)]| !spans.iter().any(|(a, b, _)| (*a..*b).contains(&from));
    for (from, to) in numbers(text) {
        if is_free(from, &spans) {
            spans.push((from, to, NUMBER));
        }
    }
    spans.sort_unstable();
    let (mut made, mut at) = (String::with_capacity(text.len()), 0);
    for (from, to, words) in spans {
        if from >= at {
            made.push_str(text.get(at..from).unwrap_or_default());
            made.push_str(words);
            at = to;
        }
    }
    made.push_str(text.get(at..).unwrap_or_default());
    made
}

/// The ways in which the sign of an address is written, and whether blanks may stand around it.
const SIGNS: [(&str, bool); 9] = [
    ("@", false),
    (" @ ", true),
    ("\u{ff20}", false),
    ("\u{fe6b}", false),
    ("(at)", true),
    ("[at]", true),
    ("{at}", true),
    ("(AT)", true),
    ("[AT]", true),
];

fn addresses(text: &str) -> Vec<(usize, usize, &'static str)> {
    let mut all = Vec::new();
    for (sign, is_loose) in SIGNS {
        for (at, _) in text.match_indices(sign) {
            let (before, after) = (&text[..at], &text[at + sign.len()..]);
            let (left, right) = if is_loose { (before.trim_end(), after.trim_start()) } else { (before, after) };
            let local = left.len() - tail(left);
            let domain = head(right);
            let is_whole = local < left.len() && right[..domain].contains(char::is_alphabetic);
            // Around blanks, only what has a point is a domain: "10 @ 5 pounds" is none.
            let has_point = right[..domain].contains('.') || right[domain..].trim_start().starts_with(['(', '[']);
            if is_whole && (!is_loose || has_point) {
                all.push((local, text.len() - right.len() + domain, ADDRESS));
            }
        }
    }
    all
}

/// How many bytes of the end of a text may be the first part of an address.
fn tail(text: &str) -> usize {
    let is_of_it = |c: &char| c.is_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~\u{2019}".contains(*c);
    text.chars().rev().take_while(is_of_it).map(char::len_utf8).sum()
}

/// How many bytes of the beginning of a text may be a domain; points and hyphens at its end are not.
fn head(text: &str) -> usize {
    let is_of_it = |c: &char| c.is_alphanumeric() || matches!(*c, '.' | '-' | '\u{3002}' | '\u{ff0e}');
    let whole: usize = text.chars().take_while(is_of_it).map(char::len_utf8).sum();
    text[..whole].trim_end_matches(['.', '-']).len()
}

/// Fewest and most digits of a telephone number of the United Kingdom, its 0 counted.
const DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit() || c == '+' || c == '(').map(|at| from + at) {
        let is_within = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.');
        let to = at + run(&text[at..]);
        if !is_within && is_number(&text[at..to]) {
            all.push((at, to));
        }
        from = to.max(at + 1);
    }
    all
}

/// How many bytes belong to one number: digits, with blanks, points, hyphens and brackets between.
fn run(text: &str) -> usize {
    let is_of_it = |(_, c): &(usize, char)| {
        c.is_ascii_digit() || matches!(*c, '+' | '(' | ')' | '-' | '.' | ' ' | '\u{a0}' | '\u{2010}' | '\u{2011}')
    };
    let digits = text.char_indices().take_while(is_of_it).filter(|(_, c)| c.is_ascii_digit());
    digits.last().map_or(0, |(at, _)| at + 1)
}

fn is_number(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_abroad = text.contains('+') && digits.starts_with("44") || digits.starts_with("0044");
    let national = if is_abroad { digits.trim_start_matches('0').trim_start_matches("44") } else { digits.as_str() };
    let zero = usize::from(is_abroad && !national.starts_with('0'));
    (is_abroad || national.starts_with('0')) && DIGITS.contains(&(national.len() + zero))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_and_no_number_passes() {
        for (text, expected) in [
            ("Write to dana.harris@here.gov.uk.", "Write to an email address."),
            ("DANA@HERE.ORG, o'brien+x@a-b.uk", "an email address, an email address"),
            ("<dana@localhost>", "<an email address>"),
            ("dana (at) here.org or dana @ here.org", "an email address or an email address"),
            ("mailto:dana\u{ff20}here.org!", "mailto:an email address!"),
            ("Ring 01803 207000 or 07700 900 123.", "Ring a phone number or a phone number."),
            ("Ring +44 (0)1803-207000, 0044 1803 207000", "Ring a phone number, a phone number"),
            ("(01803) 207000", "a phone number"),
        ] {
            assert_eq!(out_of(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_of_other_kinds_stay() {
        for text in [
            "On 16 June 2022 we met, at 10.30",
            "01/06/2022 to 30/06/2022",
            "2022-06-16",
            "28 of 29 (96.6%), £1,250,000",
            "follow @torbay",
            "10 @ 5 pounds",
            "",
        ] {
            assert_eq!(out_of(text), text);
        }
    }
}
