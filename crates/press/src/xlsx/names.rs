//! Names that Excel takes: of sheets, of tables, of columns.

use crate::ooxml::printable;
use std::collections::BTreeSet;

/// Excel's limits, in characters.
const SHEET: usize = 31;
const HEADING: usize = 250;

/// The name of the first sheet.
pub(super) const COVER: &str = "Cover";

/// Names already given; Excel compares them without case.
#[derive(Debug)]
pub(super) struct Names(BTreeSet<String>);

impl Default for Names {
    /// The cover's name is taken, and Excel keeps "History" to itself.
    fn default() -> Self {
        Self(["cover", "history"].map(str::to_owned).into())
    }
}

impl Names {
    /// None given yet, and none taken.
    pub(super) fn of_columns() -> Self {
        Self(BTreeSet::new())
    }

    /// A sheet's name from the id of its table: "heat-data" becomes "Heat data".
    pub(super) fn of_sheet(&mut self, id: &str) -> String {
        let allowed: String = id.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let mut letters = allowed.trim().chars();
        let name = match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => "Table".to_owned(),
        };
        self.unique(&name, SHEET)
    }

    /// A column's heading: never empty, never twice in a table.
    pub(super) fn of_column(&mut self, label: &str) -> String {
        let one_line = printable(label).split_whitespace().collect::<Vec<_>>().join(" ");
        self.unique(if one_line.is_empty() { "Column" } else { &one_line }, HEADING)
    }

    fn unique(&mut self, name: &str, limit: usize) -> String {
        let mut tries = 1_usize;
        loop {
            let ending = if tries == 1 { String::new() } else { format!(" ({tries})") };
            let room = limit.saturating_sub(ending.len());
            let start: String = name
                .chars()
                .scan(0, |used, c| {
                    *used += c.len_utf16();
                    (*used <= room).then_some(c)
                })
                .collect();
            let candidate = format!("{}{ending}", start.trim_end());
            if self.0.insert(candidate.to_lowercase()) {
                return candidate;
            }
            tries += 1;
        }
    }
}

/// A name for a table that formulas may use: its sheet's, in letters that need no quotes.
pub(super) fn of_table(sheet: &str, place: usize) -> String {
    let plain: String = sheet.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("Table_{}_{plain}", place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_ones_that_excel_takes() {
        let mut names = Names::default();
        for (id, name) in [
            ("plan", "Plan"),
            ("PLAN", "PLAN (2)"),
            ("heat-data", "Heat data"),
            ("cover", "Cover (2)"),
            ("history", "History (2)"),
            ("a/b[c]*?:\\'", "A b c"),
            ("", "Table"),
            ("---", "Table (2)"),
            ("a-very-long-name-that-no-tab-can-hold", "A very long name that no tab ca"),
            ("a-very-long-name-that-no-tab-can-carry", "A very long name that no ta (2)"),
        ] {
            let given = names.of_sheet(id);
            assert_eq!(given, name);
            assert!(rust_xlsxwriter::utility::check_sheet_name(&given).is_ok(), "{given}");
        }
    }

    #[test]
    fn columns_of_one_name_are_told_apart() {
        let mut names = Names::of_columns();
        let given = ["Date", "date", "", "", "two\nlines"].map(|label| names.of_column(label));
        assert_eq!(given, ["Date", "date (2)", "Column", "Column (2)", "two lines"]);
    }
}
