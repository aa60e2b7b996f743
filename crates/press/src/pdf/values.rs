//! A document as the values that the template is filled with.
//!
//! Strings stay strings all the way: the template shows them and never reads them as markup.

use onpace_core::day::in_full;
use onpace_core::figure::Figure;
use onpace_report::document::{Block, Cell, Chart, Column, ColumnKind, Document, Inline, Table, TableRow, Tile};
use serde_json::{Value as Json, json};
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value, dict};

use super::glyphs::{lines, settable};
use super::level::level;
use super::sheets::{Piece, Role};
use super::{pictures, sheets, table};
use crate::{palette, words};

/// The most rows of a chart's data that are worth a reader's time beside the chart.
const TWIN_ROWS: usize = 24;
/// The deepest heading; a screen reader's user loses the way in deeper ones.
const DEEPEST: u8 = 4;

/// The whole document.
pub(super) fn of(document: &Document) -> Result<Dict, serde_json::Error> {
    let mut files = Vec::new();
    // What everybody reads is made of fewer figures than the assessment, and goes without it.
    if !document.assessment.is_null() {
        files.push(file("assessment.json", "The assessment that this report was made from", &document.assessment)?);
    }
    if document.one_page {
        files.push(file(
            "figures.json",
            "How each figure of this report was counted",
            &record(&counted(&document.figures)),
        )?);
    }
    let mut body = Body { document, level: 1, files: &mut files };
    let pieces = document.blocks.iter().map(|block| body.piece(block)).collect::<Result<Vec<_>, _>>()?;
    let (year, month, day) = (document.as_at.year(), document.as_at.month(), document.as_at.day());
    Ok(dict! {
        "title" => settable(&document.title).into_owned(),
        "plan" => settable(words::plan_beside(document)).into_owned(),
        "as-at" => in_full(document.as_at),
        "date" => dict! { "year" => i64::from(year), "month" => i64::from(month), "day" => i64::from(day) },
        "look" => dict! {
            "family" => crate::typeface::FAMILY,
            "ink" => palette::INK,
            "quiet" => palette::QUIET,
            "guide" => palette::GUIDE,
            "brand" => palette::BRAND,
            "tint" => palette::REMAINING,
        },
        "details" => document.details.iter().map(|(label, value)| dict! { "label" => lines(label), "value" => lines(value) }.into_value()).collect::<Array>(),
        "sheets" => sheets::of(pieces),
        "annex" => (!document.one_page && !document.figures.is_empty()).then(|| annex(&document.figures)),
        "attached" => document.one_page,
        "assessed" => !document.assessment.is_null(),
        "files" => files.into_iter().map(IntoValue::into_value).collect::<Array>(),
    })
}

/// What the walk through the blocks carries along.
struct Body<'a> {
    document: &'a Document,
    /// The level of the heading last passed, so that none is skipped.
    level: u8,
    files: &'a mut Vec<Dict>,
}

