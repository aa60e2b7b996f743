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

/// A data folder, and commands about the measures in it.
struct Held(tempfile::TempDir);

impl Held {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> crate::Run {
        let data = self.0.path().join("data");
        let all = [&["measure"], arguments, &["--data", data.to_str().unwrap()]].concat();
        run(&all)
    }

    fn done(&self, arguments: &[&str]) -> String {
        let done = self.run(arguments);
        assert_eq!(done.code, 0, "{arguments:?}: {}{}", done.out, done.err);
        done.out
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments)).unwrap()
    }

    /// A measure in per cent with a target of 60, whose values are about 41.
    fn filled(values: &[(&str, &str)]) -> Self {
        let held = Self::new();
        held.done(&["define", "ehc", "--name", "Plans in time", "--unit", "percent", "--decimals", "1", "--lag", "15"]);
        held.done(&["target", "ehc", "60", "--from", "2024-01", "--agreed-by", "the board"]);
        for (period, value) in values {
            held.done(&["add", "ehc", period, value]);
        }
        held
    }
}

const QUIET: [(&str, &str); 15] = [
    ("2024-04", "41.2"),
    ("2024-05", "38.9"),
    ("2024-06", "44.0"),
    ("2024-07", "40.5"),
    ("2024-08", "36.7"),
    ("2024-09", "42.8"),
    ("2024-10", "39.4"),
    ("2024-11", "45.1"),
    ("2024-12", "41.9"),
    ("2025-01", "38.2"),
    ("2025-02", "43.3"),
    ("2025-03", "40.0"),
    ("2025-04", "37.8"),
    ("2025-05", "42.1"),
    ("2025-06", "39.9"),
];

#[test]
fn what_is_held_is_told_as_the_chart_of_the_same_values_in_a_file() {
    let held = Held::filled(&QUIET);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("quiet.csv");
    let rows: String = QUIET.iter().fold(String::from("period,value\n"), |mut rows, (period, value)| {
        let _ = writeln!(rows, "{period},{value}%");
        rows
    });
    std::fs::write(&file, rows).unwrap();
    let of_file = run(&["measure", "chart", file.to_str().unwrap(), "--target", "60", "--json"]);
    let of_file: Value = serde_json::from_str(&of_file.out).unwrap();
    let told = held.json(&["show", "ehc", "--area", "1", "--as-at", "2025-07-01", "--json"]);
    assert_eq!(told["points"], Value::Array(Vec::new()), "as at a day on which none of them was known");
    let told = held.json(&["show", "ehc", "--area", "1", "--json"]);
    for part in ["points", "variation", "assurance"] {
        assert_eq!(told[part], of_file[part], "{part}");
    }
    let sentence = of_file["sentence"].as_str().unwrap();
    assert!(told["sentence"].as_str().unwrap().starts_with(sentence), "{} {sentence}", told["sentence"]);
    assert_eq!(told["impact"], "out-of-reach");
}

#[test]
fn a_value_that_was_put_right_is_told_as_it_was_known_on_each_day() {
    let held = Held::filled(&[]);
    held.done(&["add", "ehc", "2024-09", "41.2", "--status", "provisional", "--on", "2024-10-14"]);
    held.done(&["correct", "ehc", "2024-09", "39.8", "--status", "revised", "--on", "2024-11-20"]);
    let value = |day: &str| held.json(&["show", "ehc", "--as-at", day, "--json"])["latest"]["value"].clone();
    assert_eq!((value("2024-11-15"), value("2024-11-30")), ("41.2".into(), "39.8".into()));
    let told = held.json(&["show", "ehc", "--as-at", "2024-11-30", "--json"])["sentence"].to_string();
    assert!(told.contains("Revised on 20 November 2024, was 41.2%."), "{told}");
    // What is sure is put right for a reason only.
    held.done(&["add", "ehc", "2024-10", "44"]);
    let refused = held.run(&["correct", "ehc", "2024-10", "45"]);
    assert!(refused.code == 4 && refused.err.contains("say why"), "{}", refused.err);
    held.done(&["correct", "ehc", "2024-10", "45", "--why", "one plan came late"]);
}

