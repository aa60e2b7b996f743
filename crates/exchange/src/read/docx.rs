//! Word documents (.docx): their tables and the text around them, as they stand once all tracked
//! changes are accepted. ECMA-376, part 1, section 17.4. **Not here.** What columns mean.

use super::limits;
use super::ods::hex_fill;
use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use super::xlsx::relations;
use super::xml::{Step, Tag, Xml};
use crate::grid::{Cells, Contents, Fill, Grid, GridRow, Look, Paragraph};
use crate::problem::ReadProblem;
use onpace_core::place::Place;
use std::sync::Arc;

/// The reader.
pub(super) struct Docx;

/// Text that is no longer there, or is there twice.
const GONE: [&str; 6] = ["del", "moveFrom", "Fallback", "instrText", "delText", "rPrChange"];

/// A form's field that nobody filled in shows a prompt, "Click to enter a date", which nobody said.
const PROMPT: &str = "showingPlcHdr";

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        match source.package() {
            Some(package) if package.has_folder("word/") && !package.has_folder("xl/") => ReaderClaim::Certain,
            _ => ReaderClaim::No,
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        let Some(package) = source.package() else { return Ok(Contents::default()) };
        let mut text = package.part("word/document.xml")?;
        if text.is_none() {
            // Some programs call it otherwise; the container's own list knows.
            let listed = relations(package, "_rels/.rels", source.path)?;
            let main =
                listed.values().find_map(|target| target.strip_prefix("_rels/").filter(|t| t.starts_with("word/")));
            text = main.map(|part| package.part(part)).transpose()?.flatten();
        }
        let Some(text) = text else {
            return Err(ReadProblem::new(
                source.path,
                "a Word file without its document",
                "the document saved again by Word",
            ));
        };
        let mut body = Body { path: source.path, contents: Contents::default(), rows: 0 };
        let mut xml = Xml::new(&text, source.path);
        loop {
            match xml.step()? {
                Step::Open(tag) => match tag.name() {
                    "p" => body.paragraph(&mut xml)?,
                    "tbl" => body.table(&mut xml)?,
                    name if GONE.contains(&name) => xml.skip()?,
                    _ => {}
                },
                Step::End => return Ok(body.contents),
                _ => {}
            }
        }
    }
}

struct Body<'a> {
    path: &'a str,
    contents: Contents,
    rows: usize,
}

/// A cell of a row, with how many columns it takes.
#[derive(Default)]
struct Made {
    text: String,
    columns: usize,
    fill: Option<Fill>,
    goes_on: bool,
}

impl Body<'_> {
    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadProblem> {
        let mut text = String::new();
        let heading = paragraph(xml, &mut text)?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.contents.prose.push(Paragraph { text, heading, place: Place::default() });
        }
        Ok(())
    }

    /// The table that was just opened.
    fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadProblem> {
        let name: Arc<str> = format!("table {}", self.contents.grids.len() + 1).into();
        let mut grid = Grid { flows: true, below: self.contents.prose.len(), ..Grid::default() };
        let (until, mut number) = (xml.depth(), 0);
        let mut above: Vec<(String, Option<Fill>)> = Vec::new();
        while xml.depth() >= until {
            let Step::Open(tag) = xml.step()? else { continue };
            match tag.name() {
                "tr" => {
                    number += 1;
                    self.rows += 1;
                    limits::rows(self.rows, self.path, "the document's tables")?;
                    let place = Place { sheet: Some(name.clone()), row: Some(number), ..Place::default() };
                    if let Some(row) = self.row(xml, place, &mut above)? {
                        grid.rows.push(row);
                    }
                }
                name if GONE.contains(&name) => xml.skip()?,
                _ => {}
            }
        }
        self.contents.grids.push(grid);
        Ok(())
    }

    /// The row that was just opened; none where tracked changes took it out.
    fn row(
        &self,
        xml: &mut Xml<'_>,
        place: Place,
        above: &mut Vec<(String, Option<Fill>)>,
    ) -> Result<Option<GridRow>, ReadProblem> {
        let (until, mut cells, mut look, mut is_gone) = (xml.depth(), Cells::default(), Look::default(), false);
        let (mut made, mut properties, mut is_prompt) = (0, false, false);
        while xml.depth() >= until {
            let Step::Open(tag) = xml.step()? else {
                continue;
            };
            match tag.name() {
                "trPr" => properties = true,
                PROMPT => is_prompt = true,
                "del" if properties && made == 0 => is_gone = true,
                "gridBefore" => (0..tag.number("val").unwrap_or(0).min(100)).for_each(|_| cells.push("")),
                "tc" => {
                    made += 1;
                    let mut cell = cell(xml)?;
                    if std::mem::take(&mut is_prompt) {
                        cell.text.clear();
                    }
                    let column = cells.len();
                    limits::column(column + cell.columns.max(1) - 1, self.path, &place)?;
                    limits::cell(&cell.text, self.path, &place)?;
                    Self::put(cell, column, &mut cells, &mut look, above);
                }
                name if GONE.contains(&name) => xml.skip()?,
                _ => {}
            }
        }
        look.banner = made == 1 && cells.len() >= 3;
        let plain = look.fills.is_empty() && look.carried.is_empty() && !look.banner;
        Ok((!is_gone).then(|| GridRow { place, cells, look: (!plain).then(|| Box::new(look)) }))
    }

    fn put(cell: Made, column: usize, cells: &mut Cells, look: &mut Look, above: &mut Vec<(String, Option<Fill>)>) {
        above.resize(above.len().max(column + 1), (String::new(), None));
        let Some(over) = above.get_mut(column) else { return };
        if cell.goes_on {
            let (text, fill) = &*over;
            cells.push(text);
            look.carried.push(column);
            look.fills.extend(fill.map(|fill| (column, fill)));
        } else {
            cells.push(&cell.text);
            look.fills.extend(cell.fill.map(|fill| (column, fill)));
            // A long text of a merged cell is no name of a focus area or an officer, and stands once.
            let carried = if cell.text.len() <= 500 { cell.text } else { String::new() };
            *over = (carried, cell.fill);
        }
        (1..cell.columns).for_each(|_| cells.push(""));
    }
}

