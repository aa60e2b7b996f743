//! When the plan would be done at the pace so far, by earned schedule; as a range, or why it cannot be told yet.
//!
//! Earned schedule asks when, by plan, today's progress should have been reached (Lipke 2003); the
//! pace SPI(t) is that time over the time gone, and the time left is stretched by it. It is a
//! straight line through one point, and that point is as wide as the steps in which percentages are reported
//! ([`range`]): its limits are said with it, always. [`by_action`] says the same of each action, with what waits for it.

mod by_action;
mod range;

pub use by_action::{ActionForecast, Basis, by_action, latest_first};
pub use range::{Range, Untold, default_looking, in_words};

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::progress::{self, WeightedPart};
use crate::quantity::Percent;
use crate::survey::Survey;
use range::{FEWEST_GONE, Spread, Step};

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
    /// Between which days the plan would finish at that pace.
    pub finish: Range,
    /// The days earned at the least and at the most, by what the percentages may really be.
    earned: (i32, i32),
}

impl Forecast {
    /// How many working days something takes at the plan's pace that was given so many: at the fastest, and at the
    /// slowest, where that can be told.
    fn stretched(&self, days: i32) -> (Option<i32>, Option<i32>) {
        let at = |earned: i32| {
            let stretched = i64::from(days) * i64::from(self.gone_days);
            let days = (earned > 0).then(|| (stretched + i64::from(earned) - 1) / i64::from(earned));
            days.and_then(|days| i32::try_from(days).ok())
        };
        (at(self.earned.1), at(self.earned.0))
    }
}

/// Days on which the planned line is worked out at most; longer plans are taken in steps.
const MOST_POINTS: i32 = 120;

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

/// The forecast on the survey's day.
///
/// # Errors
/// Why it cannot be told: no dates, too early, nothing or everything done, percentages that look like a default, or a
/// finish that is out of reach.
pub fn forecast(survey: &Survey<'_>) -> Result<Forecast, Untold> {
    let (start, planned_finish) = bounds(survey).ok_or(Untold::Undated)?;
    let earned = survey.percent_of("percent_complete").ok_or(Untold::Undated)?;
    let calendar = survey.calendar;
    let gone_days = calendar.count(start, survey.on);
    if earned >= Percent::HUNDRED {
        return Err(Untold::Done);
    }
    if gone_days < FEWEST_GONE {
        return Err(Untold::TooEarly);
    }
    if earned <= Percent::ZERO {
        return Err(Untold::NothingDone);
    }
    if let Some(default) = default_looking(survey) {
        return Err(default);
    }
    let total = calendar.count(start, planned_finish);
    let reached = |share: Percent| days_to_reach(survey, start, total, share).ok_or(Untold::Undated);
    let spread = spread_of(survey).unwrap_or(Spread { low: earned, high: earned });
    let (earned_days, low, high) = (reached(earned)?, reached(spread.low)?, reached(spread.high)?);
    let finish = |earned| finish_at(calendar, start, total, earned, gone_days);
    Ok(Forecast {
        start,
        planned_finish,
        earned_on: calendar.finish_of(start, earned_days.max(1)).ok_or(Untold::TooFar)?,
        earned_days,
        gone_days,
        pace: Percent::of(i64::from(earned_days), i64::from(gone_days)).ok_or(Untold::TooEarly)?,
        // What is not done is not done before today, however fast it went.
        finish: Range::of(calendar, survey.on, finish(high).map(|day| day.max(survey.on)), finish(low))?,
        earned: (low, high),
    })
}

/// The share complete, by what each percentage may really be.
fn spread_of(survey: &Survey<'_>) -> Option<Spread> {
    let step = Step::of(survey);
    let mean = |end: &dyn Fn(Spread) -> Percent| {
        let part = |(at, row): (usize, &crate::plan::Row)| WeightedPart {
            percent: end(step.around(row.percent.unwrap_or_default())),
            days: survey.rows[at].stretch.map(|stretch| stretch.days),
        };
        progress::roll_up(&survey.plan.actions().map(part).collect::<Vec<_>>())
    };
    Some(Spread { low: mean(&|spread| spread.low)?, high: mean(&|spread| spread.high)? })
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
    calendar.finish_of(start, i32::try_from(days).ok()?)
}

/// What must be said beside every forecast.
pub const LIMITS: &str = "It assumes that the rest of the plan goes at the pace so far. The two ends come from the steps in which percentages are reported: 25% may be 22% or 28%. It is not meant for any one action.";
