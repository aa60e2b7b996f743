//! What falls due when: a grid of focus areas and months, or quarters where a plan is long; and what is
//! due next. **Not here.** How it is drawn.

use crate::day::{self, Date};
use crate::survey::Survey;
use std::fmt;

/// Months stand one by one up to so many; longer plans go by quarter.
pub const MOST_MONTHS: usize = 20;

/// A month or a quarter. Its code is `2022-05` or `2022-Q2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// Months since the year 0.
    first: i32,
    by_quarter: bool,
}

/// What falls due in each slot, by focus area.
#[derive(Clone, Debug)]
pub struct DueGrid {
    /// Whether the slots are quarters.
    pub by_quarter: bool,
    /// The slots, in order of time.
    pub slots: Vec<Slot>,
    /// The focus areas that have actions.
    pub rows: Vec<DueRow>,
}

/// One focus area of a grid.
#[derive(Clone, Debug)]
pub struct DueRow {
    /// Its row in the plan.
    pub area: usize,
    /// The actions that finish in each slot.
    pub cells: Vec<Vec<usize>>,
}

fn months(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

impl Slot {
    /// The slot of a day.
    #[must_use]
    pub fn of(date: Date, by_quarter: bool) -> Self {
        let month = months(date);
        Self { first: if by_quarter { month.div_euclid(3) * 3 } else { month }, by_quarter }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        Self::of(date, self.by_quarter) == self
    }

    fn next(self) -> Self {
        Self { first: self.first + if self.by_quarter { 3 } else { 1 }, ..self }
    }

    /// Reads a code: `2022-05` or `2022-Q2`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (year, part) = code.split_once('-')?;
        let year: i32 = year.parse().ok().filter(|year| (0..=9999).contains(year))?;
        let quarter = part.strip_prefix(['Q', 'q']);
        let number: i32 = quarter.unwrap_or(part).parse().ok()?;
        let most = if quarter.is_some() { 4 } else { 12 };
        let months = if quarter.is_some() { 3 } else { 1 };
        let is_one = (1..=most).contains(&number);
        is_one.then_some(Self { first: year * 12 + (number - 1) * months, by_quarter: quarter.is_some() })
    }

    /// "Apr 2022"; a quarter by its first month.
    #[must_use]
    pub fn label(self) -> String {
        let name = day::month_name(i8::try_from(self.first.rem_euclid(12) + 1).unwrap_or(1));
        format!("{} {}", name.get(..3).unwrap_or(name), self.first.div_euclid(12))
    }

    /// "April 2022", "April to June 2022".
    #[must_use]
    pub fn in_words(self) -> String {
        let name = |month: i32| day::month_name(i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1));
        let year = self.first.div_euclid(12);
        if self.by_quarter {
            return format!("{} to {} {year}", name(self.first), name(self.first + 2));
        }
        format!("{} {year}", name(self.first))
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.div_euclid(12), self.first.rem_euclid(12));
        if self.by_quarter {
            write!(f, "{year:04}-Q{}", month / 3 + 1)
        } else {
            write!(f, "{year:04}-{:02}", month + 1)
        }
    }
}

/// The grid of a plan; none where no action has dates.
#[must_use]
pub fn grid(survey: &Survey<'_>) -> Option<DueGrid> {
    let finish_of = |at: usize| survey.rows[at].stretch.map(|s| s.finish);
    let finishes = || survey.plan.actions().filter_map(|(at, _)| finish_of(at));
    let (first, last) = (finishes().min()?, finishes().max()?);
    let by_quarter = usize::try_from(months(last) - months(first)).unwrap_or(0) >= MOST_MONTHS;
    let end = Slot::of(last, by_quarter);
    let all = std::iter::successors(Some(Slot::of(first, by_quarter)), |slot| Some(slot.next()));
    let slots: Vec<Slot> = all.take_while(|slot| *slot <= end).take(MOST_MONTHS * 2).collect();
    let areas = survey.areas.iter().filter(|area| !area.actions.is_empty());
    let rows = areas.map(|area| {
        let due = |slot: &Slot| {
            let in_it = |at: &usize| finish_of(*at).is_some_and(|finish| slot.holds(finish));
            area.actions.iter().copied().filter(in_it).collect()
        };
        DueRow { area: area.row, cells: slots.iter().map(due).collect() }
    });
    let rows = rows.collect();
    Some(DueGrid { by_quarter, slots, rows })
}

/// The actions that finish next, on the survey's day or later, and are not complete; at most so many.
#[must_use]
pub fn next(survey: &Survey<'_>, most: usize) -> Vec<usize> {
    let finish = |at: usize| survey.rows[at].stretch.map(|s| s.finish);
    let mut rows =
        survey.actions_where(|row, state| !row.is_complete() && state.stretch.is_some_and(|s| s.finish >= survey.on));
    rows.sort_by_key(|at| finish(*at));
    rows.truncate(most);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_slot_is_read_as_it_is_written_and_holds_its_days() {
        for (code, inside, outside) in [
            ("2022-05", date(2022, 5, 31), date(2022, 6, 1)),
            ("2022-Q2", date(2022, 4, 1), date(2022, 7, 1)),
            ("2023-Q4", date(2023, 12, 31), date(2023, 9, 30)),
        ] {
            let slot = Slot::parse(code).unwrap();
            assert_eq!(slot.to_string(), code);
            assert!(slot.holds(inside) && !slot.holds(outside), "{code}");
        }
        for bad in ["", "2022", "2022-13", "2022-00", "2022-Q5", "2022-Q0", "x-05", "99999999999-05"] {
            assert_eq!(Slot::parse(bad), None, "{bad}");
        }
    }
}
