//! Reading and writing plan files, against facts from outside the code: one binary, one file a subject.
#![expect(clippy::unwrap_used, clippy::panic, clippy::format_collect, reason = "tests")]

mod agreement;
mod dates;
mod field_schedules;
mod cell_values;
mod delimited;
mod documents;
mod formulas;
mod hostile;
mod hostile_files;
mod kinds;
mod limits;
mod markdown;
mod measures;
mod mpp;
mod mspdi;
mod pairs;
mod mutations;
mod pdf;
mod reference;
mod refusals;
mod round_trip;
mod said;
mod seed;
mod tools;
mod trackers;
mod waiting;

use onpace_core::plan::Row;
use onpace_exchange::{Draft, read};

/// What a text is read as; a refusal fails the test with its message.
fn draft_of(text: impl AsRef<[u8]>) -> Draft {
    read(text.as_ref(), "plan.csv").unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// The row with a code.
fn row<'a>(draft: &'a Draft, code: &str) -> &'a Row {
    let found = draft.plan.rows.iter().find(|row| row.code.as_str() == code);
    found.unwrap_or_else(|| panic!("no row {code} among {:?}", names(draft)))
}

/// The rows by name, in order.
fn names(draft: &Draft) -> Vec<String> {
    draft.plan.rows.iter().map(Row::name).collect()
}

/// The names beside a row.
fn officers(row: &Row) -> Vec<&str> {
    row.officers.iter().map(|officer| &*officer.name).collect()
}

/// The findings as "rule subject found".
fn findings(draft: &Draft) -> Vec<String> {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    draft.findings.iter().map(|f| format!("{} {} {}", f.rule, part(&f.subject), part(&f.found))).collect()
}
