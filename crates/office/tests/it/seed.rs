//! What the report of June 2022 must give: an independent count, not a copy of the program's answer.

use jiff::civil::{Date, date};
use onpace_office::{example, plans, reports, settings};
use serde_json::Value;

const MAY: Date = date(2022, 5, 22);
const JUNE: Date = date(2022, 6, 16);

fn record(on: Date, policy: &str) -> Value {
    let draft = example::read().unwrap();
    let (calendar, policy) = (settings::calendar("none").unwrap(), settings::policy(policy).unwrap());
    reports::record(&plans::assess_draft(&draft, on, &calendar, &policy))
}

fn subjects(record: &Value, rule: &str) -> Vec<String> {
    let findings = record["findings"].as_array().unwrap().iter();
    findings.filter(|f| f["rule"] == rule).map(|f| f["subject"].as_str().unwrap_or("").to_owned()).collect()
}

#[test]
fn counts_are_those_of_the_table() {
    let record = record(MAY, "pace");
    for (figure, expected) in [
        ("focus_areas", 18.0),
        ("actions", 29.0),
        ("officers", 24.0),
        ("due_to_start", 29.0),
        ("started", 28.0),
        ("complete", 1.0),
        ("not_started", 1.0),
        ("past_finish", 1.0),
        ("percent_complete", 5.8),
        ("percent_planned", 22.8),
    ] {
        assert_eq!(record["figures"][figure].as_f64(), Some(expected), "{figure}");
    }
    let counts = &record["status_counts"];
    for (level, expected) in [("complete", 1), ("not_due", 0), ("red", 17), ("amber", 3), ("green", 8)] {
        assert_eq!(counts[level], expected, "{level}");
    }
}

#[test]
fn by_the_day_of_the_forum_four_are_past_their_finish() {
    let record = record(JUNE, "pace");
    assert_eq!(subjects(&record, "past-finish"), ["1A", "5A", "10E", "14C"]);
    assert_eq!(record["figures"]["percent_planned"].as_f64(), Some(36.5));
    let counts: Vec<_> =
        ["red", "amber", "green", "complete"].map(|level| record["status_counts"][level].as_u64().unwrap()).into();
    assert_eq!(counts, [20, 6, 2, 1]);
}

#[test]
fn every_rule_finds_what_a_careful_reader_would() {
    let record = record(MAY, "pace");
    let table: [(&str, &[&str]); 11] = [
        ("past-finish", &["10E"]),
        ("not-started", &["10B"]),
        ("status-disagrees", &["10E"]),
        ("outside-parent", &["1A.6", "2A.1", "2A.5", "3A.2"]),
        ("parent-complete-first", &["2A"]),
        ("no-actions", &["11", "12", "13", "18"]),
        ("unknown-reference", &["15A.1", "15A.2"]),
        ("missing-parent", &["6A.2"]),
        ("code-style", &["15a"]),
        // Two of the three counts stand in one sentence.
        ("count-disagrees", &["", ""]),
        ("percent-disagrees", &[""]),
    ];
    for (rule, expected) in table {
        assert_eq!(subjects(&record, rule), expected, "{rule}");
    }
    for (rule, count) in [
        ("rollup-disagrees", 14),
        ("holidays-counted", 47),
        ("behind-plan", 20),
        ("same-figure", 1),
        ("stale-data", 1),
        ("title-joined", 1),
        ("weekday-disagrees", 0),
        ("duration-disagrees", 0),
        ("no-owner", 0),
    ] {
        assert_eq!(subjects(&record, rule).len(), count, "{rule}");
    }
}

#[test]
fn planned_shares_are_those_of_the_calendar() {
    let record = record(MAY, "pace");
    let actions = record["actions"].as_array().unwrap();
    for (code, planned) in
        [("1A", 80.0), ("1A.6", 11.1), ("2A.1", 49.1), ("2C", 7.3), ("5A", 79.4), ("6A.2", 50.0), ("10E", 100.0)]
    {
        let action = actions.iter().find(|a| a["code"] == code).unwrap();
        assert_eq!(action["percent_planned"].as_f64(), Some(planned), "{code}");
    }
    let area =
        |code: &str| record["focus_areas"].as_array().unwrap().iter().find(|a| a["code"] == code).unwrap().clone();
    for (code, complete) in [("1", 5.0), ("2", 7.1), ("10", 12.0)] {
        assert_eq!(area(code)["percent_complete"].as_f64(), Some(complete), "focus area {code}");
    }
    assert_eq!(area("14")["title"], "There is a comprehensive approach to the provision of post 16 opportunities");
    assert!(area("11")["percent_complete"].is_null(), "no actions listed is not 0%");
}

/// The report's own scheme, applied by rule, gives the report's own words, all 29 of them.
#[test]
fn the_old_scheme_reads_the_old_report_in_its_own_terms() {
    let record = record(MAY, "started");
    for action in record["actions"].as_array().unwrap() {
        let reported = action["reported_status"].as_str().unwrap().to_lowercase();
        assert_eq!(action["status"].as_str().unwrap(), reported, "{}", action["code"]);
    }
}

#[test]
fn without_bank_holidays_10e_would_end_three_days_later() {
    let record = record(MAY, "pace");
    let finding = record["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["rule"] == "holidays-counted" && f["subject"] == "10E")
        .unwrap()
        .clone();
    let expected = finding["expected"].as_str().unwrap();
    assert!(expected.starts_with("21 days, or a finish on Thursday 19 May 2022"), "{expected}");
}

#[test]
fn every_report_in_every_medium_is_the_same_twice() {
    let draft = example::read().unwrap();
    let (calendar, policy) = (settings::calendar("none").unwrap(), settings::policy("pace").unwrap());
    let assessment = plans::assess_draft(&draft, MAY, &calendar, &policy);
    for (name, _) in reports::list() {
        let document = reports::document(name, &assessment, None).unwrap();
        for format in onpace_press::FORMATS {
            assert_eq!(
                format.write(&document).unwrap(),
                format.write(&document).unwrap(),
                "{name} as {}",
                format.name()
            );
        }
    }
}

#[test]
fn a_narrative_that_contradicts_the_table_is_refused_with_both_values() {
    let draft = example::read().unwrap();
    let (calendar, policy) = (settings::calendar("none").unwrap(), settings::policy("pace").unwrap());
    let assessment = plans::assess_draft(&draft, MAY, &calendar, &policy);
    let good = reports::document(
        "forum",
        &assessment,
        Some("{{started}} of {{due_to_start}} actions have started ({{started_percent}})."),
    );
    assert!(good.is_ok(), "{good:?}");
    let bad = reports::document("forum", &assessment, Some("26 actions have started.")).unwrap_err();
    let bad = serde_json::to_string(bad.refusal().unwrap()).unwrap();
    assert!(bad.contains("26") && bad.contains("28"), "{bad}");
}
