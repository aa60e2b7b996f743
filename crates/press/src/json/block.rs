//! The blocks of a report in JSON, each tagged with its kind, each value in a type of its own.

use onpace_core::day::Date;
use onpace_core::policy::level::Level;
use onpace_core::quantity::Percent;
use onpace_report::document::{
    Bar, Block, Cell, ColumnKind, Document, Heat, Inline, Picture, Table, TableRow, Tile, XmrDot,
};
use serde::Serialize;

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Piece<'a> {
    Heading { level: u8, text: &'a str },
    Paragraph { text: Vec<Run<'a>> },
    List { ordered: bool, items: Vec<Vec<Run<'a>>> },
    Headline { tiles: Vec<Headline<'a>> },
    Callout { title: &'a str, text: Vec<Run<'a>> },
    Table(Grid<'a>),
    Chart { id: &'a str, title: String, description: &'a str, picture: Drawn<'a>, table: Grid<'a> },
    Key { levels: &'a [Level] },
}

impl<'a> Piece<'a> {
    pub(super) fn of(block: &'a Block, document: &'a Document) -> Self {
        match block {
            Block::Heading { level, text } => Self::Heading { level: *level, text },
            Block::Paragraph(text) => Self::Paragraph { text: runs(text) },
            Block::List { ordered, items } => {
                Self::List { ordered: *ordered, items: items.iter().map(|item| runs(item)).collect() }
            }
            Block::Headline(tiles) => Self::Headline { tiles: tiles.iter().map(Headline::from).collect() },
            Block::Callout { title, body } => Self::Callout { title, text: runs(body) },
            Block::Table(table) => Self::Table(Grid::from(table)),
            Block::Chart(chart) => Self::Chart {
                id: &chart.id,
                title: chart.message(),
                description: &chart.description,
                picture: Drawn::from(&chart.picture),
                table: Grid::from(&chart.table),
            },
            Block::Key => Self::Key { levels: &document.levels },
        }
    }
}

fn runs(inlines: &[Inline]) -> Vec<Run<'_>> {
    inlines.iter().map(Run::from).collect()
}

/// A stretch of running text.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Run<'a> {
    Text { text: &'a str },
    Strong { strong: &'a str },
    Figure { figure: &'a str, text: &'a str },
    Status { status: Short<'a> },
    Link { link: &'a str, text: &'a str },
}

impl<'a> From<&'a Inline> for Run<'a> {
    fn from(inline: &'a Inline) -> Self {
        match inline {
            Inline::Text(text) => Self::Text { text },
            Inline::Strong(strong) => Self::Strong { strong },
            Inline::Figure { key, text } => Self::Figure { figure: key, text },
            Inline::Status(level) => Self::Status { status: Short::from(level) },
            Inline::Link { text, href } => Self::Link { link: href, text },
        }
    }
}

/// A level by code and word; what it means stands in the key.
#[derive(Serialize)]
pub(super) struct Short<'a> {
    code: &'a str,
    label: &'a str,
}

impl<'a> From<&'a Level> for Short<'a> {
    fn from(level: &'a Level) -> Self {
        Self { code: &level.code, label: &level.label }
    }
}

#[derive(Serialize)]
pub(super) struct Headline<'a> {
    figure: &'a str,
    value: &'a str,
    label: &'a str,
    status: Option<Short<'a>>,
}

impl<'a> From<&'a Tile> for Headline<'a> {
    fn from(tile: &'a Tile) -> Self {
        Self {
            figure: &tile.key,
            value: &tile.value,
            label: &tile.label,
            status: tile.status.as_ref().map(Short::from),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Grid<'a> {
    id: &'a str,
    caption: &'a str,
    columns: Vec<Head<'a>>,
    rows: Vec<Row<'a>>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Head<'a> {
    label: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Row<'a> {
    group: bool,
    cells: Vec<Value<'a>>,
}

impl<'a> From<&'a Table> for Grid<'a> {
    fn from(table: &'a Table) -> Self {
        let head =
            |column: &'a onpace_report::document::Column| Head { label: &column.label, kind: name_of(column.kind) };
        let row = |row: &'a TableRow| Row { group: row.group, cells: row.cells.iter().map(Value::from).collect() };
        Self {
            id: &table.id,
            caption: &table.caption,
            columns: table.columns.iter().map(head).collect(),
            rows: table.rows.iter().map(row).collect(),
            note: table.note.as_deref(),
        }
    }
}

fn name_of(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Word => "word",
        ColumnKind::Number => "number",
        ColumnKind::Date => "date",
        ColumnKind::Status => "status",
    }
}

/// A cell's value; the key says what a number counts.
#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Empty(()),
    Text(&'a str),
    Count(i64),
    Days { days: i32 },
    Percent { percent: f64 },
    Points { points: f64 },
    Date { date: String },
    Status { status: Short<'a> },
}

impl<'a> From<&'a Cell> for Value<'a> {
    fn from(cell: &'a Cell) -> Self {
        match cell {
            Cell::Empty => Self::Empty(()),
            Cell::Text(text) => Self::Text(text),
            Cell::Count(count) => Self::Count(*count),
            Cell::Days(days) => Self::Days { days: *days },
            Cell::Percent(percent) => Self::Percent { percent: percent.to_one_decimal() },
            Cell::Points(points) => Self::Points { points: points.to_one_decimal() },
            Cell::Date(when) => Self::Date { date: when.to_string() },
            Cell::Status(level) => Self::Status { status: Short::from(level) },
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Drawn<'a> {
    Curve { as_at: String, planned: Vec<Dot>, reported: Vec<Dot> },
    Heat { columns: &'a [String], now: Option<usize>, rows: Vec<HeatLine<'a>> },
    Timeline { from: String, to: String, as_at: String, bars: Vec<Stretch<'a>> },
    Xmr { message: &'a str, points: Vec<XmrLine<'a>>, target: Option<&'a str> },
}

impl<'a> From<&'a Picture> for Drawn<'a> {
    fn from(picture: &'a Picture) -> Self {
        match picture {
            Picture::Curve(curve) => Self::Curve {
                as_at: curve.as_at.to_string(),
                planned: curve.planned.iter().map(Dot::from).collect(),
                reported: curve.reported.iter().map(Dot::from).collect(),
            },
            Picture::Heat(heat) => Self::Heat { columns: &heat.columns, now: heat.now, rows: heat_lines(heat) },
            Picture::Timeline(timeline) => Self::Timeline {
                from: timeline.from.to_string(),
                to: timeline.to.to_string(),
                as_at: timeline.as_at.to_string(),
                bars: timeline.bars.iter().map(Stretch::from).collect(),
            },
            Picture::Xmr(xmr) => Self::Xmr {
                message: &xmr.message,
                points: xmr.dots.iter().map(XmrLine::from).collect(),
                target: xmr.target.as_ref().map(|(_, shown)| shown.as_str()),
            },
        }
    }
}

#[derive(Serialize)]
pub(super) struct XmrLine<'a> {
    period: &'a str,
    value: Option<&'a str>,
}

impl<'a> From<&'a XmrDot> for XmrLine<'a> {
    fn from(dot: &'a XmrDot) -> Self {
        Self { period: &dot.period, value: dot.value.as_ref().map(|(_, shown)| shown.as_str()) }
    }
}

#[derive(Serialize)]
pub(super) struct Dot {
    date: String,
    percent: f64,
}

impl From<&(Date, Percent)> for Dot {
    fn from((date, percent): &(Date, Percent)) -> Self {
        Self { date: date.to_string(), percent: percent.to_one_decimal() }
    }
}

#[derive(Serialize)]
pub(super) struct HeatLine<'a> {
    code: &'a str,
    label: &'a str,
    cells: Vec<Option<HeatCount<'a>>>,
}

#[derive(Serialize)]
struct HeatCount<'a> {
    count: usize,
    worst: Short<'a>,
}

fn heat_lines(heat: &Heat) -> Vec<HeatLine<'_>> {
    let lines = heat.rows.iter().map(|row| {
        let cells = row.cells.iter();
        let counts = cells
            .map(|cell| cell.as_ref().map(|cell| HeatCount { count: cell.count, worst: Short::from(&cell.worst) }));
        HeatLine { code: &row.code, label: &row.label, cells: counts.collect() }
    });
    lines.collect()
}

#[derive(Serialize)]
pub(super) struct Stretch<'a> {
    code: &'a str,
    label: &'a str,
    group: bool,
    start: String,
    finish: String,
    percent: Option<f64>,
    status: Option<Short<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    critical: bool,
}

impl<'a> From<&'a Bar> for Stretch<'a> {
    fn from(bar: &'a Bar) -> Self {
        Self {
            code: &bar.code,
            label: &bar.label,
            group: bar.group,
            start: bar.start.to_string(),
            finish: bar.finish.to_string(),
            percent: bar.percent.map(Percent::to_one_decimal),
            status: bar.status.as_ref().map(Short::from),
            critical: bar.critical,
        }
    }
}
