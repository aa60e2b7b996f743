//! A number as prose prints it: its value, how far its rounding lets it be off, and what it measures. Exact throughout:
//! no floating point. **Not here.** Finding numbers in a text ([`super::lexer`]).

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// An exact value.
pub(super) type Exact = Ratio<i128>;

/// No number is read that has more digits before its point.
pub(super) const MOST_DIGITS: usize = 13;
/// No number is read that has more digits behind it.
pub(super) const MOST_DECIMALS: usize = 4;

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Things.
    Count,
    /// Hundredths of a whole.
    Percent,
    /// Percentage points.
    Points,
    /// Pounds.
    Money,
    /// A fraction of a whole: a third, one in five.
    Share,
    /// A length of time or of a way: weeks, miles.
    Measure,
}

/// No number is read that is larger: products of two, and what is worked out of those, stay exact.
const LARGEST: i128 = 10_000_000_000_000;
/// What is worked out of shares of shares is given up beyond this.
const FINEST: i128 = 1_000_000_000_000_000;

/// One number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// As it is printed.
    pub(super) value: Exact,
    /// Half a unit of its last place; nothing where it is exact.
    pub(super) slack: Exact,
    /// What it measures.
    pub(super) unit: Unit,
}

impl Number {
    /// So many things.
    pub(super) fn count(value: i128) -> Self {
        Self { value: Exact::from_integer(value), slack: Exact::zero(), unit: Unit::Count }
    }

    /// A fraction.
    pub(super) fn share(top: i128, bottom: i128) -> Option<Self> {
        (bottom > 0).then(|| Self { value: Ratio::new(top, bottom), slack: Exact::zero(), unit: Unit::Share })
    }

    /// "1,240", "12.5": digits, with the places that were written, times a scale. A scale other than one makes a whole
    /// number a rounded one.
    pub(super) fn digits(text: &str, scale: i128, unit: Unit) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let whole: String = whole.chars().filter(|letter| *letter != ',').collect();
        if whole.len() > MOST_DIGITS || part.len() > MOST_DECIMALS || whole.len() + part.len() == 0 {
            return None;
        }
        let places = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        let top: i128 = format!("{whole}{part}").parse().ok()?;
        let is_rounded = scale > 1 || unit == Unit::Percent || unit == Unit::Points;
        let half = if is_rounded || !part.is_empty() && unit != Unit::Money {
            Ratio::new(scale, 2 * places)
        } else {
            Exact::zero()
        };
        let value = Ratio::new(top, places).checked_mul(&Exact::from_integer(scale))?;
        (value <= Exact::from_integer(LARGEST)).then_some(Self { value, slack: half, unit })
    }

    /// A whole number, where it is one.
    pub(super) fn whole(self) -> Option<i64> {
        self.value.is_integer().then(|| i64::try_from(self.value.to_integer()).ok()).flatten()
    }

    /// The least and the most that it can stand for.
    pub(super) fn range(self) -> Option<(Exact, Exact)> {
        Some((self.value.checked_sub(&self.slack)?, self.value.checked_add(&self.slack)?))
    }

    /// Whether it can stand for a value.
    pub(super) fn can_be(self, value: Exact) -> bool {
        self.range().is_some_and(|(low, high)| low <= value && value <= high)
    }

    /// Whether both can stand for one value.
    pub(super) fn meets(self, low: Exact, high: Exact) -> bool {
        self.range().is_some_and(|(own_low, own_high)| own_low <= high && low <= own_high)
    }

    /// The value as a share of one: 25 % and a quarter are the same.
    pub(super) fn of_one(self) -> Exact {
        if matches!(self.unit, Unit::Percent | Unit::Points) {
            self.value / Exact::from_integer(100)
        } else {
            self.value
        }
    }
}

/// A share of a share; nothing where it grows beyond what can be told.
pub(super) fn share_of(share: Exact, whole: Exact) -> Option<Exact> {
    let part = share.checked_mul(&whole)?;
    (part.numer().abs() <= FINEST && *part.denom() <= FINEST).then_some(part)
}

/// The sum of numbers, as an interval.
pub(super) fn sum(numbers: impl IntoIterator<Item = Number>) -> Option<(Exact, Exact)> {
    let mut total = (Exact::zero(), Exact::zero());
    for number in numbers {
        let (low, high) = number.range()?;
        total = (total.0.checked_add(&low)?, total.1.checked_add(&high)?);
    }
    Some(total)
}

