//! The beginning of each table of a file as it stands, for somebody to say what its columns hold where
//! no heading says so. **Not here.** What headings mean (`draft/`).

use crate::grid::{Contents, Grid, GridRow};
use onpace_core::plan::shortened;

/// So many rows are shown; headings stand among them.
const ROWS: usize = 30;
/// So many columns are shown.
const COLUMNS: usize = 200;
/// No cell is shown longer, in letters. A heading is known again by all its letters, so few are cut.
const LONGEST: usize = 200;

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// Its sheet, where there are such.
    pub name: Option<String>,
    /// Its first rows that say anything.
    pub rows: Vec<GlimpseRow>,
}

/// One row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlimpseRow {
    /// The number of its row or line, by which a mapping names it.
    pub number: u32,
    /// Its cells, from the left.
    pub cells: Vec<String>,
}

impl GlimpseRow {
    fn of(nth: usize, row: &GridRow) -> Self {
        let counted = u32::try_from(nth + 1).unwrap_or(u32::MAX);
        let number = row.place.row.or(row.place.line).unwrap_or(counted);
        let cells = row.cells.iter().take(COLUMNS).map(|cell| shortened(cell.trim(), LONGEST)).collect();
        Self { number, cells }
    }

    /// How many of its cells say anything.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

impl Glimpse {
    fn of(grid: &Grid) -> Self {
        let rows = grid.rows.iter().enumerate().filter(|(_, row)| !row.cells.are_blank()).take(ROWS);
        Self {
            name: grid.sheet.as_deref().map(str::to_owned),
            rows: rows.map(|(n, row)| GlimpseRow::of(n, row)).collect(),
        }
    }

    /// Whether it looks like a table: most of its rows have cells beside each other. A letter with commas
    /// in it has not.
    fn is_table(&self) -> bool {
        let beside = self.rows.iter().filter(|row| row.filled() >= 2).count();
        beside >= 2 && beside * 2 >= self.rows.len()
    }

    /// The row that looks most like headings: the first of those with most cells.
    #[must_use]
    pub fn likely_heading(&self) -> Option<&GlimpseRow> {
        let most = self.rows.iter().map(GlimpseRow::filled).max()?;
        self.rows.iter().find(|row| row.filled() == most)
    }
}

/// The tables of a file.
pub(crate) fn of(contents: &Contents) -> Vec<Glimpse> {
    contents.grids.iter().map(Glimpse::of).filter(Glimpse::is_table).collect()
}

#[cfg(test)]
mod tests {
    use crate::read::glimpse;

    #[test]
    fn a_table_with_headings_of_its_own_is_shown_as_it_stands() {
        let text = "Our plan,,\n\nIdent,Whatsit,Stopping\nA1,Write the guide,30/06/2022\nA2,Train the staff,\n";
        let tables = glimpse(text.as_bytes(), "p.csv").unwrap();
        let heading = tables[0].likely_heading().unwrap();
        assert_eq!((heading.number, heading.cells.join("|")), (3, "Ident|Whatsit|Stopping".to_owned()));
        assert_eq!(tables[0].rows.len(), 4);
    }

    #[test]
    fn a_letter_is_no_table() {
        let text = "Dear all,\n\nThank you for coming, and for the cake.\nWe meet again on Monday.\nYours,\n\nAnna\n";
        assert_eq!(glimpse(text.as_bytes(), "letter.txt").map_or(0, |tables| tables.len()), 0);
    }
}
