//! What the columns of the CSV hold, for programs: the metadata that the W3C calls "CSV on the Web".
//!
//! It stands beside the file under the name by which readers look for it:
//! <https://www.w3.org/TR/tabular-metadata/>. **Not here.** The rows.

use super::columns::columns;
use super::writer::Beside;
use onpace_core::plan::Plan;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The metadata of the CSV of a name.
pub(super) fn metadata(plan: &Plan, name: &str) -> Beside {
    let document = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en-GB" }],
        "url": address(name),
        "dc:title": plan.title,
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
            "headerRowCount": 1,
            "lineTerminators": ["\n"],
            "trim": false,
        },
        "tableSchema": {
            "aboutUrl": "#row={_row}",
            "columns": columns(plan).map(|name| column(plan, name)).collect::<Vec<_>>(),
        },
    });
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    Beside { name: format!("{name}-metadata.json"), bytes }
}

/// A name as a relative address.
fn address(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(byte)),
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// A day, a month, or several months.
const DATES: &str = "\\d{4}-\\d{2}(-\\d{2})?|\\d{4}-\\d{2}/\\d{4}-\\d{2}";

fn column(plan: &Plan, name: &str) -> Value {
    let title = match name {
        "duration_days" => "Duration (working days)".to_owned(),
        "percent_complete" => "% complete".to_owned(),
        _ => {
            let words = name.replace('_', " ");
            words.get(..1).unwrap_or_default().to_uppercase() + words.get(1..).unwrap_or_default()
        }
    };
    let kinds = format!("action|{}", regular(&plan.level_name.to_lowercase()));
    let (datatype, separator) = match name {
        "kind" => (json!({ "base": "string", "format": kinds }), None),
        "officers" | "lead" | "accountable" => (json!("string"), Some("/")),
        "references" => (json!("string"), Some(" ")),
        "predecessors" => (json!("string"), Some(", ")),
        "duration_days" => (json!({ "base": "integer", "minimum": 0 }), None),
        "start" | "finish" => (json!({ "base": "string", "format": DATES }), None),
        "percent_complete" => {
            (json!({ "base": "decimal", "format": { "pattern": "##0.######%" }, "minimum": 0, "maximum": 1 }), None)
        }
        "milestone" | "summary" => (json!({ "base": "boolean", "format": "yes|no" }), None),
        _ => (json!("string"), None),
    };
    let mut column = json!({
        "name": name,
        "titles": [name, title],
        "dc:description": meaning(name),
        "datatype": datatype,
    });
    if let (Some(separator), Some(column)) = (separator, column.as_object_mut()) {
        column.insert("separator".to_owned(), separator.into());
    }
    column
}

/// A text as a regular expression that fits nothing else.
fn regular(text: &str) -> String {
    let mut made = String::new();
    for letter in text.chars() {
        if !letter.is_alphanumeric() && letter != ' ' {
            made.push('\\');
        }
        made.push(letter);
    }
    made
}

fn meaning(name: &str) -> &'static str {
    match name {
        "kind" => "action, or the plan's word for a top row",
        "code" => "What the plan calls the row",
        "title" => "What is to be done; an apostrophe before =, +, - or @ is not part of a text",
        "focus_area" => "The code of the top row that the action belongs to",
        "parent" => "The code of the action that the row hangs from",
        "officers" => "People of whom the plan does not say whether they lead or are accountable",
        "lead" => "People who do the work and report on it",
        "accountable" => "People who are held to account for it",
        "duration_days" => "Working days, both ends counted",
        "start" => "The first day; a month where the plan names no day",
        "finish" => "The last day, still worked; a month where the plan names no day",
        "percent_complete" => "How much is done, as reported",
        "reported_status" => "The status as reported, in the plan's own word",
        "milestone" => "A dated point rather than a stretch of work",
        "notes" => "What was said besides",
        "references" => "Codes of other rows that the row refers to",
        "predecessors" => {
            "Rows that it waits for: a code, or # and a row's number, then FS, SS, FF or SF and working days between"
        }
        _ => "A sum of the rows below, which does not count by itself",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_names_its_file_as_an_address_and_each_column_as_the_file_does() {
        let plan = Plan { level_name: "Priority".to_owned(), ..Plan::default() };
        let beside = metadata(&plan, "SEND plan.csv");
        assert_eq!(beside.name, "SEND plan.csv-metadata.json");
        let read: Value = serde_json::from_slice(&beside.bytes).unwrap();
        assert_eq!(read["url"], "SEND%20plan.csv");
        let columns = read["tableSchema"]["columns"].as_array().unwrap();
        let names: Vec<&str> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
        let bytes = super::super::csv::write(&plan);
        assert_eq!(names.join(",") + "\n", String::from_utf8(bytes).unwrap());
        assert!(columns.iter().all(|column| column["titles"][0] == column["name"]));
        assert_eq!(columns[0]["datatype"]["format"], "action|priority");
    }
}
