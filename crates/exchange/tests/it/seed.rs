//! The report of June 2022, against its table as it was typed out by hand.
//!
//! `facts/plan-facts.csv` lists the 47 rows of the table: codes, titles, people, durations, dates,
//! percentages and reported statuses. It was not made by this program.

use crate::{draft_of, officers};
use onpace_core::claim;
use onpace_core::plan::{Row, RowKind};
use onpace_core::quantity::WorkingDays;
use onpace_exchange::Draft;
use onpace_testkit::skips::{Missing, skipped};
use std::path::{Path, PathBuf};

const FACTS: &str = include_str!("facts/plan-facts.csv");
const EXAMPLE: &str = include_str!("../../../../examples/torbay/school-forum-report-2022-06-16.md");

/// A file of the seed, where the seed is at hand; says so where it is not.
fn of_the_seed(name: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        skipped(Missing::Material, &format!("{name} is not at hand"));
    }
    text
}

fn facts() -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(FACTS.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
    let columns = [
        "code",
        "title",
        "focus_area",
        "officers",
        "duration_days",
        "start",
        "finish",
        "percent_complete",
        "reported_status",
    ];
    assert_eq!(header, columns, "every column of the facts is held against the draft");
    reader.records().map(|record| record.unwrap().iter().map(String::from).collect()).collect()
}

/// A row as the facts write it.
fn as_fact(draft: &Draft, row: &Row) -> Vec<String> {
    let area = row.focus_area.map_or_else(String::new, |at| format!("FA{}", draft.plan.rows[at].code));
    let code = if row.kind == RowKind::FocusArea { format!("FA{}", row.code) } else { row.code.to_string() };
    let date = |dated: &Option<onpace_core::day::Dated>| dated.as_ref().unwrap().when.to_string();
    vec![
        code,
        row.title.to_string(),
        area,
        officers(row).join("/"),
        row.duration.unwrap().0.to_string(),
        date(&row.start),
        date(&row.finish),
        row.percent.unwrap().to_string().trim_end_matches('%').to_owned(),
        row.status.as_deref().unwrap_or("").to_owned(),
    ]
}

fn holds_the_facts(draft: &Draft, source: &str) {
    let read: Vec<Vec<String>> = draft.plan.rows.iter().map(|row| as_fact(draft, row)).collect();
    let facts = facts();
    assert_eq!(facts.len(), 47, "18 focus areas and 29 actions");
    for (fact, row) in facts.iter().zip(&read) {
        assert_eq!(row, fact, "{source}");
    }
    assert_eq!(read.len(), facts.len(), "{source}");
}

#[test]
fn the_bundled_example_holds_every_row_of_the_table() {
    let draft = draft_of(EXAMPLE);
    holds_the_facts(&draft, "the example");
    assert_eq!(draft.plan.source.format, "report-text");
}

#[test]
fn the_report_itself_holds_every_row_of_the_table() {
    let (Some(report), Some(typed)) =
        (of_the_seed("school-forum-report-2022-06-16.txt"), of_the_seed("plan-facts.csv"))
    else {
        return;
    };
    assert_eq!(typed, FACTS, "the facts beside these tests are those of the seed");
    holds_the_facts(&draft_of(report), "the report");
}

#[test]
fn the_example_says_what_the_report_says() {
    let Some(report) = of_the_seed("school-forum-report-2022-06-16.txt") else { return };
    let (report, example) = (draft_of(report), draft_of(EXAMPLE));
    assert_eq!(example.plan.title, report.plan.title);
    assert_eq!(example.plan.level_name, report.plan.level_name);
    let days = |draft: &Draft| {
        [&draft.plan.data_date, &draft.plan.meeting].map(|occasion| occasion.as_ref().map(|day| day.dated.when))
    };
    assert_eq!(days(&example), days(&report));
    // Lines differ, since the example leaves prose out; nothing else of a row may.
    let placeless = |rows: &[Row]| -> Vec<Row> {
        rows.iter().map(|row| Row { place: onpace_core::place::Place::default(), ..row.clone() }).collect()
    };
    assert_eq!(placeless(&example.plan.rows), placeless(&report.plan.rows));
    let said = |draft: &Draft| -> Vec<_> { claim::kept(&draft.plan).into_iter().map(|said| said.text).collect() };
    assert_eq!(said(&example), said(&report));
}

#[test]
fn what_the_prose_claims_is_kept_with_its_line() {
    let kept = claim::kept(&draft_of(EXAMPLE).plan);
    let said: Vec<_> = kept.iter().map(|said| (&*said.text, said.place.line)).collect();
    assert_eq!(
        said,
        [(
            "27 actions were due to have started in April 2022, of which 27 have been reported. 26 have been started (97%).",
            Some(61)
        ),]
    );
}

#[test]
fn the_document_speaks_of_a_day_and_is_for_another() {
    let draft = draft_of(EXAMPLE);
    let day = |occasion: &Option<onpace_core::plan::Occasion>| occasion.as_ref().unwrap().dated.when.to_string();
    assert_eq!(day(&draft.plan.data_date), "2022-05-22");
    assert_eq!(day(&draft.plan.meeting), "2022-06-16");
    assert_eq!(draft.plan.title, "Written Statement of Action Update Report - School Forum 16th June 2022");
}

#[test]
fn a_title_cut_by_a_page_break_is_joined_and_said_to_be() {
    let draft = draft_of(EXAMPLE);
    let joined: Vec<_> = draft.findings.iter().filter(|f| f.rule == "title-joined").collect();
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].subject.as_deref(), Some("14"));
    assert_eq!(joined[0].place.as_ref().unwrap().line, Some(46));
    assert_eq!(draft.findings.len(), 1, "nothing else of this table is in doubt: {:?}", draft.findings);
}

/// The facts are a CSV with codes such as FA1, so they are a plan as well: the same one.
#[test]
fn the_facts_as_a_csv_are_the_same_plan() {
    let draft = draft_of(FACTS);
    holds_the_facts(&draft, "the facts as CSV");
    assert_eq!(draft.plan.source.format, "csv");
    assert_eq!(draft.plan.rows[0].duration, Some(WorkingDays(261)));
    assert_eq!(draft.findings, []);
}
