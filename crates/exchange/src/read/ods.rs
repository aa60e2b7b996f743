//! `OpenDocument` spreadsheets (.ods), as LibreOffice saves them. OASIS `OpenDocument` 1.3, part 3,
//! section 9. **Not here.** What columns mean.

use super::limits;
use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use super::xml::{Step, Tag, Xml};
use crate::grid::{CellValue, Cells, Contents, Fill, Grid, GridRow, Look};
use crate::numbers::plain;
use crate::problem::ReadProblem;
use onpace_core::day::{self, DayOrder, Precision};
use onpace_core::place::Place;
use std::collections::HashMap;
use std::sync::Arc;

/// The reader.
pub(super) struct Ods;

impl Reader for Ods {
    fn name(&self) -> &'static str {
        "ods"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        match source.package() {
            Some(package) if package.has("mimetype") && package.has("content.xml") => ReaderClaim::Certain,
            _ => ReaderClaim::No,
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        let text = source.package().map(|package| package.part("content.xml")).transpose()?.flatten();
        let text = text.unwrap_or_default();
        let mut sheets = Sheets { path: source.path, fills: HashMap::new() };
        let mut contents = Contents::default();
        let mut xml = Xml::new(&text, source.path);
        loop {
            match xml.step()? {
                Step::Open(tag) if tag.name() == "style" => sheets.style(&tag, &mut xml)?,
                Step::Open(tag) if tag.name() == "table" => {
                    let name: Arc<str> = tag.get("name").unwrap_or_default().into();
                    contents.grids.push(sheets.read(&name, &mut xml)?);
                }
                Step::End => return Ok(contents),
                _ => {}
            }
        }
    }
}

struct Sheets<'a> {
    path: &'a str,
    fills: HashMap<String, Fill>,
}

/// A cell merged over rows, while they go by.
struct Over {
    text: String,
    value: Option<CellValue>,
    fill: Option<Fill>,
    rows: u32,
}

/// A row while it is read.
#[derive(Default)]
struct Row {
    cells: Cells,
    look: Look,
    column: usize,
}

