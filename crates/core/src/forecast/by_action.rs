//! When each action would finish at its own pace, and what then waits for it longer.
//!
//! Its pace is the share done over the working days since its start, both ends counted; at that pace the whole takes
//! so many days more. What should have begun and has not, begins on the next working day at the earliest and takes the
//! days that it was given. Then what waits for it is put off, as a slip would. **Not here.** The plan as a whole
//! ([`super::forecast`]); what a slip does ([`crate::schedule::dependencies`]).

use super::FARTHEST;
use crate::day::Date;
use crate::quantity::Percent;
use crate::schedule::dependencies::Dependencies;
use crate::schedule::slips::{Moved, Slip};
use crate::survey::Survey;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What is out of reach puts off what waits for it by so many working days: out of reach as well.
const NEVER: i32 = 2 * FARTHEST;

/// When an action would finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionForecast {
    /// The row of the plan.
    pub row: usize,
    /// Its planned finish.
    pub planned: Date,
    /// What that rests on.
    pub by: Basis,
    /// When it would finish, with what it waits for; `None` where that is out of reach.
    pub finish: Option<Date>,
    /// Working days from the planned finish to that; below zero it would be early.
    pub days: Option<i32>,
    /// The row whose finish puts this one off, where one does.
    pub waits_for: Option<usize>,
}

/// What the forecast of an action rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// So much was done in so many working days.
    Pace {
        /// The share.
        done: Percent,
        /// The days.
        gone: i32,
    },
    /// It should have begun and has not.
    NotBegun,
    /// It is not due to begin.
    Planned,
}

impl Basis {
    /// Of a dated row.
    fn of(survey: &Survey<'_>, row: usize) -> Self {
        let done = survey.plan.rows[row].percent.unwrap_or_default();
        let Some(stretch) = survey.rows[row].stretch else { return Self::Planned };
        // Days past its finish count as well: it is not done yet.
        let gone = survey.calendar.count(stretch.start, survey.on);
        if done > Percent::ZERO && gone > 0 {
            Self::Pace { done, gone }
        } else if done <= Percent::ZERO && stretch.start < survey.on {
            Self::NotBegun
        } else {
            // What is to begin on that very day may still do so.
            Self::Planned
        }
    }
}

impl ActionForecast {
    /// Whether it would be later than planned, or never.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.days.is_none_or(|days| days > 0)
    }
}

/// The forecasts of the open actions that have dates, in the plan's order.
#[must_use]
pub fn by_action(survey: &Survey<'_>) -> Vec<ActionForecast> {
    let mut made: Vec<ActionForecast> = survey.plan.actions().filter_map(|(row, _)| alone(survey, row)).collect();
    let slip = |one: &ActionForecast| {
        let days = one.days.unwrap_or(NEVER);
        (days != 0).then_some(Slip { row: one.row, days })
    };
    let slips: Vec<Slip> = made.iter().filter_map(slip).collect();
    let dependencies = Dependencies::of_all(survey.plan, survey.calendar);
    let what = dependencies.expected(survey.plan, survey.calendar, &slips);
    let pushed = what.slipped.iter().chain(&what.moved).filter(|moved| moved.waits_for.is_some());
    let pushed: HashMap<usize, &Moved> = pushed.map(|moved| (moved.row, moved)).collect();
    for one in &mut made {
        let Some(moved) = pushed.get(&one.row) else { continue };
        let is_near = survey.calendar.between(survey.on, moved.new_finish) < FARTHEST;
        one.finish = is_near.then_some(moved.new_finish);
        one.days = is_near.then_some(moved.days);
        one.waits_for = moved.waits_for;
    }
    made
}

/// Those that would be late, the latest first.
#[must_use]
pub fn latest_first(forecasts: &[ActionForecast]) -> Vec<ActionForecast> {
    let mut late: Vec<ActionForecast> = forecasts.iter().copied().filter(ActionForecast::is_late).collect();
    late.sort_by_key(|one| Reverse(one.days.unwrap_or(i32::MAX)));
    late
}

/// The forecast of an action that waits for nothing.
fn alone(survey: &Survey<'_>, row: usize) -> Option<ActionForecast> {
    let (stretch, calendar) = (survey.rows[row].stretch?, survey.calendar);
    if survey.plan.rows[row].percent.is_some_and(|percent| percent >= Percent::HUNDRED) {
        return None;
    }
    let by = Basis::of(survey, row);
    let finish = match by {
        Basis::Pace { done, gone } => {
            let whole = done.days_for_all(gone).filter(|days| *days - gone < FARTHEST);
            whole.and_then(|days| calendar.finish_of(stretch.start, days))
        }
        Basis::NotBegun => {
            let from = calendar.finish_of(survey.on.tomorrow().ok()?, stretch.days.max(1));
            from.map(|finish| finish.max(stretch.finish))
        }
        Basis::Planned => Some(stretch.finish),
    };
    let days = finish.map(|finish| calendar.between(stretch.finish, finish));
    Some(ActionForecast { row, planned: stretch.finish, by, finish, days, waits_for: None })
}
