//! When each action would finish at its own pace, and what then waits for it longer; as a range, or why it cannot be
//! told yet.
//!
//! Its pace is the share done over the working days since its start, both ends counted; at that pace the whole takes
//! so many days more. What has not begun goes at the pace of the plan, from the next working day where it should have
//! begun. Then what waits for it is put off, as a slip would: once by the earliest ends, once by the latest. **Not
//! here.** The plan as a whole ([`super::forecast`]); what a slip does ([`crate::schedule::dependencies`]).

use super::range::{FARTHEST, FEWEST_GONE, Range, Step, Untold, default_looking};
use super::{Forecast, forecast};
use crate::day::Date;
use crate::quantity::Percent;
use crate::schedule::Stretch;
use crate::schedule::dependencies::Dependencies;
use crate::schedule::slips::{Moved, Slip};
use crate::survey::Survey;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What is out of reach puts off what waits for it by so many working days: out of reach as well.
const NEVER: i32 = 4 * FARTHEST;

/// When an action would finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionForecast {
    /// The row of the plan.
    pub row: usize,
    /// Its planned finish.
    pub planned: Date,
    /// What that rests on.
    pub by: Basis,
    /// Between which days it would finish, with what it waits for; or why that cannot be told.
    pub finish: Result<Range, Untold>,
    /// Working days from the planned finish to the earliest, and to the latest where that can be told; below zero it
    /// would be early.
    pub days: Option<(i32, Option<i32>)>,
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
    /// It should have begun and has not, so it goes at the plan's pace from the next working day.
    NotBegun,
    /// It is not due to begin: at the plan's pace from its start.
    Planned,
}

impl Basis {
    /// Of a dated row.
    fn of(survey: &Survey<'_>, row: usize) -> Self {
        let action = &survey.plan.rows[row];
        let done = action.done().unwrap_or_default();
        let Some(stretch) = survey.rows[row].stretch else { return Self::Planned };
        // Days past its finish count as well: it is not done yet.
        let gone = survey.calendar.count(stretch.start, survey.on);
        if action.has_started() && gone > 0 {
            Self::Pace { done, gone }
        } else if !action.has_started() && stretch.start < survey.on {
            Self::NotBegun
        } else {
            // What is to begin on that very day may still do so.
            Self::Planned
        }
    }
}

impl ActionForecast {
    /// Whether it would be later than planned even at the fastest.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.days.is_some_and(|(earliest, _)| earliest > 0)
    }

    /// Whether it may be later than planned.
    #[must_use]
    pub fn may_be_late(&self) -> bool {
        self.days.is_some_and(|(_, latest)| latest.is_none_or(|days| days > 0))
    }
}

/// The forecasts of the open actions that have dates, in the plan's order.
#[must_use]
pub fn by_action(survey: &Survey<'_>) -> Vec<ActionForecast> {
    let ground = Ground { survey, step: Step::of(survey), plan: forecast(survey), default: default_looking(survey) };
    let mut made: Vec<ActionForecast> = survey.plan.actions().filter_map(|(row, _)| ground.alone(row)).collect();
    let dependencies = Dependencies::of_all(survey.plan, survey.calendar);
    let pushed = |end: &dyn Fn(&ActionForecast) -> i32| -> HashMap<usize, Moved> {
        let slip = |one: &ActionForecast| Some(Slip { row: one.row, days: end(one) }).filter(|slip| slip.days != 0);
        let slips: Vec<Slip> = made.iter().filter_map(slip).collect();
        let what = dependencies.expected(survey.plan, survey.calendar, &slips);
        let all = what.slipped.into_iter().chain(what.moved);
        all.filter(|moved| moved.waits_for.is_some()).map(|moved| (moved.row, moved)).collect()
    };
    let early = pushed(&|one| one.days.map_or(0, |(earliest, _)| earliest));
    let late = pushed(&|one| one.days.map_or(NEVER, |(_, latest)| latest.unwrap_or(NEVER)));
    for one in &mut made {
        put_off(one, survey, early.get(&one.row), late.get(&one.row));
    }
    made
}

