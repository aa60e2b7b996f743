//! An amount of money: whole pence, and how finely it was given. **Not here.** What an amount that was rounded can stand for
//! ([`super::rounding`]).

use std::fmt;

/// In what amounts of a table or a sentence are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MoneyUnit {
    /// "£".
    Pounds,
    /// "£000", "£k".
    Thousands,
    /// "£m".
    Millions,
}

impl MoneyUnit {
    /// Pence in one of it.
    #[must_use]
    pub const fn pence(self) -> i64 {
        match self {
            Self::Pounds => 100,
            Self::Thousands => 100_000,
            Self::Millions => 100_000_000,
        }
    }

    /// The unit of a suffix: "m", "million", "k", "000"; none of none.
    #[must_use]
    pub fn of_suffix(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "m" | "mn" | "million" | "millions" => Some(Self::Millions),
            "k" | "000" | "000s" | "thousand" | "thousands" => Some(Self::Thousands),
            _ => None,
        }
    }
}

/// An amount as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    pence: i64,
    /// Pence in the last place that was written: 100,000 of "£1.024m".
    given_to: i64,
}

/// No amount is larger: a million million pounds.
const LARGEST: i64 = 100_000_000_000_000;

impl Money {
    /// Whole pence, given to the penny.
    #[must_use]
    pub fn pence(pence: i64) -> Option<Self> {
        Self::rounded_to(pence, 1)
    }

    /// Whole pence, given to so many.
    #[must_use]
    pub fn rounded_to(pence: i64, given_to: i64) -> Option<Self> {
        (pence.abs() <= LARGEST && given_to > 0).then_some(Self { pence, given_to })
    }

    /// Its pence.
    #[must_use]
    pub const fn in_pence(self) -> i64 {
        self.pence
    }

    /// Pence in the last place that was written.
    #[must_use]
    pub const fn given_to(self) -> i64 {
        self.given_to
    }

    /// Reads an amount in a unit: "£1,200k", "1.2m", "(1,200.5)", "−3", "-" for nothing. A unit that the amount says itself
    /// counts more than that of its table. None where it is no amount, or has a comma that parts no thousands.
    #[must_use]
    pub fn parse(text: &str, unit: MoneyUnit) -> Option<Self> {
        let text = text.trim();
        let (text, in_brackets) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => (inner.trim(), true),
            None => (text, false),
        };
        if matches!(text, "-" | "\u{2013}" | "\u{2014}" | "nil") {
            return Self::rounded_to(0, unit.pence());
        }
        let (text, is_below) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (rest.trim_start(), true),
            None => (text.strip_prefix('+').unwrap_or(text), false),
        };
        let text = text.strip_prefix('\u{a3}').unwrap_or(text).trim_start();
        let (text, is_below) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) if !is_below => (rest, true),
            _ => (text, is_below),
        };
        let end = text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
        let (number, suffix) = text.split_at(end);
        let unit = if suffix.trim().is_empty() { unit } else { MoneyUnit::of_suffix(suffix)? };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let whole = without_thousands(whole)?;
        if whole.is_empty() && part.is_empty() || part.contains(['.', ',']) {
            return None;
        }
        let places = u32::try_from(part.len()).ok().filter(|places| *places <= 8)?;
        let last = unit.pence() / 10_i64.checked_pow(places)?;
        if last == 0 {
            // Finer than a penny.
            return None;
        }
        let digits: i64 = format!("{whole}{part}").parse().ok()?;
        let pence = digits.checked_mul(last)?;
        Self::rounded_to(if in_brackets == is_below { pence } else { -pence }, last)
    }

    /// The sum, as finely as the coarser of the two was given.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        Self::rounded_to(self.pence.checked_add(other.pence)?, self.given_to.max(other.given_to))
    }

    /// What another is less than this one, as finely as the coarser was given.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        Self::rounded_to(self.pence.checked_sub(other.pence)?, self.given_to.max(other.given_to))
    }

    /// The same amount the other way.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self { pence: -self.pence, given_to: self.given_to }
    }

    /// Without its sign.
    #[must_use]
    pub const fn size(self) -> Self {
        Self { pence: self.pence.abs(), given_to: self.given_to }
    }
}

fn without_thousands(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let sound = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    sound.then(|| format!("{first}{}", rest.concat()))
}

/// As papers say it, without a sign: "£1.024m", "£240,000", "£12.50", as finely as it was given.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pence = self.pence.unsigned_abs();
        let given = self.given_to.unsigned_abs();
        if given >= 10_000 && pence >= 100_000_000 {
            let places = [100_000_000_u64, 10_000_000, 1_000_000, 100_000, 10_000].iter().position(|one| *one <= given);
            return decimal(f, pence, 100_000_000, places.unwrap_or(4), "m");
        }
        let places = if given < 100 { 2 } else { 0 };
        decimal(f, pence, 100, places, "")
    }
}

fn decimal(f: &mut fmt::Formatter<'_>, pence: u64, unit: u64, places: usize, suffix: &str) -> fmt::Result {
    let scale = 10_u64.pow(u32::try_from(places).unwrap_or(0));
    let parts = (pence * scale * 2 + unit) / (unit * 2);
    let (whole, part) = (parts / scale, parts % scale);
    let digits = whole.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if places == 0 {
        write!(f, "\u{a3}{grouped}{suffix}")
    } else {
        write!(f, "\u{a3}{grouped}.{part:0places$}{suffix}")
    }
}
