//! Bytes that no one would send and somebody will: never a panic, always a plan or a refusal.

use onpace_core::plan::{Plan, RowKind};
use onpace_exchange::read::LARGEST_BYTES;
use onpace_exchange::{Draft, ReadProblem, read, write};
use proptest::prelude::*;
use std::fmt::Write as _;

/// Reads, and holds what comes of it to what every caller relies on.
pub(crate) fn taken(bytes: &[u8]) -> Result<Draft, ReadProblem> {
    let outcome = read(bytes, "plan");
    match &outcome {
        Ok(draft) => {
            assert!(!draft.plan.rows.is_empty(), "a plan without rows is refused");
            assert!(indices_are_sound(&draft.plan));
            assert!(draft.findings.iter().all(|f| !f.message.is_empty() && f.message.len() < 2_000));
            let written = write::csv::write(&draft.plan);
            assert_eq!(read(&written, "plan").map(|back| back.plan.rows.len()), Ok(draft.plan.rows.len()));
            assert!(!write::json::write(&draft.plan).is_empty());
        }
        Err(refusal) => {
            assert!(!refusal.found.is_empty() && !refusal.accepted.is_empty());
            assert!(refusal.to_string().len() < 1_000, "{refusal}");
        }
    }
    outcome
}

fn indices_are_sound(plan: &Plan) -> bool {
    let is = |at: Option<usize>, kind| at.is_none_or(|at| plan.rows.get(at).is_some_and(|row| row.kind == kind));
    plan.rows.iter().all(|row| is(row.focus_area, RowKind::FocusArea) && is(row.parent, RowKind::Action))
}

fn fragment() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Task Name\tLO/AO\tDuration\tStart\tFinish\t% Work Complete\tRAG\n",
        "Ref,Action,Lead,Start,Finish,% complete,RAG\n",
        "Ref;Action;Lead;Finish\n",
        "| Ref | Action | Lead | Due |\n|---|:-:|--:|---|\n",
        "| Initials | Name |\n|---|---|\n",
        "<b>Focus Area 1 - JSNA</b>\t<b>LS/NM</b>\t<b>261 days</b>\tWed 13/04/22\tWed 12/04/23\t0%\t\n",
        "1A Write\tJC/BB\t35 days\tWed 13/04/22\tTue 31/05/22\t5%\tStarted\n",
        "1A,Write,RS,13/04/22,31/05/22,5%,Green\n",
        "| 1A | Write \\| read | RS | 31/05/22 |\n",
        "the provision of post 16\t\t\t\t\t\t\n",
        "27 actions were due to have started in April 2022, of which 27 have been reported. 26 (97%) have started.\n",
        "Position as at Sunday 22nd May 2022\n",
        "\u{c}",
        "\r",
        "\r\n",
        "\n\n",
        "\0",
        "\"",
        "\"\n",
        "\t",
        "\t\t\t",
        "|",
        "<b>",
        "</b",
        "<!-- ",
        "```\n",
        "**",
        "> > > ",
        "- - - ",
        "[x](",
        "'=1+1",
        "\u{feff}",
        "\u{85}",
        "99999999999999999999",
        "31/02/2022",
        "03/04/22,04/13/22",
        "1A.6.7.8.9.1.1.1.1.1.1.1",
        "%",
        "\u{1f469}\u{200d}\u{1f467}",
    ]);
    prop_oneof![
        8 => known.prop_map(str::to_owned),
        1 => any::<String>(),
        1 => ("[\\t|,;<>*\"' .A-Z0-9/]", 1usize..3000).prop_map(|(piece, times)| piece.repeat(times)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = taken(&bytes);
    }

    #[test]
    fn arbitrary_text_is_read_or_refused(text in any::<String>()) {
        let _ = taken(text.as_bytes());
    }

    #[test]
    fn mixtures_of_what_plans_are_made_of_are_read_or_refused(pieces in prop::collection::vec(fragment(), 0..40)) {
        let _ = taken(pieces.concat().as_bytes());
    }

    #[test]
    fn a_plan_with_bytes_changed_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
    ) {
        let example = include_bytes!("../../../../examples/torbay/school-forum-report-2022-06-16.md");
        let mut bytes = example.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = taken(&bytes);
        let _ = taken(&example[..cut.index(example.len())]);
    }
}

const HEADER: &str = "Task Name\tLead\tFinish\n";

/// Each would take minutes or gigabytes if any step were worse than linear.
#[test]
fn a_row_of_marks_alone_is_left_out_and_told() {
    for row in [".\u{c}", ".", "...", ". ."] {
        let draft = taken(format!("Ref,Action,Lead\n{row},,\n1A,Write,RS\n").as_bytes()).unwrap();
        assert_eq!(draft.plan.rows.len(), 1, "{row:?}");
        assert!(draft.findings.iter().any(|finding| finding.rule == "unread-row"), "{row:?}: {:?}", draft.findings);
    }
}