/// Takes what an action waits for into its forecast.
fn put_off(one: &mut ActionForecast, survey: &Survey<'_>, early: Option<&Moved>, late: Option<&Moved>) {
    let Ok(own) = one.finish else {
        one.waits_for = early.or(late).and_then(|moved| moved.waits_for);
        return;
    };
    if early.is_none() && late.is_none() {
        return;
    }
    let earliest = early.map_or(own.earliest, |moved| moved.new_finish);
    let latest = late.map_or(own.latest, |moved| Some(moved.new_finish));
    one.finish = Range::of(survey.calendar, survey.on, Some(earliest), latest);
    one.days = days_of(survey, one.planned, one.finish);
    one.waits_for = late.or(early).and_then(|moved| moved.waits_for);
}

/// Those that may be late, the latest first; those that are late at the fastest before those that only may be.
#[must_use]
pub fn latest_first(forecasts: &[ActionForecast]) -> Vec<ActionForecast> {
    let mut late: Vec<ActionForecast> = forecasts.iter().copied().filter(ActionForecast::may_be_late).collect();
    late.sort_by_key(|one| {
        let (earliest, latest) = one.days.unwrap_or((i32::MAX, None));
        Reverse((earliest.max(0), latest.unwrap_or(i32::MAX)))
    });
    late
}

fn days_of(survey: &Survey<'_>, planned: Date, finish: Result<Range, Untold>) -> Option<(i32, Option<i32>)> {
    let days = |day: Date| survey.calendar.between(planned, day);
    finish.ok().map(|range| (days(range.earliest), range.latest.map(days)))
}

/// What every forecast of a plan rests on.
struct Ground<'s, 'p> {
    survey: &'s Survey<'p>,
    step: Step,
    plan: Result<Forecast, Untold>,
    default: Option<Untold>,
}

impl Ground<'_, '_> {
    /// The forecast of an action that waits for nothing.
    fn alone(&self, row: usize) -> Option<ActionForecast> {
        let stretch = self.survey.rows[row].stretch?;
        if self.survey.plan.rows[row].is_complete() {
            return None;
        }
        let by = Basis::of(self.survey, row);
        let finish = match by {
            Basis::Pace { done, gone } => self.at_own_pace(stretch, done, gone),
            Basis::NotBegun => self.at_plans_pace(stretch, self.survey.on.tomorrow().ok()),
            // What nothing speaks against goes as planned.
            Basis::Planned if self.plan.is_err() || self.survey.plan.rows[row].has_started() => {
                Ok(Range { earliest: stretch.finish, latest: Some(stretch.finish) })
            }
            Basis::Planned => self.at_plans_pace(stretch, Some(stretch.start)),
        };
        let days = days_of(self.survey, stretch.finish, finish);
        Some(ActionForecast { row, planned: stretch.finish, by, finish, days, waits_for: None })
    }

    fn at_own_pace(&self, stretch: Stretch, done: Percent, gone: i32) -> Result<Range, Untold> {
        if let Some(default @ Untold::Default { percent, .. }) = self.default
            && percent == done
        {
            return Err(default);
        }
        if done <= Percent::ZERO {
            return Err(Untold::NothingDone);
        }
        if gone < FEWEST_GONE {
            return Err(Untold::TooEarly);
        }
        let spread = self.step.around(done);
        let at = |share: Percent| {
            let days = share.days_for_all(gone)?;
            self.survey.calendar.finish_of(stretch.start, days)
        };
        // It is open today, so it is done after today at the earliest.
        let earliest = at(spread.high).map(|day| day.max(self.survey.on));
        Range::of(self.survey.calendar, self.survey.on, earliest, at(spread.low))
    }

    /// From a day on, at the pace of the plan; never sooner than planned.
    fn at_plans_pace(&self, stretch: Stretch, from: Option<Date>) -> Result<Range, Untold> {
        let plan = self.plan.as_ref().map_err(|_| Untold::NoPace)?;
        let (fast, slow) = plan.stretched(stretch.days.max(1));
        let at = |days: Option<i32>| {
            let finish = self.survey.calendar.finish_of(from?, days?.max(stretch.days).max(1))?;
            Some(finish.max(stretch.finish))
        };
        Range::of(self.survey.calendar, self.survey.on, at(fast), at(slow))
    }
}
