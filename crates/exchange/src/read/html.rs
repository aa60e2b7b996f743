//! Web pages: their tables, and headings and paragraphs around them. Tag soup is read as browsers
//! tokenise it; scripts and styles say nothing. **Not here.** What columns mean.

use super::ods::hex_fill;
use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use super::{limits, marks};
use crate::grid::{Cells, Contents, Fill, Grid, GridRow, Look, Paragraph};
use crate::problem::ReadProblem;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use onpace_core::place::Place;
use std::sync::Arc;

/// The reader.
pub(super) struct Html;

/// Elements whose text nobody sees.
const UNSEEN: [&[u8]; 6] = [b"script", b"style", b"head", b"template", b"noscript", b"svg"];
/// Elements that begin a line of their own.
const BLOCKS: [&[u8]; 16] = [
    b"p", b"div", b"li", b"ul", b"ol", b"section", b"article", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"dd", b"dt",
    b"br",
];

/// What begins as XML is a page where these first bytes say so.
const BYTES_TO_LOOK_AT: usize = 1 << 16;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        let Some(text) = source.markup() else { return ReaderClaim::No };
        let is_page = !marks::begins(text, "<?xml") && !marks::begins(text, "<project");
        let head = text.get(..text.floor_char_boundary(BYTES_TO_LOOK_AT)).unwrap_or_default().to_ascii_lowercase();
        if is_page || head.contains("<html") || head.contains("<table") {
            ReaderClaim::Perhaps
        } else {
            ReaderClaim::No
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        let text = source.markup().unwrap_or_default();
        let mut page = Page { path: source.path, ..Page::default() };
        let mut emitter = DefaultEmitter::<()>::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => page.open(&tag)?,
                Token::EndTag(tag) => page.close(&tag.name)?,
                Token::String(text) if page.unseen == 0 => page.say(&String::from_utf8_lossy(&text.value)),
                _ => {}
            }
        }
        page.end_text();
        page.end_row()?;
        page.contents.grids.extend(page.tables.into_iter().map(|table| table.grid));
        Ok(page.contents)
    }
}

/// A page while it is read.
#[derive(Default)]
struct Page<'a> {
    path: &'a str,
    contents: Contents,
    /// Tables that are open; a table in a cell is a table of its own.
    tables: Vec<Table>,
    text: String,
    heading: bool,
    unseen: usize,
    rows: usize,
}

/// A table while it is read.
#[derive(Default)]
struct Table {
    grid: Grid,
    /// What the cell said that it stands in.
    outer: String,
    row: Option<Row>,
    number: u32,
    name: Option<Arc<str>>,
    /// Cells that reach down, by column.
    over: Vec<(String, Option<Fill>, u32)>,
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    cells: Cells,
    look: Look,
    made: usize,
    open: Option<Open>,
}

/// A cell while it is read.
struct Open {
    columns: usize,
    rows: u32,
    fill: Option<Fill>,
}

