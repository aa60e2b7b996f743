//! Several actions in one row, line by line: "1. Newsletter / 2. Parents' page" beside "1. 15/12/2023 / 2. 29/02/2024". Each
//! becomes a row of its own, with what stands once beside it. **Not here.** Documents that are lines as a whole
//! ([`super::labelled`]).

use crate::grid::{Cells, Grid, GridRow, Look};

/// Marks of a list without numbers.
const BULLETS: [char; 4] = ['-', '\u{2022}', '\u{2013}', '*'];
/// So many cells with as many bullets belong together.
const FEWEST_BULLETED: usize = 3;
/// A cell of more lines is no list of actions.
const MOST_LINES: usize = 60;

/// The table with such rows taken apart; none where it has none.
pub(super) fn apart(grid: &Grid) -> Option<Grid> {
    let counted: Vec<Option<usize>> = grid.rows.iter().map(lists_of).collect();
    if counted.iter().all(Option::is_none) {
        return None;
    }
    let mut rows = Vec::with_capacity(grid.rows.len());
    for (row, lines) in grid.rows.iter().zip(counted) {
        match lines {
            Some(lines) => rows.extend((0..lines).map(|nth| one_of(row, nth))),
            None => rows.push(row.clone()),
        }
    }
    Some(Grid { rows, flows: grid.flows, sheet: grid.sheet.clone(), below: grid.below, apart: grid.apart })
}

/// How many entries a row has, where at least two of its cells list the same ones.
fn lists_of(row: &GridRow) -> Option<usize> {
    if row.task().is_some() {
        return None;
    }
    let marks = row.cells.iter().filter(|cell| cell.contains('\n')).filter_map(marks_of);
    let mut lists: Vec<Vec<String>> = marks.collect();
    if let Some(first) = lists.pop() {
        return lists.contains(&first).then_some(first.len());
    }
    // Bullets have no numbers to agree by; three cells with as many of them do.
    let counts: Vec<usize> = row.cells.iter().filter_map(bullets_of).collect();
    counts.iter().copied().find(|count| counts.iter().filter(|other| *other == count).count() >= FEWEST_BULLETED)
}

/// How many lines a cell has, where all begin with a bullet.
fn bullets_of(cell: &str) -> Option<usize> {
    let lines: Vec<&str> = cell.lines().filter(|line| !line.trim().is_empty()).collect();
    let are_bullets = lines.iter().all(|line| line.trim().starts_with(BULLETS));
    (are_bullets && (2..=MOST_LINES).contains(&lines.len())).then_some(lines.len())
}

/// The marks with which the lines of a cell begin, where all do: "1.", "a)", "(ii)".
fn marks_of(cell: &str) -> Option<Vec<String>> {
    let lines: Vec<&str> = cell.lines().filter(|line| !line.trim().is_empty()).collect();
    let marks: Option<Vec<String>> = lines.iter().map(|line| Some(parted(line)?.0.to_lowercase())).collect();
    marks.filter(|marks| (2..=MOST_LINES).contains(&marks.len()))
}

/// The mark and the rest of a line.
fn parted(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let end = line.find(|letter: char| letter.is_whitespace())?;
    let (mark, rest) = line.split_at(end);
    let bare = mark.trim_start_matches('(').trim_end_matches([')', '.', ':']);
    let is_mark = bare.len() < mark.len()
        && bare.len() <= 4
        && !bare.is_empty()
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_short = bare.bytes().all(|byte| byte.is_ascii_digit())
        || bare.len() == 1
        || bare.bytes().all(|byte| b"ivx".contains(&byte));
    (is_mark && is_short).then(|| (bare, rest.trim()))
}

/// The row of one entry: of cells with a list its line, of the others what they say.
fn one_of(row: &GridRow, nth: usize) -> GridRow {
    let mut cells = Cells::default();
    for (at, cell) in row.cells.iter().enumerate() {
        match marks_of(cell).filter(|_| cell.contains('\n')) {
            None if bullets_of(cell).is_some() => {
                let line = cell.lines().filter(|line| !line.trim().is_empty()).nth(nth);
                cells.push(line.map_or("", |line| line.trim().trim_start_matches(BULLETS).trim()));
            }
            Some(_) => {
                let line = cell.lines().filter(|line| !line.trim().is_empty()).nth(nth);
                cells.push(line.and_then(parted).map_or("", |(_, rest)| rest));
            }
            None => cells.push_valued(cell, row.cells.value(at)),
        }
    }
    let look = row.look.as_ref().map(|look| Box::new(Look { banner: false, ..(**look).clone() }));
    GridRow { place: row.place.clone(), cells, look }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onpace_core::place::Place;

    fn row(cells: &[&str]) -> GridRow {
        GridRow::new(Place::default(), cells.iter().collect())
    }

    #[test]
    fn lines_that_belong_together_become_rows() {
        let grid = Grid {
            rows: vec![
                row(&["Theme", "Actions", "Dates"]),
                row(&["Training", "a) Induction\nb) Autism", "a) May 2024\nb) June 2024"]),
                row(&["Other", "One action\nin two lines", "1. May 2024\n2. June 2024"]),
            ],
            ..Grid::default()
        };
        let rows: Vec<String> =
            apart(&grid).unwrap().rows.iter().map(|row| row.cells.iter().collect::<Vec<_>>().join("|")).collect();
        assert_eq!(
            rows,
            [
                "Theme|Actions|Dates",
                "Training|Induction|May 2024",
                "Training|Autism|June 2024",
                "Other|One action\nin two lines|1. May 2024\n2. June 2024",
            ]
        );
    }
}
