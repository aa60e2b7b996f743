//! The waist: every format becomes tables of cells, and paragraphs of prose, each with its place.

use onpace_core::place::Place;

/// What a reader found in a file.
#[derive(Debug, Default)]
pub struct Contents {
    /// Tables, in the file's order.
    pub grids: Vec<Grid>,
    /// Prose around them, in the file's order.
    pub prose: Vec<Paragraph>,
}

/// One table.
#[derive(Debug, Default)]
pub struct Grid {
    /// Its rows, a header row among them where the file has one.
    pub rows: Vec<GridRow>,
    /// Text that was set for pages: a row may be cut by one and run on in the next.
    pub flows: bool,
}

/// One row of a table: its cells' texts, without marks of bold or italic.
#[derive(Debug)]
pub struct GridRow {
    /// Where it stands.
    pub place: Place,
    /// Its cells, from the left.
    pub cells: Cells,
}

/// The texts of a row's cells. They stand in one text, for a table of 100,000 rows has a million cells.
#[derive(Debug, Default)]
pub struct Cells {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
}

impl Cells {
    /// Adds a cell on the right.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// A cell by its column, from 0.
    #[must_use]
    pub fn get(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)?;
        let begin = column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(begin..end)
    }

    /// The cells from the left.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|column| self.get(column))
    }

    /// Whether no cell says anything.
    #[must_use]
    pub fn are_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl<S: AsRef<str>> FromIterator<S> for Cells {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Self {
        let mut cells = Self::default();
        for text in texts {
            cells.push(text.as_ref());
        }
        cells
    }
}

/// One paragraph or heading.
#[derive(Debug)]
pub struct Paragraph {
    /// Its text, without marks.
    pub text: String,
    /// Set as a heading, or wholly in bold.
    pub heading: bool,
    /// Where it begins.
    pub place: Place,
}
