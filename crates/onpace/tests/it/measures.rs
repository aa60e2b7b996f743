//! `onpace measure`: what an analyst does without a plan.

use crate::run;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// Small numbers of one table, in a folder of its own.
fn suppressed(text: &str) -> (crate::Run, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("cells.json"), folder.path().join("shown.json"));
    std::fs::write(&file, text).unwrap();
    let done = run(&["measure", "suppress", file.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    (done, std::fs::read_to_string(out).ok())
}

#[test]
fn small_counts_and_what_gives_them_away_are_hidden_by_one_mark() {
    let text = r#"{"threshold": 5, "cells": {"None": 41, "SEN support": 17, "EHC plan": 3, "All": 61},
                   "lines": [[["None", "SEN support", "EHC plan"], "All"]]}"#;
    let (done, shown) = suppressed(text);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("1 cell is hidden because it is small, and 1 more"), "{}", done.out);
    assert!(done.out.contains("21 values or more"), "{}", done.out);
    let shown = shown.unwrap();
    // In the order of the table.
    let place = |name: &str| shown.find(&format!("\"{name}\":")).unwrap();
    assert!(place("None") < place("SEN support") && place("SEN support") < place("All"));
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let published = serde_json::json!({"None": 41, "SEN support": "c", "EHC plan": "c", "All": 61});
    assert_eq!(shown["published"], published);
    assert_eq!(shown["an_attacker_knows"], serde_json::json!({"EHC plan": [0, 20]}));
}

