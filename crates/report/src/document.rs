//! The waist: every report becomes a [`Document`], and every medium is written from one.
//!
//! Blocks carry meaning, never looks: a status is a level of a scale, a number is a figure or a typed
//! cell, a picture is its data with a table twin. **Not here.** Colours, fonts, pages, file formats.

use onpace_core::day::{Date, When};
use onpace_core::figure::Figure;
use onpace_core::policy::level::Level;
use onpace_core::quantity::Percent;

/// A report, ready to be written in any medium.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which report: `board`, `forum`, …
    pub report: &'static str,
    /// Its title.
    pub title: String,
    /// The plan it is about.
    pub plan: String,
    /// What the numbers rest on, as label and value: as at, source, policy, calendar.
    pub details: Vec<(String, String)>,
    /// The body, in reading order.
    pub blocks: Vec<Block>,
    /// Every figure that the body uses, each once: the media print them as an annex, and inline
    /// figures refer to them by key.
    pub figures: Vec<Figure>,
    /// Meant for one sheet of paper: there, how figures were counted is attached instead of printed.
    pub one_page: bool,
    /// The levels of the status scale in use, in order: the key to the marks.
    pub levels: Vec<Level>,
    /// The day that the report speaks of.
    pub as_at: Date,
    /// Which pack it is and where the history stood, in words, by which a file of it is held against the ledger; none of
    /// what is no pack.
    pub checkpoint: Option<String>,
    /// The assessment that the report was made from, as the machine-readable record.
    pub assessment: serde_json::Value,
}

/// One piece of a document's body.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading below the title; `level` 2 or 3.
    Heading {
        /// 2 for a section, 3 below it.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered rather than bulleted.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Inline>>,
    },
    /// The few numbers that a reader takes away, drawn large.
    Headline(Vec<Tile>),
    /// Something set apart so that nobody misses it.
    Callout {
        /// Its first words.
        title: String,
        /// The rest.
        body: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A picture with its table.
    Chart(Chart),
    /// The key to the status marks ([`Document::levels`]).
    Key,
}

/// A stretch of running text.
#[derive(Clone, Debug)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words that matter more.
    Strong(String),
    /// A number, by the key of its figure, as it should read here.
    Figure {
        /// Key of a figure in [`Document::figures`].
        key: String,
        /// The number as written in this sentence.
        text: String,
    },
    /// A status.
    Status(Level),
    /// A link to another document.
    Link {
        /// Its words.
        text: String,
        /// Where to; `http` or `https` only.
        href: String,
    },
}

/// One headline number.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Key of a figure in [`Document::figures`].
    pub key: String,
    /// Key of the figure that it is a part of, where the tile says so: "28 of 29".
    pub whole: Option<String>,
    /// The number, large: that of the figure, and of its whole.
    pub value: String,
    /// What it counts, small.
    pub label: String,
    /// The status it belongs to, where it does.
    pub status: Option<Level>,
}

/// A table. Its first columns may be row headers; its rows may be grouped under bolder ones.
#[derive(Clone, Debug)]
pub struct Table {
    /// Unique in the document; letters, digits and hyphens. Names a sheet, a CSV file, an anchor.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The column whose cells head their rows.
    pub row_header: usize,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// What must be said below it.
    pub note: Option<String>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// What its cells hold, for alignment and number formats.
    pub kind: ColumnKind,
    /// Its share of the width, beside the others' shares.
    pub width: u16,
}

/// What a column's cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Running text, left-aligned.
    Text,
    /// Short words such as codes and initials, left-aligned and not wrapped where it can be helped.
    Word,
    /// Numbers, dates counted in days, percentages: right-aligned.
    Number,
    /// Dates.
    Date,
    /// Statuses.
    Status,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// A row that heads those after it (a focus area), set bolder.
    pub group: bool,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// One cell, typed, so that each medium can write it as its own kind of value.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Nothing was said.
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Count(i64),
    /// A count of working days.
    Days(i32),
    /// A percentage.
    Percent(Percent),
    /// A difference of percentages, in points; negative when behind.
    Points(Percent),
    /// A date at its own precision.
    Date(When),
    /// A status.
    Status(Level),
}

/// A picture: a message, its data, and the same data as a table.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Unique in the document.
    pub id: String,
    /// The message, as a heading: "17 points behind plan". Its numbers are figures.
    pub title: Vec<Inline>,
    /// What is drawn and what it shows, for who can't see it.
    pub description: String,
    /// What is drawn.
    pub picture: Picture,
    /// The same data.
    pub table: Table,
}

