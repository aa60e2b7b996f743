//! What a document says besides its plan: its prose, and those of its tables that are figures. **Not here.** What it claims
//! (`claim`, in the core).

use super::tables::Table;
use crate::grid::{Contents, Grid, Paragraph};
use onpace_core::claim::{FigureRow, FigureTable, MOST_FIGURES, MOST_PROSE, Paper, Said};
use onpace_core::place::Place;
use std::collections::HashSet;

/// A heading or a label beside a number is no longer than this, in letters.
const LONGEST_CELL: usize = 300;
/// What stands above a table as its title is one of so many paragraphs before it.
const LINES_ABOVE: usize = 2;

/// The paper of a document; `planned` are the places of rows that the plan has, or says again.
pub(super) fn of(contents: &Contents, above: &[Paragraph], planned: &HashSet<Place>) -> Paper {
    let mut paper = Paper::default();
    let mut letters = 0;
    for paragraph in above.iter().chain(&contents.prose) {
        letters += paragraph.text.len();
        if letters > MOST_PROSE {
            break;
        }
        paper.said.push(Said { text: paragraph.text.as_str().into(), place: paragraph.place.clone() });
    }
    let mut rows = 0;
    for grid in &contents.grids {
        let known = grid.rows.iter().filter(|row| planned.contains(&row.place)).count();
        rows += grid.rows.len();
        if known * 2 >= grid.rows.len() || rows > MOST_FIGURES {
            continue;
        }
        paper.tables.push(table_of(grid, &contents.prose));
    }
    paper
}

fn table_of(grid: &Grid, prose: &[Paragraph]) -> FigureTable {
    let before = prose.get(..grid.below).unwrap_or_default();
    let title: Vec<&str> = before
        .iter()
        .rev()
        .take(LINES_ABOVE)
        .map(|line| line.text.as_str())
        .filter(|text| text.len() <= LONGEST_CELL)
        .collect();
    let rows = grid.rows.iter().map(|row| FigureRow {
        cells: row
            .cells
            .iter()
            .map(|cell| if cell.len() > LONGEST_CELL { Box::default() } else { Box::from(cell) })
            .collect(),
        place: row.place.clone(),
    });
    FigureTable { title: title.join(" ").into(), rows: rows.collect() }
}

/// The places of the rows of tables.
pub(super) fn places<'a>(tables: impl Iterator<Item = &'a Table<'a>>) -> HashSet<Place> {
    tables.flat_map(|table| table.body.iter().map(|row| row.place.clone())).collect()
}
