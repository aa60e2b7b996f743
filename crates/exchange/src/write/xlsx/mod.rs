//! A workbook that is sent out, changed by others and taken back: a row a focus area or action.
//!
//! Each row brings its name in the ledger, in a column that is not to be changed; by that it is found
//! again wherever it was sorted to and whatever became of its code. **Not here.** Reports.

mod columns;
mod guide;
mod looks;
mod sheet;

use super::text::printable;
use super::writer::{WriteProblem, Writer};
use onpace_core::plan::Plan;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The writer.
pub(super) struct Xlsx;

/// Excel holds so many rows; our reader takes fewer from a sheet.
const MOST_ROWS: usize = 19_000;

impl Writer for Xlsx {
    fn ending(&self) -> &'static str {
        "xlsx"
    }

    fn write(&self, plan: &Plan) -> Result<Vec<u8>, WriteProblem> {
        if plan.rows.len() > MOST_ROWS {
            return Err(WriteProblem {
                found: format!("a plan of {} rows is too long for a workbook that people fill in", plan.rows.len()),
                remedy: format!("at most {MOST_ROWS} are written there; write it as .csv"),
            });
        }
        workbook(plan).map_err(|problem| WriteProblem {
            found: format!("the workbook could not be made: {problem}"),
            remedy: "write the plan as .csv, and report this".to_owned(),
        })
    }
}

fn workbook(plan: &Plan) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same plan gives the same bytes, so no clock is asked; and who wrote it is nobody's name.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(printable(&plan.title)).set_creation_datetime(&made));
    let columns = columns::of(plan);
    sheet::write(workbook.add_worksheet(), plan, &columns)?;
    guide::write(workbook.add_worksheet(), plan, &columns)?;
    workbook.save_to_buffer()
}
