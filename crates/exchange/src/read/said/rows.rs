//! The pieces of plain text: the cells of rows, or lines. **Not here.** What columns mean.

use super::piece::{Piece, close, room, text};
use crate::problem::ReadProblem;
use jiff::civil::Date;

/// The cells of a table. Excel saves "2022-05-31" as 31/05/2022 and 5.0 as 5, so a cell stands as the value that it is.
pub(super) fn of_table(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let text = text(bytes, path)?;
    let first = text.lines().next().unwrap_or_default();
    let mark = [b',', b';', b'\t'].into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(mark.unwrap_or(b','));
    let mut all = Vec::new();
    for (row, number) in reader.from_reader(text.as_bytes()).records().zip(1..) {
        room(all.len(), path)?;
        let row = row.map_err(|problem| {
            ReadProblem::new(path, format!("rows that are not whole: {problem}"), "the file as it was kept")
        })?;
        // An empty cell holds the place of those after it.
        let filled = row.iter().zip(1..).filter(|(cell, _)| !cell.trim().is_empty()).last().map_or(0, |(_, last)| last);
        for (cell, column) in row.iter().take(filled).zip(1..) {
            all.push(Piece { place: format!("row {number}, cell {column}"), says: value(cell), ..Piece::default() });
        }
    }
    Ok(all)
}

/// A cell as the value that it is.
fn value(cell: &str) -> String {
    let cell = close(cell);
    if let Some(day) = day(&cell) {
        return day.to_string();
    }
    let is_plain = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-') && cell.contains('.');
    match cell.parse::<f64>() {
        Ok(number) if is_plain && number.is_finite() => number.to_string(),
        _ => cell,
    }
}

/// A day as programs in Britain write it.
fn day(cell: &str) -> Option<Date> {
    let mut parts = cell.split('/').map(|part| part.parse::<i16>().ok());
    let (Some(day), Some(month), Some(year), None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
        return None;
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| year > 999)
}

/// The lines that say something.
pub(super) fn of_lines(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let text = text(bytes, path)?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let piece = |(line, number): (&str, u32)| Piece {
        place: format!("line {number}"),
        says: line.trim_end().to_owned(),
        ..Piece::default()
    };
    Ok(lines.map(piece).collect())
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_cell_is_the_value_whichever_program_wrote_it() {
        for (one, other) in [("2022-05-31", "31/05/2022"), ("5.0", "5"), ("100.00", "100"), ("-2.50", "-2.5")] {
            assert_eq!(value(one), value(other), "{one}");
        }
        for (one, other) in [("1A", "1B"), ("5.1", "5.2"), ("31/05/22", "31/05/2022"), ("1.2.3", "1.2"), ("Red", "red")]
        {
            assert_ne!(value(one), value(other), "{one}");
        }
    }
}