impl Sheets<'_> {
    /// Notes the colour of a style that was just opened.
    fn style(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadProblem> {
        let name = tag.get("name").unwrap_or_default().into_owned();
        let until = xml.depth();
        while xml.depth() >= until {
            let Step::Open(tag) = xml.step()? else { continue };
            if let Some(fill) = tag.get("background-color").as_deref().and_then(hex_fill) {
                self.fills.insert(name.clone(), fill);
            }
        }
        Ok(())
    }

    /// The sheet that was just opened.
    fn read(&self, sheet: &Arc<str>, xml: &mut Xml<'_>) -> Result<Grid, ReadProblem> {
        let mut grid = Grid { sheet: Some(sheet.clone()), ..Grid::default() };
        let (until, mut number) = (xml.depth(), 1u32);
        let mut over: HashMap<usize, Over> = HashMap::new();
        while xml.depth() >= until {
            let Step::Open(tag) = xml.step()? else { continue };
            if tag.name() != "table-row" {
                continue;
            }
            let times = tag.number("number-rows-repeated").unwrap_or(1).max(1);
            let hidden = tag.get("visibility").is_some_and(|value| value != "visible");
            let place = Place { sheet: Some(sheet.clone()), row: Some(number), ..Place::default() };
            let mut row = self.row(xml, &place, &mut over)?;
            row.look.hidden = hidden;
            number = number.saturating_add(times);
            if row.cells.are_blank() && row.look.fills.is_empty() {
                continue;
            }
            // Somebody may have written the same into many rows; a row that is only styled never ends.
            let times = if row.cells.are_blank() { 1 } else { times };
            limits::rows(grid.rows.len().saturating_add(times as usize), self.path, &format!("sheet {sheet}"))?;
            let first = number - times;
            for at in 0..times {
                let place = Place { row: Some(first + at), ..place.clone() };
                let cells = row.cells.clone();
                let look = row.look.clone();
                let plain = look.fills.is_empty() && look.carried.is_empty() && !look.hidden && !look.banner;
                grid.rows.push(GridRow { place, cells, look: (!plain).then(|| Box::new(look)) });
            }
        }
        Ok(grid)
    }

    /// The row that was just opened.
    fn row(&self, xml: &mut Xml<'_>, place: &Place, over: &mut HashMap<usize, Over>) -> Result<Row, ReadProblem> {
        let (until, mut row, mut widest) = (xml.depth(), Row::default(), 0);
        while xml.depth() >= until {
            let Step::Open(tag) = xml.step()? else { continue };
            let is_covered = tag.name() == "covered-table-cell";
            if !is_covered && tag.name() != "table-cell" {
                continue;
            }
            let times = tag.number("number-columns-repeated").unwrap_or(1).max(1) as usize;
            let fill = tag.get("style-name").and_then(|name| self.fills.get(&*name)).copied();
            let (rows, columns) = (tag.number("number-rows-spanned"), tag.number("number-columns-spanned"));
            let (text, value) = cell(&tag, xml)?;
            if !text.is_empty() {
                limits::cell(&text, self.path, place)?;
                limits::column(row.column.saturating_add(times - 1), self.path, place)?;
                widest = widest.max(columns.unwrap_or(1));
            }
            if let Some(rows) = rows.filter(|rows| *rows > 1 && !text.is_empty() && text.len() <= 500) {
                over.insert(row.column, Over { text: text.clone(), value, fill, rows: rows - 1 });
                Self::put(&mut row, (&text, value), fill, times);
            } else if let Some(above) = over.get_mut(&row.column).filter(|_| is_covered) {
                row.look.carried.push(row.column);
                let (text, value, fill) = (above.text.clone(), above.value, above.fill);
                above.rows = above.rows.saturating_sub(1);
                if above.rows == 0 {
                    over.remove(&row.column);
                }
                Self::put(&mut row, (&text, value), fill, times);
            } else {
                Self::put(&mut row, (&text, value), fill, times);
            }
        }
        let alone = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
        row.look.banner = alone && widest >= 3;
        Ok(row)
    }

    fn put(row: &mut Row, (text, value): (&str, Option<CellValue>), fill: Option<Fill>, times: usize) {
        for _ in 0..times.min(limits::MOST_COLUMNS) {
            if row.column < limits::MOST_COLUMNS && (!text.is_empty() || fill.is_some()) {
                row.cells.set_valued(row.column, text, value);
                row.look.fills.extend(fill.map(|fill| (row.column, fill)));
            }
            row.column += 1;
        }
        row.column = row.column.saturating_add(times.saturating_sub(limits::MOST_COLUMNS));
    }
}

/// What the cell that was just opened shows, and the value behind it where that is a day or a number.
fn cell(tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(String, Option<CellValue>), ReadProblem> {
    let is_date = tag.get("value-type").as_deref() == Some("date");
    let number = || tag.get("value").and_then(|value| value.parse::<f64>().ok()).filter(|value| value.is_finite());
    let value: Option<(String, Option<CellValue>)> = match tag.get("value-type").as_deref() {
        Some("date") => tag.get("date-value").map(|day| {
            let day = day.split('T').next().unwrap_or_default().to_owned();
            let value = day.parse().ok().map(CellValue::Day);
            (day, value)
        }),
        Some("percentage") => {
            number().map(|share| (format!("{}%", plain(share * 100.0)), Some(CellValue::Share(share))))
        }
        Some("float" | "currency") => number().map(|number| (plain(number), Some(CellValue::Number(number)))),
        _ => None,
    };
    let (until, mut text) = (xml.depth(), String::new());
    while xml.depth() >= until {
        match xml.step()? {
            Step::Open(tag) => match tag.name() {
                "annotation" => xml.skip()?,
                "p" if !text.is_empty() => text.push('\n'),
                "line-break" => text.push('\n'),
                "tab" | "s" => text.push(' '),
                _ => {}
            },
            Step::Text(more) => text.push_str(&more),
            _ => {}
        }
    }
    // A day that is shown as a month was meant as one.
    let shown = day::parse(text.trim(), DayOrder::DayFirst);
    if is_date && shown.is_ok_and(|shown| shown.when.precision == Precision::Month) {
        return Ok((text.trim().to_owned(), None));
    }
    Ok(value.unwrap_or_else(|| (text.trim().to_owned(), None)))
}

/// "#ff0000".
pub(super) fn hex_fill(value: &str) -> Option<Fill> {
    let value = value.trim().strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
    if value.len() != 6 {
        return None;
    }
    Fill::of(part(0)?, part(2)?, part(4)?)
}