/// The cell that was just opened: its paragraphs, one a line.
fn cell(xml: &mut Xml<'_>) -> Result<Made, ReadProblem> {
    let (until, mut made) = (xml.depth(), Made { columns: 1, ..Made::default() });
    let mut is_prompt = false;
    while xml.depth() >= until {
        let Step::Open(tag) = xml.step()? else { continue };
        match tag.name() {
            // A table in the cell has spans of its own.
            "gridSpan" if xml.depth() == until + 2 => {
                made.columns = (tag.number("val").unwrap_or(1).clamp(1, 10_000)) as usize;
            }
            "vMerge" if xml.depth() == until + 2 => {
                made.goes_on = tag.get("val").is_none_or(|value| value != "restart");
            }
            PROMPT => is_prompt = true,
            "sdtContent" if std::mem::take(&mut is_prompt) => xml.skip()?,
            "shd" if xml.depth() == until + 2 => made.fill = tag.get("fill").and_then(|fill| shade(&fill)),
            "p" => {
                let mut line = String::new();
                paragraph(xml, &mut line)?;
                let line = line.trim();
                if !line.is_empty() {
                    if !made.text.is_empty() {
                        made.text.push('\n');
                    }
                    made.text.push_str(line);
                }
            }
            name if GONE.contains(&name) => xml.skip()?,
            _ => {}
        }
    }
    Ok(made)
}

fn shade(value: &str) -> Option<Fill> {
    hex_fill(&format!("#{value}"))
}

/// The paragraph that was just opened; gives whether it is a heading.
fn paragraph(xml: &mut Xml<'_>, text: &mut String) -> Result<bool, ReadProblem> {
    let (until, mut heading, mut is_prompt) = (xml.depth(), false, false);
    // A text that was struck out is what it said before; where all is, it is all that there is.
    let (begins, mut struck, mut all_struck) = (text.len(), false, String::new());
    while xml.depth() >= until {
        let Step::Open(tag) = xml.step()? else { continue };
        match tag.name() {
            "r" => struck = false,
            "strike" | "dstrike" => {
                struck = tag.get("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off"));
            }
            "t" if struck => all_struck.push_str(&xml.text()?),
            "pStyle" => heading = tag.get("val").is_some_and(|style| is_heading(&style)),
            "t" => text.push_str(&xml.text()?),
            PROMPT => is_prompt = true,
            "sdtContent" if std::mem::take(&mut is_prompt) => xml.skip()?,
            "tab" if !in_properties(&tag) => text.push(' '),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            name if GONE.contains(&name) => xml.skip()?,
            _ => {}
        }
    }
    if text.get(begins..).is_none_or(|said| said.trim().is_empty()) {
        text.push_str(&all_struck);
    }
    Ok(heading)
}

/// A tab stop in a paragraph's properties has a place, a tab in its text has none.
fn in_properties(tag: &Tag<'_>) -> bool {
    tag.get("pos").is_some()
}

fn is_heading(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    style.starts_with("heading") || style == "title"
}
