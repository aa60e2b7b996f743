//! A value of a measure: a whole number of millionths, with the places to which it was given. **Not here.** What it is of
//! ([`super::series`]).

use std::fmt;

/// A number as it was written: exact to a millionth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MeasureValue {
    millionths: i64,
    /// Places behind the point, as written; 6 at most.
    places: u8,
}

const ONE: i64 = 1_000_000;
/// No value is larger, in whole units; sums of ten thousand of them still fit.
const LARGEST: i64 = 1_000_000_000_000;
const MOST_PLACES: usize = 6;

impl MeasureValue {
    /// So many whole units.
    #[must_use]
    pub const fn whole(units: i32) -> Self {
        Self { millionths: units as i64 * ONE, places: 0 }
    }

    /// So many millionths, printed with so many places.
    #[must_use]
    pub fn of_millionths(millionths: i128, places: u8) -> Option<Self> {
        let millionths = i64::try_from(millionths).ok()?;
        (millionths.abs() <= LARGEST * ONE).then_some(Self { millionths, places: places.min(6) })
    }

    /// Reads a number with a point, thousands parted by commas, and a percent sign perhaps. None where it has more than six
    /// places, or is beyond a million million.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('%').trim_end();
        let (sign, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let whole = without_thousands(whole)?;
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() && part.is_empty() || !is_digits(&whole) || !is_digits(part) || part.len() > MOST_PLACES {
            return None;
        }
        let units: i64 = if whole.is_empty() { 0 } else { whole.parse().ok().filter(|units| *units <= LARGEST)? };
        let behind: i64 = format!("{part:0<6}").parse().ok()?;
        let places = u8::try_from(part.len()).ok()?;
        Self::of_millionths(i128::from(sign * (units * ONE + behind)), places)
    }

    /// As programs read it: without commas.
    #[must_use]
    pub fn plain(self) -> String {
        self.to_string().replace(',', "")
    }

    /// So many of a whole, per so many: 3 of 250, per 100, is 1.2.
    #[must_use]
    pub fn rate_of(part: i64, whole: i64, per: i64, places: u8) -> Option<Self> {
        let part = i128::from(part).checked_mul(i128::from(per))?.checked_mul(i128::from(ONE))?;
        Some(Self::of_millionths(rounded(part, i128::from(whole))?, 6)?.to_places(places))
    }

    /// As whole millionths.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.millionths
    }

    /// Places behind the point, as written.
    #[must_use]
    pub const fn places(self) -> u8 {
        self.places
    }

    /// How it stands to another, however finely either was given.
    #[must_use]
    pub fn cmp_value(self, other: Self) -> std::cmp::Ordering {
        self.millionths.cmp(&other.millionths)
    }

    /// What another is less than this one, as finely as either was given.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let difference = i128::from(self.millionths) - i128::from(other.millionths);
        Self::of_millionths(difference, self.places.max(other.places))
    }

    /// A part of a whole in hundredths of it, to so many places; none of nothing.
    #[must_use]
    pub fn percent_of(part: i64, whole: i64, places: u8) -> Option<Self> {
        let millionths = rounded(i128::from(part) * 100 * i128::from(ONE), i128::from(whole))?;
        Some(Self::of_millionths(millionths, 6)?.to_places(places))
    }

    /// Rounded to places, halves away from zero.
    #[must_use]
    pub fn to_places(self, places: u8) -> Self {
        let places = places.min(6);
        let unit = 10_i64.pow(6 - u32::from(places));
        let millionths = rounded(i128::from(self.millionths), i128::from(unit)).unwrap_or(0) * i128::from(unit);
        Self { millionths: i64::try_from(millionths).unwrap_or(self.millionths), places }
    }
}

/// "1,234" without its commas; none where they do not part thousands.
fn without_thousands(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let sound = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    sound.then(|| format!("{first}{}", rest.concat()))
}

/// A quotient as a whole number, halves away from zero; none where it is divided by nothing.
#[must_use]
pub fn rounded(part: i128, whole: i128) -> Option<i128> {
    if whole == 0 {
        return None;
    }
    let (part, whole) = if whole < 0 { (-part, -whole) } else { (part, whole) };
    let half = part.abs().checked_mul(2)?.checked_add(whole)?.div_euclid(whole.checked_mul(2)?);
    Some(if part < 0 { -half } else { half })
}

/// On disk and in files for programs: the number as text, without commas.
impl serde::Serialize for MeasureValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

impl<'de> serde::Deserialize<'de> for MeasureValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no number such as 41.2"))
    }
}

impl fmt::Display for MeasureValue {
    /// With the places to which it was given: "41.2", "-0.5", "1,234".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.to_places(self.places);
        let (units, behind) = (shown.millionths.abs() / ONE, shown.millionths.abs() % ONE);
        let sign = if shown.millionths < 0 { "-" } else { "" };
        let digits = units.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 3 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let part: String = format!("{behind:06}").chars().take(usize::from(self.places)).collect();
        if part.is_empty() { write!(f, "{sign}{grouped}") } else { write!(f, "{sign}{grouped}.{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_written_and_printed_so() {
        for (text, shown) in [
            ("41.2", "41.2"),
            ("41.20", "41.20"),
            (" 45 %", "45"),
            ("1,234", "1,234"),
            ("1234567", "1,234,567"),
            ("-0.5", "-0.5"),
            ("\u{2212}3", "-3"),
            (".5", "0.5"),
            ("0.000001", "0.000001"),
        ] {
            assert_eq!(MeasureValue::parse(text).map(|value| value.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "%", "4,5", "1.2.3", "1e3", "12 of 25", "0.0000001", "9999999999999", "--1", "1,23,456"] {
            assert_eq!(MeasureValue::parse(text), None, "{text}");
        }
        assert_eq!(MeasureValue::percent_of(54, 118, 1).map(|value| value.to_string()).as_deref(), Some("45.8"));
        assert_eq!(MeasureValue::percent_of(1, 0, 1), None);
        assert_eq!(MeasureValue::parse("-0.05").unwrap().to_places(1).to_string(), "-0.1");
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(millionths in -1_000_000_000_000_000_i128..1_000_000_000_000_000, places in 0_u8..=6) {
            let value = MeasureValue::of_millionths(millionths, places).unwrap().to_places(places);
            prop_assert_eq!(MeasureValue::parse(&value.to_string()), Some(value));
        }

        #[test]
        fn any_text_is_read_or_not(text in ".{0,40}") {
            let _ = MeasureValue::parse(&text);
        }
    }
}
