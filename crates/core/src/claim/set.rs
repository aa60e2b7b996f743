//! Sets of rows, as sentences speak of them: of areas, of people, at statuses, due in a stretch of days. **Not here.**
//! Which words say which ([`super::lexicon`]).

use super::lexicon::{Lexicon, Sense, is_action, plain};
use super::number::Exact;
use super::sign::Reach;
use crate::day::Date;
use crate::plan::Lifecycle;

/// What rows have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// They are of one of these areas.
    Areas(Vec<usize>),
    /// One of these people stands beside them.
    People(Vec<usize>),
    /// A column that plans do not have says so of them.
    Attribute(usize, usize),
    /// They are at a status.
    Status(usize),
    /// They are done.
    Complete,
    /// They are begun or done.
    Started,
    /// They are begun or done, where a scale that has a word for "not started" says another of them.
    StartedByScale,
    /// They are begun and not done.
    UnderWay,
    /// They are so complete.
    Reaches(Reach),
    /// They are on hold or given up.
    Stopped,
    /// Something was reported.
    Reported,
    /// They are past their finish and not done.
    Late,
    /// They are past their finish and not done, put off or not.
    PastFinish,
    /// They are past the day that was first set, and not done.
    PastOriginal,
    /// They were put off from it.
    Moved,
    /// They were due to have started.
    DueToStart,
    /// They finish from one day to another.
    Finish(Date, Date),
    /// They start from one day to another.
    Start(Date, Date),
    /// They are one of several.
    Any(Vec<Self>),
    /// They are not.
    Not(Box<Self>),
}

impl Filter {
    /// Whether it asks how complete rows are.
    pub(super) fn asks_how_far(&self) -> bool {
        match self {
            Self::Reaches(_) => true,
            Self::Not(filter) => filter.asks_how_far(),
            Self::Any(filters) => filters.iter().any(Self::asks_how_far),
            _ => false,
        }
    }

    /// Whether a row is one of them.
    pub(super) fn takes(&self, at: usize, lexicon: &Lexicon<'_>) -> bool {
        let survey = lexicon.survey;
        let (Some(row), Some(state)) = (survey.plan.rows.get(at), survey.rows.get(at)) else { return false };
        match self {
            Self::Areas(areas) => {
                let is_of = |area: &usize| survey.areas.get(*area).is_some_and(|area| Some(area.row) == row.focus_area);
                areas.iter().any(is_of)
            }
            Self::People(people) => {
                let is_named = |person: &usize| {
                    let name = lexicon.people.get(*person);
                    row.officers.iter().any(|officer| Some(&officer.name) == name)
                };
                people.iter().any(is_named)
            }
            Self::Status(status) => {
                let of_plan = lexicon.statuses.get(*status).map(|spoken| &spoken.of_plan);
                // Where a column says what was computed, words speak of that.
                if survey.plan.headings.status_is_computed {
                    let level = survey.level_of(at).map(|level| plain(&level.label));
                    return level.is_some_and(|level| of_plan.is_some_and(|known| known.contains(&level)));
                }
                row.status.as_ref().is_some_and(|own| of_plan.is_some_and(|known| known.contains(&plain(own))))
            }
            Self::Attribute(column, value) => {
                let found = lexicon.attributes.get(*column).and_then(|column| column.values.get(*value));
                found.is_some_and(|(_, rows)| rows.binary_search(&at).is_ok())
            }
            Self::Complete => row.is_complete(),
            Self::Started => row.has_started() || row.is_complete(),
            Self::StartedByScale => {
                let says = row.status.is_some() && row.lifecycle != Some(Lifecycle::NotStarted) && !row.is_stopped();
                row.has_started() || row.is_complete() || says
            }
            Self::UnderWay => row.has_started() && !row.is_complete() && !row.is_stopped(),
            Self::Reaches(reach) => {
                let percent = row.done().unwrap_or_default();
                reach.takes(Exact::new(i128::from(percent.in_tenths()), 10))
            }
            Self::Stopped => row.is_stopped(),
            Self::Reported => row.percent.is_some() || row.status.is_some(),
            Self::Late => survey.is_past_finish(row, state),
            Self::PastFinish => {
                !row.is_complete() && row.finish.as_ref().is_some_and(|finish| finish.when.last < survey.on)
            }
            Self::PastOriginal => {
                let first = row.original_finish.as_ref().or(row.finish.as_ref());
                !row.is_complete() && first.is_some_and(|finish| finish.when.last < survey.on)
            }
            Self::Moved => {
                let pair = row.original_finish.as_ref().zip(row.finish.as_ref());
                pair.is_some_and(|(first, now)| first.when != now.when)
            }
            Self::DueToStart => survey.is_due(row),
            Self::Finish(from, to) => {
                let finish = row.finish.as_ref().map(|finish| finish.when.last);
                finish.is_some_and(|finish| (*from..=*to).contains(&finish))
            }
            Self::Start(from, to) => row.start.as_ref().is_some_and(|start| (*from..=*to).contains(&start.when.first)),
            Self::Any(filters) => filters.iter().any(|filter| filter.takes(at, lexicon)),
            Self::Not(filter) => !filter.takes(at, lexicon),
        }
    }
}

/// The actions that all filters take, in the plan's order.
pub(super) fn rows_of(filters: &[Filter], lexicon: &Lexicon<'_>) -> Vec<usize> {
    let rows = lexicon.survey.plan.rows.iter().enumerate().filter(|(_, row)| is_action(row)).map(|(at, _)| at);
    rows.filter(|at| filters.iter().all(|filter| filter.takes(*at, lexicon))).collect()
}

/// What a word says of rows, as a filter.
pub(super) fn filter_of(sense: Sense) -> Option<Filter> {
    let not = |filter| Filter::Not(Box::new(filter));
    Some(match sense {
        Sense::Status(status) => Filter::Status(status),
        Sense::Attribute(column, value) => Filter::Attribute(column, value),
        Sense::Complete => Filter::Complete,
        Sense::Open => not(Filter::Complete),
        Sense::Started => Filter::Started,
        Sense::UnderWay => Filter::UnderWay,
        Sense::NotStarted => not(Filter::Started),
        Sense::Stopped => Filter::Stopped,
        Sense::Reported => Filter::Reported,
        Sense::Late => Filter::Late,
        Sense::LateByOriginal => Filter::PastOriginal,
        Sense::Moved => Filter::Moved,
        _ => return None,
    })
}
