//! CSV and TSV: one table, a row a record, separated by comma, semicolon or tab.
//!
//! Which of the three it is, the heading row says: its separator is the one with which most of its
//! columns are known. What stands above it is kept as prose (a title, the day of the data).

use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use crate::draft::columns::Columns;
use crate::grid::{Cells, Contents, Grid, GridRow, Paragraph};
use crate::problem::ReadProblem;
use onpace_core::place::Place;

/// The reader.
pub(super) struct Delimited;

/// No table has more rows.
const MOST_ROWS: usize = 1_000_000;
/// A heading row stands among the first records.
const RECORDS_TO_LOOK_AT: usize = 30;
/// And in the first bytes, however long the records are.
const BYTES_TO_LOOK_AT: usize = 1 << 20;

impl Reader for Delimited {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        let Some(text) = source.text() else { return ReaderClaim::No };
        match (best_heading(text), delimiter_of(text)) {
            (Some((_, known)), _) => ReaderClaim::Columns(known),
            (None, Some(_)) => ReaderClaim::Perhaps,
            (None, None) => ReaderClaim::No,
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        let text = source.text().unwrap_or_default();
        let by_heading = best_heading(text).map(|(delimiter, _)| delimiter);
        let delimiter = by_heading.or_else(|| delimiter_of(text)).unwrap_or(b',');
        let mut reader = reader_of(text, delimiter);
        let mut lines = LineCount::default();
        let mut grid = Grid::default();
        let mut record = csv::StringRecord::new();
        loop {
            let more = reader.read_record(&mut record).map_err(|e| {
                ReadProblem::new(source.path, e.to_string(), "a table of comma, semicolon or tab separated values")
            })?;
            if !more {
                break;
            }
            if record.len() > super::MOST_COLUMNS || grid.rows.len() >= MOST_ROWS {
                return Err(ReadProblem::new(
                    source.path,
                    "a table beyond all plans",
                    format!("at most {} columns and {MOST_ROWS} rows", super::MOST_COLUMNS),
                ));
            }
            let begins = record.position().map_or(0, csv::Position::byte);
            let place = Place::line(lines.at(text, usize::try_from(begins).unwrap_or(usize::MAX)));
            grid.rows.push(GridRow::new(place, record.iter().map(literal).collect()));
        }
        let prose = prose_above(&mut grid);
        Ok(Contents { grids: vec![grid], prose, ..Contents::default() })
    }
}

fn reader_of(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// The line on which a record begins, counted onwards from the one before it. A line end may be a
/// lone carriage return, and one may follow the record before.
#[derive(Default)]
struct LineCount {
    byte: usize,
    line: u32,
}

impl LineCount {
    fn at(&mut self, text: &str, begins: usize) -> u32 {
        let bytes = text.as_bytes();
        let ends_line = |at: &usize| match bytes.get(*at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(*at + 1) != Some(&b'\n'),
            _ => false,
        };
        let mut begins = begins.min(bytes.len());
        while bytes.get(begins).is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            begins += 1;
        }
        let passed = (self.byte..begins).filter(ends_line).count();
        self.line = self.line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.byte = begins.max(self.byte);
        self.line.saturating_add(1)
    }
}

/// Takes the rows above the heading row out of the table, as paragraphs; the first is its title.
fn prose_above(grid: &mut Grid) -> Vec<Paragraph> {
    let heading = grid.rows.iter().take(RECORDS_TO_LOOK_AT).position(|row| Columns::of(&row.cells).is_some());
    let above = grid.rows.drain(..heading.unwrap_or(0));
    let mut prose: Vec<Paragraph> = Vec::new();
    for row in above {
        // "sep=;" tells a spreadsheet what parts cells.
        if row
            .cells
            .get(0)
            .is_some_and(|cell| cell.trim_start_matches('\u{feff}').to_ascii_lowercase().starts_with("sep="))
        {
            continue;
        }
        let words = row.cells.iter().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            prose.push(Paragraph { text: words, heading: prose.is_empty(), place: row.place });
        }
    }
    prose
}

/// An apostrophe that keeps a text from being a formula (ours, and every careful writer's) goes.
fn literal(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if crate::formula::would_begin(rest) => rest,
        _ => cell,
    }
}

/// The separator with which the heading row has most known columns, and how many those are.
fn best_heading(text: &str) -> Option<(u8, usize)> {
    let head = text.get(..text.floor_char_boundary(BYTES_TO_LOOK_AT)).unwrap_or_default();
    let known = |delimiter: u8| {
        let mut reader = reader_of(head, delimiter);
        let mut record = csv::StringRecord::new();
        for _ in 0..RECORDS_TO_LOOK_AT {
            if !reader.read_record(&mut record).ok()? {
                break;
            }
            let cells: Cells = record.iter().take(super::MOST_COLUMNS).collect();
            if let Some(columns) = Columns::of(&cells) {
                return Some((delimiter, columns.count()));
            }
        }
        None
    };
    [b',', b';', b'\t'].into_iter().filter_map(known).max_by_key(|(_, count)| *count)
}

/// The separator that stands most often on one of the first lines, where no heading row tells it.
fn delimiter_of(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |delimiter: char| lines.iter().map(|line| line.matches(delimiter).count()).max().unwrap_or(0);
    [(b',', ','), (b';', ';'), (b'\t', '\t')]
        .into_iter()
        .map(|(byte, c)| (count(c), byte))
        .filter(|(n, _)| *n > 0)
        .max_by_key(|(n, _)| *n)
        .map(|(_, byte)| byte)
}
