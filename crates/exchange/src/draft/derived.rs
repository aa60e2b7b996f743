//! What somebody counted from a plan and no plan says: columns with computed statuses and shares, tables that count actions by
//! their statuses. **Not here.** Tables of figures that claim something (`claim`, in the core).

use crate::field::plain;
use crate::grid::Grid;
use crate::grid::GridRow;
use onpace_core::checks::rule::counted;
use onpace_core::vocabulary::Vocabulary;

/// The headings of a table of counts stand among its first rows.
const ROWS_TO_LOOK_AT: usize = 30;

/// Whether a column holds statuses that somebody computed: "Status computed".
pub(super) fn is_computed_status(heading: &str) -> bool {
    let words = plain(heading);
    let has = |all: &[&str]| words.split(' ').any(|word| all.contains(&word));
    has(&["computed", "calculated"]) && has(&["status", "rag", "rating"])
}

/// Whether a column holds what somebody counted from the others, and nothing that the plan says: "Status computed",
/// "% planned", "Days overdue".
pub(super) fn is_counted(heading: &str) -> bool {
    let words = plain(heading);
    let has = |all: &[&str]| words.split(' ').any(|word| all.contains(&word));
    let is_share = heading.contains('%') || has(&["percent", "percentage"]);
    has(&["computed", "calculated", "fingerprint"])
        || is_share && has(&["planned", "expected"])
        || has(&["days"]) && has(&["ago", "late", "overdue", "left", "remaining"])
}

/// Whether a table counts rather than lists: every column but the first holds whole numbers, at least three do, and a
/// sheet of actions has none such.
pub(super) fn is_summary(headings: &[String], rows: &[GridRow]) -> bool {
    let is_count = |at: usize| {
        let mut said =
            rows.iter().filter_map(|row| row.cells.get(at)).map(str::trim).filter(|cell| !cell.is_empty()).peekable();
        said.peek().is_some()
            && said.all(|cell| cell.len() <= 9 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b','))
    };
    let says = |at: &usize| rows.iter().any(|row| row.cells.get(*at).is_some_and(|cell| !cell.trim().is_empty()));
    let filled: Vec<usize> = (0..headings.len()).filter(says).collect();
    let counts = filled.iter().skip(1).filter(|at| is_count(**at)).count();
    counts >= 3 && counts + 1 == filled.len()
}

/// The columns that are headed by a status each and count how many are at it: "Red | Amber | Green" beside areas; none where
/// the table is none such.
pub(super) fn statuses_counted(headings: &[String], rows: &[GridRow], vocabulary: &Vocabulary) -> Vec<usize> {
    let is_count = |cell: &str| !cell.is_empty() && cell.len() <= 6 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let counts = |at: &usize| {
        let said: Vec<&str> =
            rows.iter().filter_map(|row| row.cells.get(*at)).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let heading = headings.get(*at).map_or("", |heading| heading.trim());
        let status = vocabulary.read(heading);
        let is_status = status.lifecycle.is_some() || status.rating.is_some();
        is_status && !heading.contains('%') && said.iter().all(|cell| is_count(cell))
    };
    let all: Vec<usize> = (0..headings.len()).filter(counts).collect();
    let says_any = |at: &usize| rows.iter().any(|row| row.cells.get(*at).is_some_and(|cell| !cell.trim().is_empty()));
    if all.len() >= 3 && all.iter().any(says_any) { all } else { Vec::new() }
}

/// How many rows a table counts by their statuses; none where it is none such.
pub(super) fn counted_in(grid: &Grid, vocabulary: &Vocabulary) -> Option<usize> {
    let below = |at: usize| {
        let (head, rows) = grid.rows.get(at..)?.split_first()?;
        let headings: Vec<String> = head.cells.iter().map(str::to_owned).collect();
        let columns = statuses_counted(&headings, rows, vocabulary);
        (!columns.is_empty()).then_some((columns, rows))
    };
    let (columns, rows) = (0..grid.rows.len().min(ROWS_TO_LOOK_AT)).find_map(below)?;
    let of_row = |row: &GridRow| -> usize {
        let cells = columns.iter().filter_map(|at| row.cells.get(*at));
        cells.filter_map(|cell| cell.trim().parse::<usize>().ok()).fold(0, usize::saturating_add)
    };
    let all: Vec<usize> = rows.iter().map(of_row).filter(|count| *count > 0).collect();
    let total = all.iter().copied().fold(0, usize::saturating_add);
    // A last row of totals, whatever it is called, counts all once more.
    let last = all.last().copied().filter(|last| all.len() > 2 && last.saturating_mul(2) == total);
    Some(last.unwrap_or(total))
}

/// What is said of a summary that was left out.
pub(super) fn a_summary(grid: &Grid, rows: usize) -> Option<String> {
    let name = grid.sheet.as_ref().map_or_else(|| "a table".to_owned(), |name| format!("sheet {name}"));
    let rows = Some(rows).filter(|rows| *rows > 0).map(|rows| counted(rows, "row", "rows"))?;
    Some(format!("{name}, which counts rather than lists actions ({rows})"))
}
