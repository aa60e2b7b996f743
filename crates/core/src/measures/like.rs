//! A period beside the same one of the year before: the only comparison that a running count allows. **Not here.** Months out
//! of it ([`super::cumulative`]).

use super::period::Period;
use super::value::MeasureValue;

/// A value beside that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Like {
    /// Now.
    pub now: MeasureValue,
    /// A year before.
    pub before: MeasureValue,
    /// How much more it is.
    pub change: MeasureValue,
    /// The same in hundredths of what it was, to one place; none where that was nothing.
    pub percent: Option<MeasureValue>,
}

/// A period of a series beside the same one of the year before, where both are there.
#[must_use]
pub fn like(series: &[(Period, MeasureValue)], period: Period) -> Option<Like> {
    let of = |period: Period| series.iter().find(|(one, _)| *one == period).map(|(_, value)| *value);
    let (now, before) = (of(period)?, of(period.year_before()?)?);
    let change = now.minus(before)?;
    let percent = MeasureValue::percent_of(change.millionths(), before.millionths(), 1);
    Some(Like { now, before, change, percent })
}
