//! Cells as values of their own kind: numbers, dates, words; never a formula.

use super::looks::Looks;
use super::units::Unit;
use crate::ooxml::{printable, status};
use onpace_core::day::{Date, Precision, When};
use onpace_report::document::{Cell, ColumnKind};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

/// Excel holds so many characters in a cell and no more.
const LONGEST: usize = 32_767;

/// Where a cell stands and what it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// Its row, from 0.
    pub(super) row: u32,
    /// Its column, from 0.
    pub(super) column: u16,
    /// What its column holds.
    pub(super) kind: ColumnKind,
    /// What the numbers of its column are of.
    pub(super) unit: Unit,
    /// Whether its row heads those after it.
    pub(super) group: bool,
    /// Whether it heads its row.
    pub(super) heads: bool,
}

/// Writes one cell of a table.
#[expect(clippy::cast_precision_loss, reason = "Excel has no other numbers; counts of actions are far inside them")]
pub(super) fn write(sheet: &mut Worksheet, spot: Spot, cell: &Cell) -> Result<(), XlsxError> {
    let format = Looks::cell(cell, spot.kind, spot.unit, spot.group, spot.heads);
    let (row, column) = (spot.row, spot.column);
    match cell {
        Cell::Empty => sheet.write_blank(row, column, &format)?,
        Cell::Text(words) => return text(sheet, row, column, words, &format),
        Cell::Count(count) => sheet.write_number_with_format(row, column, *count as f64, &format)?,
        Cell::Days(days) => sheet.write_number_with_format(row, column, *days, &format)?,
        Cell::Percent(percent) | Cell::Points(percent) => {
            sheet.write_number_with_format(row, column, percent.to_one_decimal(), &format)?
        }
        Cell::Date(when) => match day(*when) {
            Some(date) => sheet.write_datetime_with_format(row, column, &date, &format)?,
            None => return text(sheet, row, column, &crate::words::cell(cell), &format),
        },
        Cell::Status(level) => return text(sheet, row, column, &status(level), &format),
    };
    Ok(())
}

/// Writes words as words. The mark of quotation keeps what begins like a formula from becoming one
/// when somebody edits the cell.
pub(super) fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let words = shortened(&printable(words));
    if words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        sheet.write_string_with_format(row, column, words, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, words, format)?;
    }
    Ok(())
}

fn shortened(words: &str) -> String {
    let mut used = 0;
    let fits = words.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used >= LONGEST
    });
    match fits {
        Some((at, _)) => format!("{}…", words.get(..at).unwrap_or_default()),
        None => words.to_owned(),
    }
}

fn day(when: When) -> Option<ExcelDateTime> {
    match when.precision {
        Precision::Day => excel_date(when.first),
        Precision::Month | Precision::Months | Precision::Days => None,
    }
}

/// The day as Excel counts it; none before 1900, where its calendar begins.
pub(super) fn excel_date(day: Date) -> Option<ExcelDateTime> {
    let (year, month) = (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?);
    ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_longer_than_a_cell_can_hold() {
        let units = |words: &str| shortened(words).encode_utf16().count();
        assert_eq!(units(&"a".repeat(32_766)), 32_766);
        assert_eq!(units(&"a".repeat(40_000)), LONGEST);
        assert!(units(&"😀".repeat(40_000)) <= LONGEST);
    }

    #[test]
    fn days_before_excel_s_calendar_are_left_to_words() {
        assert!(
            excel_date(onpace_core::day::parse("31/12/1066", onpace_core::day::DayOrder::DayFirst).unwrap().when.first)
                .is_none()
        );
    }
}
