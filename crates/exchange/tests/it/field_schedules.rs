//! Schedules as the field keeps them, each with what a careful programme manager takes from it: names with commas and
//! slashes, lags by the clock and by the hour, tasks that are switched off, calendars of one's own, levels that jump.
//!
//! The files and their right answers are by other hands (`field/` beside this file); `accept` holds what is right as well.

use onpace_core::plan::{Plan, Row};
use onpace_exchange::{Draft, read};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/field")
}

/// One spelling of a text: no difference of case, dashes, apostrophes and blanks.
fn plain(text: &str) -> String {
    let letters = text.replace(['\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}'], "-").replace('\u{2019}', "'");
    letters.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn title(row: &Row) -> String {
    if row.code.is_empty() { row.title.to_string() } else { format!("{} {}", row.code, row.title) }
}

/// The row of a title, with its code before it or without.
fn row_of<'p>(plan: &'p Plan, wanted: &str) -> Option<&'p Row> {
    let wanted = plain(wanted);
    let mut actions = plan.actions().map(|(_, row)| row);
    actions.find(|row| plain(&row.title) == wanted || plain(&title(row)) == wanted)
}

/// What the plan says of a field of a row, in the form of the answers.
fn said(plan: &Plan, row: &Row, field: &str) -> Option<Value> {
    let day =
        |date: &Option<onpace_core::day::Dated>| date.as_ref().map_or(Value::Null, |date| date.when.to_string().into());
    Some(match field {
        "title" => (*row.title).into(),
        "code" => row.code.to_string().into(),
        "area" => row.focus_area.map_or(Value::Null, |at| (*plan.rows[at].title).into()),
        "people" => row.officers.iter().map(|one| Value::from(&*one.name)).collect(),
        "start" => day(&row.start),
        "finish" => day(&row.finish),
        "percent" => row.percent.map_or(Value::Null, |percent| percent.to_one_decimal().into()),
        "waits" => row.links.len().into(),
        // Words in place of a day, and what the file says of progress: the reader of tables' business.
        _ => return None,
    })
}

fn is_right(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (Value::String(wanted), Value::String(found)) => plain(wanted) == plain(found),
        (Value::Number(wanted), Value::Number(found)) => wanted.as_f64() == found.as_f64(),
        (Value::Array(wanted), Value::Array(found)) => {
            wanted.len() == found.len() && wanted.iter().all(|one| found.iter().any(|other| is_right(one, other)))
        }
        // A list in place of one: any of its spellings.
        (Value::Array(any), found) => any.iter().any(|one| is_right(one, found)),
        (Value::String(wanted), Value::Null) => wanted.is_empty(),
        (wanted, found) => wanted == found,
    }
}

fn misses<'a>(draft: &Draft, answer: &'a Value) -> Vec<String> {
    let plan = &draft.plan;
    let mut all = Vec::new();
    let actions = answer["actions"].as_array().unwrap();
    let also = |one: &'a Value| one["accept"]["title"].as_array().into_iter().flatten();
    let listed: Vec<&str> = actions
        .iter()
        .flat_map(|one| std::iter::once(&one["title"]).chain(also(one)))
        .filter_map(Value::as_str)
        .collect();
    for action in actions {
        let wanted = action["title"].as_str().unwrap();
        let also = action["accept"]["title"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let Some(row) = std::iter::once(wanted).chain(also).find_map(|title| row_of(plan, title)) else {
            let may_go = action["may_be_left_out"].as_bool() == Some(true);
            let is_told = draft.findings.iter().any(|finding| plain(&finding.message).contains(&plain(wanted)));
            if !(may_go && is_told) {
                all.push(format!("{wanted} is no row"));
            }
            continue;
        };
        for (field, wanted_value) in action.as_object().unwrap() {
            let Some(found) = said(plan, row, field) else { continue };
            let accepted = action["accept"][field].as_array().into_iter().flatten();
            if !std::iter::once(wanted_value).chain(accepted).any(|right| is_right(right, &found)) {
                all.push(format!("{wanted}: {field} is {found}, and should be {wanted_value}"));
            }
        }
    }
    let extra = plan
        .actions()
        .map(|(_, row)| row)
        .filter(|row| !listed.iter().any(|one| plain(one) == plain(&row.title) || plain(one) == plain(&title(row))));
    all.extend(extra.map(|row| format!("{} was made up", row.title)));
    all
}

#[test]
fn schedules_of_the_field_are_read_as_a_manager_reads_them() {
    let (mut wrong, mut read_so_far) = (Vec::new(), 0);
    for entry in fs::read_dir(folder()).unwrap().flatten() {
        let path = entry.path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            continue;
        }
        let answer: Value =
            serde_json::from_slice(&fs::read(folder().join("expected").join(format!("{name}.json"))).unwrap()).unwrap();
        match (read(&fs::read(&path).unwrap(), &name), answer["read"].as_bool() == Some(true)) {
            (Ok(draft), true) => {
                wrong.extend(misses(&draft, &answer).into_iter().map(|miss| format!("{name}: {miss}")));
            }
            (Ok(_), false) => wrong.push(format!("{name}: no plan, and read as one")),
            (Err(refused), true) => wrong.push(format!("{name}: {refused}")),
            (Err(_), false) => {}
        }
        read_so_far += 1;
    }
    assert!(read_so_far >= 23, "the files are there: {read_so_far}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