#[test]
fn what_cannot_be_read_is_told_with_its_place_and_loses_nothing() {
    for (text, told) in [
        ("", "EOF"),
        ("[1, 2]", "an object"),
        ("{}", "no table of cells"),
        (r#"{"cells": {"A": 1, "A": 2}}"#, "stands twice"),
        (r#"{"cells": {"A": -1}}"#, "-1"),
        (r#"{"cells": {"A": 1.5}}"#, "1.5"),
        (r#"{"cells": {"A": 3, "All": 3}, "lines": [[["A", "B"], "All"]]}"#, "line 1 names \u{201c}B\u{201d}"),
        (r#"{"cells": {"A": 3, "B": 9, "All": 13}, "lines": [[["A", "B"], "All"]]}"#, "line 1 make 12"),
        (r#"{"cells": {"A": 3}, "published_before": ["A"]}"#, "published before"),
        (r#"{"threshold": 1, "cells": {"A": 3}}"#, "from 2 to 100"),
        (r#"{"x": {"denominator": 25, "percent": 13.0}}"#, "no count of 25 is 13.0%"),
    ] {
        let (done, shown) = suppressed(text);
        assert_eq!(done.code, 4, "{text}: {}", done.err);
        assert!(done.err.contains(told), "{text}: {}", done.err);
        assert_eq!(shown, None, "{text}");
    }
    let (done, _) = suppressed(r#"{"x": {"denominator": 25, "percent": 12.0}}"#);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

#[test]
fn what_other_hands_hide_is_hidden() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/expected/measures-suppression.json");
    if !Path::new(file).exists() {
        return;
    }
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let done = run(&["measure", "suppress", file]);
    assert_eq!(done.code, 0, "{}", done.err);
    let shown: Value = serde_json::from_str(&done.out).unwrap();
    for (name, case) in expected.as_object().unwrap() {
        for key in ["published", "an_attacker_knows", "primary", "numerators_that_fit"] {
            if let Some(right) = case.get(key) {
                assert_eq!(&shown[name][key], right, "{name}, {key}");
            }
        }
    }
}

/// A chart of some values, in a folder of its own: what came out, and the files.
fn charted(text: &str, more: &[&str]) -> (crate::Run, [Option<String>; 3]) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("timeliness.csv");
    std::fs::write(&file, text).unwrap();
    let outs = ["json", "svg", "csv"].map(|ending| folder.path().join(format!("chart.{ending}")));
    let mut arguments = vec!["measure", "chart", file.to_str().unwrap()];
    arguments.extend(outs.iter().flat_map(|out| ["-o", out.to_str().unwrap()]));
    arguments.extend(more);
    let done = run(&arguments);
    (done, outs.map(|out| std::fs::read_to_string(out).ok()))
}

#[test]
fn a_chart_is_what_other_hands_draw() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/expected/measures-spc.json");
    let Ok(text) = std::fs::read_to_string(file) else { return };
    let expected: Value = serde_json::from_str(&text).unwrap();
    for (name, case) in expected.as_object().unwrap() {
        let ghosts: Vec<&str> = case["ghost"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let mut rows = "period,value,status\n".to_owned();
        for pair in case["input"].as_array().unwrap() {
            let period = pair[0].as_str().unwrap();
            let value = if pair[1].is_null() { String::new() } else { pair[1].to_string() };
            let status = if ghosts.contains(&period) { "ghost" } else { "" };
            writeln!(rows, "{period},{value},{status}").unwrap();
        }
        let better = match case["direction"].as_str() {
            Some("up") => "up",
            Some("down") => "down",
            _ => "neither",
        };
        let mut more = vec!["--better".to_owned(), better.to_owned()];
        if !case["target"].is_null() {
            more.extend(["--target".to_owned(), case["target"].to_string()]);
        }
        for from in case["breaks"].as_array().unwrap() {
            more.extend(["--limits-from".to_owned(), format!("{}=new panel", from.as_str().unwrap())]);
        }
        for (preset, right) in case["expected"].as_object().unwrap() {
            let more: Vec<&str> = more.iter().map(String::as_str).chain(["--preset", preset]).collect();
            let (done, [json, svg, csv]) = charted(&rows, &more);
            assert_eq!(done.code, 0, "{name}: {}", done.err);
            let found: Value = serde_json::from_str(&json.unwrap()).unwrap();
            assert_eq!(
                (&found["variation"], &found["assurance"]),
                (&right["variation"], &right["assurance"]),
                "{name}"
            );
            let last = right["segments"].as_array().unwrap().last().unwrap();
            let point = found["points"].as_array().unwrap().last().unwrap();
            if last["limits_shown"] == true {
                let lines = [&point["mean"], &point["lower"], &point["upper"]];
                assert_eq!(lines, [&last["mean"], &last["lpl"], &last["upl"]], "{name}");
            } else {
                assert_eq!(point["upper"], Value::Null, "{name}");
            }
            for point in found["points"].as_array().unwrap() {
                let marked = right["marked"].get(point["period"].as_str().unwrap());
                let rules: Vec<Value> = marked.and_then(Value::as_array).map_or(Vec::new(), |all| all[1..].to_vec());
                assert_eq!(point["rules"], Value::Array(rules), "{name}, {}", point["period"]);
            }
            let svg = svg.unwrap();
            assert!(svg.len() < 12_288 && svg.contains("role=\"img\""), "{name}: {} bytes", svg.len());
            assert_eq!(csv.unwrap().lines().count(), rows.lines().count(), "{name}");
        }
    }
}

#[test]
fn a_chart_says_what_is_usual_and_whether_the_target_can_be_met() {
    let mut rows = "period,value\n".to_owned();
    for nth in 0..15 {
        writeln!(rows, "{}-{:02},{}%", 2024 + nth / 12, nth % 12 + 1, 40 + nth % 3).unwrap();
    }
    let (done, [json, ..]) = charted(&rows, &["--target", "60"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let sentence = "42% in March 2025. No signal in 15 months: between 37.6 and 44.4 is this process\u{2019}s usual range. \
                    At this range 60% will not be reached unless something changes.";
    assert!(done.out.contains(sentence), "{}", done.out);
    let json: Value = serde_json::from_str(&json.unwrap()).unwrap();
    assert_eq!(json["sentence"], sentence);
    let few = rows.lines().take(6).collect::<Vec<_>>().join("\n");
    let (done, _) = charted(&few, &[]);
    assert!(done.out.contains("5 months are too few to say what is usual; from 13 a chart shows it."), "{}", done.out);
}

#[test]
fn a_chart_that_cannot_be_made_says_why() {
    let good = "period,value\n2024-04,1\n";
    for (text, more, told, code) in [
        ("a,b\n", &[][..], "the headings are", 4),
        ("period,value\nsoon,1\n", &[][..], "line 2: \u{201c}soon\u{201d} is no period", 4),
        (good, &["--target", "many"][..], "is no number such as 60", 4),
        (good, &["--preset", "mine"][..], "accepted are nhs-mdc, nhs-mdc-6, ihi", 3),
        (good, &["--limits-from", "2024-04"][..], "for a reason, as in 2024-10=new panel", 4),
        (good, &["--limits-from", "2024-04= "][..], "for a reason", 4),
        (good, &["--baseline", "5"][..], "at least 12 points", 4),
        (good, &["-o", "chart.png"][..], "a chart is written as .json, .svg or .csv", 4),
    ] {
        let (done, _) = charted(text, more);
        assert_eq!(done.code, code, "{text} {more:?}: {}{}", done.out, done.err);
        assert!(done.err.contains(told), "{text} {more:?}: {}", done.err);
    }
}
