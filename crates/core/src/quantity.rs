//! Amounts: a percentage, a count of working days.
//!
//! Percentages are whole millionths of a point, not floating point: the same rows give the same
//! figure on every machine, and "25 or more points behind" is exact.
//!
//! **Not here.** What is counted ([`crate::schedule`], [`crate::progress`]).

use serde::{Deserialize, Serialize};
use std::fmt;

/// A percentage, 0 to 100 in a sound plan; exact to a millionth of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Percent(i64);

const POINT: i64 = 1_000_000;

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The whole.
    pub const HUNDRED: Self = Self(100 * POINT);

    /// So many whole points.
    #[must_use]
    pub const fn whole(points: i32) -> Self {
        Self(points as i64 * POINT)
    }

    /// So many tenths of a point.
    #[must_use]
    pub const fn tenths(tenths: i64) -> Self {
        Self(tenths * (POINT / 10))
    }

    /// `part` of `whole` as a percentage, rounded to a millionth of a point; `None` of nothing.
    #[must_use]
    pub fn of(part: i64, whole: i64) -> Option<Self> {
        if whole == 0 {
            return None;
        }
        let scaled = i128::from(part) * i128::from(100 * POINT);
        let whole = i128::from(whole);
        i64::try_from((scaled * 2 + whole).div_euclid(whole * 2)).ok().map(Self)
    }

    /// The mean of percentages, each with a weight; `None` when all weights together are 0.
    pub fn weighted_mean(parts: impl IntoIterator<Item = (Self, i64)>) -> Option<Self> {
        let (mut sum, mut weight) = (0i128, 0i128);
        for (percent, by) in parts {
            sum += i128::from(percent.0) * i128::from(by);
            weight += i128::from(by);
        }
        if weight == 0 {
            return None;
        }
        i64::try_from((sum * 2 + weight).div_euclid(weight * 2)).ok().map(Self)
    }

    /// How many days the whole takes at the pace at which so much of it took `days`, rounded up; `None` of nothing.
    #[must_use]
    pub fn days_for_all(self, days: i32) -> Option<i32> {
        if self.0 <= 0 {
            return None;
        }
        let whole = i128::from(days) * i128::from(Self::HUNDRED.0);
        i32::try_from((whole + i128::from(self.0) - 1).div_euclid(i128::from(self.0))).ok()
    }

    /// In points, for JSON and drawing: rounded to one decimal, halves away from zero.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "tenths of a percentage are far inside f64's exact range")]
    pub fn to_one_decimal(self) -> f64 {
        self.in_tenths() as f64 / 10.0
    }

    /// Whole tenths of a point, halves away from zero.
    #[must_use]
    pub const fn in_tenths(self) -> i64 {
        let tenth = POINT / 10;
        let half = if self.0 < 0 { -tenth / 2 } else { tenth / 2 };
        (self.0 + half) / tenth
    }

    /// Whole points, halves away from zero: how prose rounds.
    #[must_use]
    pub const fn rounded(self) -> i64 {
        let half = if self.0 < 0 { -POINT / 2 } else { POINT / 2 };
        (self.0 + half) / POINT
    }

    /// Points from `other` up to `self`; negative when behind.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// Points from `other` up to `self` as a reader counts them who has both in print, "17" of 22.8%
    /// and 5.8%; so that no difference disagrees with its own page by a rounding.
    #[must_use]
    pub fn points_above(self, other: Self) -> String {
        Self::tenths(self.in_tenths() - other.in_tenths()).to_string().trim_end_matches('%').to_owned()
    }

    /// A share of 1 as a percentage, as a spreadsheet keeps it; none of what is no share from 0 to 10.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "bounded just before")]
    pub fn of_share(share: f64) -> Option<Self> {
        let is_share = (0.0..=10.0).contains(&share);
        is_share.then(|| Self((share * 100.0 * POINT as f64).round() as i64))
    }

    /// Reads "5", "5%", "5.5 %", and the fraction "0.05" when `as_fraction`.
    #[must_use]
    pub fn parse(text: &str, as_fraction: bool) -> Option<Self> {
        let bare = text.trim();
        let (number, signed) = match bare.strip_suffix('%') {
            Some(rest) => (rest.trim_end(), true),
            None => (bare, false),
        };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let fine = |digits: &str| digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && part.is_empty()) || !fine(whole) || !fine(part) || whole.len() > 6 {
            return None;
        }
        let scale: i64 = if as_fraction && !signed { 100 * POINT } else { POINT };
        let mut value = whole.parse::<i64>().unwrap_or(0) * scale;
        let mut unit = scale;
        for digit in part.bytes() {
            unit /= 10;
            value += i64::from(digit - b'0') * unit;
        }
        Some(Self(value))
    }
}

