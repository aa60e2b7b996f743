//! `onpace finance check`, through its door: tables as offices keep them.

use crate::{run, write};
use onpace_core::finance::checks::FINANCE_RULES;
use serde_json::Value;
use std::collections::BTreeSet;

/// The sheet of a recovery plan, made by other hands: one total in it is wrong.
fn plain() -> Option<Vec<u8>> {
    let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/expected/finance-plain.csv");
    std::fs::read(shared).ok()
}

#[test]
fn a_plain_sheet_is_read_and_its_one_wrong_total_found() {
    let Some(bytes) = plain() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "plain.csv", String::from_utf8(bytes).unwrap());
    let done = run(&["finance", "check", &file, "--json"]);
    assert_eq!(done.code, 4, "{}{}", done.out, done.err);
    let told: Value = serde_json::from_str(&done.out).unwrap();
    let findings = told["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0]["rule"], "lines-do-not-add");
    let message = findings[0]["message"].as_str().unwrap();
    assert!(message.contains("2027/28") && message.contains("10,100 more"), "{message}");
    let last = &told["years"][3];
    assert_eq!(
        (&last["year"], &last["in_year"], &last["closing"]),
        (&"2028/29".into(), &613_830_000.into(), &2_649_360_000_i64.into())
    );
    assert_eq!(told["years"][0]["opening"], 1_275_500_000);
    let words = run(&["finance", "check", &file]).out;
    assert!(words.contains("2028/29 (forecast): in the year a deficit of \u{a3}6.1383m"), "{words}");
}

#[test]
fn what_is_no_table_of_money_is_refused_with_what_would_be_read() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("empty.csv", ""),
        ("words.csv", "a,b\nc,d\n"),
        ("noise.csv", "\u{0}\u{1}\u{2}"),
        ("years.csv", "Line,2024/25\n"),
    ] {
        let file = write(folder.path(), name, text);
        let done = run(&["finance", "check", &file]);
        assert!(done.code == 4 && done.err.contains("financial years across"), "{name}: {} {}", done.code, done.err);
    }
    assert_eq!(run(&["finance", "check", "/nowhere.xlsx"]).code, 3);
}

#[test]
fn what_is_doubtful_in_a_table_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let text = "\u{a3}000,2024,2025\nAllocation,2000,2.1\nPlacements,2400,soon\n";
    let file = write(folder.path(), "odd.csv", text);
    let done = run(&["finance", "check", &file, "--json"]);
    let told: Value = serde_json::from_str(&done.out).unwrap();
    let rules: Vec<&str> =
        told["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap()).collect();
    for rule in ["year-ambiguous", "unit-suspect", "amount-not-read"] {
        assert!(rules.contains(&rule), "{rule} in {rules:?}");
    }
}

#[test]
fn every_rule_of_money_is_heard() {
    let folder = tempfile::tempdir().unwrap();
    let sound = "\u{a3}000,2024/25,2025/26\nAllocation,2000,2100\nPlacements,2400,2400\nTotal expenditure,2400,2400\n\
                 In-year deficit,400,300\nBalance b/f,1000,1400\nBalance c/f,1400,1700\n";
    let found = |text: &str| -> BTreeSet<String> {
        let file = write(folder.path(), "table.csv", text);
        let told: Value = serde_json::from_str(&run(&["finance", "check", &file, "--json"]).out).unwrap();
        told["findings"].as_array().unwrap().iter().map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(found(sound), BTreeSet::new());
    let with = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        sound.replacen(from, to, 1)
    };
    let cases = [
        ("balance-does-not-carry", with("1400,1700", "1400,1900")),
        ("lines-do-not-add", with("Total expenditure,2400", "Total expenditure,2500")),
        ("sign-ambiguous", "\u{a3}000,2024/25\nIn-year,400\n".to_owned()),
        ("unit-suspect", with("Allocation,2000,2100", "Allocation,2000,2.1")),
        ("year-ambiguous", with("2024/25,2025/26", "2024,2025")),
        ("amount-not-read", with("Placements,2400,2400", "Placements,2400,soon")),
    ];
    for (rule, text) in &cases {
        assert!(found(text).contains(*rule), "{rule} on\n{text}");
    }
    let tried: BTreeSet<&str> = cases.iter().map(|(rule, _)| *rule).collect();
    let all: BTreeSet<&str> = FINANCE_RULES.iter().map(|one| one.rule.name).collect();
    assert_eq!(tried, all, "every rule has a case here");
    for rule in all {
        assert_eq!(run(&["explain", rule]).code, 0, "{rule}");
    }
}
