//! Months out of a count that runs on through a year: the value less that of the period before, where that is there. **Not
//! here.** The same month of another year ([`super::like`]).

use super::period::{Period, PeriodKind};
use super::value::MeasureValue;
use serde::{Deserialize, Serialize};

/// With which month a running count begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reset {
    /// April.
    Financial,
    /// September.
    Academic,
    /// January.
    Calendar,
}

impl Reset {
    /// Its word: "financial".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Financial => "financial",
            Self::Academic => "academic",
            Self::Calendar => "calendar",
        }
    }

    const fn month(self) -> i8 {
        match self {
            Self::Financial => 4,
            Self::Academic => 9,
            Self::Calendar => 1,
        }
    }

    /// The calendar year in which the year of a period begins.
    #[must_use]
    pub fn year_of(self, period: Period) -> i16 {
        let first = period.first();
        first.year() - i16::from(first.month() < self.month())
    }
}

/// What one period added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// The period of the running count.
    pub period: Period,
    /// What was added since the last value of the year; none where it was not reported.
    pub value: Option<MeasureValue>,
    /// Over how many periods; one is a point of a chart, more are not.
    pub over: usize,
    /// Whether it is the first of its year.
    pub is_first: bool,
}

impl Added {
    /// Whether it is a point of a chart.
    #[must_use]
    pub const fn is_point(&self) -> bool {
        self.value.is_some() && self.over == 1
    }
}

/// What each period added to a running count, in order.
#[must_use]
pub fn added(running: &[(Period, Option<MeasureValue>)], reset: Reset) -> Vec<Added> {
    let mut added = Vec::with_capacity(running.len());
    let mut before: Option<(Period, MeasureValue)> = None;
    for (period, value) in running {
        before = before.filter(|(earlier, _)| reset.year_of(*earlier) == reset.year_of(*period));
        let begins = period.first().month() == reset.month();
        let (change, over) = match (before, value) {
            (Some((earlier, known)), Some(value)) => (value.minus(known), apart(earlier, *period)),
            (None, Some(value)) => (Some(*value), months_into(reset, *period)),
            (_, None) => (None, 0),
        };
        added.push(Added { period: *period, value: change, over, is_first: begins && value.is_some() });
        before = value.map(|value| (*period, value)).or(before);
    }
    added
}

/// How many months of its year are over with a period.
fn months_into(reset: Reset, period: Period) -> usize {
    let first = period.last();
    let months = (i32::from(first.year()) - i32::from(reset.year_of(period))) * 12 + i32::from(first.month())
        - i32::from(reset.month())
        + 1;
    let length = if period.kind() == PeriodKind::Quarter { 3 } else { 1 };
    usize::try_from(months / length).unwrap_or(1).max(1)
}

/// How many periods lie between two, the later with them.
fn apart(from: Period, to: Period) -> usize {
    let month = |period: Period| i32::from(period.first().year()) * 12 + i32::from(period.first().month());
    let length = if to.kind() == PeriodKind::Quarter { 3 } else { 1 };
    usize::try_from((month(to) - month(from)) / length).unwrap_or(1).max(1)
}
