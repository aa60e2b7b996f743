//! How much of a table is read. A plan is far below; what is above is refused, with the limit.

use crate::problem::ReadProblem;
use onpace_core::place::Place;

/// Rows of a sheet or a document's tables that say something.
pub(super) const MOST_ROWS: usize = 20_000;
/// Columns of them.
pub(super) const MOST_COLUMNS: usize = 200;
/// A cell, in letters: no spreadsheet holds more.
pub(super) const LONGEST_CELL: usize = 32_767;

/// Refuses one row too many. `sheet` is the name of the sheet, or what else has so many.
pub(super) fn rows(count: usize, path: &str, sheet: &str) -> Result<(), ReadProblem> {
    if count <= MOST_ROWS {
        return Ok(());
    }
    let found = format!("more than {MOST_ROWS} rows in {sheet}");
    Err(ReadProblem::new(path, found, format!("a table of at most {MOST_ROWS} rows; larger plans can be read as CSV")))
}

/// Refuses a column too far to the right, from 0.
pub(super) fn column(column: usize, path: &str, place: &Place) -> Result<(), ReadProblem> {
    if column < MOST_COLUMNS {
        return Ok(());
    }
    let found = format!("something in column {} ({place})", column + 1);
    Err(ReadProblem::new(path, found, format!("a table of at most {MOST_COLUMNS} columns")))
}

/// Refuses a cell that is too long.
pub(super) fn cell(text: &str, path: &str, place: &Place) -> Result<(), ReadProblem> {
    if text.len() <= LONGEST_CELL || text.chars().count() <= LONGEST_CELL {
        return Ok(());
    }
    let found = format!("a cell of more than {LONGEST_CELL} letters ({place})");
    Err(ReadProblem::new(path, found, format!("cells of at most {LONGEST_CELL} letters, as spreadsheets have them")))
}
