//! The second sheet: what to do with the workbook, in plain words.

use super::super::text::{printable, within};
use super::columns::Column;
use super::looks;
use onpace_core::plan::Plan;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NAME: &str = "How to use this";
/// Titles are cut here, in letters.
const LONGEST_TITLE: usize = 200;
/// A4, in Excel's list of papers.
const A4: u8 = 9;

const STEPS: [&str; 8] = [
    "Change on the sheet \u{201c}Plan\u{201d} whatever is no longer right, save the workbook and send it back whole.",
    "Sorting, filtering, colouring, wider columns, comments and columns of your own do no harm; they are not read.",
    "A new action: write it below the last row, or insert a row. Leave its Onpace id empty.",
    "Do not take rows out: what the workbook does not list stays in the plan. Say in the notes that it is no longer \
     wanted.",
    "A copied row brings the id of the first with it. That does no harm where the copy has a code of its own.",
    "An empty cell changes nothing. A formula counts as what it shows.",
    "The sheet is protected, without a password, only so that ids stay as they are.",
    "Whoever holds the plan sees every difference before anything is taken over: \
     onpace import returned.xlsx --plan NAME",
];

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, plan: &Plan, columns: &[Column]) -> Result<(), XlsxError> {
    let strong = looks::base().set_bold().set_text_wrap();
    sheet.set_name(NAME)?.set_screen_gridlines(false);
    sheet.set_column_width(0, 18)?.set_column_width(1, 96)?;
    sheet.write_string_with_format(0, 0, NAME, &looks::title())?;
    let title = printable(&plan.title);
    let about = format!("This workbook holds the plan \u{201c}{}\u{201d}.", within(title.trim(), LONGEST_TITLE));
    sheet.write_string_with_format(1, 0, about, &looks::base())?;
    let mut line = 3;
    for (number, step) in (1..).zip(STEPS) {
        sheet.write_string_with_format(line, 0, format!("{number}."), &strong)?;
        sheet.write_string_with_format(line, 1, step, &looks::running())?;
        line += 1;
    }
    line += 1;
    sheet.write_string_with_format(line, 0, "What the columns hold", &looks::title())?;
    sheet.set_row_height(0, 22)?.set_row_height(line, 22)?;
    for column in columns {
        line += 1;
        sheet.write_string_with_format(line, 0, column.heading, &strong)?;
        sheet.write_string_with_format(line, 1, column.advice, &looks::running())?;
    }
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}