#[test]
fn what_cannot_be_taken_is_refused_with_what_would_be() {
    let held = Held::filled(&QUIET[..3]);
    for (arguments, code, told) in [
        (&["add", "ehc", "2024-04", "41.3"][..], 4, "April 2024 has a value already: 41.2%"),
        (&["add", "ehc", "2124-04", "41"], 4, "April 2124 has not ended"),
        (&["add", "ehc", "2024-07", "4,5"], 4, "the comma may be a point"),
        (&["add", "ehc", "2024-07", "lots"], 4, "cannot be read as a value"),
        (&["add", "ehc", "2024-07", "412"], 4, "412% or 41.2%?"),
        (&["add", "ehc", "2024-07", "31 of 25"], 4, "31 of 25 is more of the part than of the whole"),
        (
            &["add", "ehc", "2024-07", "46.8", "--numerator", "54", "--denominator", "118"],
            4,
            "the counts make 45.8, not 46.8",
        ),
        (&["add", "ehc", "2024/25 Q1", "41"], 4, "is no month of this measure"),
        (&["add", "nothing", "2024-07", "41"], 4, "there is no measure \u{201c}nothing\u{201d}; there are ehc"),
        (&["show", "nothing"], 3, "there are ehc"),
        (&["define", "ehc", "--name", "Again"], 4, "there is a measure ehc already"),
        (&["define", "No Key", "--name", "Again"], 4, "cannot be the key of a measure"),
        (&["define", "bare"], 4, "a measure has a name"),
        (&["set", "ehc", "--unit", "count"], 4, "--break-from"),
        (&["limits", "ehc", "2024-06"], 4, "for a reason that a reader can test"),
        (&["ghost", "ehc", "2024-06"], 4, "say why the point is left out"),
        (&["target", "ehc", "much", "--from", "2024-04"], 4, "is no target"),
        (&["release", "--to", "nobody"], 2, "there are board and public"),
        (&["import", "/nowhere.csv"], 3, "there is no such file"),
    ] {
        let done = held.run(arguments);
        assert_eq!(done.code, code, "{arguments:?}: {}{}", done.out, done.err);
        assert!(done.err.contains(told), "{arguments:?}: {}", done.err);
    }
    assert_eq!(held.json(&["show", "ehc", "--json"])["values"].as_array().unwrap().len(), 3, "nothing of it was taken");
    held.done(&["add", "ehc", "2024-07", "<5"]);
    held.done(&["add", "ehc", "2024-08", "12 of 25"]);
    let values = held.json(&["show", "ehc", "--json"])["values"].clone();
    assert_eq!((&values[3]["mark"], &values[4]["value"]), (&"c".into(), &"48.0".into()));
}

#[test]
fn a_scorecard_is_taken_in_and_taken_back_whole() {
    let held = Held::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("card.csv");
    let card = "Ref,Measure,Good is,Target,Apr-24,May-24,Jun-24\nT1,Plans in time (%),High,60%,41.2%,38.9%,110%\n\
                T2,Requests,,,40,41,44\n";
    std::fs::write(&file, card).unwrap();
    let file = file.to_str().unwrap();
    let tried = held.done(&["import", file, "--define", "--dry-run"]);
    assert!(tried.contains("asked    plans-in-time, June 2024: 110%"), "{tried}");
    assert!(tried.contains("5 new, 0 revised, 0 same, 1 asked."), "{tried}");
    held.done(&["import", file, "--define"]);
    let values = |key: &str| held.json(&["show", key, "--json"])["values"].as_array().unwrap().len();
    assert_eq!((values("plans-in-time"), values("requests")), (2, 3));
    // The same again brings nothing; another number is a revision.
    let again = held.run(&["import", file]);
    assert!(again.code == 4 && again.out.contains("0 new, 0 revised, 5 same, 1 asked."), "{}{}", again.out, again.err);
    std::fs::write(file, card.replace("38.9", "38.7")).unwrap();
    let revised = held.done(&["import", file]);
    assert!(revised.contains("revised  plans-in-time, May 2024: 38.7% (line 2), was 38.9%"), "{revised}");
    let event = revised.rsplit("event ").next().unwrap().trim_end_matches(|c: char| !c.is_ascii_digit()).to_owned();
    held.done(&["import", "--take-back", &event]);
    let told = held.json(&["show", "plans-in-time", "--json"]);
    assert_eq!(told["values"][1]["value"], "38.9");
}

