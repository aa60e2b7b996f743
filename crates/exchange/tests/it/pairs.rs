//! The same plan read from every format is the same plan. The files are written by other hands
//! (`hands/plans.py`): openpyxl, python-docx, LibreOffice, and Python's csv and xml.etree.
//!
//! **Not here.** What trackers really look like (`trackers`).

use onpace_core::plan::{Row, RowKind};
use onpace_exchange::read;
use onpace_testkit::skips::{Missing, skipped};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const HANDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/hands/plans.py");

/// Formats by their endings, with what each cannot carry.
const FORMATS: [(&str, &[&str]); 12] = [
    ("xlsx", &[]),
    ("docx", &[]),
    ("html", &[]),
    ("utf-8.csv", &[]),
    ("mark.csv", &[]),
    ("utf-16.tsv", &[]),
    ("cp1252.csv", &[]),
    ("xml", &["status"]),
    ("gan", &["status"]),
    ("office.ods", &[]),
    ("sheet.html", &[]),
    ("word.html", &[]),
];
const PLANS: usize = 12;

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Publish",
        "families",
        "the",
        "needs-assessment;",
        "caf\u{e9},",
        "(draft)",
        "R&D",
        "<review>",
        "\u{201c}local\u{201d}",
        "offer:",
        "50",
        "per",
        "cent",
        "\u{2013}",
        "parents'",
        "a|b",
        "EHCPs",
        "\u{a3}20k",
        "=SUM",
        "\u{2026}and",
        "#1",
    ]);
    prop::collection::vec(word, 1..6).prop_map(|words| format!("Develop {}", words.join(" ")))
}

/// A row of a day in 2022 or 2023 that is worked, and so many days of work.
fn action() -> impl Strategy<Value = Value> {
    let people = prop::collection::vec(prop::sample::select(vec!["Rachel Setter", "DH", "LS", "Nia O'Neill"]), 0..3);
    let status = prop::sample::select(vec!["", "Green", "Amber", "On track"]);
    let notes = prop_oneof![Just(String::new()), words()];
    (words(), people, 0i32..500, 1i32..300, 0u32..=100, status, notes).prop_map(
        |(title, mut people, from, days, percent, status, notes)| {
            people.dedup();
            let mut start = jiff::civil::date(2022, 1, 3).checked_add(jiff::Span::new().days(from)).unwrap();
            while is_weekend(start) {
                start = start.tomorrow().unwrap();
            }
            let mut finish = start;
            for _ in 1..days {
                finish = finish.tomorrow().unwrap();
                while is_weekend(finish) {
                    finish = finish.tomorrow().unwrap();
                }
            }
            json!({
                "kind": "action", "title": title, "people": people, "start": start.to_string(), "finish": finish.to_string(),
                "days": days, "percent": percent, "status": status, "notes": notes,
            })
        },
    )
}

fn is_weekend(day: jiff::civil::Date) -> bool {
    day.weekday().to_monday_one_offset() > 5
}

fn plans() -> Vec<Value> {
    let areas = prop::collection::vec((words(), prop::collection::vec(action(), 1..8)), 1..5);
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[22; 32]));
    let plan = |name: usize, areas: Vec<(String, Vec<Value>)>| {
        let mut rows = Vec::new();
        for (area, (title, actions)) in areas.into_iter().enumerate() {
            let code = area + 1;
            let blank = json!([]);
            rows.push(json!({ "kind": "focus area", "code": code.to_string(), "title": title, "people": blank, "notes": "", "status": "" }));
            for (at, mut action) in actions.into_iter().enumerate() {
                action["code"] = format!("{code}{}", char::from(b'A' + u8::try_from(at).unwrap())).into();
                rows.push(action);
            }
        }
        json!({ "name": format!("plan-{name}"), "rows": rows })
    };
    (0..PLANS).map(|name| plan(name, areas.new_tree(&mut runner).unwrap().current())).collect()
}