impl Page<'_> {
    fn open(&mut self, tag: &StartTag<()>) -> Result<(), ReadProblem> {
        let name: &[u8] = &tag.name;
        if UNSEEN.contains(&name) && !tag.self_closing {
            self.unseen += 1;
        }
        match name {
            // A page that forgets to close its head still has a body.
            b"body" => self.unseen = 0,
            b"table" => {
                self.end_text();
                if self.tables.len() >= 16 {
                    return Err(ReadProblem::new(
                        self.path,
                        "tables in each other more than 16 deep",
                        "a page with a table of the plan",
                    ));
                }
                // What a cell says before a table in it is the cell's.
                let outer = std::mem::take(&mut self.text);
                self.tables.push(Table { outer, ..Table::default() });
            }
            b"tr" => {
                self.end_row()?;
                if let Some(table) = self.tables.last_mut() {
                    table.number += 1;
                    table.row = Some(Row::default());
                }
            }
            b"td" | b"th" => {
                self.end_cell()?;
                let Some(table) = self.tables.last_mut() else { return Ok(()) };
                let row = table.row.get_or_insert_default();
                let number = |name: &str| attribute(tag, name).and_then(|value| value.trim().parse().ok());
                row.open = Some(Open {
                    columns: number("colspan").unwrap_or(1).clamp(1, 10_000) as usize,
                    rows: number("rowspan").unwrap_or(1),
                    fill: fill_of(tag),
                });
            }
            // "<dt>Lead<dd>Ada" is "Lead: Ada".
            b"dd" if !self.in_cell() && self.text.trim_end().ends_with(':') => self.text.push(' '),
            _ if BLOCKS.contains(&name) => {
                self.break_line();
                self.heading |= matches!(name, [b'h', b'0'..=b'9']);
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Result<(), ReadProblem> {
        if UNSEEN.contains(&name) {
            self.unseen = self.unseen.saturating_sub(1);
            if self.unseen == 0 {
                self.text.clear();
            }
        }
        match name {
            b"td" | b"th" => self.end_cell()?,
            b"tr" => self.end_row()?,
            // What stands over a table is read as a line above it.
            b"caption" => self.end_text(),
            b"table" => {
                self.end_row()?;
                if let Some(table) = self.tables.pop() {
                    self.text = table.outer;
                    let below = self.contents.prose.len();
                    self.contents.grids.push(Grid { below, ..table.grid });
                }
            }
            b"dt" if !self.in_cell() && self.tables.is_empty() => {
                let term = self.text.trim_end();
                if !term.is_empty() && !term.ends_with(':') {
                    self.text = format!("{term}:");
                }
            }
            _ if BLOCKS.contains(&name) => self.break_line(),
            _ => {}
        }
        Ok(())
    }

    /// Takes text. A line end in it is a space: only an element breaks a line.
    fn say(&mut self, text: &str) {
        let letters = text.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter });
        self.text.extend(letters);
    }

    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.row.as_ref().is_some_and(|row| row.open.is_some()))
    }

    fn break_line(&mut self) {
        if self.in_cell() {
            self.text.push('\n');
        } else if self.tables.is_empty() {
            self.end_text();
        }
    }

    /// What was said outside any cell is a paragraph.
    fn end_text(&mut self) {
        if self.in_cell() {
            return;
        }
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        let heading = std::mem::take(&mut self.heading);
        if !text.is_empty() {
            self.contents.prose.push(Paragraph { text, heading, place: Place::default() });
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadProblem> {
        let text = std::mem::take(&mut self.text);
        self.heading = false;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some(row) = &mut table.row else { return Ok(()) };
        let Some(open) = row.open.take() else { return Ok(()) };
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        fill_from_above(row, &mut table.over);
        let column = row.cells.len();
        let name = table.name.get_or_insert_with(|| format!("table {}", self.contents.grids.len() + 1).into());
        let place = Place { sheet: Some(name.clone()), row: Some(table.number), ..Place::default() };
        limits::column(column + open.columns - 1, self.path, &place)?;
        limits::cell(&text, self.path, &place)?;
        row.cells.push(&text);
        (1..open.columns).for_each(|_| row.cells.push(""));
        row.look.fills.extend(open.fill.map(|fill| (column, fill)));
        row.made += 1;
        if open.rows > 1 && text.len() <= 500 {
            table.over.resize(table.over.len().max(column + 1), (String::new(), None, 0));
            if let Some(over) = table.over.get_mut(column) {
                *over = (text, open.fill, open.rows - 1);
            }
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadProblem> {
        self.end_cell()?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let Some(mut row) = table.row.take() else { return Ok(()) };
        fill_from_above(&mut row, &mut table.over);
        self.rows += 1;
        limits::rows(self.rows, self.path, "the page's tables")?;
        row.look.banner = row.made == 1 && row.cells.len() >= 3;
        let plain = row.look.fills.is_empty() && row.look.carried.is_empty() && !row.look.banner;
        let place = Place { sheet: table.name.clone(), row: Some(table.number), ..Place::default() };
        table.grid.rows.push(GridRow { place, cells: row.cells, look: (!plain).then(|| Box::new(row.look)) });
        Ok(())
    }
}

/// Fills the next columns with cells that reach down from further up.
fn fill_from_above(row: &mut Row, over: &mut [(String, Option<Fill>, u32)]) {
    while let Some((text, fill, rows)) = over.get_mut(row.cells.len()).filter(|(_, _, rows)| *rows > 0) {
        let column = row.cells.len();
        *rows -= 1;
        row.cells.push(text);
        row.look.carried.push(column);
        row.look.fills.extend(fill.map(|fill| (column, fill)));
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

/// The colour behind a cell, by attribute or style.
fn fill_of(tag: &StartTag<()>) -> Option<Fill> {
    let style = attribute(tag, "style").and_then(|style| {
        let of_background = |part: &str| part.trim_start().starts_with("background");
        style.split(';').find(|part| of_background(part))?.split_once(':').map(|(_, value)| value.trim().to_owned())
    });
    let value = style.or_else(|| attribute(tag, "bgcolor"))?.to_ascii_lowercase();
    match value.as_str() {
        "red" | "darkred" | "crimson" => Some(Fill::Red),
        "orange" | "yellow" | "gold" | "darkorange" => Some(Fill::Amber),
        "green" | "lime" | "limegreen" | "lightgreen" | "forestgreen" => Some(Fill::Green),
        "blue" | "dodgerblue" | "royalblue" => Some(Fill::Blue),
        other => hex_fill(other),
    }
}
