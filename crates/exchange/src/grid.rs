//! The waist: every format becomes tables of cells, and paragraphs of prose, each with its place.

use onpace_core::day::Date;
use onpace_core::finding::Finding;
use onpace_core::place::Place;
use onpace_core::plan::LinkKind;
use onpace_core::quantity::{Percent, WorkingDays};
use std::borrow::Cow;
use std::sync::Arc;

/// What a reader found in a file.
#[derive(Debug, Default)]
pub struct Contents {
    /// Tables, in the file's order.
    pub grids: Vec<Grid>,
    /// Prose around them, in the file's order.
    pub prose: Vec<Paragraph>,
    /// What the reader left out, in words: "sheet Lists, which is hidden".
    pub unread: Vec<String>,
    /// What is to be said of the reading itself.
    pub findings: Vec<Finding>,
}

/// One table.
#[derive(Debug, Default)]
pub struct Grid {
    /// Its rows, a header row among them where the file has one.
    pub rows: Vec<GridRow>,
    /// Text that was set for pages: a row may be cut by one and run on in the next.
    pub flows: bool,
    /// A sheet, which never runs on from the one before it.
    pub sheet: Option<Arc<str>>,
    /// So many paragraphs stand before it, where the document says so.
    pub below: usize,
    /// A table that never runs on from the one before it, though it is no sheet of its own.
    pub apart: bool,
}

/// One row of a table: its cells' texts, without marks of bold or italic.
#[derive(Clone, Debug, Default)]
pub struct GridRow {
    /// Where it stands.
    pub place: Place,
    /// Its cells, from the left.
    pub cells: Cells,
    /// What else there is to see of it; most rows have nothing.
    pub look: Option<Box<Look>>,
}

/// What a cell's text does not say.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Cells filled with a colour of a status, by column.
    pub fills: Vec<(usize, Fill)>,
    /// Columns whose text stands further up, in a cell merged over several rows.
    pub carried: Vec<usize>,
    /// One cell over the whole width.
    pub banner: bool,
    /// Notes that hang on cells.
    pub notes: Vec<Box<str>>,
    /// Hidden, as people hide what is done.
    pub hidden: bool,
    /// What a schedule says of it in values, which hold before what its cells say.
    pub task: Option<TaskValues>,
}

/// What a schedule says of a row: values, lists and numbers as its program keeps them, never read from a text again.
#[expect(clippy::struct_excessive_bools, reason = "each is said of a task by itself")]
#[derive(Clone, Debug, Default)]
pub struct TaskValues {
    /// How deep it stands, 1 for the top.
    pub level: Option<u8>,
    /// The sum of others.
    pub summary: bool,
    /// A dated point.
    pub milestone: bool,
    /// Those assigned, one name each.
    pub people: Vec<String>,
    /// When it starts.
    pub start: Option<Date>,
    /// When it finishes; that day is still worked.
    pub finish: Option<Date>,
    /// How many days of work it takes.
    pub duration: Option<WorkingDays>,
    /// Whether the schedule's own calendar comes to that between its dates.
    pub own_days: bool,
    /// How much is done.
    pub percent: Option<Percent>,
    /// What it waits for.
    pub waits: Vec<Wait>,
    /// Whether its title is no more than a title, whatever its first word looks like.
    pub title_is_whole: bool,
}

/// What a task waits for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// The number of the row.
    pub row: u32,
    /// How.
    pub kind: LinkKind,
    /// Days of work between.
    pub days: f64,
}

/// A colour with which people mark a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Red.
    Red,
    /// Amber, orange or yellow.
    Amber,
    /// Green.
    Green,
    /// Blue, which many plans use for "complete".
    Blue,
}