#[test]
fn what_is_large_in_one_direction_ends() {
    let million = 1_000_000;
    let lines: Vec<(&str, String)> = vec![
        ("one line of letters", "a".repeat(20 * million)),
        ("one line of commas", ",".repeat(20 * million)),
        ("one line of tabs", "\t".repeat(20 * million)),
        ("one line of tabs with a mark", format!("<b>{}", "\t".repeat(20 * million))),
        ("one line of pipes below a heading", format!("|a|b|\n|---|---|\n{}", "|".repeat(20 * million))),
        ("an open quote", format!("Action,Lead,Finish\n\"{}", "a\n".repeat(10 * million))),
        ("tags that never close", format!("Plan\n\n{HEADER}{}\tRS\t\n", "<".repeat(4 * million))),
        ("open tags", format!("Plan\n\n{HEADER}{}\tRS\t\n", "<b".repeat(2 * million))),
        ("a title of megabytes", format!("Plan\n\n{HEADER}{}\tRS\t\n", "word ".repeat(2 * million))),
        ("a date of megabytes", format!("Plan\n\n{HEADER}1A\tRS\t{}\n", "13/".repeat(million))),
        ("a code of megabytes", format!("Ref,Action,Lead\n{}1,Write,RS\n", "1.".repeat(million))),
        ("names by the million", format!("Ref,Action,Lead\n1A,Write,{}\n", "RS/".repeat(million))),
        ("quotes within quotes", format!("{}\n\n{HEADER}1A\tRS\t\n", "> ".repeat(50_000))),
        ("lists within lists", format!("{}\n\n{HEADER}1A\tRS\t\n", "- ".repeat(50_000))),
        ("brackets", format!("{}\n\n{HEADER}1A\tRS\t\n", "[".repeat(200_000))),
        ("stars", format!("{}\n\n{HEADER}1A\tRS\t\n", "**a *".repeat(100_000))),
        ("backticks", format!("{}\n\n{HEADER}1A\tRS\t\n", (1..1500).map(|n| "`".repeat(n) + " ").collect::<String>())),
        ("claims", format!("{}\n\n{HEADER}1A\tRS\t\n", "1 overdue, ".repeat(1_700)).repeat(100)),
    ];
    for (what, text) in lines {
        let _ = taken(text.as_bytes());
        eprintln!("{what}: ended");
    }
}

fn rows(count: u32) -> String {
    let mut text = "Ref,Action,Lead,Start,Finish,% complete\n".to_owned();
    for n in 0..count {
        let _ = writeln!(text, "{n}A,Write,RS,13/04/22,31/05/22,5%");
    }
    text
}

#[test]
fn more_rows_than_any_plan_has_are_refused_with_the_limit() {
    let text = rows(300_000);
    let refusal = taken(text.as_bytes()).unwrap_err();
    assert_eq!(
        (refusal.found.as_str(), refusal.accepted.as_str()),
        ("more than 250000 rows", "a plan of at most 250000 rows")
    );
}

#[test]
fn a_hundred_thousand_rows_are_a_plan() {
    let text = rows(100_000);
    assert_eq!(taken(text.as_bytes()).unwrap().plan.rows.len(), 100_000);
}

#[test]
fn a_table_of_ten_thousand_columns_is_refused_with_the_limit() {
    for (separator, rule) in [(",", ""), (";", ""), ("\t", ""), ("\t", "<b>x</b>\n"), ("|", "")] {
        let heading = ["Action", "Lead", "Finish"].join(separator);
        let wide = separator.repeat(10_000);
        let delimiter = if separator == "|" { format!("{}\n", "-|".repeat(10_000)) } else { String::new() };
        let text = format!("{rule}{heading}{wide}\n{delimiter}1A{separator}RS{wide}\n");
        let refusal = taken(text.as_bytes()).unwrap_err();
        assert_eq!(refusal.found, "a table beyond all plans", "{separator:?}");
        assert!(refusal.accepted.contains("at most 1000 columns"), "{refusal}");
    }
}

#[test]
fn prose_without_end_is_kept_up_to_its_limit() {
    let text = format!("{}\n{HEADER}1A\tRS\t\n1B\tRS\t\n", "Four actions are overdue.\n\n".repeat(200_000));
    let draft = taken(text.as_bytes()).unwrap();
    let kept: usize = draft.plan.paper.said.iter().map(|said| said.text.len()).sum();
    assert!(kept <= onpace_core::claim::MOST_PROSE && kept > onpace_core::claim::MOST_PROSE / 2, "{kept}");
    assert_eq!(onpace_core::claim::kept(&draft.plan).len(), 1_000, "a ledger keeps no more");
}

#[test]
fn a_code_longer_than_any_is_cut_with_a_word() {
    let draft = taken(format!("Ref,Action,Lead\n{}1,Write,RS\n", "1.".repeat(50)).as_bytes()).unwrap();
    assert_eq!(draft.plan.rows[0].code.as_str().chars().count(), 60);
    assert_eq!(draft.findings[0].message, "a code is longer than any code");
    assert_eq!(draft.findings[0].meanwhile.as_deref(), Some("cut it there"));
}

#[test]
fn a_file_beyond_the_limit_is_refused_before_it_is_read() {
    let refusal = taken(&vec![b'a'; LARGEST_BYTES + 1]).unwrap_err();
    assert_eq!((refusal.found.as_str(), refusal.accepted.as_str()), ("more than 64 MB", "a file of at most 64 MB"));
}