impl Body<'_> {
    fn piece(&mut self, block: &Block) -> Result<Piece, serde_json::Error> {
        let (role, value) = match block {
            Block::Heading { level, text } => {
                self.level = (*level).clamp(2, self.level + 1).min(DEEPEST - 1);
                let level = i64::from(self.level);
                (Role::Heading, dict! { "kind" => "heading", "level" => level, "text" => settable(text).into_owned() })
            }
            Block::Paragraph(inlines) => {
                (Role::Words, dict! { "kind" => "paragraph", "body" => self.inlines(inlines) })
            }
            Block::List { ordered, items } => {
                let items: Array = items.iter().map(|item| self.inlines(item).into_value()).collect();
                (Role::Words, dict! { "kind" => "list", "ordered" => *ordered, "items" => items })
            }
            Block::Callout { title, body } => {
                (Role::Words, dict! { "kind" => "callout", "title" => lines(title), "body" => self.inlines(body) })
            }
            Block::Key => (Role::Words, dict! { "kind" => "key", "levels" => self.key() }),
            Block::Headline(tiles) => {
                let tiles: Array = tiles.iter().map(|tile| self.tile(tile).into_value()).collect();
                (Role::Matter, dict! { "kind" => "headline", "tiles" => tiles })
            }
            Block::Table(table) => {
                let wide = table::is_wide(table);
                return Ok(Piece { role: Role::Matter, wide, value: table::value(table, wide, &[]) });
            }
            Block::Chart(chart) => return self.chart(chart),
        };
        Ok(Piece { role, wide: false, value: value.into_value() })
    }

    fn key(&self) -> Array {
        let levels = self.document.levels.iter().map(|one| {
            let mut value = level(one);
            value.insert("meaning".into(), lines(&one.meaning));
            value.into_value()
        });
        levels.collect()
    }

    fn inlines(&self, inlines: &[Inline]) -> Array {
        let value = |inline: &Inline| match inline {
            Inline::Text(text) => dict! { "kind" => "text", "text" => lines(text) },
            Inline::Strong(text) => dict! { "kind" => "strong", "text" => lines(text) },
            Inline::Figure { key, text } => {
                dict! { "kind" => "figure", "key" => self.counted(key), "text" => lines(text) }
            }
            Inline::Status(status) => level(status),
            Inline::Link { text, href } => {
                if let Some(address) = words::web_address(href) {
                    dict! { "kind" => "link", "href" => address, "text" => lines(text) }
                } else {
                    dict! { "kind" => "text", "text" => lines(text) }
                }
            }
        };
        inlines.iter().map(|inline| value(inline).into_value()).collect()
    }

    fn tile(&self, tile: &Tile) -> Dict {
        dict! {
            "key" => self.counted(&tile.key),
            "value" => lines(&tile.value),
            "label" => lines(&tile.label),
            "status" => tile.status.as_ref().map(level),
        }
    }

    /// The key of a figure that the printed annex has, for a link to it.
    fn counted(&self, key: &str) -> Option<String> {
        let printed = !self.document.one_page && self.document.figures.iter().any(|figure| figure.of.key == key);
        printed.then(|| key.to_owned())
    }

    /// A chart with its table, or with its table attached where that is too long to help a reader.
    fn chart(&mut self, chart: &Chart) -> Result<Piece, serde_json::Error> {
        let rows = chart.table.rows.len();
        let printed = rows <= TWIN_ROWS;
        let elsewhere = if printed {
            None
        } else {
            let name = format!("{}.json", chart.table.id);
            self.files.push(file(&name, &chart.table.caption, &record(&chart.table))?);
            Some(format!("The data of this picture, {rows} rows, is attached to this file as {name}."))
        };
        let drawings = pictures::of(chart);
        let wide =
            drawings.iter().any(|drawing| pictures::is_wide(drawing)) || (printed && table::is_wide(&chart.table));
        let value = dict! {
            "kind" => "chart",
            "level" => i64::from((self.level + 1).min(DEEPEST)),
            "title" => settable(&chart.message()).into_owned(),
            "pictures" => described(drawings, &chart.description),
            "twin" => printed.then(|| table::value(&chart.table, wide, &[])),
            "elsewhere" => elsewhere,
        };
        Ok(Piece { role: Role::Matter, wide, value: value.into_value() })
    }
}

/// Drawings, each with the words for who can't see it.
fn described(drawings: Vec<String>, description: &str) -> Array {
    let count = drawings.len();
    let picture = |(n, drawing): (usize, String)| {
        let part = if count > 1 { format!(" Part {} of {count}.", n + 1) } else { String::new() };
        let alt = format!("{}{part}", settable(description));
        dict! { "drawing" => Bytes::from_string(drawing), "alt" => alt }.into_value()
    };
    drawings.into_iter().enumerate().map(picture).collect()
}

/// A file to be attached.
fn file(name: &str, description: &str, content: &Json) -> Result<Dict, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(content)?;
    bytes.push(b'\n');
    Ok(dict! { "name" => name, "description" => settable(description).into_owned(), "data" => Bytes::new(bytes) })
}

/// How each figure was counted, as a table that the figures link to.
fn annex(figures: &[Figure]) -> Value {
    let keys: Vec<&str> = figures.iter().map(|figure| &*figure.of.key).collect();
    table::value(&counted(figures), false, &keys)
}

fn counted(figures: &[Figure]) -> Table {
    let column = |label: &str, kind, width| Column { label: label.into(), kind, width };
    let row = |figure: &Figure| TableRow {
        group: false,
        cells: vec![
            Cell::Text(figure.of.label.to_string()),
            Cell::Text(figure.value.to_string()),
            Cell::Text(figure.of.definition.to_string()),
            Cell::Text(words::rows(&figure.rows)),
        ],
    };
    Table {
        id: "figures".into(),
        caption: "Each figure, its definition and the rows it was counted from".into(),
        columns: vec![
            column("Figure", ColumnKind::Text, 4),
            column("Value", ColumnKind::Number, 2),
            column("How it is counted", ColumnKind::Text, 5),
            column("Rows counted", ColumnKind::Text, 7),
        ],
        row_header: 0,
        rows: figures.iter().map(row).collect(),
        note: None,
    }
}

/// A table as a machine-readable record.
fn record(table: &Table) -> Json {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
    let cell = |cell: &Cell| match cell {
        Cell::Empty => Json::Null,
        Cell::Text(text) => json!(text),
        Cell::Count(count) => json!(count),
        Cell::Days(days) => json!(days),
        Cell::Percent(percent) | Cell::Points(percent) => json!(percent.to_one_decimal()),
        Cell::Date(when) => json!(when.to_string()),
        Cell::Status(level) => json!(level.code),
    };
    let rows: Vec<Vec<Json>> = table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect();
    json!({ "caption": table.caption, "columns": columns, "rows": rows })
}
