//! A sheet that holds one table: its title in A1, what must be known first, then the table.

use super::cells::{self, Spot};
use super::looks::Looks;
use super::names::{self, COVER, Names};
use super::units::{self, Unit};
use crate::ooxml::{full_title, printable, status};
use onpace_core::day::in_words;
use onpace_report::document::{Cell, Column, ColumnKind, Document, Table, TableRow};
use rust_xlsxwriter::{Table as ExcelTable, TableColumn, TableStyle, Url, Worksheet, XlsxError};

/// The row of the headings, from 0: the same in every sheet.
const HEADER: u32 = 4;
/// A4, in Excel's list of papers.
const A4: u8 = 9;
/// As many columns as fit upright paper.
const UPRIGHT: usize = 7;

/// Writes one table's sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    document: &Document,
    name: &str,
    place: usize,
    table: &Table,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    heading(sheet, document, table, looks)?;
    let units: Vec<Unit> = (0..table.columns.len()).map(|at| units::of_column(table, at)).collect();
    rows(sheet, table, &units)?;
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = HEADER + u32::try_from(table.rows.len().max(1)).unwrap_or(u32::MAX - HEADER);
    let excel = excel_table(table, &units, &names::of_table(name, place));
    sheet.add_table(HEADER, 0, last_row, last_column, &excel)?;
    for (at, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(at, width(table, usize::from(at), column))?;
    }
    let fixed_columns = u16::from(table.row_header == 0 && table.columns.len() > UPRIGHT);
    sheet.set_freeze_panes(HEADER + 1, fixed_columns)?;
    paper(sheet, table)
}

/// Four lines, so that the table begins at the same row in every sheet.
fn heading(sheet: &mut Worksheet, document: &Document, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    let source = format!("{}, as at {}", full_title(document), in_words(document.as_at));
    let blank = "A blank cell means that nothing was said.";
    let note = table.note.as_deref().map_or_else(|| blank.to_owned(), |note| format!("{note} {blank}"));
    cells::text(sheet, 0, 0, &table.caption, &looks.title)?;
    cells::text(sheet, 1, 0, &source, &looks.line)?;
    cells::text(sheet, 2, 0, &note, &looks.line)?;
    let back = Url::new(format!("internal:'{COVER}'!A1")).set_text("Back to the list of sheets");
    sheet.write_url_with_format(3, 0, back, &looks.link)?;
    Ok(())
}

fn rows(sheet: &mut Worksheet, table: &Table, units: &[Unit]) -> Result<(), XlsxError> {
    let nothing = TableRow { group: false, cells: vec![Cell::Text("Nothing to list".to_owned())] };
    let rows = if table.rows.is_empty() { std::slice::from_ref(&nothing) } else { &table.rows };
    for (row_number, row) in (HEADER + 1..).zip(rows) {
        for (at, column) in table.columns.iter().enumerate() {
            let spot = Spot {
                row: row_number,
                column: u16::try_from(at).unwrap_or(u16::MAX),
                kind: column.kind,
                unit: units.get(at).copied().unwrap_or(Unit::None),
                group: row.group,
                heads: at == table.row_header,
            };
            cells::write(sheet, spot, row.cells.get(at).unwrap_or(&Cell::Empty))?;
        }
    }
    Ok(())
}

fn excel_table(table: &Table, units: &[Unit], name: &str) -> ExcelTable {
    let mut headings = Names::of_columns();
    let columns: Vec<TableColumn> = table
        .columns
        .iter()
        .zip(units)
        .map(|(column, unit)| {
            let heading = headings.of_column(&units::heading(&column.label, *unit));
            TableColumn::new().set_header(heading).set_header_format(Looks::column(column.kind))
        })
        .collect();
    ExcelTable::new()
        .set_name(name)
        .set_columns(&columns)
        .set_style(TableStyle::None)
        .set_first_column(table.row_header == 0)
        .set_alt_text_title(printable(&table.caption))
}

/// Wide enough for the longest short value; running text is wrapped within a width that can be read.
fn width(table: &Table, at: usize, column: &Column) -> f64 {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    let letters = |cell: &Cell| match cell {
        Cell::Status(level) => status(level).chars().count() + 1,
        other => crate::words::cell(other).chars().count(),
    };
    let longest = cells.map(letters).max().unwrap_or(0);
    let heading = column.label.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0) + 3;
    let most = match column.kind {
        ColumnKind::Text => 60,
        ColumnKind::Word => 24,
        ColumnKind::Number | ColumnKind::Date | ColumnKind::Status => 18,
    };
    let letters = u32::try_from(longest.clamp(9, most).max(heading.min(most))).unwrap_or(60);
    f64::from(letters) * 1.1 + 2.0
}

fn paper(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&L&A&RPage &P of &N");
    sheet.set_repeat_rows(HEADER, HEADER)?;
    if table.columns.len() > UPRIGHT {
        sheet.set_landscape();
    }
    Ok(())
}
