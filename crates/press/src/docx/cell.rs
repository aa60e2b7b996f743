//! What a cell of a table reads as.

use crate::ooxml::status;
use onpace_report::document::Cell;

/// What a cell reads as.
pub(super) fn words(cell: &Cell) -> String {
    match cell {
        Cell::Status(level) => status(level),
        other => crate::words::cell(other),
    }
}
