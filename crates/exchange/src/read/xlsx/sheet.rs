//! One sheet: its cells as texts, what is merged, filled or hidden.

use super::super::limits;
use super::super::xml::{Step, Tag, Xml};
use super::Book;
use super::styles::Shown;
use crate::grid::{CellValue, Cells, Fill, Grid, GridRow, Look};
use crate::numbers::{plain, serial_day};
use crate::problem::ReadProblem;
use onpace_core::place::Place;
use std::borrow::Cow;
use std::sync::Arc;

/// A rectangle of cells, both ends in it; rows from 1, columns from 0.
struct Merged {
    rows: (u32, u32),
    columns: (usize, usize),
}

/// Merged cells beyond these are left as they are.
const MOST_MERGED: usize = 100_000;
/// So many cells are looked at for what lies over them: a damaged file may merge everything with everything.
const MOST_COVERED: usize = 1_000_000;
/// A longer text of a merged cell is no name of a focus area or an officer, and stands once.
const LONGEST_CARRIED: usize = 500;

pub(super) fn read<'a>(text: &'a str, name: &str, book: &'a Book, path: &'a str) -> Result<Grid, ReadProblem> {
    let sheet: Arc<str> = name.into();
    let mut grid = Grid { sheet: Some(sheet.clone()), ..Grid::default() };
    let mut merged = Vec::new();
    let mut hidden_columns = Vec::new();
    let mut xml = Xml::new(text, path);
    let mut number = 0u32;
    loop {
        match xml.step()? {
            Step::Open(tag) => match tag.name() {
                "col" if is_true(&tag, "hidden") => {
                    let (from, to) = (tag.number("min").unwrap_or(1), tag.number("max").unwrap_or(1));
                    hidden_columns.push((from.saturating_sub(1) as usize, to.saturating_sub(1) as usize));
                }
                "row" => {
                    number = tag.number("r").unwrap_or(number.saturating_add(1));
                    let hidden = is_true(&tag, "hidden");
                    let place = Place { sheet: Some(sheet.clone()), row: Some(number), ..Place::default() };
                    let row = row(&mut xml, place, hidden, book, path)?;
                    if !row.cells.are_blank() || row.look.as_ref().is_some_and(|look| !look.fills.is_empty()) {
                        grid.rows.push(row);
                        limits::rows(grid.rows.len(), path, name)?;
                    }
                }
                "mergeCell" if merged.len() < MOST_MERGED => {
                    merged.extend(tag.get("ref").as_deref().and_then(rectangle));
                }
                _ => {}
            },
            Step::End => break,
            _ => {}
        }
    }
    spread(&mut grid.rows, &merged);
    Ok(grid)
}

fn is_true(tag: &Tag<'_>, name: &str) -> bool {
    tag.get(name).is_some_and(|value| value == "1" || value == "true")
}

fn row<'a>(xml: &mut Xml<'a>, place: Place, hidden: bool, book: &'a Book, path: &str) -> Result<GridRow, ReadProblem> {
    let (until, mut cells, mut fills) = (xml.depth(), Cells::default(), Vec::new());
    let mut next = 0;
    while xml.depth() >= until {
        let Step::Open(tag) = xml.step()? else { continue };
        if tag.name() != "c" {
            continue;
        }
        let [reference, style, kind] = tag.each(["r", "s", "t"]);
        let column = reference.as_deref().and_then(column_of).unwrap_or(next);
        let style = book.styles.of(style.and_then(|style| style.parse().ok()).unwrap_or(0));
        let kind = Kind::of(kind.as_deref().unwrap_or_default());
        let (text, value) = cell(xml, kind, style.0, book)?;
        next = column + 1;
        // Formats reach far to the right of what is written; only what says something is a column.
        if text.is_empty() && style.1.is_none() || column < cells.len() {
            continue;
        }
        limits::column(column, path, &place)?;
        limits::cell(&text, path, &place)?;
        while cells.len() < column {
            cells.push("");
        }
        cells.push_valued(&text, value);
        fills.extend(style.1.map(|fill: Fill| (column, fill)));
    }
    let look = (hidden || !fills.is_empty()).then(|| Box::new(Look { fills, hidden, ..Look::default() }));
    Ok(GridRow { place, cells, look })
}

/// What the value of a cell is.
#[derive(Clone, Copy)]
enum Kind {
    /// The number of a text that cells share.
    Shared,
    /// True or false.
    Truth,
    /// A text, of a formula or an error.
    Text,
    /// A day as text.
    Day,
    /// A number.
    Number,
}

