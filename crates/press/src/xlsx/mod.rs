//! XLSX, for those who filter and count: an accessible workbook, one table a sheet.
//!
//! It follows the conventions for accessible spreadsheets: a cover, a title in A1, one table below
//! its notes, no merged cell, no meaning in colour alone. **Not here.** Charts as pictures: their data.

mod cells;
mod cover;
mod looks;
mod names;
mod sheet;
mod units;

use crate::format::{Format, PressError};
use crate::ooxml::{figures_table, full_title, printable};
use looks::Looks;
use names::Names;
use onpace_report::document::{Block, Document, Table};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The medium's name in messages.
const MEDIUM: &str = "XLSX";

/// Excel's format, as Office Open XML.
#[derive(Debug)]
pub struct Xlsx;

impl Format for Xlsx {
    fn ending(&self) -> &'static str {
        "xlsx"
    }

    fn name(&self) -> &'static str {
        "Excel workbook"
    }

    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        write(document).map_err(|why| PressError::new(MEDIUM, why))
    }
}

fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let figures = figures_table(document, |rows| rows.join(", "));
    let tables: Vec<&Table> = tables(document).chain(figures.as_ref()).collect();
    let mut names = Names::default();
    let sheets: Vec<(String, &Table)> = tables.into_iter().map(|table| (names.of_sheet(&table.id), table)).collect();

    let looks = Looks::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    cover::write(workbook.add_worksheet(), document, &sheets, &looks)?;
    for (place, (name, table)) in sheets.iter().enumerate() {
        sheet::write(workbook.add_worksheet(), document, name, place, table, &looks)?;
    }
    workbook.save_to_buffer()
}

/// Every table of the document, those of its charts among them, in reading order.
fn tables(document: &Document) -> impl Iterator<Item = &Table> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Chart(chart) => Some(&chart.table),
        _ => None,
    })
}

/// The day that the report speaks of stands for the day of writing: no clock is asked.
fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    let title = full_title(document);
    let as_at = cells::excel_date(document.as_at).map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    Ok(DocProperties::new().set_title(printable(&title)).set_creation_datetime(&as_at))
}
