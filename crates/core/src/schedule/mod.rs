//! What the dates of a row say: its stretch of working days, and how much of it has gone.
//!
//! `planned % = working days gone from the start to min(day, finish), both counted / duration`, and 0
//! before the start (DESIGN 5). **Not here.** What was reported ([`crate::progress`]); what waits for what
//! ([`network`]).

pub mod dependencies;
pub mod hours;
pub mod network;
mod order;
mod passes;
mod sequence;
pub mod slips;
mod steps;

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::plan::Row;
use crate::quantity::Percent;

/// The stretch of a row, as far as its dates tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First day.
    pub start: Date,
    /// Last day, still worked.
    pub finish: Date,
    /// Working days from one to the other, both counted.
    pub days: i32,
}

/// The stretch of a row on a calendar. A missing finish follows from start and duration. `None`
/// without a start, without an end, or where the end lies before the start.
#[must_use]
pub fn stretch_of(row: &Row, calendar: &WorkingCalendar) -> Option<Stretch> {
    let finish = row.finish.as_ref().map(|finish| finish.when.last);
    between(row.start.as_ref()?.when.first, finish, row.duration.map(|days| days.0), calendar)
}

/// A stretch by its dates.
pub(crate) fn between(
    start: Date,
    finish: Option<Date>,
    days: Option<i32>,
    calendar: &WorkingCalendar,
) -> Option<Stretch> {
    let finish = match (finish, days) {
        (Some(finish), _) => finish,
        (None, Some(days)) => calendar.finish_of(start, days)?,
        (None, None) => return None,
    };
    (finish >= start).then(|| Stretch { start, finish, days: calendar.count(start, finish) })
}

impl Stretch {
    /// Working days gone by the end of a day, both ends counted; 0 before the start.
    #[must_use]
    pub fn gone(&self, on: Date, calendar: &WorkingCalendar) -> i32 {
        calendar.count(self.start, on.min(self.finish))
    }

    /// The share that the calendar says should be done by the end of a day.
    #[must_use]
    pub fn planned(&self, on: Date, calendar: &WorkingCalendar) -> Percent {
        match Percent::of(i64::from(self.gone(on, calendar)), i64::from(self.days)) {
            Some(percent) => percent,
            // A stretch without a working day in it is done once its finish has come.
            None if on >= self.finish => Percent::HUNDRED,
            None => Percent::ZERO,
        }
    }
}
