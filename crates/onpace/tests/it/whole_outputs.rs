//! Whole outputs of the bundled example, kept as files: a change of one word is seen by whoever reviews it.

use crate::{EXAMPLE, run};
use std::path::Path;

/// The same words wherever the project stands.
fn of_anywhere(text: &str) -> String {
    text.replace(EXAMPLE, "report.md").replace(Path::new(EXAMPLE).to_str().unwrap(), "report.md")
}

#[test]
fn check_on_both_days_and_by_both_policies() {
    for (name, day, policy) in [
        ("check-may", "2022-05-22", "pace"),
        ("check-june", "2022-06-16", "pace"),
        ("check-started", "2022-05-22", "started"),
    ] {
        let run = run(&["check", EXAMPLE, "--as-at", day, "--policy", policy]);
        insta::assert_snapshot!(name, of_anywhere(&run.out));
    }
}

#[test]
fn check_with_bank_holidays() {
    let run = run(&["check", EXAMPLE, "--as-at", "2022-05-22", "--calendar", "england-and-wales"]);
    insta::assert_snapshot!("check-england-and-wales", of_anywhere(&run.out));
}

#[test]
fn the_record_of_the_assessment() {
    insta::assert_snapshot!(
        "check-json",
        of_anywhere(&run(&["check", EXAMPLE, "--as-at", "2022-05-22", "--json"]).out)
    );
}

#[test]
fn reports_as_markdown() {
    let folder = tempfile::tempdir().unwrap();
    for report in ["board", "forum", "chase", "summary"] {
        let path = folder.path().join(format!("{report}.md")).to_str().unwrap().to_owned();
        let run = run(&["report", "build", report, EXAMPLE, "--as-at", "2022-05-22", "-o", &path]);
        assert_eq!(run.code, 0, "{}", run.err);
        insta::assert_snapshot!(format!("report-{report}"), of_anywhere(&std::fs::read_to_string(&path).unwrap()));
    }
}