/// Every digit, as the ledger keeps it: "5", "12.5".
impl From<Percent> for String {
    fn from(percent: Percent) -> Self {
        let (whole, part) = (percent.0.abs() / POINT, percent.0.abs() % POINT);
        let sign = if percent.0 < 0 { "-" } else { "" };
        format!("{sign}{whole}.{part:06}").trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// Reads what [`String::from`] wrote.
impl TryFrom<String> for Percent {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bare = text.strip_prefix('-').unwrap_or(&text);
        let percent = Self::parse(bare, false).ok_or("a percentage is written as 12.5")?;
        Ok(if bare.len() < text.len() { Self(-percent.0) } else { percent })
    }
}

/// One decimal, and none where it would be 0: "5%", "96.6%".
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.in_tenths();
        let sign = if tenths < 0 { "\u{2212}" } else { "" };
        let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
        if part == 0 { write!(f, "{sign}{whole}%") } else { write!(f, "{sign}{whole}.{part}%") }
    }
}

/// A count of working days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WorkingDays(pub i32);

impl WorkingDays {
    /// Reads "261 days", "1 day?", "35d", "2 wks", "3". Weeks are five days. Elapsed days and hours
    /// that make no whole day are not working days and are not read.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.trim().trim_end_matches('?').trim_end().to_ascii_lowercase();
        let end = bare.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(bare.len());
        let (number, unit) = bare.split_at(end);
        let number = number.strip_suffix(".0").or_else(|| number.strip_suffix(".00")).unwrap_or(number);
        if number.is_empty() || number.len() > 6 {
            return None;
        }
        let number: i32 = number.parse().ok()?;
        match unit.trim().trim_end_matches('.') {
            "" | "d" | "dy" | "dys" | "day" | "days" | "working days" | "working day" | "wd" => Some(Self(number)),
            "w" | "wk" | "wks" | "week" | "weeks" => Some(Self(number.checked_mul(5)?)),
            "h" | "hr" | "hrs" | "hour" | "hours" if number % 8 == 0 => Some(Self(number / 8)),
            _ => None,
        }
    }
}

impl WorkingDays {
    /// "1 working day": where it is not clear which days are meant.
    #[must_use]
    pub fn in_full(self) -> String {
        if self.0 == 1 { "1 working day".to_owned() } else { format!("{} working days", self.0) }
    }
}

impl fmt::Display for WorkingDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 1 { write!(f, "1 day") } else { write!(f, "{} days", self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_exact_and_print_plainly() {
        for (part, whole, text) in
            [(26, 27, "96.3%"), (28, 29, "96.6%"), (28, 35, "80%"), (1, 3, "33.3%"), (0, 5, "0%"), (1, 8, "12.5%")]
        {
            assert_eq!(Percent::of(part, whole).unwrap().to_string(), text);
        }
        assert_eq!(Percent::of(26, 27).unwrap().rounded(), 96);
        assert_eq!(Percent::of(28, 29).unwrap().rounded(), 97);
        assert_eq!(Percent::of(1, 0), None);
        assert_eq!(Percent::whole(5).minus(Percent::whole(80)).to_string(), "\u{2212}75%");
        let (planned, complete) = (Percent(22_754_000), Percent(5_832_000));
        assert_eq!(format!("{planned} {complete} {}", planned.points_above(complete)), "22.8% 5.8% 17");
    }

    #[test]
    fn percentages_as_people_type_them() {
        for (text, fraction, tenths) in [
            ("5%", false, 50),
            ("5 %", false, 50),
            ("5", false, 50),
            ("0.05", true, 50),
            ("12.5", false, 125),
            ("5%", true, 50),
            ("1", true, 1000),
        ] {
            assert_eq!(Percent::parse(text, fraction).unwrap().in_tenths(), tenths, "{text}");
        }
        for text in ["", "%", "five", "5%%", "-5", "1e3", "99999999", "."] {
            assert_eq!(Percent::parse(text, false), None, "{text}");
        }
    }

    #[test]
    fn durations_as_plans_write_them() {
        for (text, days) in
            [("261 days", 261), ("1 day?", 1), ("35d", 35), ("2 wks", 10), ("13", 13), ("13.0", 13), ("16 hrs", 2)]
        {
            assert_eq!(WorkingDays::parse(text), Some(WorkingDays(days)), "{text}");
        }
        for text in ["", "days", "5 edays", "7 hrs", "1234567 days", "2.5 days", "-3 days"] {
            assert_eq!(WorkingDays::parse(text), None, "{text}");
        }
    }
}
