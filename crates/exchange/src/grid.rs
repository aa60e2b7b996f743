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
    pub cells: Vec<String>,
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
