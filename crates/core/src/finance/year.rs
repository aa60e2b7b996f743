//! Years of money: April to March, however they are written. **Not here.** Periods of measures, which have other years.

use std::fmt;

/// A financial year, by the calendar year in which its April lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MoneyYear(i16);

/// What words say of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearSaid {
    /// One year, without doubt.
    Year(MoneyYear),
    /// "2024" alone: the year that begins or that ends in it.
    OneOf(MoneyYear, MoneyYear),
}

const EARLIEST: i16 = 1990;
const LATEST: i16 = 2100;

impl MoneyYear {
    /// The year that begins in April of a calendar year.
    #[must_use]
    pub fn beginning(year: i16) -> Option<Self> {
        (EARLIEST..=LATEST).contains(&year).then_some(Self(year))
    }

    /// The calendar year in which it begins.
    #[must_use]
    pub const fn begins(self) -> i16 {
        self.0
    }

    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Reads "2024/25", "2024-25", "24/25", "2024 to 2025", "FY24-25", "202425", "2024/2025"; "2024" alone may be two.
    #[must_use]
    pub fn said(text: &str) -> Option<YearSaid> {
        let small = text.trim().to_lowercase();
        let bare = small.trim_start_matches("financial year").trim_start_matches("fy").trim();
        let bare = bare.split(['(', '\u{a3}']).next().unwrap_or(bare).trim();
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_digits(bare) && bare.len() == 6 {
            let (first, second) = bare.split_at(4);
            return followed(first, second);
        }
        if is_digits(bare) && bare.len() == 4 {
            let year: i16 = bare.parse().ok()?;
            return Some(YearSaid::OneOf(Self::beginning(year - 1)?, Self::beginning(year)?));
        }
        let parted = bare.split_once(['/', '-', '\u{2013}', '\u{2014}', '\u{2212}']);
        let (first, second) = parted.or_else(|| bare.split_once(" to "))?;
        let (first, second) = (first.trim(), second.trim());
        if !is_digits(first) || !is_digits(second) {
            return None;
        }
        followed(first, second)
    }
}

/// "2024" and "25", where the one follows the other.
fn followed(first: &str, second: &str) -> Option<YearSaid> {
    let whole = |text: &str| -> Option<i16> {
        let number: i16 = text.parse().ok()?;
        match text.len() {
            4 => Some(number),
            2 => Some(2000 + number),
            _ => None,
        }
    };
    let (first, second) = (whole(first)?, whole(second)?);
    (second == first + 1).then_some(())?;
    MoneyYear::beginning(first).map(YearSaid::Year)
}

impl fmt::Display for MoneyYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_however_they_are_written() {
        let year = |begins| Some(YearSaid::Year(MoneyYear::beginning(begins).unwrap()));
        for text in [
            "2024/25",
            "2024-25",
            "24/25",
            "24-25",
            "2024 to 2025",
            "FY24/25",
            "202425",
            "2024/2025",
            "2024\u{2013}25 (\u{a3}000)",
        ] {
            assert_eq!(MoneyYear::said(text), year(2024), "{text}");
        }
        assert!(
            matches!(MoneyYear::said("2024"), Some(YearSaid::OneOf(one, other)) if one.to_string() == "2023/24" && other.to_string() == "2024/25")
        );
        for text in ["", "2024/26", "24/12", "soon", "1/2", "2024/25/26", "99999999", "2024-", "202427"] {
            assert_eq!(MoneyYear::said(text), None, "{text}");
        }
        assert_eq!(MoneyYear::beginning(1999).unwrap().to_string(), "1999/00");
    }
}
