//! When the plan would be done at the pace so far, by earned schedule.
//!
//! Earned schedule asks when, by plan, today's progress should have been reached (Lipke 2003); the
//! pace SPI(t) is that time over the time gone, and the time left is stretched by it. It is a
//! straight line through one point: its limits are said with it, always. [`by_action`] says the same of
//! each action, with what waits for it.

mod by_action;

pub use by_action::{ActionForecast, Basis, by_action, latest_first};

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::quantity::Percent;
use crate::survey::Survey;

/// The forecast and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// First day of the earliest action.
    pub start: Date,
    /// Last day of the latest.
    pub planned_finish: Date,
    /// The day on which, by plan, today's progress should have been reached.
    pub earned_on: Date,
    /// Working days from the start to that day.
    pub earned_days: i32,
    /// Working days from the start to the day of the report.
    pub gone_days: i32,
    /// Earned over gone, as a percentage: 100% is on pace.
    pub pace: Percent,
    /// The finish at that pace; `None` where it lies out of reach.
    pub finish: Option<Date>,
}

/// Days on which the planned line is worked out at most; longer plans are taken in steps.
const MOST_POINTS: i32 = 120;
/// Beyond so many working days, twenty years, a date would be a jest.
const FARTHEST: i32 = 5_200;

/// The planned share of the whole plan on a day.
#[must_use]
pub fn planned_on(survey: &Survey<'_>, day: Date) -> Option<Percent> {
    let rows = survey.plan.actions().filter_map(|(at, _)| survey.rows[at].stretch);
    Percent::weighted_mean(rows.map(|s| (s.planned(day, survey.calendar), i64::from(s.days))))
}

/// The planned line from the first day to the last, in at most [`MOST_POINTS`] steps of working days.
#[must_use]
pub fn planned_line(survey: &Survey<'_>) -> Vec<(Date, Percent)> {
    let Some((start, finish)) = bounds(survey) else { return Vec::new() };
    let days = survey.calendar.count(start, finish);
    let step = (days / MOST_POINTS).max(1);
    let mut line = Vec::new();
    if let Ok(before) = start.yesterday() {
        line.push((before, Percent::ZERO));
    }
    let mut n = step;
    while n < days {
        if let Some(day) = survey.calendar.finish_of(start, n) {
            line.extend(planned_on(survey, day).map(|p| (day, p)));
        }
        n += step;
    }
    line.extend(planned_on(survey, finish).map(|p| (finish, p)));
    line
}

fn bounds(survey: &Survey<'_>) -> Option<(Date, Date)> {
    let stretches = || survey.plan.actions().filter_map(|(at, _)| survey.rows[at].stretch);
    Some((stretches().map(|s| s.start).min()?, stretches().map(|s| s.finish).max()?))
}

/// The forecast on the survey's day. `None` without dates, before the start, or with nothing earned.
#[must_use]
pub fn forecast(survey: &Survey<'_>) -> Option<Forecast> {
    let (start, planned_finish) = bounds(survey)?;
    let earned = survey.percent_of("percent_complete").filter(|p| *p > Percent::ZERO && *p < Percent::HUNDRED)?;
    let calendar = survey.calendar;
    let gone_days = calendar.count(start, survey.on);
    let total = calendar.count(start, planned_finish);
    let earned_days = days_to_reach(survey, start, total, earned)?;
    let pace = Percent::of(i64::from(earned_days), i64::from(gone_days))?;
    Some(Forecast {
        start,
        planned_finish,
        earned_on: calendar.finish_of(start, earned_days.max(1))?,
        earned_days,
        gone_days,
        pace,
        finish: finish_at(calendar, start, total, earned_days, gone_days),
    })
}

/// The last working day from the start by whose end the plan had not gone beyond `earned`.
fn days_to_reach(survey: &Survey<'_>, start: Date, total: i32, earned: Percent) -> Option<i32> {
    let (mut low, mut high) = (0, total);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        let planned = planned_on(survey, survey.calendar.finish_of(start, middle)?)?;
        if planned <= earned { low = middle } else { high = middle - 1 }
    }
    Some(low)
}

fn finish_at(calendar: &WorkingCalendar, start: Date, total: i32, earned: i32, gone: i32) -> Option<Date> {
    if earned < 1 {
        return None;
    }
    let days = i64::from(total) * i64::from(gone) / i64::from(earned);
    calendar.finish_of(start, i32::try_from(days).ok().filter(|days| *days < FARTHEST)?)
}

/// What must be said beside every forecast.
pub const LIMITS: &str = "It assumes that the rest of the plan goes at the pace so far and that the percentages are right. It says nothing about any one action.";
