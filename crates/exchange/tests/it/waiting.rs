//! What rows wait for, in the tables that people make of schedules.

use onpace_core::plan::Plan;
use onpace_exchange::read;

fn plan(head: &str, rows: &[&str]) -> Plan {
    let text = format!("{head},Task Name,Start,Finish,Predecessors\n{}\n", rows.join("\n"));
    read(text.as_bytes(), "plan.csv").unwrap().plan
}

/// Each row that waits, by its title, with what it waits for, by its title too, and the days between.
fn waits(plan: &Plan) -> Vec<(&str, &str, i32)> {
    let of = |at: usize| &*plan.rows[at].title;
    let one =
        |row: &usize| plan.rows[*row].links.iter().map(|link| (of(*row), of(link.on), link.lag)).collect::<Vec<_>>();
    (0..plan.rows.len()).collect::<Vec<_>>().iter().flat_map(one).collect()
}

#[test]
fn predecessors_are_numbers_of_a_column_where_there_is_one_and_codes_otherwise() {
    let dates = "04/04/2022,08/04/2022";
    let row = |head: &str, title: &str, waits: &str| format!("{head},{title},{dates},{waits}");
    let of = |heads: [&str; 3], on: [&str; 2]| {
        [row(heads[0], "Commissioning", ""), row(heads[1], "Agree", on[0]), row(heads[2], "Train", on[1])]
    };
    let expected = [("Agree", "Commissioning", 0), ("Train", "Agree", 2)];
    for (head, rows) in [
        // Project's table: the work breakdown beside the row's number, whose 2 is not the work breakdown's.
        ("WBS,ID", of(["2,1", "2.1,2", "2.2,3"], ["1", "2FS+2 days"])),
        ("ID,WBS", of(["1,2", "2,2.1", "3,2.2"], ["1", "2FS+2 days"])),
        ("ID", of(["1", "2", "3"], ["1", "2FS+2 days"])),
        ("Code", of(["3", "3A", "3B"], ["3", "3AFS+2 days"])),
        ("Code,No", of(["3,7", "3A,8", "3B,9"], ["3", "3AFS+2 days"])),
    ] {
        let plan = plan(head, &rows.each_ref().map(String::as_str));
        assert_eq!(waits(&plan), expected, "{head}");
        assert!(plan.rows.iter().all(|row| row.references.is_empty()), "{head}");
    }
}

/// What was found about waiting in a table of three actions, the third of which waits for `text`.
fn found(text: &str) -> (Vec<String>, Vec<(usize, i32)>) {
    let rows = [
        "3A,Agree,04/04/2022,08/04/2022,".to_owned(),
        "3B,Train,11/04/2022,14/04/2022,3A".to_owned(),
        format!("3C,Open,19/04/2022,29/04/2022,\"{text}\""),
    ];
    let text = format!("Code,Task Name,Start,Finish,Predecessors\n{}\n", rows.join("\n"));
    let draft = read(text.as_bytes(), "plan.csv").unwrap();
    let waits = |finding: &&onpace_core::finding::Finding| finding.rule == "unreadable-value";
    let one = |finding: &onpace_core::finding::Finding| {
        let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{} ({place}; accepted: {})", finding.message, finding.expected.clone().unwrap_or_default())
    };
    let links = draft.plan.rows[2].links.iter().map(|link| (link.on, link.lag)).collect();
    assert!(draft.plan.rows.iter().all(|row| row.references.is_empty()));
    (draft.findings.iter().filter(waits).map(one).collect(), links)
}

#[test]
fn what_is_not_understood_is_told_with_its_place_and_loses_no_other_link() {
    let told: Vec<String> = [
        "9Z, 3A",
        "3A and 3B",
        "3AFS+five days, 3B",
        "3C",
        "3A, 3ASS",
        "3AFS+99999999 days",
        "once the money is there",
        "#99",
    ]
    .iter()
    .flat_map(|text| {
        let (told, links) = found(text);
        assert_eq!(told.len(), 1, "{text}: {told:?}");
        told.into_iter().map(move |told| format!("{text}: {links:?}\n  {told}"))
    })
    .collect();
    insta::assert_snapshot!(told.join("\n"));
    for (text, links) in [
        ("", vec![]),
        ("3A+5 days", vec![(0, 5)]),
        ("3a fs + 5 working days; 3B", vec![(0, 5), (1, 0)]),
        ("3BFS+50%", vec![(1, 2)]),
        ("#2, #3", vec![(0, 0), (1, 0)]),
    ] {
        assert_eq!(found(text), (vec![], links), "{text}");
    }
}

#[test]
fn numbers_are_those_of_the_file_whatever_rows_are_made_of_it() {
    let text = "Focus area,Action,Start,Finish,Predecessors\n\
        Commissioning,Agree,04/04/2022,08/04/2022,\n\
        Commissioning,Train,11/04/2022,14/04/2022,#2\n\
        Staff,Open,19/04/2022,29/04/2022,#3FS+1 day\n";
    let plan = read(text.as_bytes(), "plan.csv").unwrap().plan;
    assert_eq!(waits(&plan), [("Train", "Agree", 0), ("Open", "Train", 1)]);
}

#[test]
fn codes_that_stand_twice_are_told_apart_by_their_rows() {
    let rows = [
        "1A,Agree,04/04/2022,08/04/2022,",
        "1A,Agree it again,11/04/2022,12/04/2022,",
        "1B,Train,19/04/2022,29/04/2022,#3",
    ];
    let plan = plan("Code", &rows);
    assert_eq!(waits(&plan), [("Train", "Agree it again", 0)]);
    for ending in ["csv", "xlsx", "xml"] {
        let bytes = onpace_exchange::write::writer_for(ending).unwrap().write(&plan).unwrap();
        assert_eq!(waits(&read(&bytes, "back").unwrap().plan), waits(&plan), "{ending}");
    }
}
