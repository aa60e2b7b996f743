//! What was found in a file as CSV, a finding a line, each with its row, for whoever mends the file.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe before it.

use crate::formula;
use onpace_core::finding::Finding;
use std::borrow::Cow;

/// The columns. A line of a text file counts as its row.
const COLUMNS: [&str; 10] =
    ["sheet", "row", "column", "about", "severity", "problem", "found", "expected", "meanwhile", "rule"];

/// Findings as CSV, in the order given.
#[must_use]
pub fn problems<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail; a record of another length would, and all have these fields.
    let _ = writer.write_record(COLUMNS);
    for finding in findings {
        let place = finding.place.as_ref();
        let number = place.and_then(|place| place.row.or(place.line)).map(|number| number.to_string());
        let text = |text: Option<&str>| plain(text.unwrap_or_default()).into_owned();
        let _ = writer.write_record([
            text(place.and_then(|place| place.sheet.as_deref())),
            number.unwrap_or_default(),
            text(place.and_then(|place| place.column.as_deref())),
            text(finding.subject.as_deref()),
            finding.severity.word().to_owned(),
            text(Some(&finding.message)),
            text(finding.found.as_deref()),
            text(finding.expected.as_deref()),
            text(finding.meanwhile.as_deref()),
            finding.rule.to_owned(),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

fn plain(text: &str) -> Cow<'_, str> {
    if formula::would_begin(text) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::problems;
    use onpace_core::finding::{Finding, Severity};
    use onpace_core::place::Place;

    #[test]
    fn a_finding_is_a_line_with_its_row_and_no_formula() {
        let place = Place { sheet: Some("Plan, 2022".into()), row: Some(7), ..Place::default() };
        let one = Finding::new("unread-row", Severity::Warning, "a \"row\" was not read").at(place).found("=1+1");
        let two = Finding::new("guessed", Severity::Info, "read as June").at(Place::line(3)).about("1A");
        let text = String::from_utf8(problems([&one, &two].into_iter())).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "sheet,row,column,about,severity,problem,found,expected,meanwhile,rule");
        assert_eq!(lines[1], "\"Plan, 2022\",7,,,warning,\"a \"\"row\"\" was not read\",'=1+1,,,unread-row");
        assert_eq!(lines[2], ",3,,1A,info,read as June,,,,guessed");
        assert_eq!(lines.len(), 3);
    }
}
