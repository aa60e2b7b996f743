//! The JSON file, read back by a JSON reader.

use onpace_press::format::Format;
use onpace_press::json::Json;
use onpace_report::document::*;
use onpace_testkit::document as sample;
use serde_json::{Value, json};

fn write(document: &Document) -> String {
    String::from_utf8(Json.write(document).unwrap()).unwrap()
}

fn read(document: &Document) -> Value {
    serde_json::from_str(&write(document)).unwrap()
}

/// The sample, with only the first rows of its plan table.
fn short() -> Document {
    let mut document = sample::document();
    if let Some(Block::Table(table)) = document.blocks.last_mut() {
        table.rows.truncate(2);
    }
    document
}

#[test]
fn the_whole_record_of_a_report() {
    insta::assert_snapshot!(write(&short()));
}

#[test]
fn keys_stand_in_a_fixed_order_and_the_file_ends_with_a_line() {
    let text = write(&sample::document());
    let top: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  \"")?.split('"').next()).collect();
    assert_eq!(top, ["report", "title", "plan", "as_at", "details", "figures", "blocks", "assessment"]);
    assert!(text.ends_with("}\n"));
}

#[test]
fn values_keep_their_types_and_text_is_as_it_was_written() {
    let record = read(&sample::document());
    let plan = record["blocks"].as_array().unwrap().iter().find(|block| block["id"] == "plan").unwrap();
    assert_eq!(plan["rows"].as_array().unwrap().len(), 31);
    let cells = &plan["rows"][1]["cells"];
    assert!(
        cells[1].as_str().unwrap().starts_with("=HYPERLINK(\"http://evil.example\",\"click\") <b>bold</b> & #strong[")
    );
    assert_eq!(cells[3], json!({ "days": 24 }));
    assert_eq!((&cells[4], &cells[5]), (&json!({ "date": "2022-04-13" }), &json!({ "date": "2022-05" })));
    assert_eq!((&cells[6], &cells[7]), (&json!({ "percent": 90.0 }), &json!({ "points": -10.0 })));
    assert_eq!(cells[9], json!({ "status": { "code": "red", "label": "Red" } }));
    assert_eq!(plan["rows"][0]["cells"][4], Value::Null);
}

#[test]
fn the_assessment_is_passed_on_as_it_is() {
    let assessment = json!({ "z": [1, { "a": "</script>" }], "a": null });
    let document = Document { assessment: assessment.clone(), ..sample::document() };
    assert_eq!(read(&document)["assessment"], assessment);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write(&sample::document()), write(&sample::document()));
}
