//! The first sheet: what the workbook is, what it rests on, what is in it, what the marks mean.

use super::cells::text;
use super::looks::{self, Looks};
use super::names::COVER;
use crate::ooxml::{printable, status};
use onpace_report::document::{Document, Table};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// A4, in Excel's list of papers.
const A4: u8 = 9;

/// Writes the cover.
pub(super) fn write(
    sheet: &mut Worksheet,
    document: &Document,
    tables: &[(String, &Table)],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(COVER)?.set_screen_gridlines(false);
    sheet.set_column_width(0, 28)?.set_column_width(1, 80)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    text(sheet, 0, 0, &document.title, &looks.title)?;
    text(sheet, 1, 0, &document.plan, &looks.heading)?;
    let mut row = 2;
    for (label, value) in &document.details {
        text(sheet, row, 0, label, &looks.strong)?;
        text(sheet, row, 1, value, &looks.wrapped)?;
        row += 1;
    }
    text(sheet, row, 0, "Sheets in this workbook", &looks.heading)?;
    row += 1;
    for (name, table) in tables {
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, link, &looks.link)?;
        text(sheet, row, 1, &printable(&table.caption), &looks.wrapped)?;
        row += 1;
    }
    if !document.levels.is_empty() {
        text(sheet, row, 0, "Key to the status marks", &looks.heading)?;
        row += 1;
    }
    for level in &document.levels {
        text(sheet, row, 0, &status(level), &looks::status(level))?;
        text(sheet, row, 1, &level.meaning, &looks.wrapped)?;
        row += 1;
    }
    Ok(())
}
