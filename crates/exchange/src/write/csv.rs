//! A plan as CSV: UTF-8, a header row, one row a focus area or action; reads back equal.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe before it, which reading
//! takes off again.

use onpace_core::plan::officer::OfficerRole;
use onpace_core::plan::{Plan, RowKind};

const HEADER: [&str; 16] = [
    "kind",
    "code",
    "title",
    "focus_area",
    "parent",
    "officers",
    "lead",
    "accountable",
    "duration_days",
    "start",
    "finish",
    "percent_complete",
    "reported_status",
    "milestone",
    "notes",
    "references",
];

/// The plan as CSV.
#[must_use]
pub fn write(plan: &Plan) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail; a record of another length would, and all have sixteen fields.
    let _ = writer.write_record(HEADER);
    for row in &plan.rows {
        let code_of = |at: Option<usize>| {
            at.and_then(|at| plan.rows.get(at)).map_or_else(String::new, |row| row.code.to_string())
        };
        let names =
            |role| row.officers.iter().filter(|o| o.role == role).map(|o| &*o.name).collect::<Vec<_>>().join("/");
        let text = |value: Option<String>| value.unwrap_or_default();
        let kind = if row.kind == RowKind::FocusArea { plan.level_name.to_lowercase() } else { "action".to_owned() };
        let record = [
            kind,
            row.code.to_string(),
            row.title.to_string(),
            code_of(row.focus_area),
            code_of(row.parent),
            names(OfficerRole::Unstated),
            names(OfficerRole::Lead),
            names(OfficerRole::Accountable),
            text(row.duration.map(|d| d.0.to_string())),
            text(row.start.as_ref().map(|d| d.when.to_string())),
            text(row.finish.as_ref().map(|d| d.when.to_string())),
            text(row.percent.map(|p| p.to_string())),
            text(row.status.as_deref().map(str::to_owned)),
            if row.milestone { "yes".to_owned() } else { String::new() },
            text(row.notes.as_deref().map(str::to_owned)),
            row.references.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        ];
        let _ = writer.write_record(record.iter().map(|cell| literal(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// The same text, and never a formula.
fn literal(cell: &str) -> String {
    if crate::formula::would_begin(cell) { format!("'{cell}") } else { cell.to_owned() }
}