/// What of a row all formats are compared by.
fn told(row: &Row) -> BTreeMap<&'static str, String> {
    let is_area = row.kind == RowKind::FocusArea;
    let mut told = BTreeMap::from([
        ("kind", if is_area { "focus area" } else { "action" }.to_owned()),
        ("code", row.code.to_string()),
        ("title", row.title.to_string()),
    ]);
    if !is_area {
        let day =
            |dated: &Option<onpace_core::day::Dated>| dated.as_ref().map_or_else(String::new, |d| d.when.to_string());
        told.extend([
            ("people", row.officers.iter().map(|one| &*one.name).collect::<Vec<_>>().join(" / ")),
            ("start", day(&row.start)),
            ("finish", day(&row.finish)),
            ("days", row.duration.map_or_else(String::new, |days| days.to_string())),
            ("percent", row.percent.map_or_else(String::new, |percent| percent.to_string())),
            ("status", row.status.as_deref().unwrap_or_default().to_owned()),
            ("notes", row.notes.as_deref().unwrap_or_default().to_owned()),
        ]);
    }
    told
}

/// The same of a row as it was made up.
fn meant(row: &Value) -> BTreeMap<&'static str, String> {
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let mut meant = BTreeMap::from([("kind", text("kind")), ("code", text("code")), ("title", text("title"))]);
    if row["kind"] == "action" {
        let people: Vec<&str> = row["people"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let days = row["days"].as_u64().unwrap();
        meant.extend([
            ("people", people.join(" / ")),
            ("start", text("start")),
            ("finish", text("finish")),
            ("days", if days == 1 { "1 day".to_owned() } else { format!("{days} days") }),
            ("percent", format!("{}%", row["percent"])),
            ("status", text("status")),
            ("notes", text("notes")),
        ]);
    }
    meant
}

#[test]
fn the_same_plan_from_every_format_is_the_same_plan() {
    let folder = tempfile::tempdir().unwrap();
    let (list, plans) = (folder.path().join("plans.json"), plans());
    std::fs::write(&list, serde_json::to_vec(&plans).unwrap()).unwrap();
    let Ok(run) = Command::new("/usr/bin/python3").arg(HANDS).arg(&list).arg(folder.path()).output() else {
        skipped(Missing::Program, "no Python at /usr/bin/python3");
        return;
    };
    if run.status.code() == Some(3) {
        skipped(Missing::Program, String::from_utf8_lossy(&run.stdout).trim());
        return;
    }
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (mut rows, mut problems) = (0, Vec::new());
    for plan in &plans {
        for (ending, without) in FORMATS {
            let name = format!("{}.{ending}", plan["name"].as_str().unwrap());
            let path = folder.path().join(&name);
            if !path.exists() {
                skipped(Missing::Program, &format!("{name}, for no LibreOffice was there to write it"));
                continue;
            }
            rows += compare(plan, &path, &name, without, &mut problems);
        }
    }
    problems.truncate(30);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(rows > 1_000, "only {rows} rows were compared");
}

fn compare(plan: &Value, path: &Path, name: &str, without: &[&str], problems: &mut Vec<String>) -> usize {
    let draft = read(&std::fs::read(path).unwrap(), name).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let rows = plan["rows"].as_array().unwrap();
    if !draft.account.rows().balance() {
        problems.push(format!("{name}: {:?} does not balance", draft.account.rows()));
    }
    if draft.plan.rows.len() != rows.len() {
        problems.push(format!("{name}: {} rows became {}", rows.len(), draft.plan.rows.len()));
        return 0;
    }
    for (row, made_up) in draft.plan.rows.iter().zip(rows) {
        let (mut told, mut meant) = (told(row), meant(made_up));
        for key in without {
            told.remove(key);
            meant.remove(key);
        }
        for (key, meant) in &meant {
            let told = &told.get(key).cloned().unwrap_or_default();
            if told != meant {
                problems.push(format!("{name} {} {key}: {meant:?} was read as {told:?}", made_up["code"]));
            }
        }
    }
    rows.len()
}