/// The middle of an interval.
pub(super) fn middle((low, high): (Exact, Exact)) -> Option<Exact> {
    low.checked_add(&high)?.checked_div(&Exact::from_integer(2))
}

/// How one number differs from another, as an interval: never below nothing.
pub(super) fn distance(one: Number, other: Number) -> Option<(Exact, Exact)> {
    let slack = one.slack.checked_add(&other.slack)?;
    let apart = one.value.checked_sub(&other.value)?.abs();
    Some((apart.checked_sub(&slack)?, apart.checked_add(&slack)?))
}

/// How many of a hundred one number is of another.
pub(super) fn per_cent(part: Exact, whole: Exact) -> Option<Exact> {
    if whole.is_zero() {
        return None;
    }
    part.checked_mul(&Exact::from_integer(100))?.checked_div(&whole)
}

/// A value at so many decimals, rounded half away from nothing.
pub(super) fn printed(value: Exact, decimals: u32) -> String {
    let places = 10_i128.pow(decimals.min(6));
    let scaled = (value * Exact::from_integer(places)).round().to_integer();
    let (sign, scaled) = (if scaled < 0 { "-" } else { "" }, scaled.unsigned_abs());
    let places = places.unsigned_abs();
    let whole = grouped(scaled / places);
    if decimals == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{:0width$}", scaled % places, width = decimals as usize)
    }
}

/// "1,240".
fn grouped(value: u128) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A value as people print it: as few decimals as it needs, two at most.
pub(super) fn plainly(value: Exact) -> String {
    let decimals = (0..2).find(|places| (value * Exact::from_integer(10_i128.pow(*places))).is_integer()).unwrap_or(2);
    printed(value, decimals)
}

/// A value in its unit: "25%", "£1.25m", "9".
pub(super) fn in_unit(value: Exact, unit: Unit) -> String {
    match unit {
        Unit::Percent => format!("{}%", printed(value, u32::from(!value.is_integer()))),
        Unit::Share => format!("{}%", printed(value * Exact::from_integer(100), 1)),
        Unit::Money => pounds(value),
        Unit::Count | Unit::Points | Unit::Measure => plainly(value),
    }
}

/// "£24,500", "£0.332m (£332,000)".
fn pounds(value: Exact) -> String {
    let sign = if value < Exact::zero() { "-" } else { "" };
    let value = value.abs();
    let full = plainly(value);
    let millions = value / Exact::from_integer(1_000_000);
    if value < Exact::from_integer(100_000) || !(millions * Exact::from_integer(1_000)).is_integer() {
        return format!("{sign}\u{a3}{full}");
    }
    let decimals =
        (0..4).find(|places| (millions * Exact::from_integer(10_i128.pow(*places))).is_integer()).unwrap_or(3);
    format!("{sign}\u{a3}{full} (\u{a3}{}m)", printed(millions, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_number_stands_for_an_interval() {
        let at = |text, scale, unit| Number::digits(text, scale, unit).unwrap();
        assert!(at("38.5", 1, Unit::Percent).can_be(per_cent(10.into(), 26.into()).unwrap()));
        assert!(!at("37.8", 1, Unit::Percent).can_be(per_cent(10.into(), 26.into()).unwrap()));
        assert!(at("2.080", 1_000_000, Unit::Money).can_be(2_080_499.into()));
        assert!(!at("24,500", 1, Unit::Money).can_be(24_501.into()));
        assert_eq!(Number::digits(&"9".repeat(40), 1, Unit::Count), None);
        assert_eq!(Number::digits("9999999999999", 1_000_000_000, Unit::Money), None);
    }

    #[test]
    fn values_print_as_people_print_them() {
        assert_eq!(in_unit(Ratio::new(124_000, 100), Unit::Count), "1,240");
        assert_eq!(in_unit(Ratio::new(500, 26), Unit::Percent), "19.2%");
        assert_eq!(in_unit(332_000.into(), Unit::Money), "\u{a3}332,000 (\u{a3}0.332m)");
        assert_eq!(in_unit(Ratio::new(1, 3), Unit::Share), "33.3%");
    }
}
