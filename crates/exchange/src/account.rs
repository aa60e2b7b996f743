//! What became of a file: which tables were taken, which column is what and how that is known, and
//! where every row went. **Not here.** Findings about values, which a draft has beside this.

use crate::field::Field;
use onpace_core::place::Place;

/// The report of a reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingAccount {
    /// The mapping or preset that was used, by name.
    pub mapping: Option<String>,
    /// The tables that were taken.
    pub tables: Vec<TableAccount>,
    /// What was left out whole, in words.
    pub left_out: Vec<String>,
}

/// One table that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableAccount {
    /// The sheet, where there are such.
    pub name: Option<String>,
    /// Where its heading row stands; none where it goes on from the table before it.
    pub headings_at: Option<Place>,
    /// Its columns, from the left.
    pub columns: Vec<ColumnAccount>,
    /// Where its rows went.
    pub rows: RowCounts,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnAccount {
    /// Its heading, as written; what tells it apart where another has the same, or where it has none.
    pub heading: String,
    /// What it holds; none where nobody knows, or the mapping says to leave it.
    pub field: Option<Field>,
    /// Whether the mapping says so, rather than the heading.
    pub mapped: bool,
    /// The first different values in it, shortened.
    pub samples: Vec<String>,
}

/// Rows of a table that say anything, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// All of them.
    pub read: usize,
    /// Above the headings: a title, a date.
    pub above: usize,
    /// Headings, and the same headings again.
    pub headings: usize,
    /// Became focus areas.
    pub focus_areas: usize,
    /// Became actions.
    pub actions: usize,
    /// Ran on from the row before.
    pub joined: usize,
    /// Were left out, each with a finding.
    pub left_out: usize,
    /// Of all these, hidden in the file.
    pub hidden: usize,
}

impl RowCounts {
    /// Whether every row is accounted for.
    #[must_use]
    pub const fn balance(&self) -> bool {
        self.read == self.above + self.headings + self.focus_areas + self.actions + self.joined + self.left_out
    }
}

impl ReadingAccount {
    /// The names of the columns of the table that has most, by which files of the same shape are known again.
    #[must_use]
    pub fn shape(&self) -> Vec<String> {
        let most = self.tables.iter().max_by_key(|table| table.columns.len());
        let names = most.into_iter().flat_map(|table| &table.columns).map(|column| column.heading.clone());
        // A heading that was cut is not known again.
        names.filter(|name| !name.ends_with('\u{2026}')).collect()
    }

    /// All tables together.
    #[must_use]
    pub fn rows(&self) -> RowCounts {
        self.tables.iter().map(|table| table.rows).fold(RowCounts::default(), |sum, rows| RowCounts {
            read: sum.read + rows.read,
            above: sum.above + rows.above,
            headings: sum.headings + rows.headings,
            focus_areas: sum.focus_areas + rows.focus_areas,
            actions: sum.actions + rows.actions,
            joined: sum.joined + rows.joined,
            left_out: sum.left_out + rows.left_out,
            hidden: sum.hidden + rows.hidden,
        })
    }
}