impl Fill {
    /// Its name, as a status.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Red => "Red",
            Self::Amber => "Amber",
            Self::Green => "Green",
            Self::Blue => "Blue",
        }
    }

    /// The colour of a status that red, green and blue from 0 to 255 look like; none for white, greys,
    /// and what is too pale to be meant.
    #[must_use]
    pub fn of(red: u8, green: u8, blue: u8) -> Option<Self> {
        let [r, g, b] = [red, green, blue].map(i32::from);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        if most - least < 60 || most < 90 {
            return None;
        }
        // The hue in degrees, all in whole numbers.
        let span = most - least;
        let hue = match most {
            _ if most == r => (60 * (g - b) / span).rem_euclid(360),
            _ if most == g => 120 + 60 * (b - r) / span,
            _ => 240 + 60 * (r - g) / span,
        };
        match hue {
            0..=18 | 340..=359 => Some(Self::Red),
            19..=65 => Some(Self::Amber),
            66..=170 => Some(Self::Green),
            185..=260 => Some(Self::Blue),
            _ => None,
        }
    }
}

impl GridRow {
    /// A row of plain cells.
    #[must_use]
    pub fn new(place: Place, cells: Cells) -> Self {
        Self { place, cells, look: None }
    }

    /// What a cell is filled with.
    #[must_use]
    pub fn fill(&self, column: usize) -> Option<Fill> {
        self.look.as_ref()?.fills.iter().find(|(at, _)| *at == column).map(|(_, fill)| *fill)
    }

    /// Whether a cell's text stands further up.
    #[must_use]
    pub fn is_carried(&self, column: usize) -> bool {
        self.look.as_ref().is_some_and(|look| look.carried.contains(&column))
    }

    /// Whether it is hidden.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.hidden)
    }

    /// What a schedule says of it in values.
    #[must_use]
    pub fn task(&self) -> Option<&TaskValues> {
        self.look.as_ref()?.task.as_ref()
    }

    /// Whether it is one cell over the whole width.
    #[must_use]
    pub fn is_banner(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.banner)
    }
}

/// What a cell holds, where its program keeps it as a value: it is taken as that and never read from its text again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellValue {
    /// A day.
    Day(Date),
    /// A number without a unit.
    Number(f64),
    /// A percentage, as a share of 1.
    Share(f64),
}

/// The cells of a row: what each shows, and the value behind it where its program keeps one. The texts stand in one
/// text, for a table of 100,000 rows has a million cells.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    /// Values by column, from the left.
    values: Vec<(usize, CellValue)>,
}

impl Cells {
    /// Adds a cell on the right. NUL is no letter of any text, and a file that is written could not hold it.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(&without_nul(cell));
        self.ends.push(self.text.len());
    }

    /// Adds a cell on the right whose program keeps a value, with what it shows.
    pub fn push_valued(&mut self, cell: &str, value: Option<CellValue>) {
        self.values.extend(value.map(|value| (self.len(), value)));
        self.push(cell);
    }

    /// The value of a cell by its column, where its program keeps one.
    #[must_use]
    pub fn value(&self, column: usize) -> Option<CellValue> {
        let at = self.values.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.values.get(at).map(|(_, value)| *value)
    }

    /// A cell by its column, from 0.
    #[must_use]
    pub fn get(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)?;
        self.text.get(self.begin(column)..end)
    }

    /// Where a cell begins in the text.
    fn begin(&self, column: usize) -> usize {
        column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Puts a value and what it shows into a cell, as [`Cells::set`] does a text.
    pub fn set_valued(&mut self, column: usize, cell: &str, value: Option<CellValue>) {
        self.set(column, cell);
        let at = self.values.partition_point(|(known, _)| *known < column);
        if let Some(value) = value {
            self.values.insert(at, (column, value));
        }
    }

    /// Puts another text into a cell, adding blank ones before it where there are none. A value that it had goes.
    pub fn set(&mut self, column: usize, cell: &str) {
        self.values.retain(|(known, _)| *known != column);
        while self.len() <= column {
            self.push("");
        }
        let Some(end) = self.ends.get(column).copied() else { return };
        let begin = self.begin(column);
        let cell = &*without_nul(cell);
        self.text.replace_range(begin..end, cell);
        for at in self.ends.iter_mut().skip(column) {
            *at = *at - (end - begin) + cell.len();
        }
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

/// A text without the letter NUL, which ends texts in some programs and is refused in files of text.
#[must_use]
pub fn without_nul<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    if text.contains('\0') { text.replace('\0', "").into() } else { text }
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
