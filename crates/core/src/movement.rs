//! What moved between two days of a plan, or between two ways of judging it: what finished, what became
//! late, which dates and statuses moved; each change in one group.

use crate::changes::{self, Difference, PlanChange};
use crate::day::Date;
use crate::plan::RowKind;
use crate::policy::Level;
use crate::survey::Survey;

/// An action whose computed status is another one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Restated<'a> {
    /// Its row in the later plan.
    pub row: usize,
    /// Before.
    pub before: &'a Level,
    /// After.
    pub after: &'a Level,
}

/// Everything that moved; rows are those of the later plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movement<'a> {
    /// Actions now reported at 100% that were not.
    pub finished: Vec<usize>,
    /// Actions now past their finish that were not.
    pub late: Vec<usize>,
    /// Starts and finishes that moved.
    pub dates: Vec<PlanChange>,
    /// Actions whose computed status is another one.
    pub statuses: Vec<Restated<'a>>,
    /// Statuses and percentages reported otherwise, those of finished actions left out.
    pub reported: Vec<PlanChange>,
    /// Officers changed.
    pub officers: Vec<PlanChange>,
    /// Rows added.
    pub added: Vec<PlanChange>,
    /// Rows no longer listed, or withdrawn.
    pub gone: Vec<PlanChange>,
    /// Titles, notes, codes and stated durations.
    pub words: Vec<PlanChange>,
}

/// How many of each kind moved, in the order in which [`Movement`] has them.
pub type MovedCounts = [usize; 9];

impl Movement<'_> {
    /// How many of each kind there are.
    #[must_use]
    pub fn counts(&self) -> MovedCounts {
        [
            self.finished.len(),
            self.late.len(),
            self.dates.len(),
            self.statuses.len(),
            self.reported.len(),
            self.officers.len(),
            self.added.len(),
            self.gone.len(),
            self.words.len(),
        ]
    }

    /// Whether nothing moved.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What moved from one survey to a later one.
#[must_use]
pub fn between<'a>(before: &'a Survey<'_>, after: &'a Survey<'_>) -> Movement<'a> {
    let mut movement = Movement { statuses: statuses(before, after), ..Movement::default() };
    let earlier = changes::counterparts(before.plan, after.plan);
    for (at, row) in after.plan.actions() {
        let Some(was) = earlier[at] else { continue };
        let old = &before.plan.rows[was];
        if row.is_complete() && !old.is_complete() {
            movement.finished.push(at);
        }
        let was_late = before.is_past_finish(old, &before.rows[was]);
        if after.is_past_finish(row, &after.rows[at]) && !was_late {
            movement.late.push(at);
        }
    }
    for change in changes::between(before.plan, after.plan, after.calendar) {
        let group = match &change.what {
            Difference::Added => &mut movement.added,
            Difference::NotListed => &mut movement.gone,
            Difference::Changed { field: "start" | "finish", .. } => &mut movement.dates,
            Difference::Changed { field: "officers", .. } => &mut movement.officers,
            Difference::Changed { field: "percent complete", after, .. }
                if after == "100%" && change.kind == RowKind::Action =>
            {
                continue;
            }
            Difference::Changed { field: "percent complete" | "reported status", .. } => &mut movement.reported,
            Difference::Changed { .. } => &mut movement.words,
        };
        group.push(change);
    }
    movement
}

/// The actions whose computed status is another one; also between two ways of judging the same plan.
#[must_use]
pub fn statuses<'a>(before: &'a Survey<'_>, after: &'a Survey<'_>) -> Vec<Restated<'a>> {
    let earlier = changes::counterparts(before.plan, after.plan);
    let restated = |(row, _): (usize, _)| {
        let (old, new) = (before.level_of(earlier[row]?)?, after.level_of(row)?);
        let differs = old.code != new.code || old.label != new.label;
        differs.then_some(Restated { row, before: old, after: new })
    };
    after.plan.actions().filter_map(restated).collect()
}

/// The same day a month before, or the last of that month.
#[must_use]
pub fn a_month_before(day: Date) -> Date {
    day.checked_sub(jiff::Span::new().months(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingCalendar;
    use crate::day::Dated;
    use crate::place::Place;
    use crate::plan::{Code, Plan, Row};
    use crate::policy::Policy;
    use crate::quantity::Percent;
    use crate::walk::survey;
    use jiff::civil::date;

    fn action(code: &str, finish: Date, percent: i32) -> Row {
        let mut row = Row::new(RowKind::Action, Code::new(code), "Do it", Place::line(1));
        row.start = Some(Dated::exactly(date(2022, 4, 13)));
        row.finish = Some(Dated::exactly(finish));
        row.percent = Some(Percent::whole(percent));
        row
    }

    #[test]
    fn each_change_stands_in_one_group() {
        let plan = |rows| Plan { rows, ..Plan::default() };
        let (may, june) = (date(2022, 5, 16), date(2022, 6, 30));
        let before =
            plan(vec![action("1A", may, 50), action("1B", may, 20), action("1C", may, 30), action("1D", june, 5)]);
        let after =
            plan(vec![action("1A", may, 100), action("1B", may, 20), action("1C", june, 30), action("1E", june, 5)]);
        let (calendar, policy) = (WorkingCalendar::weekdays(), Policy::shipped("pace").unwrap());
        let (early, late) = (
            survey(&before, date(2022, 5, 10), &calendar, &policy),
            survey(&after, date(2022, 5, 22), &calendar, &policy),
        );
        let movement = between(&early, &late);
        assert_eq!(movement.finished, [0]);
        assert_eq!(movement.late, [1]);
        let codes = |list: &[PlanChange]| list.iter().map(|change| change.row.clone()).collect::<Vec<_>>();
        assert_eq!(codes(&movement.dates), ["1C"]);
        assert_eq!(codes(&movement.added), ["1E"]);
        assert_eq!(codes(&movement.gone), ["1D"]);
        assert!(movement.reported.is_empty() && movement.officers.is_empty() && movement.words.is_empty());
        assert!(movement.statuses.iter().any(|one| one.row == 0 && one.after.code == "complete"));
        assert!(between(&late, &late).is_empty());
    }

    #[test]
    fn a_month_before_the_last_of_march_is_the_last_of_february() {
        assert_eq!(a_month_before(date(2022, 5, 22)), date(2022, 4, 22));
        assert_eq!(a_month_before(date(2024, 3, 31)), date(2024, 2, 29));
    }
}