impl Kind {
    fn of(word: &str) -> Self {
        match word {
            "s" => Self::Shared,
            "b" => Self::Truth,
            "str" | "e" => Self::Text,
            "d" => Self::Day,
            _ => Self::Number,
        }
    }
}

/// What the cell that was just opened shows, and its value where the book keeps one.
type Valued<'a> = (Cow<'a, str>, Option<CellValue>);

fn cell<'a>(xml: &mut Xml<'a>, kind: Kind, shown: Shown, book: &'a Book) -> Result<Valued<'a>, ReadProblem> {
    let (until, mut value) = (xml.depth(), Cow::Borrowed(""));
    while xml.depth() >= until {
        let Step::Open(tag) = xml.step()? else { continue };
        match tag.name() {
            "v" => value = xml.leaf()?,
            "is" => return Ok((rest(xml, until)?, None)),
            _ => xml.skip()?,
        }
    }
    let text = match kind {
        Kind::Shared => {
            let at: Option<usize> = value.trim().parse().ok();
            at.and_then(|at| book.strings.get(at)).map_or(Cow::Borrowed(""), |text| Cow::Borrowed(&**text))
        }
        Kind::Truth => Cow::Borrowed(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
        Kind::Text => value,
        Kind::Day => {
            let day = value.split('T').next().unwrap_or_default();
            return Ok((Cow::Owned(day.to_owned()), day.parse().ok().map(CellValue::Day)));
        }
        Kind::Number if value.is_empty() => value,
        Kind::Number => {
            let (text, value) = number(value.trim(), shown, book.from_1904);
            return Ok((Cow::Owned(text), value));
        }
    };
    Ok((text, None))
}

/// A text that stands in the cell itself.
fn rest<'a>(xml: &mut Xml<'_>, until: usize) -> Result<Cow<'a, str>, ReadProblem> {
    let text = super::rich_text(xml)?;
    while xml.depth() >= until {
        xml.step()?;
    }
    Ok(Cow::Owned(text))
}

/// A number as a person sees it, and what it is by its format. A day that is shown as a month was meant as one.
fn number(value: &str, shown: Shown, from_1904: bool) -> (String, Option<CellValue>) {
    let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return (value.to_owned(), None);
    };
    let bare = || (plain(number), Some(CellValue::Number(number)));
    match shown {
        Shown::Day => {
            serial_day(number, from_1904).map_or_else(bare, |day| (day.to_string(), Some(CellValue::Day(day))))
        }
        Shown::Month => serial_day(number, from_1904)
            .map_or_else(bare, |day| (format!("{:04}-{:02}", day.year(), day.month()), None)),
        Shown::Percent => (format!("{}%", plain(number * 100.0)), Some(CellValue::Share(number))),
        Shown::Number => bare(),
    }
}

/// The column of "AB12", from 0.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters
        .take(7)
        .fold(0usize, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// "A3:H5".
fn rectangle(reference: &str) -> Option<Merged> {
    let (from, to) = reference.split_once(':')?;
    let row = |text: &str| text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok();
    Some(Merged { rows: (row(from)?, row(to)?), columns: (column_of(from)?, column_of(to)?) })
}

/// Puts the text of a merged cell into every row that it covers, and marks rows that are one cell.
fn spread(rows: &mut [GridRow], merged: &[Merged]) {
    let mut left = MOST_COVERED;
    for one in merged {
        let begin = rows.partition_point(|row| row.place.row < Some(one.rows.0));
        let end = rows.partition_point(|row| row.place.row <= Some(one.rows.1));
        let Some(first) = rows.get_mut(begin).filter(|row| row.place.row == Some(one.rows.0)) else { continue };
        let column = one.columns.0;
        let (text, value) = (first.cells.get(column).unwrap_or_default().to_owned(), first.cells.value(column));
        let fill = first.fill(column);
        let alone = first.cells.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
        if alone && !text.trim().is_empty() && one.columns.1 >= column + 2 && one.rows.0 == one.rows.1 {
            first.look.get_or_insert_default().banner = true;
        }
        if text.trim().is_empty() && fill.is_none() || text.len() > LONGEST_CARRIED || end < begin {
            continue;
        }
        let Some(rest) = left.checked_sub(end - begin) else { return };
        left = rest;
        for row in rows.iter_mut().take(end).skip(begin + 1) {
            // Only what covers nothing is a merged cell's; a damaged file may say otherwise.
            if row.cells.get(column).is_none_or(|cell| cell.trim().is_empty()) {
                row.cells.set_valued(column, &text, value);
                let look = row.look.get_or_insert_default();
                look.carried.push(column);
                look.fills.extend(fill.map(|fill| (column, fill)));
            }
        }
    }
}
