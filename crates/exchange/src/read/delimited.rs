//! CSV and TSV: one table, a row a record, separated by comma, semicolon or tab.

use super::reader::{Claim, ReadProblem, Reader, Source};
use crate::grid::{Contents, Grid, GridRow};
use onpace_core::place::Place;

/// The reader.
pub(super) struct Delimited;

/// No table has more columns.
const MOST_COLUMNS: usize = 1_000;
/// No table has more rows.
const MOST_ROWS: usize = 1_000_000;

impl Reader for Delimited {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn claim(&self, source: &Source<'_>) -> Claim {
        if delimiter_of(source.text).is_some() { Claim::Perhaps } else { Claim::No }
    }

    fn contents(&self, source: &Source<'_>) -> Result<Contents, ReadProblem> {
        let delimiter = delimiter_of(source.text).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(source.text.as_bytes());
        let mut grid = Grid::default();
        let mut record = csv::StringRecord::new();
        loop {
            let more = reader.read_record(&mut record).map_err(|e| {
                ReadProblem::new(source.path, e.to_string(), "a table of comma, semicolon or tab separated values")
            })?;
            if !more {
                break;
            }
            if record.len() > MOST_COLUMNS || grid.rows.len() >= MOST_ROWS {
                return Err(ReadProblem::new(
                    source.path,
                    "a table beyond all plans",
                    format!("at most {MOST_COLUMNS} columns and {MOST_ROWS} rows"),
                ));
            }
            let line = record.position().map_or(0, csv::Position::line);
            let place = Place::line(u32::try_from(line).unwrap_or(u32::MAX));
            grid.rows.push(GridRow { place, cells: record.iter().map(|cell| literal(cell).to_owned()).collect() });
        }
        Ok(Contents { grids: vec![grid], prose: Vec::new() })
    }
}

/// An apostrophe that keeps a text from being a formula (ours, and every careful writer's) goes.
fn literal(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']) =>
        {
            rest
        }
        _ => cell,
    }
}

/// The separator that stands most often on the first lines that hold any.
fn delimiter_of(text: &str) -> Option<u8> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |delimiter: char| lines.iter().map(|line| line.matches(delimiter).count()).max().unwrap_or(0);
    [(b'\t', '\t'), (b';', ';'), (b',', ',')]
        .into_iter()
        .map(|(byte, c)| (count(c), byte))
        .max_by_key(|(n, byte)| (*n, *byte == b'\t'))
        .filter(|(n, _)| *n > 0)
        .map(|(_, byte)| byte)
}
