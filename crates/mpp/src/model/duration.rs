//! Durations: so many of a unit, and the minutes that those are.

use std::fmt;

/// A unit, of working time or (elapsed) of the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Minutes of the clock.
    ElapsedMinutes,
    /// Hours.
    Hours,
    /// Hours of the clock.
    ElapsedHours,
    /// Days.
    #[default]
    Days,
    /// Days of 24 hours.
    ElapsedDays,
    /// Weeks.
    Weeks,
    /// Weeks of seven days of 24 hours.
    ElapsedWeeks,
    /// Months.
    Months,
    /// Months of 30 days of 24 hours.
    ElapsedMonths,
    /// Percent of something.
    Percent,
    /// Percent of something, by the clock.
    ElapsedPercent,
}

impl Unit {
    /// As Project writes it short: m, em, h, eh, d, ed, w, ew, mo, emo, %, e%.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Minutes => "m",
            Self::ElapsedMinutes => "em",
            Self::Hours => "h",
            Self::ElapsedHours => "eh",
            Self::Days => "d",
            Self::ElapsedDays => "ed",
            Self::Weeks => "w",
            Self::ElapsedWeeks => "ew",
            Self::Months => "mo",
            Self::ElapsedMonths => "emo",
            Self::Percent => "%",
            Self::ElapsedPercent => "e%",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Unit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.symbol())
    }
}

/// A duration.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Duration {
    /// So many.
    pub value: f64,
    /// Of what.
    pub unit: Unit,
    /// In minutes, of working time or for elapsed units of the clock; none for a percentage.
    pub minutes: Option<f64>,
}

/// How long the plan's days, weeks and months are, and in what durations are told that name no unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Measures {
    /// Minutes of work in a day.
    pub minutes_per_day: u32,
    /// Minutes of work in a week.
    pub minutes_per_week: u32,
    /// Days of work in a month.
    pub days_per_month: u32,
    /// The unit of durations that name none.
    pub default_unit: Unit,
}

impl Default for Measures {
    fn default() -> Self {
        Self { minutes_per_day: 480, minutes_per_week: 2_400, days_per_month: 20, default_unit: Unit::Days }
    }
}

impl Measures {
    /// The unit of a code, as the files have it; other bits beside it say other things.
    pub(crate) fn unit(&self, code: u16) -> Unit {
        match code & 0x1f {
            3 => Unit::Minutes,
            4 => Unit::ElapsedMinutes,
            5 => Unit::Hours,
            6 => Unit::ElapsedHours,
            8 => Unit::ElapsedDays,
            9 => Unit::Weeks,
            10 => Unit::ElapsedWeeks,
            11 => Unit::Months,
            12 => Unit::ElapsedMonths,
            19 => Unit::Percent,
            20 => Unit::ElapsedPercent,
            21 => self.default_unit,
            _ => Unit::Days,
        }
    }

    /// So many tenths of a minute in a unit; of percent so many.
    pub(crate) fn duration(&self, tenths: i32, unit: Unit) -> Duration {
        let day = f64::from(self.minutes_per_day.max(1));
        let each = match unit {
            Unit::Percent | Unit::ElapsedPercent => {
                return Duration { value: f64::from(tenths), unit, minutes: None };
            }
            Unit::Minutes | Unit::ElapsedMinutes => 1.0,
            Unit::Hours | Unit::ElapsedHours => 60.0,
            Unit::Days => day,
            Unit::ElapsedDays => 1_440.0,
            Unit::Weeks => f64::from(self.minutes_per_week.max(1)),
            Unit::ElapsedWeeks => 10_080.0,
            Unit::Months => day * f64::from(self.days_per_month.max(1)),
            Unit::ElapsedMonths => 43_200.0,
        };
        let minutes = f64::from(tenths) / 10.0;
        Duration { value: minutes / each, unit, minutes: Some(minutes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_in_their_unit() {
        let measures = Measures { minutes_per_day: 420, minutes_per_week: 2_100, ..Measures::default() };
        for (tenths, code, value, symbol, minutes) in [
            (4_200, 7, 1.0, "d", Some(420.0)),
            (4_200, 7 | 0x20, 1.0, "d", Some(420.0)),
            (21_000, 9, 1.0, "w", Some(2_100.0)),
            (84_000, 11, 1.0, "mo", Some(8_400.0)),
            (14_400, 8, 1.0, "ed", Some(1_440.0)),
            (-600, 5, -1.0, "h", Some(-60.0)),
            (50, 19, 50.0, "%", None),
            (4_200, 21, 1.0, "d", Some(420.0)),
        ] {
            let made = measures.duration(tenths, measures.unit(code));
            assert_eq!((made.value, made.unit.symbol(), made.minutes), (value, symbol, minutes));
        }
    }
}
