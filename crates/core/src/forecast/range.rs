//! How far a forecast can be trusted: from when to when, or why it cannot be told yet.
//!
//! A percentage that is given in steps of 5 may be up to half a step wrong either way, so what is stretched by it has
//! two ends; the lower the percentage, the further apart they lie. **Not here.** What is stretched ([`super`]).

use crate::calendar::WorkingCalendar;
use crate::day::{self, Date};
use crate::quantity::{Percent, WorkingDays};
use crate::survey::Survey;

/// Beyond so many working days, three years, nobody can plan by a date.
pub(super) const FARTHEST: i32 = 780;
/// Before so many working days have gone, a pace is chance.
pub(super) const FEWEST_GONE: i32 = 10;
/// A day as near as this is named; of a later one only the month is.
const NEAR: i32 = 92;
/// So many actions must have reported before sameness says anything.
const FEWEST_SAME: usize = 10;

/// From when to when something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Not before.
    pub earliest: Date,
    /// Not after; `None` where that is more than three years away, or cannot be told.
    pub latest: Option<Date>,
}

/// Why a finish cannot be told yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// Nothing has dates.
    Undated,
    /// Less than two weeks of work have gone.
    TooEarly,
    /// No progress is reported.
    NothingDone,
    /// All is done: there is nothing to foretell.
    Done,
    /// So many of so many percentages are the same: they look like a default, not like progress.
    Default {
        /// The percentage.
        percent: Percent,
        /// So many stand at it.
        same: usize,
        /// Of so many.
        of: usize,
    },
    /// It has not begun, and the plan as a whole has no pace to go by.
    NoPace,
    /// At the pace so far it would take more than three years.
    TooFar,
}

impl Untold {
    /// As half a sentence: "26 of 29 actions are reported at exactly 5%, which looks like a default".
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Undated => "no action has a start and a finish".to_owned(),
            Self::TooEarly => {
                format!("less than {} have gone since it started", WorkingDays(FEWEST_GONE).in_full())
            }
            Self::NothingDone => "no progress is reported yet".to_owned(),
            Self::Done => "everything is complete".to_owned(),
            Self::Default { percent, same, of } => {
                format!("{same} of {of} actions are reported at exactly {percent}, which looks like a default")
            }
            Self::NoPace => "it has not started, and the plan\u{2019}s own pace cannot be told yet".to_owned(),
            Self::TooFar => "at the pace so far it would take more than three more years".to_owned(),
        }
    }
}

impl Range {
    /// From one day to another; the latter left open where it is out of reach. `on` is the day of the report.
    pub(super) fn of(
        calendar: &WorkingCalendar,
        on: Date,
        earliest: Option<Date>,
        latest: Option<Date>,
    ) -> Result<Self, Untold> {
        let is_near = |day: &Date| calendar.between(on, *day) < FARTHEST;
        let earliest = earliest.filter(is_near).ok_or(Untold::TooFar)?;
        Ok(Self { earliest, latest: latest.filter(is_near).map(|latest| latest.max(earliest)) })
    }

    /// "between 3 March 2023 and August 2023", "on 3 March 2023", "not before August 2023".
    #[must_use]
    pub fn words(self, on: Date) -> String {
        let named = |day| in_words(day, on);
        match self.latest.map(named) {
            Some(latest) if latest == named(self.earliest) => {
                format!("{} {latest}", if is_named(self.earliest, on) { "on" } else { "in" })
            }
            Some(latest) => format!("between {} and {latest}", named(self.earliest)),
            None => format!("not before {}", named(self.earliest)),
        }
    }
}

/// A day, or only its month where it lies far from the day of the report: no forecast knows a day a year ahead.
#[must_use]
pub fn in_words(day: Date, on: Date) -> String {
    if is_named(day, on) { day::in_words(day) } else { format!("{} {}", day::month_name(day.month()), day.year()) }
}

fn is_named(day: Date, on: Date) -> bool {
    day::days_between(on, day).abs() <= NEAR
}

/// A percentage with what it may really be, half a step below and above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spread {
    pub(super) low: Percent,
    pub(super) high: Percent,
}

/// In which steps the percentages of a plan are given: 25, 5 or 1 points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step(i32);

impl Step {
    /// The largest step that all percentages between nothing and all of the work keep to.
    pub(super) fn of(survey: &Survey<'_>) -> Self {
        let said: Vec<Percent> = survey.plan.actions().filter_map(|(_, row)| row.percent).collect();
        let keep =
            |step: i32| said.iter().all(|percent| (0..=100 / step).any(|n| *percent == Percent::whole(n * step)));
        Self([25, 5].into_iter().find(|step| keep(*step)).unwrap_or(1))
    }

    /// What a percentage may really be. Nothing and all are exact: one knows whether work has begun, or ended.
    pub(super) fn around(self, percent: Percent) -> Spread {
        if percent <= Percent::ZERO || percent >= Percent::HUNDRED {
            return Spread { low: percent, high: percent };
        }
        let half = Percent::tenths(i64::from(self.0) * 5);
        let low = percent.minus(half).max(Percent::ZERO);
        Spread { low, high: percent.plus(half).min(Percent::HUNDRED) }
    }
}

/// The percentage that looks like a default, where one does: four in five actions or more stand at it. An untouched or
/// a finished plan is rightly the same everywhere.
#[must_use]
pub fn default_looking(survey: &Survey<'_>) -> Option<Untold> {
    let mut at: std::collections::BTreeMap<Percent, usize> = std::collections::BTreeMap::new();
    for percent in survey.plan.actions().filter_map(|(_, row)| row.percent) {
        *at.entry(percent).or_default() += 1;
    }
    let of: usize = at.values().sum();
    let (percent, same) = at.into_iter().max_by_key(|(_, count)| *count)?;
    let is_default = of >= FEWEST_SAME && same * 5 >= of * 4 && percent != Percent::ZERO && percent != Percent::HUNDRED;
    is_default.then_some(Untold::Default { percent, same, of })
}