#[test]
fn small_numbers_stay_hidden_from_an_audience_and_the_record_agrees() {
    let held = Held::new();
    held.done(&["define", "excluded", "--name", "Permanent exclusions", "--unit", "count", "--better", "down"]);
    for (month, value) in [("2024-04", "6"), ("2024-05", "3"), ("2024-06", "9")] {
        held.done(&["add", "excluded", month, value]);
    }
    let told = held.done(&["show", "excluded", "--for", "public", "--json"]);
    let seen: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(seen["values"][1]["mark"], "c");
    assert!(seen["values"][1]["value"].is_null() && !told.contains("\"3\""), "{told}");
    let released = held.run(&["release", "--to", "public", "--within", "May"]);
    assert!(released.code == 0 && released.err.contains("3 values, 1 hidden"), "{}{}", released.out, released.err);
    let text = held.0.path().join("text.md");
    std::fs::write(&text, "Three children were permanently excluded in May 2024.\n").unwrap();
    let found = held.run(&["check", "--text", text.to_str().unwrap()]);
    assert!(found.code == 4 && found.out.contains("small-numbers"), "{}{}", found.out, found.err);
    let verified = run(&["verify", "--data", held.0.path().join("data").to_str().unwrap()]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn measures_go_out_as_files_and_come_in_again_the_same() {
    let held = Held::new();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let card = "Ref,Measure,Good is,Target,Apr-24,May-24,Jun-24\nT1,Plans in time (%),High,60%,41.2%,38.9%,c\nT2,Requests,,,40,41,44\n";
    std::fs::write(path("card.csv"), card).unwrap();
    held.done(&["import", &path("card.csv"), "--define"]);
    let files = ["all.csv", "all.toml", "all.jsonl"].map(path);
    let out: Vec<&str> = files.iter().flat_map(|file| ["-o", file.as_str()]).collect();
    held.done(&[&["export"], &out[..]].concat());
    assert!(files.iter().all(|file| std::path::Path::new(file).is_file()));
    let again = held.run(&["import", &files[0]]);
    assert!(again.out.contains("0 new, 0 revised, 6 same, 0 asked."), "{}{}", again.out, again.err);
    let history = std::fs::read_to_string(&files[2]).unwrap();
    assert!(
        history.contains("measure_defined") && history.lines().next().unwrap().contains("onpace-history/2"),
        "{history}"
    );
    // Another area takes the definitions as drafts, and then the figures.
    let other = Held::new();
    let listed = other.done(&["starter", "--pack", &files[1], "--list"]);
    assert_eq!(listed, "plans-in-time: Plans in time (%)\nrequests: Requests\n");
    other.done(&["starter", "--pack", &files[1]]);
    let tried = other.done(&["import", &files[0]]);
    assert!(tried.contains("6 new, 0 revised, 0 same, 0 asked."), "{tried}");
    for (arguments, told) in [
        (&["export", "-o", "all.docx"][..], "accepted are .csv for values, .toml for definitions"),
        (&["export", "-o", "all"], "no ending"),
        (&["export", "-o", "all.jsonl", "--for", "public"], "a history hides nothing"),
        (&["export", "-o", "all.csv", "--for", "press"], "there are board and public"),
        (&["starter", "--pack", &files[0]], "was not read"),
    ] {
        let refused = held.run(arguments);
        assert!(refused.code != 0 && refused.err.contains(told), "{arguments:?}: {}{}", refused.out, refused.err);
    }
}

#[test]
fn a_small_number_leaves_in_no_file_for_an_audience() {
    let held = Held::new();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("few.csv"), "measure,month,value\nExclusions,Apr-24,9\nExclusions,May-24,3\n").unwrap();
    held.done(&["import", &path("few.csv"), "--define"]);
    for (to, is_told) in [(None, true), (Some("board"), false), (Some("public"), false)] {
        let out = path("out.csv");
        let mut arguments = vec!["export", "-o", &out];
        arguments.extend(to.iter().flat_map(|to| ["--for", to]));
        held.done(&arguments);
        let text = std::fs::read_to_string(&out).unwrap();
        assert_eq!(text.contains("2024-05,3,"), is_told, "{to:?}: {text}");
        assert!(text.contains(if is_told { "2024-04,9," } else { "2024-05,c," }), "{to:?}: {text}");
    }
}

#[test]
fn a_file_of_several_areas_gives_this_ones_figures_and_what_the_others_came_to() {
    let held = Held::new();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    held.done(&["define", "visits", "--name", "Visits", "--unit", "count", "--every", "month", "--small", "none"]);
    let text = "measure,area,month,value\nVisits,Torbay,Apr-24,41\nVisits,Devon,Apr-24,52\nVisits,Torbay,May-24,43\n";
    std::fs::write(path("areas.csv"), text).unwrap();
    let unsaid = held.run(&["import", &path("areas.csv")]);
    assert!(unsaid.out.contains("say which area is yours"), "{}{}", unsaid.out, unsaid.err);
    let taken = held.done(&["import", &path("areas.csv"), "--own", "Torbay"]);
    assert!(taken.contains("2 new, 0 revised, 0 same, 0 asked."), "{taken}");
    assert_eq!(held.json(&["show", "visits", "--json"])["values"].as_array().unwrap().len(), 2);
}

#[test]
fn signals_of_ones_own_come_from_a_file() {
    let held = Held::new();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name).to_string_lossy().into_owned();
        std::fs::write(&path, text).unwrap();
        path
    };
    let (own, odd) = (file("own.toml", "trend = 5\nshift = 5\n"), file("odd.toml", "trend = 1\nshift = 5\n"));
    let rises = "period,value\n".to_owned()
        + &(1..=12).map(|month| format!("2023-{month:02},{}\n", 40 + month % 3)).collect::<Vec<_>>().concat()
        + "2024-01,39\n2024-02,40\n2024-03,41\n2024-04,42\n2024-05,43\n";
    let series = file("series.csv", &rises);
    let rules = |preset: &str| {
        let json = run(&["measure", "chart", &series, "--json", "--preset", preset]);
        let read: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        read["points"][16]["rules"].clone()
    };
    assert_eq!(rules("nhs-mdc"), serde_json::json!([]));
    assert_eq!(rules(&own), serde_json::json!(["trend"]));
    let refused = run(&["measure", "chart", &series, "--json", "--preset", &odd]);
    assert!(refused.code == 4 && refused.err.contains("4 to 20"), "{}", refused.err);
    held.done(&["define", "m", "--name", "M", "--unit", "count", "--every", "month", "--preset", &own]);
    assert_eq!(
        held.json(&["show", "m", "--json"])["definition"]["signals"],
        serde_json::json!({ "trend": 5, "shift": 5 })
    );
    held.done(&["set", "m", "--preset", "ihi"]);
    assert!(held.json(&["show", "m", "--json"])["definition"]["signals"].is_null());
}
