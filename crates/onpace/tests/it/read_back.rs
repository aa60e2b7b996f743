//! What we print is read back and says nothing new: a report of a plan, checked, gives no finding that the plan does not give.
//! **Not here.** Whether the file says what the ledger gives ([`crate::proofs`]).

use crate::signed_pack::Published;
use crate::{EXAMPLE, run, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Media that are read; of a PDF tables are told from where words stand, which findings of reading say.
const MEDIA: [&str; 6] = ["docx", "xlsx", "html", "md", "csv", "pdf"];
const OF_READING: [&str; 2] = ["read-from-pdf", "guessed"];

/// A small plan in which almost nothing is wrong, without a single duration or status.
const PLAIN: &str = "Ref,Action,Lead,Start,Finish,% complete\n\
    1,Working together,,,,\n\
    1A,Write the strategy,JC,04/04/2022,30/06/2022,60%\n\
    1B,Agree the strategy,BB,01/06/2022,29/07/2022,10%\n\
    1C,Publish the strategy,JC,01/08/2022,30/09/2022,0%\n\
    2,Better plans,,,,\n\
    2A,Train the writers,RS,04/04/2022,31/05/2022,100%\n\
    2B,Check every plan,RS,02/05/2022,31/10/2022,25%\n";

fn checked(arguments: &[&str]) -> Value {
    let run = run(&[&["check", "--json"], arguments].concat());
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{arguments:?}: {e}: {}{}", run.out, run.err))
}

/// Each finding by its rule and what it is about.
fn findings(of: &Value) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = of["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().map(|one| (text(&one["rule"]), text(&one["subject"]))).collect()
}

fn gives_nothing_new(file: &Path, day: &str, plan: &BTreeSet<(String, String)>) -> Value {
    let read = checked(&[&file.to_string_lossy(), "--as-at", day]);
    let is_pdf = file.extension().is_some_and(|ending| ending == "pdf");
    let is_of_reading = |one: &&(String, String)| is_pdf && OF_READING.contains(&one.0.as_str());
    let own = findings(&read);
    let new: Vec<&(String, String)> = own.difference(plan).filter(|one| !is_of_reading(one)).collect();
    assert!(new.is_empty(), "{}: {new:?}", file.display());
    read
}

#[test]
fn a_report_of_a_plan_gives_no_finding_that_the_plan_does_not_give() {
    let folder = tempfile::tempdir().unwrap();
    let plain = write(folder.path(), "plan.csv", PLAIN);
    for (plan, day, actions) in [(EXAMPLE, "2022-05-22", 29), (&*plain, "2022-06-09", 5)] {
        let own = findings(&checked(&[plan, "--as-at", day]));
        for report in ["board", "forum"] {
            for ending in MEDIA {
                let out = folder.path().join(format!("{report}.{ending}"));
                let path = out.to_string_lossy().into_owned();
                let built = run(&["report", "build", report, plan, "--as-at", day, "-o", &path]);
                assert_eq!(built.code, 0, "{}", built.err);
                let read = gives_nothing_new(&out, day, &own);
                let listed = read["actions"].as_array().map_or(0, Vec::len);
                // The board reads the whole plan; the Forum what needs it, if anything does.
                assert!(if report == "board" { listed == actions } else { listed < actions }, "{path}: {listed}");
            }
        }
    }
}

#[test]
fn a_pack_read_back_gives_its_plan_and_nothing_more() {
    let held = Published::new(9);
    let facts = std::fs::read_to_string(held.file("json")).unwrap();
    let facts: Value = serde_json::from_str(&facts).unwrap();
    let day = facts["as_at"].as_str().unwrap();
    let mut own = findings(&checked(&["send", "--data", &held.data, "--as-at", day]));
    // The pack says its own day, which may be no working day.
    own.insert(("non-working-date".to_owned(), String::new()));
    for ending in MEDIA {
        let read = gives_nothing_new(held.file(ending), day, &own);
        assert_eq!(read["actions"].as_array().map(Vec::len), Some(29), "{ending}");
        assert_eq!(read["numbers"]["disagree"], 0, "{ending}: {}", read["statements"]);
    }
}

#[test]
fn a_pdf_says_that_its_tables_were_told_from_their_places_and_json_that_it_is_no_plan() {
    let held = Published::new(9);
    let read = checked(&[&held.file("pdf").to_string_lossy(), "--as-at", "2026-12-28"]);
    assert_eq!(read["actions"].as_array().map(Vec::len), Some(29));
    assert!(findings(&read).iter().any(|(rule, _)| rule == "read-from-pdf"));
    let json = run(&["check", &held.file("json").to_string_lossy()]);
    assert!(json.code == 4 && json.err.contains("JSON, which is written and not read"), "{}{}", json.out, json.err);
}
