//! A report's largest table as CSV: UTF-8, a header row, one row a line (RFC 4180), for other programs.
//!
//! Dates are ISO, percentages and points numbers with one decimal, days whole numbers, statuses their
//! labels. **A text that a spreadsheet would take for a formula begins with an apostrophe** (`'`): one
//! that starts with `=`, `+`, `-`, `@`, a tab, a line's end, or a full-width `＝＋－＠`. Values that are
//! numbers stay numbers, negative ones too. Rows that head a group stand among the others, with their
//! own code. A document without tables gives its figures. A file of a pack has its checkpoint beside its first row.
//! **Not here.** Several tables: see the workbook.

use crate::format::{Format, PressError};
use onpace_core::figure::{Figure, FigureValue};
use onpace_core::quantity::Percent;
use onpace_report::document::{Block, Cell, Document, Table};
use std::borrow::Cow;

/// Comma-separated values.
pub struct Csv;

impl Format for Csv {
    fn ending(&self) -> &'static str {
        "csv"
    }

    fn name(&self) -> &'static str {
        "CSV"
    }

    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        let mut records = match largest_table(document) {
            Some(table) => records_of_table(table),
            None => records_of_figures(&document.figures),
        };
        if let Some(checkpoint) = &document.checkpoint {
            carry(checkpoint, &mut records);
        }
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        for record in records {
            writer.write_record(&record).map_err(|problem| PressError::new("CSV", problem))?;
        }
        writer.into_inner().map_err(|problem| PressError::new("CSV", problem))
    }
}

/// The table with most cells, the first of several.
pub(crate) fn largest_table(document: &Document) -> Option<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    // `max_by_key` gives the last of equals, so the order is turned round.
    tables.rev().max_by_key(|table| table.rows.len() * table.columns.len())
}

/// The heading of the column that holds a checkpoint.
pub(crate) const CHECKPOINT: &str = "Fingerprint of the record";

/// A last column with the checkpoint beside the first row: a line of its own would be a row to programs.
fn carry(checkpoint: &str, records: &mut [Vec<String>]) {
    let cells = [CHECKPOINT, checkpoint].into_iter().map(str::to_owned).chain(std::iter::repeat(String::new()));
    records.iter_mut().zip(cells).for_each(|(record, cell)| record.push(cell));
}

fn records_of_table(table: &Table) -> Vec<Vec<String>> {
    let head = table.columns.iter().map(|column| words(&column.label).into_owned()).collect();
    let rows = table.rows.iter().map(|row| {
        let mut record: Vec<String> = row.cells.iter().map(value).collect();
        record.resize(table.columns.len(), String::new());
        record
    });
    std::iter::once(head).chain(rows).collect()
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => words(text).into_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Days(days) => days.to_string(),
        Cell::Percent(percent) | Cell::Points(percent) => decimal(*percent),
        Cell::Date(when) => when.to_string(),
        Cell::Status(level) => words(&level.label).into_owned(),
    }
}

fn decimal(percent: Percent) -> String {
    format!("{:.1}", percent.to_one_decimal())
}

/// A text that no spreadsheet takes for a formula.
fn words(text: &str) -> Cow<'_, str> {
    let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn records_of_figures(figures: &[Figure]) -> Vec<Vec<String>> {
    let head = ["Figure", "Value", "How it is counted", "Rows"].map(String::from).to_vec();
    let rows = figures.iter().map(|figure| {
        let value = match figure.value {
            FigureValue::Count(count) => count.to_string(),
            FigureValue::Days(days) => days.to_string(),
            FigureValue::Points(points) => decimal(points),
            FigureValue::Percent(percent) => percent.map_or_else(String::new, decimal),
            FigureValue::Measured(value, _) => value.plain(),
            FigureValue::Withheld => String::new(),
        };
        let codes = figure.rows.join(" ");
        vec![
            words(&figure.of.label).into_owned(),
            value,
            words(&figure.of.definition).into_owned(),
            words(&codes).into_owned(),
        ]
    });
    std::iter::once(head).chain(rows).collect()
}
