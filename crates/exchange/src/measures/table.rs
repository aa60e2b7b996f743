//! Tables of measures in any file that can be read: with months across, with milestones in pairs, or a period a row. **Not
//! here.** Files of the Department ([`super::ees`]).

use super::file::MeasureFile;
use super::{across, pairs, rows};
use crate::grid::{CellValue, GridRow};

/// What would be read.
pub const ACCEPTED: &str = "a table with months across, one with milestones and what was reached, or one with the columns \
                            period and value, and perhaps measure, area, breakdown, numerator and denominator";

/// Reads the tables of a file.
///
/// # Errors
/// What was found where the file is none of these.
pub fn read(bytes: &[u8], path: &str) -> Result<MeasureFile, String> {
    let contents = crate::read::contents(bytes, path).map_err(|problem| problem.to_string())?;
    let stem = std::path::Path::new(path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let found = rows::read(&contents.grids, &stem.unwrap_or_default());
    let found = found.or_else(|| pairs::read(&contents.grids)).or_else(|| across::read(&contents.grids));
    found.ok_or_else(|| "no table of it has periods that could be read".to_owned())
}

/// The tables of a file as one text, a row a line and tabs between cells, for somebody to see and correct; a text is as it
/// stands.
///
/// # Errors
/// What was found where the file is none that can be read.
pub fn as_text(bytes: &[u8], path: &str) -> Result<String, String> {
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(text.trim_start_matches('\u{feff}').to_owned());
    }
    let contents = crate::read::contents(bytes, path).map_err(|problem| problem.to_string())?;
    let mut text = String::new();
    for row in contents.grids.iter().flat_map(|grid| &grid.rows) {
        for column in 0..row.cells.len() {
            if column > 0 {
                text.push('\t');
            }
            text.push_str(&cell_text(row, column));
        }
        text.push('\n');
    }
    Ok(text)
}

/// A cell with all the digits that stand behind what it shows.
fn cell_text(row: &GridRow, column: usize) -> String {
    let digits = |number: f64| {
        let text = format!("{number:.6}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match row.cells.value(column) {
        Some(CellValue::Share(share)) => format!("{}%", digits(share * 100.0)),
        Some(CellValue::Number(number)) => digits(number),
        // A day in a heading is the period that it lies in.
        Some(CellValue::Day(day)) => day.to_string(),
        None => row.cells.get(column).unwrap_or_default().replace(['\t', '\n', '\r'], " "),
    }
}