impl Chart {
    /// The message as plain words.
    #[must_use]
    pub fn message(&self) -> String {
        plain(&self.title)
    }
}

/// Running text as plain words; a link by its words.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    let words = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Figure { text, .. } | Inline::Link { text, .. } => {
            text.clone()
        }
        Inline::Status(level) => level.label.clone(),
    };
    inlines.iter().map(words).collect()
}

/// What a chart draws.
#[derive(Clone, Debug)]
pub enum Picture {
    /// Planned and reported progress of the whole plan over time.
    Curve(Curve),
    /// Where and when actions fall due, and how they stand.
    Heat(Heat),
    /// Bars from start to finish.
    Timeline(Timeline),
    /// Values of a measure between their limits.
    Xmr(Box<XmrPicture>),
}

/// Values of a measure over time, with the limits between which they usually lie.
#[derive(Clone, Debug)]
pub struct XmrPicture {
    /// What it says, in a sentence or two.
    pub message: String,
    /// Every period, in order.
    pub dots: Vec<XmrDot>,
    /// Where limits stand.
    pub stretches: Vec<XmrStretch>,
    /// The target, and how it is printed.
    pub target: Option<(f64, String)>,
    /// Before which dot limits begin anew, and why.
    pub breaks: Vec<(usize, String)>,
    /// Whether values are percentages.
    pub is_percent: bool,
}

/// One period of a measure.
#[derive(Clone, Debug)]
pub struct XmrDot {
    /// Its name: "April 2024".
    pub period: String,
    /// Its value, and how it is printed; none is a gap.
    pub value: Option<(f64, String)>,
    /// How it is drawn.
    pub look: DotLook,
}

/// How a period of a measure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotLook {
    /// As usual.
    Common,
    /// Better than chance.
    Improving,
    /// Worse than chance.
    Concern,
    /// Other than chance, where neither way is better.
    Neutral,
    /// In no mean and no limit: expected, or left out.
    Hollow,
}

/// Limits, from one dot to another.
#[derive(Clone, Debug)]
pub struct XmrStretch {
    /// The first dot.
    pub from: usize,
    /// The last dot.
    pub to: usize,
    /// The mean, and how it is printed.
    pub mean: (f64, String),
    /// The upper limit.
    pub upper: (f64, String),
    /// The lower limit.
    pub lower: (f64, String),
}

/// Planned progress over time, and what was reported.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Planned, in order of days.
    pub planned: Vec<(Date, Percent)>,
    /// Reported, in order of days.
    pub reported: Vec<(Date, Percent)>,
    /// The day that the report speaks of.
    pub as_at: Date,
}

/// A grid of counts.
#[derive(Clone, Debug)]
pub struct Heat {
    /// The headings of the columns, in order of time: "Apr 2022".
    pub columns: Vec<String>,
    /// Which column holds the day that the report speaks of, if one does.
    pub now: Option<usize>,
    /// The rows.
    pub rows: Vec<HeatRow>,
}

/// One row of a heat map.
#[derive(Clone, Debug)]
pub struct HeatRow {
    /// Its heading: "10".
    pub code: String,
    /// And what that is.
    pub label: String,
    /// One cell a column.
    pub cells: Vec<Option<HeatCell>>,
}

/// The actions of one row that finish in one column's time.
#[derive(Clone, Debug)]
pub struct HeatCell {
    /// How many.
    pub count: usize,
    /// The status that most needs attention among them.
    pub worst: Level,
}

/// Bars from start to finish.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// First day drawn.
    pub from: Date,
    /// Last day drawn.
    pub to: Date,
    /// The day that the report speaks of.
    pub as_at: Date,
    /// The bars, in order.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// "10E".
    pub code: String,
    /// Its title.
    pub label: String,
    /// A bar that stands for all those after it.
    pub group: bool,
    /// First day.
    pub start: Date,
    /// Last day.
    pub finish: Date,
    /// Share reported complete.
    pub percent: Option<Percent>,
    /// How it stands; none for groups.
    pub status: Option<Level>,
    /// First and last day that it is measured against, where it is.
    pub baseline: Option<(Date, Date)>,
    /// Whether any slip of it puts off the end of the plan.
    pub critical: bool,
}
