//! `onpace diff` and `onpace convert`.

use crate::{EXAMPLE, json, run, write};
use serde_json::Value;

const BEFORE: &str = "Code,Action,Lead,Start,Finish,% complete,RAG\n1A,Do it,AB,4/4/2022,29/4/2022,50,Amber\n1B,And this,CD,4/4/2022,6/5/2022,0,Green\n";
const AFTER: &str = "Code,Action,Lead,Start,Finish,% complete,RAG\n1A,Do it,AB,4/4/2022,6/5/2022,75,Amber\n1C,And then that,EF,4/4/2022,13/5/2022,0,Green\n";

#[test]
fn a_difference_is_told_row_by_row_with_the_days_that_dates_moved() {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (write(folder.path(), "a.csv", BEFORE), write(folder.path(), "b.csv", AFTER));
    let run = run(&["diff", &before, &after, "--as-at", "2022-04-22"]);
    assert_eq!(run.code, 0, "{}", run.err);
    insta::assert_snapshot!(run.out);
    let told = json(&["diff", &before, &after, "--as-at", "2022-04-22", "--json"]);
    let changes = told["changes"].as_array().unwrap();
    let finish = changes.iter().find(|change| change["field"] == "finish").unwrap();
    assert_eq!(finish["moved_working_days"], 5);
    assert!(changes.iter().any(|change| change["row"] == "1B" && change["change"] == "not_listed"));
    assert!(changes.iter().any(|change| change["row"] == "1C" && change["change"] == "added"));
}

#[test]
fn a_file_does_not_differ_from_itself() {
    assert_eq!(run(&["diff", EXAMPLE, EXAMPLE]).out, "Nothing changed.\n");
    let told = json(&["diff", EXAMPLE, EXAMPLE, "--json"]);
    assert_eq!((told["changes"].as_array().unwrap().len(), told["figures"].as_array().unwrap().len()), (0, 0));
}

#[test]
fn a_report_converted_to_csv_is_the_same_plan_to_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("plan.csv").to_str().unwrap().to_owned();
    assert_eq!(run(&["convert", EXAMPLE, "-o", &csv]).code, 0);
    assert_eq!(run(&["diff", EXAMPLE, &csv, "--as-at", "2022-05-22"]).out, "Nothing changed.\n");
    let (text, table) = (
        json(&["check", EXAMPLE, "--as-at", "2022-05-22", "--json"]),
        json(&["check", &csv, "--as-at", "2022-05-22", "--json"]),
    );
    assert_eq!(text["figures"], table["figures"]);
    assert_eq!(text["status_counts"], table["status_counts"]);
}

#[test]
fn the_whole_plan_is_written_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json").to_str().unwrap().to_owned();
    assert_eq!(run(&["convert", EXAMPLE, "-o", &path]).code, 0);
    let plan: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(plan, json(&["convert", EXAMPLE, "--json"]));
    assert!(plan["title"].as_str().unwrap().contains("Written Statement of Action"));
    assert_eq!((plan["focus_areas"].as_array().unwrap().len(), plan["actions"].as_array().unwrap().len()), (18, 29));
    assert!(!plan["claims"].as_array().unwrap().is_empty());
    for action in plan["actions"].as_array().unwrap() {
        for key in ["parent", "outline_level", "notes", "links", "milestone", "place", "officers", "reported_status"] {
            assert!(action.get(key).is_some(), "{key} of {}", action["code"]);
        }
        for assessed in ["status", "reason", "percent_planned"] {
            assert!(action.get(assessed).is_none(), "{assessed} is assessed, not read");
        }
    }
    let of = |code: &str| plan["actions"].as_array().unwrap().iter().find(|action| action["code"] == code).unwrap();
    assert_eq!((&of("15A.1")["parent"], &of("15A.1")["links"]), (&"15a".into(), &serde_json::json!(["14G"])));
}
