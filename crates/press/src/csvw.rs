//! What a CSV file of a document holds, for programs: metadata by "CSV on the Web" (the W3C's tabular metadata, named
//! by the Government's tabular data standard), in a file beside it named `NAME-metadata.json`.

use crate::csv;
use onpace_report::document::{ColumnKind, Document};
use serde_json::{Value, json};

/// The metadata of the file of that name.
#[must_use]
pub fn metadata(document: &Document, file: &str) -> Vec<u8> {
    let mut columns: Vec<Value> = csv::largest_table(document).map_or_else(Vec::new, |table| {
        let column = |one: &onpace_report::document::Column| {
            let kind = match one.kind {
                ColumnKind::Number => "number",
                // A date may be no more precise than its month.
                ColumnKind::Text | ColumnKind::Word | ColumnKind::Date | ColumnKind::Status => "string",
            };
            json!({ "name": name(&one.label), "titles": one.label, "datatype": kind })
        };
        table.columns.iter().map(column).collect()
    });
    if document.checkpoint.is_some() && !columns.is_empty() {
        columns.push(json!({ "name": name(csv::CHECKPOINT), "titles": csv::CHECKPOINT, "datatype": "string" }));
    }
    let made = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "url": file,
        "dc:title": document.title,
        "dc:description": format!("{}, as at {}", document.plan, document.as_at),
        "dc:license": { "@id": "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" },
        "tableSchema": { "columns": columns },
    });
    let mut bytes = serde_json::to_vec_pretty(&made).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A heading as a name: small letters, digits, underscores.
fn name(label: &str) -> String {
    let letters = label.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
    letters.collect::<String>().trim_matches('_').to_owned()
}
