//! Where a value was read: sheet, row or line, column.
//!
//! The file's name stands once, in the plan's source; a place is small because every row has one.

use std::fmt;
use std::sync::Arc;

/// Where in a file something stood. Rows and lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Place {
    /// The sheet or table, where the format has such.
    pub sheet: Option<Arc<str>>,
    /// The row of a sheet.
    pub row: Option<u32>,
    /// The line of a text file.
    pub line: Option<u32>,
    /// The heading of the column.
    pub column: Option<Arc<str>>,
}

impl Place {
    /// A line of a text file.
    #[must_use]
    pub fn line(line: u32) -> Self {
        Self { line: Some(line), ..Self::default() }
    }

    /// The same place, in the column with this heading.
    #[must_use]
    pub fn in_column(&self, heading: Option<&Arc<str>>) -> Self {
        Self { column: heading.cloned(), ..self.clone() }
    }
}

/// "line 21, column Finish".
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            // Documents have tables, "table 2", or pages, "page 3"; workbooks have sheets, which people name.
            self.sheet.as_ref().map(|sheet| if is_table(sheet) { sheet.to_string() } else { format!("sheet {sheet}") }),
            self.row.map(|row| format!("row {row}")),
            self.line.map(|line| format!("line {line}")),
            self.column.as_ref().map(|column| format!("column {column}")),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

fn is_table(sheet: &str) -> bool {
    let number = sheet.strip_prefix("table ").or_else(|| sheet.strip_prefix("page "));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
