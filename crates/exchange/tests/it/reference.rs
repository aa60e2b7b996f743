//! Schedules, as Microsoft Project's own files and as its XML, against what the field's reference reader says of real
//! files. **Not here.** Traps of each format.

use onpace_exchange::read;
use onpace_testkit::skips::{Missing, skipped};
use serde_json::{Value, json};
use std::path::Path;

/// Real plans with the reference's readings beside them; they are no part of the project.
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/plans");

/// The same things by the reference's names and ours.
const TASK: [(&str, &str); 23] = [
    ("uid", "uid"),
    ("id", "id"),
    ("guid", "guid"),
    ("parent_uid", "parent_uid"),
    ("name", "name"),
    ("outline_level", "outline_level"),
    ("outline_number", "outline_number"),
    ("wbs", "wbs"),
    ("summary", "summary"),
    ("milestone", "milestone"),
    ("active", "active"),
    ("estimated", "estimated"),
    ("start", "start"),
    ("finish", "finish"),
    ("actual_start", "actual_start"),
    ("actual_finish", "actual_finish"),
    ("deadline", "deadline"),
    ("constraint", "constraint"),
    ("constraint_date", "constraint_date"),
    ("priority", "priority"),
    ("calendar_uid", "calendar_uid"),
    ("pct", "percent_complete"),
    ("pct_work", "percent_work_complete"),
];
const PROJECT: [&str; 12] = [
    "name",
    "title",
    "author",
    "manager",
    "company",
    "start",
    "finish",
    "minutes_per_day",
    "minutes_per_week",
    "days_per_month",
    "default_start",
    "default_end",
];

#[test]
fn real_files_are_read_as_the_reference_reads_them() {
    let expected = Path::new(SAMPLES).join("expected");
    let Ok(entries) = std::fs::read_dir(&expected) else {
        skipped(Missing::Material, "no sample plans beside the project");
        return;
    };
    let (mut files, mut compared) = (0, 0);
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(plan) = name.strip_suffix(".json") else { continue };
        let theirs: Value = serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap();
        let bytes = std::fs::read(Path::new(SAMPLES).join(plan)).unwrap();
        let schedule = read::schedule(&bytes, plan).unwrap_or_else(|refusal| panic!("{refusal}"));
        let ours = serde_json::to_value(&schedule).unwrap();
        let mut differences = Vec::new();
        compare(&theirs, &ours, &mut differences, &mut compared);
        assert!(differences.is_empty(), "{plan}: {differences:#?}");
        files += 1;
    }
    assert!(files >= 32 && compared > 18_000, "{files} files, {compared} values");
}

fn compare(theirs: &Value, ours: &Value, differences: &mut Vec<String>, compared: &mut usize) {
    let mut same = |place: String, theirs: &Value, ours: &Value| {
        if theirs.is_null() || ours.is_null() && place.ends_with("number") {
            return;
        }
        *compared += 1;
        if !alike(theirs, ours) {
            differences.push(format!("{place}: {theirs} there, {ours} here"));
        }
    };
    for key in PROJECT {
        same(format!("project {key}"), &theirs["project"][key], &ours["project"][key]);
    }
    for (list, keys) in [
        ("calendars", &["uid", "name", "parent_uid"][..]),
        ("resources", &["uid", "id", "name", "initials", "group", "type", "calendar_uid"][..]),
    ] {
        for (at, one) in theirs[list].as_array().unwrap().iter().enumerate() {
            for key in keys {
                same(format!("{list} {at} {key}"), &one[key], &ours[list][at][key]);
            }
            for (day, said) in one["days"].as_object().into_iter().flatten().filter(|(_, day)| day["type"] != "DEFAULT")
            {
                same(format!("{list} {at} {day}"), &said["type"], &ours[list][at]["days"][day]["type"]);
                same(format!("{list} {at} {day} hours"), &said["hours"], &ours[list][at]["days"][day]["hours"]);
            }
            same(format!("{list} {at} exceptions"), &one["exceptions"], &ours[list][at]["exceptions"]);
        }
    }
    let is_row = |task: &&Value| task["null"] != true;
    let tasks: Vec<&Value> = theirs["tasks"].as_array().unwrap().iter().filter(is_row).collect();
    same("tasks".into(), &json!(tasks.len()), &json!(ours["tasks"].as_array().unwrap().len()));
    for (there, here) in tasks.into_iter().zip(ours["tasks"].as_array().unwrap()) {
        let at = format!("task {}", there["uid"]);
        for (theirs, ours) in TASK {
            same(format!("{at} {ours}"), &there[theirs], &here[ours]);
        }
        same(format!("{at} manual"), &json!(there["mode"] == "MANUALLY_SCHEDULED"), &here["manual"]);
        same(format!("{at} duration"), &span(&there["duration"]), &here["duration"]);
        for list in ["resources", "notes", "contact"] {
            same(format!("{at} {list}"), &there[list], &here[list]);
        }
        for (at_link, link) in there["predecessors"].as_array().into_iter().flatten().enumerate() {
            let theirs = json!({ "uid": link["uid"], "type": link["type"], "lag": span(&link["lag"]) });
            same(format!("{at} predecessor {at_link}"), &theirs, &here["predecessors"][at_link]);
        }
        for (kind, word) in [("text", "Text"), ("number", "Number"), ("flag", "Flag"), ("outline_code", "OutlineCode")]
        {
            for (number, value) in there["custom"][kind].as_object().into_iter().flatten() {
                same(format!("{at} {word}{number}"), value, &here["text_fields"][format!("{word}{number}")]);
            }
        }
        for (number, one) in there["baseline"].as_object().into_iter().flatten() {
            let of_number = |ours: &&Value| ours["number"].as_u64() == number.parse().ok();
            let ours = here["baselines"].as_array().unwrap().iter().find(of_number).unwrap_or(&Value::Null);
            for key in ["start", "finish"] {
                same(format!("{at} baseline {number} {key}"), &one[key], &ours[key]);
            }
        }
    }
    for (field, alias) in theirs["aliases"].as_object().unwrap() {
        let Some(field) = field.strip_prefix("TASK.TEXT") else { continue };
        same(format!("alias of Text{field}"), alias, &ours["aliases"][format!("Text{field}")]);
    }
}

/// The reference's duration by our names.
fn span(theirs: &Value) -> Value {
    if theirs.is_null() {
        return Value::Null;
    }
    let mut made = json!({ "value": theirs["v"], "unit": theirs["u"] });
    if !theirs["min"].is_null() {
        made["minutes"] = theirs["min"].clone();
    }
    made
}

/// Equal, whole numbers and others alike.
pub(crate) fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Value::Object(a), Value::Object(b)) => a.iter().all(|(key, a)| b.get(key).is_some_and(|b| alike(a, b))),
        _ => a == b,
    }
}
