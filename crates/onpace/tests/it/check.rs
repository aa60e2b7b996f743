//! `onpace check`: its JSON, held against a count made from the table alone, and its exit codes.

use crate::{EXAMPLE, json, run, write};
use serde_json::Value;
use std::collections::BTreeSet;

/// The table of the report, typed out by hand.
const FACTS: &str = include_str!("../../../exchange/tests/it/facts/plan-facts.csv");

fn facts() -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(FACTS.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Weekdays from one ISO date to another, both counted, the slow way.
fn weekdays(from: &str, to: &str) -> i64 {
    let (from, to): (jiff::civil::Date, jiff::civil::Date) = (from.parse().unwrap(), to.parse().unwrap());
    let weekday = |day: &jiff::civil::Date| day.weekday().to_monday_zero_offset() < 5;
    i64::try_from(from.series(jiff::ToSpan::day(1)).take_while(|day| *day <= to).filter(weekday).count()).unwrap()
}

#[test]
fn json_holds_what_readers_outside_rely_on() {
    let record = json(&["check", EXAMPLE, "--as-at", "2022-05-22", "--json"]);
    let wanted = ["source", "as_at", "plan", "figures", "status_counts", "actions", "focus_areas", "findings"];
    assert!(keys(&record).is_superset(&wanted.into()), "{:?}", keys(&record));
    assert_eq!(record["source"]["path"], EXAMPLE);
    assert_eq!(record["as_at"], "2022-05-22");
    assert!(keys(&record["plan"]).is_superset(&["title", "focus_areas", "actions", "officers"].into()));
    let figures = ["actions", "due_to_start", "started", "complete", "not_started", "past_finish"];
    assert!(keys(&record["figures"]).is_superset(&figures.into()));
    assert!(keys(&record["figures"]).is_superset(&["percent_complete", "percent_planned"].into()));
    assert!(keys(&record["status_counts"]).is_superset(&["complete", "not_due", "red", "amber", "green"].into()));
    let of_action = [
        "code",
        "title",
        "focus_area",
        "officers",
        "start",
        "finish",
        "duration_days",
        "percent_complete",
        "percent_planned",
        "reported_status",
        "status",
        "reason",
    ];
    for action in record["actions"].as_array().unwrap() {
        assert!(keys(action).is_superset(&of_action.into()), "{action}");
    }
    for area in record["focus_areas"].as_array().unwrap() {
        let wanted = ["code", "title", "percent_reported", "percent_complete", "percent_planned", "actions"];
        assert!(keys(area).is_superset(&wanted.into()), "{area}");
    }
    for finding in record["findings"].as_array().unwrap() {
        let wanted = ["rule", "severity", "subject", "message", "location", "found", "expected"];
        assert!(keys(finding).is_superset(&wanted.into()), "{finding}");
        assert_eq!(finding["location"]["file"], EXAMPLE);
        assert!(["error", "warning", "info"].contains(&finding["severity"].as_str().unwrap()));
    }
}

#[test]
fn every_row_and_planned_share_is_the_one_that_the_table_gives() {
    let record = json(&["check", EXAMPLE, "--as-at", "2022-05-22", "--json"]);
    let facts = facts();
    let (areas, actions): (Vec<_>, Vec<_>) = facts.iter().partition(|fact| fact[0].starts_with("FA"));
    let (mut done, mut planned, mut days) = (0, 0.0, 0);
    let told = record["actions"].as_array().unwrap();
    assert_eq!(told.len(), actions.len());
    for (action, fact) in told.iter().zip(&actions) {
        let (start, finish) = (fact[5].as_str(), fact[6].as_str());
        let duration: i64 = fact[4].parse().unwrap();
        let percent: i64 = fact[7].parse().unwrap();
        let gone = if start > "2022-05-22" { 0 } else { weekdays(start, finish.min("2022-05-22")) };
        let share = f64::from(u32::try_from(gone).unwrap()) / f64::from(u32::try_from(duration).unwrap()) * 100.0;
        assert_eq!(action["code"], fact[0].as_str());
        assert_eq!(action["officers"].as_array().unwrap().len(), fact[3].split('/').count(), "{}", fact[0]);
        assert_eq!(action["start"], start);
        assert_eq!(action["finish"], finish);
        assert_eq!(action["duration_days"], duration);
        assert_eq!(action["percent_complete"].as_f64(), fact[7].parse().ok(), "{}", fact[0]);
        assert_eq!(action["reported_status"], fact[8].as_str());
        assert!((action["percent_planned"].as_f64().unwrap() - share).abs() < 0.051, "{} {share}", fact[0]);
        done += percent * duration;
        planned += share * f64::from(u32::try_from(duration).unwrap());
        days += duration;
    }
    let days = f64::from(u32::try_from(days).unwrap());
    let close = |figure: &str, value: f64| (record["figures"][figure].as_f64().unwrap() - value).abs() < 0.051;
    assert!(close("percent_complete", f64::from(u32::try_from(done).unwrap()) / days), "{done} {days}");
    assert!(close("percent_planned", planned / days), "{planned} {days}");
    let codes: Vec<&str> =
        record["focus_areas"].as_array().unwrap().iter().map(|area| area["code"].as_str().unwrap()).collect();
    assert_eq!(codes, areas.iter().map(|fact| fact[0].trim_start_matches("FA")).collect::<Vec<_>>());
}

#[test]
fn the_exit_code_says_whether_the_gravest_finding_is_too_grave() {
    for (fail_on, code) in [(None, 4), (Some("never"), 0), (Some("error"), 4), (Some("warning"), 4), (Some("info"), 4)]
    {
        let mut arguments = vec!["check", EXAMPLE, "--as-at", "2022-05-22"];
        arguments.extend(fail_on.iter().flat_map(|level| ["--fail-on", level]));
        assert_eq!(run(&arguments).code, code, "{fail_on:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let late = write(
        folder.path(),
        "late.csv",
        "Code,Action,Lead,Start,Finish,% complete\n1A,Do it,AB,4/4/2022,29/4/2022,50\n",
    );
    for (fail_on, code) in [("error", 0), ("warning", 4), ("never", 0)] {
        let run = run(&["check", &late, "--as-at", "2022-05-22", "--fail-on", fail_on]);
        assert_eq!(run.code, code, "{fail_on}: {}", run.out);
    }
}

#[test]
fn the_day_is_that_of_the_data_unless_one_is_given() {
    assert_eq!(json(&["check", EXAMPLE, "--json"])["as_at"], "2022-05-22");
    assert_eq!(json(&["check", EXAMPLE, "--as-at", "2022-06-16", "--json"])["as_at"], "2022-06-16");
    let folder = tempfile::tempdir().unwrap();
    let undated = write(folder.path(), "plan.csv", "Code,Action,Finish\n1A,Do it,30/12/2099\n");
    let hours = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() / 3_600;
    let epoch = jiff::civil::date(1970, 1, 1);
    let today = epoch.saturating_add(jiff::ToSpan::days(i64::try_from(hours / 24).unwrap()));
    let day: jiff::civil::Date = json(&["check", &undated, "--json"])["as_at"].as_str().unwrap().parse().unwrap();
    assert!(day == today || day == today.yesterday().unwrap(), "{day}: today, or the test ran at midnight");
}

#[test]
fn one_s_own_calendar_and_policy_change_what_is_planned_and_judged() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "Code,Action,Start,Finish,% complete\n1A,Do it,Mon 4/4/2022,Fri 29/4/2022,30\n";
    let plan = write(folder.path(), "plan.csv", plan);
    let calendar = "name = \"school\"\nbase = \"england-and-wales\"\n[[closed]]\nfrom = 2022-04-04\nto = 2022-04-14\nname = \"Easter holiday\"\n";
    let calendar = write(folder.path(), "school.toml", calendar);
    let of = |calendar: &str, policy: &str| {
        let record =
            json(&["check", &plan, "--as-at", "2022-04-22", "--calendar", calendar, "--policy", policy, "--json"]);
        (record["actions"][0]["percent_planned"].as_f64().unwrap(), record["actions"][0]["status"].clone())
    };
    // 15 of 20 weekdays; 13 of 18 without Good Friday and Easter Monday; 4 of 9 with the holiday too.
    assert_eq!(of("none", "pace"), (75.0, "red".into()));
    assert_eq!(of("england-and-wales", "pace"), (72.2, "red".into()));
    assert_eq!(of(&calendar, "pace"), (44.4, "amber".into()));
    assert_eq!(of("none", "started").1, "started");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let once = run(&["check", EXAMPLE, "--as-at", "2022-05-22", "--json"]);
    let again = run(&["check", EXAMPLE, "--as-at", "2022-05-22", "--json"]);
    assert_eq!(once.out, again.out);
}
