//! The calendar of a measure: which periods are here, due, missing or not due yet. A period is due on its last day and a lag.
//! **Not here.** Who is asked for them.

use super::period::Period;
use crate::day::{Date, number_of, of_number};

/// How a period stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueState {
    /// Its value is here.
    Here,
    /// It is over, and its value is due on a day that has not gone by.
    Due(Date),
    /// Its value was due on a day that has gone by.
    Missing(Date),
    /// It is not over.
    NotYet,
}

/// How a period stands on a day, given when its value came to be known.
#[must_use]
pub fn state(period: Period, lag: i32, known: Option<Date>, on: Date) -> DueState {
    let due = due_on(period, lag);
    if known.is_some_and(|known| known <= on) {
        DueState::Here
    } else if on <= period.last() {
        DueState::NotYet
    } else if on <= due {
        DueState::Due(due)
    } else {
        DueState::Missing(due)
    }
}

/// The day on which a period's value is due: so many days after its last.
#[must_use]
pub fn due_on(period: Period, lag: i32) -> Date {
    of_number(number_of(period.last()).saturating_add(lag)).unwrap_or(Date::MAX)
}
