//! What a document says besides its plan: its prose, and those of its tables that are figures. **Not here.** What it claims
//! (`claim`, in the core).

use super::derived::is_counted;
use super::tables::Table;
use crate::grid::{Contents, Grid, Paragraph};
use onpace_core::claim::{FigureRow, FigureTable, MOST_FIGURES, MOST_PROSE, Paper, Said, SideColumn};
use onpace_core::place::Place;
use std::collections::HashSet;

/// A heading or a label beside a number is no longer than this, in letters.
const LONGEST_CELL: usize = 300;
/// So many columns that plans do not have are kept.
const MOST_SIDE_COLUMNS: usize = 20;
/// What stands above a table as its title is one of so many paragraphs before it.
const LINES_ABOVE: usize = 2;

/// The paper of a document; `tables` are those of its plan, `planned` the places of rows that the plan has, or says again.
pub(super) fn of(contents: &Contents, above: &[Paragraph], tables: &[Table<'_>], planned: &HashSet<Place>) -> Paper {
    let mut paper = Paper { columns: side_columns(tables), ..Paper::default() };
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

/// The columns of the plan's own tables that hold something and were not taken.
fn side_columns(tables: &[Table<'_>]) -> Vec<SideColumn> {
    let mut columns: Vec<SideColumn> = Vec::new();
    for table in tables {
        for (at, heading) in table.headings().iter().enumerate() {
            let heading = heading.trim();
            if table.columns.at(at).is_some() || heading.is_empty() || is_counted(heading) {
                continue;
            }
            let cells = table.body.iter().filter_map(|row| {
                let cell =
                    row.cells.get(at).map(str::trim).filter(|cell| !cell.is_empty() && cell.len() <= LONGEST_CELL)?;
                Some((row.place.clone(), Box::from(cell)))
            });
            let known = columns.iter().position(|column| &*column.heading == heading);
            let has_room = columns.len() < MOST_SIDE_COLUMNS;
            match known.and_then(|known| columns.get_mut(known)) {
                Some(column) => column.cells.extend(cells),
                None if has_room => {
                    columns.push(SideColumn { heading: heading.into(), cells: cells.collect() });
                }
                None => {}
            }
        }
    }
    columns.retain(|column| !column.cells.is_empty());
    columns
}

/// The places of the rows of tables.
pub(super) fn places<'a>(tables: impl Iterator<Item = &'a Table<'a>>) -> HashSet<Place> {
    tables.flat_map(|table| table.body.iter().map(|row| row.place.clone())).collect()
}
