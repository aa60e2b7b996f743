//! Several tables in one grid, one below the other: a sheet with the exceptions above the whole plan, an export with its people
//! below its tasks. **Not here.** The same headings again ([`super::groups`]); what kind each is ([`super::kinds`]).

use super::columns::Columns;
use crate::field::plain;
use crate::grid::{Grid, GridRow};

/// New headings name so many columns.
const FEWEST_COLUMNS: usize = 3;
/// So many new headings are looked for in a grid; a table that repeats its own at every page has more.
const MOST_PARTS: usize = 50;

/// The tables of a grid, where it has several with headings of their own.
pub(super) fn of(grid: &Grid) -> Option<Vec<Grid>> {
    if grid.rows.first()?.task().is_some() {
        return None;
    }
    let starts = starts_of(grid);
    if starts.is_empty() || starts.len() > MOST_PARTS {
        return None;
    }
    let ends = starts.iter().copied().chain([grid.rows.len()]);
    let begins = [0].into_iter().chain(starts.iter().copied());
    let part = |(from, to): (usize, usize)| Grid {
        rows: grid.rows.get(from..to).unwrap_or_default().to_vec(),
        flows: grid.flows,
        sheet: grid.sheet.clone(),
        below: grid.below,
        apart: true,
    };
    Some(begins.zip(ends).map(part).collect())
}

/// The parts of a grid, or the grid.
pub(super) fn each<'a>((grid, parts): (&'a Grid, &'a Option<Vec<Grid>>)) -> Vec<&'a Grid> {
    match parts {
        Some(parts) => parts.iter().collect(),
        None => vec![grid],
    }
}

/// How many lines more than one the cells of a row take.
fn lines_in(row: &GridRow) -> u32 {
    let ends = |cell: &str| u32::try_from(cell.matches('\n').count()).unwrap_or(u32::MAX);
    row.cells.iter().map(ends).fold(0, u32::saturating_add)
}

/// Where a table with other headings begins: below a blank row or a line of its own, which goes with it.
fn starts_of(grid: &Grid) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut known: Option<Vec<String>> = None;
    for (at, row) in grid.rows.iter().enumerate() {
        let Some(head) = known.as_ref() else {
            known = Columns::of(&row.cells).map(|_| words_of(row));
            continue;
        };
        // Most rows follow one that is full.
        let Some(before) = at.checked_sub(1).and_then(|at| grid.rows.get(at)) else { continue };
        let skipped = row.place.row.zip(before.place.row).is_some_and(|(row, before)| row.saturating_sub(1) > before)
            || row
                .place
                .line
                .zip(before.place.line)
                .is_some_and(|(row, begins)| row.saturating_sub(1) > begins + lines_in(before));
        if filled(before) > 1 && !skipped || filled(row) < FEWEST_COLUMNS {
            continue;
        }
        let words = words_of(row);
        let is_other = words != *head && {
            let columns = Columns::of(&row.cells);
            let begins_alike = words.first() == head.first() && words.iter().all(|word| is_word(word));
            columns.is_some_and(|columns| columns.count() >= FEWEST_COLUMNS) || begins_alike
        };
        if is_other {
            // Lines of their own above the headings are the new table's.
            let titles =
                grid.rows.get(..at).unwrap_or_default().iter().rev().take_while(|row| filled(row) <= 1).count();
            starts.push(at - titles);
            known = Some(words);
        }
    }
    starts
}

fn filled(row: &GridRow) -> usize {
    row.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

/// The cells of a row that say anything, as headings are compared.
fn words_of(row: &GridRow) -> Vec<String> {
    row.cells.iter().filter(|cell| !cell.trim().is_empty()).map(|cell| plain(cell.get(..200).unwrap_or(cell))).collect()
}
