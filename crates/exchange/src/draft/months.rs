//! A column a month, marked while an action goes on: its start and finish are the first and the last month that is marked.
//! **Not here.** A status a month, which is a column of words ([`super::meaning`]).

use crate::grid::GridRow;
use onpace_core::day::{self, DayOrder, Precision, When};

/// Fewer months make no calendar.
const FEWEST: usize = 3;
/// A longer text in a month is no mark.
const LONGEST_MARK: usize = 3;

/// The months of a table, from the left.
#[derive(Debug, Default)]
pub(super) struct Months {
    at: Vec<(usize, When)>,
}

impl Months {
    /// Those that headings name. A heading without a year is of the year in which the document's begins, or of the next
    /// one once the months begin again.
    pub(super) fn of(headings: &[String], begins: Option<i16>) -> Self {
        let mut at: Vec<(usize, When)> = Vec::new();
        let mut year = begins;
        for (column, heading) in headings.iter().enumerate() {
            let text = heading.trim();
            let whole = day::parse(text, DayOrder::DayFirst).ok().map(|dated| dated.when);
            let whole = whole.filter(|when| matches!(when.precision, Precision::Month | Precision::Months));
            let named = || {
                let month = day::month_named(text)?;
                let before = at.last().map(|(_, when)| when.first.month());
                if before.is_some_and(|before| month <= before) {
                    year = year.map(|year| year + 1);
                }
                When::month(year?, month)
            };
            if let Some(when) = whole.or_else(named) {
                at.push((column, when));
            }
        }
        // Months that follow each other.
        let follow = at.windows(2).all(|pair| matches!(pair, [(_, one), (_, other)] if one.first < other.first));
        if at.len() < FEWEST || !follow { Self::default() } else { Self { at } }
    }

    /// The first day of the first month that is marked, and the last day of the last.
    pub(super) fn marked(&self, row: &GridRow) -> Option<(When, When)> {
        let is_marked = |(column, _): &&(usize, When)| {
            let text = row.cells.get(*column).unwrap_or_default().trim();
            row.fill(*column).is_some() || !text.is_empty() && text.chars().count() <= LONGEST_MARK
        };
        let mut marked = self.at.iter().filter(is_marked).map(|(_, when)| *when);
        let first = marked.next()?;
        Some((first, marked.next_back().unwrap_or(first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Cells;
    use onpace_core::place::Place;

    #[test]
    fn marked_months_are_a_start_and_a_finish() {
        let headings: Vec<String> = ["Task", "Nov", "Dec", "Jan", "Feb"].map(str::to_owned).into();
        let months = Months::of(&headings, Some(2023));
        let cells: Cells = ["Write", "", "x", "x", ""].iter().collect();
        let (first, last) = months.marked(&GridRow::new(Place::default(), cells)).unwrap();
        assert_eq!((first.to_string().as_str(), last.to_string().as_str()), ("2023-12", "2024-01"));
        assert!(Months::of(&["Task".to_owned(), "May".to_owned()], Some(2023)).at.is_empty());
    }
}
