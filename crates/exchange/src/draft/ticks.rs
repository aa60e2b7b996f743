//! Columns that are a status each, one of which is ticked in a row: "Not started | Under way | Done". **Not here.** What a
//! status says ([`super::said`]).

use super::columns::Columns;
use crate::field::Field;
use crate::grid::GridRow;
use onpace_core::vocabulary::Vocabulary;

/// A mark in a column of a status is no longer, in letters: "Yes".
const MARK: usize = 3;
/// So many columns of statuses are ticked rather than filled in.
const STATUSES_TO_TICK: usize = 2;

/// The column that is ticked in a row, of those.
pub(super) fn ticked(row: &GridRow, ticks: &[usize]) -> Option<usize> {
    ticks.iter().copied().find(|at| !said(row, *at).is_empty())
}

/// The columns that are a status each, where a row ticks at most one of them and no column says a status.
pub(super) fn of(headings: &[String], columns: &Columns, body: &[&GridRow], vocabulary: &Vocabulary) -> Vec<usize> {
    let is_status = |at: &usize| {
        let heading = headings.get(*at).map_or("", |heading| heading.trim());
        columns.at(*at).is_none_or(|field| matches!(field, Field::Percent | Field::Status | Field::Completed))
            && !vocabulary.read(heading).is_empty()
    };
    let all: Vec<usize> = (0..headings.len()).filter(is_status).collect();

    let are_marks = body.iter().all(|row| all.iter().all(|at| said(row, *at).chars().count() <= MARK));
    let one_each = body.iter().all(|row| all.iter().filter(|at| !said(row, **at).is_empty()).count() <= 1);
    let any = body.iter().any(|row| all.iter().any(|at| !said(row, *at).is_empty()));
    if all.len() >= STATUSES_TO_TICK && are_marks && one_each && any { all } else { Vec::new() }
}

fn said(row: &GridRow, at: usize) -> &str {
    row.cells.get(at).map_or("", str::trim)
}
