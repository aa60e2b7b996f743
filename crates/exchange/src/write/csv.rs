//! A plan as CSV: UTF-8, a header row, one row a focus area or action; reads back equal.
//!
//! A file of metadata beside it ([`csvw`]) says what the columns hold. A text that a spreadsheet would take for a formula gets an apostrophe before it, which reading
//! takes off again.

use super::columns::columns;
use super::csvw;
use super::names::officers;
use super::waiting::waits;
use super::writer::{Beside, WriteProblem, Writer};
use onpace_core::day::Dated;
use onpace_core::plan::officer::OfficerRole;
use onpace_core::plan::{Code, Plan, Row, RowKind};
use std::collections::HashMap;

/// The writer.
pub(super) struct Csv;

impl Writer for Csv {
    fn ending(&self) -> &'static str {
        "csv"
    }

    fn write(&self, plan: &Plan) -> Result<Vec<u8>, WriteProblem> {
        Ok(write(plan))
    }

    fn beside(&self, plan: &Plan, name: &str) -> Vec<Beside> {
        vec![csvw::metadata(plan, name)]
    }
}

/// The plan as CSV.
#[must_use]
pub fn write(plan: &Plan) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns: Vec<&str> = columns(plan).collect();
    let index = plan.index();
    // Writing to memory cannot fail; a record of another length would, and all have these fields.
    let _ = writer.write_record(&columns);
    for row in &plan.rows {
        let _ = writer.write_record(columns.iter().map(|column| literal(&cell(plan, &index, row, column))));
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(plan: &Plan, index: &HashMap<&Code, usize>, row: &Row, column: &str) -> String {
    let code_of =
        |at: Option<usize>| at.and_then(|at| plan.rows.get(at)).map_or_else(String::new, |row| row.code.to_string());
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let made = match column {
        "kind" if row.kind == RowKind::FocusArea => Some(plan.level_name.to_lowercase()),
        "kind" => Some("action".to_owned()),
        "code" => Some(row.code.to_string()),
        "title" => Some(row.title.to_string()),
        "focus_area" => Some(code_of(row.focus_area)),
        "parent" => Some(code_of(row.parent)),
        "officers" => Some(officers(row, OfficerRole::Unstated)),
        "lead" => Some(officers(row, OfficerRole::Lead)),
        "accountable" => Some(officers(row, OfficerRole::Accountable)),
        "duration_days" => row.duration.map(|days| days.0.to_string()),
        "start" => when(row.start.as_ref(), row.start_words.as_deref()),
        "finish" => when(row.finish.as_ref(), row.finish_words.as_deref()),
        // Every digit, for a plan that is held may have been told of 33.33%.
        "percent_complete" => row.percent.map(|percent| format!("{}%", String::from(percent))),
        "reported_status" => row.status.as_deref().map(str::to_owned),
        "milestone" => Some(yes(row.milestone)),
        "notes" => row.notes.as_deref().map(str::to_owned),
        "references" => Some(row.references.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        "predecessors" => Some(waits(row, &|on| called(plan, index, on))),
        _ => Some(yes(row.summary)),
    };
    made.unwrap_or_default()
}

/// A date as ISO has it; where there is none, the words that stand in its place.
fn when(dated: Option<&Dated>, words: Option<&str>) -> Option<String> {
    dated.map(|dated| dated.when.to_string()).or_else(|| words.map(str::to_owned))
}

/// What other rows call a row: its code where that is its alone, else the number of its row, that of the headings being 1.
fn called(plan: &Plan, index: &HashMap<&Code, usize>, at: usize) -> String {
    match plan.rows.get(at) {
        Some(row) if index.get(&row.code) == Some(&at) => row.code.to_string(),
        _ => format!("#{}", at + 2),
    }
}

/// The same text, and never a formula.
fn literal(cell: &str) -> String {
    if crate::formula::would_begin(cell) { format!("'{cell}") } else { cell.to_owned() }
}
