//! Tables that say again what the plan says: extracts of it, lists of it, a sheet a month, tables that say more of its
//! rows by their codes; and tables that look so and are not.

use onpace_exchange::{Draft, read};
use rust_xlsxwriter::Workbook;

fn draft(text: &str) -> Draft {
    let draft = read(text.as_bytes(), "plan.md").unwrap_or_else(|refusal| panic!("{refusal}"));
    assert!(draft.account.rows().balance(), "{:?}", draft.account.rows());
    draft
}

fn codes(draft: &Draft) -> String {
    draft.plan.actions().map(|(_, row)| row.code.to_string()).collect::<Vec<_>>().join(" ")
}

fn table(headings: &str, rows: &[&str]) -> String {
    let line = |cells: &str| format!("|{cells}|\n");
    let marks = headings.split('|').map(|_| "---").collect::<Vec<_>>().join("|");
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("\n{}{}{body}\n", line(headings), line(&marks))
}

/// The messages of one rule.
fn said<'d>(draft: &'d Draft, rule: &str) -> Vec<&'d str> {
    draft.findings.iter().filter(|finding| finding.rule == rule).map(|finding| finding.message.as_str()).collect()
}

const HEADINGS: &str = "Ref|Action|Lead|Due|Status";

fn plan() -> String {
    table(
        HEADINGS,
        &[
            "1.1|Appoint a lead officer for the work|AB|30/04/2024|Green",
            "1.2|Train every school on the graduated response|AB|28/06/2024|Red",
            "2.1|Publish the local offer|CD|03/06/2024|Red",
            "2.2|Review all plans in Year 9|CD|02/09/2024|Green",
        ],
    )
}

#[test]
fn an_extract_before_or_behind_the_plan_adds_no_row() {
    let extract = table(HEADINGS, &["1.2|Train every school on the grad\u{2026}|AB|28 June 2024|Red"]);
    for text in [
        format!("# Our plan\n\n## Red actions\n{extract}\n## The plan\n{}", plan()),
        format!("# Our plan\n\n## The plan\n{}\n## Red actions\n{extract}", plan()),
    ] {
        let draft = draft(&text);
        assert_eq!(codes(&draft), "1.1 1.2 2.1 2.2");
        assert!(said(&draft, "extract-disagrees").is_empty(), "{:?}", draft.findings);
        let [left_out] = &draft.account.left_out[..] else { panic!("{:?}", draft.account.left_out) };
        assert!(left_out.contains("lists rows of the plan again") && left_out.contains("1 row"), "{left_out}");
    }
}

#[test]
fn a_list_whose_titles_are_cut_is_known_without_codes() {
    let headings = "Action|Lead|Due";
    let cut =
        ["Review the processes within\u{2026}|AB|28/06/2024", "Train every school on the grad\u{2026}|AB|28/06/2024"];
    let whole = [
        "Review the processes within every agency|AB|28/06/2024",
        "Train every school on the graduated response|AB|28/06/2024",
        "Publish the local offer for all|CD|28/06/2024",
    ];
    let text = format!("# Plan\n\nFor decision:\n{}\nThe plan:\n{}", table(headings, &cut), table(headings, &whole));
    let draft = draft(&text);
    assert_eq!(draft.plan.actions().count(), 3);
    assert!(said(&draft, "extract-disagrees").is_empty(), "{:?}", draft.findings);
}

#[test]
fn what_an_extract_says_otherwise_is_found_at_its_place() {
    let rows = [
        "1.2|Train every school on the graduated response|AB|28/06/2024|Red",
        "2.1|Publish the local offer|CD|31/05/2024|Amber",
        "1.1|Appoint a lead officer for the work|AB|30/04/2024|Green",
        "2.2|Review all plans in Year 9|CD|02/09/2024|Green",
        "3.1|Open the new base|CD|02/09/2024|Green",
    ];
    let last = "|9.1|Close the old base|EF|02/12/2024|Green|\n|9.2|Sell the old base|EF|02/12/2025|Green|\n";
    let plan = plan().trim_end().to_owned() + "\n" + last;
    let draft = draft(&format!("# Our plan\n\nThe plan:\n{plan}\nFor decision:\n{}", table(HEADINGS, &rows)));
    assert_eq!(codes(&draft), "1.1 1.2 2.1 2.2 9.1 9.2");
    assert_eq!(
        said(&draft, "extract-disagrees"),
        [
            "a list gives 2.1 the finish 31 May 2024; the plan says 3 June 2024",
            "a list gives 2.1 the status Amber; the plan says Red",
            "a list of rows of the plan has 3.1, which the plan has not",
        ]
    );
    let first = draft.findings.iter().find(|finding| finding.rule == "extract-disagrees").unwrap();
    assert!(first.place.as_ref().is_some_and(|place| place.line.is_some()), "{first:?}");
}

#[test]
fn the_same_titles_in_two_workstreams_are_two_actions_each() {
    let rows = |who: &str, month: &str| {
        table(
            "No|Action|Lead|Due",
            &[
                &format!("1|Agree terms of reference|{who}|03/{month}/2024"),
                &format!("2|Train all staff|{who}|17/{month}/2024"),
            ],
        )
    };
    let text = format!(
        "# Plan\n\n## Workstream 1: Early help\n{}\n## Workstream 2: Attendance\n{}",
        rows("AB", "06"),
        rows("CD", "09")
    );
    let draft = draft(&text);
    assert_eq!(codes(&draft), "1 2 1 2");
    assert!(draft.account.left_out.is_empty(), "{:?}", draft.account.left_out);
}

#[test]
fn a_table_of_codes_says_more_of_the_plans_rows() {
    let plan = table(
        "Ref|Action|Lead|Due",
        &["A1|Agree terms of reference|AB|30/04/2024", "A2|Train all staff|AB|28/06/2024"],
    );
    let more = table("Ref|RAG|Update", &["A2|Amber|Two of five sessions held", "A1|Complete|Signed off in April"]);
    let draft = draft(&format!("# Plan\n\n## Actions\n{plan}\n## Progress this month\n{more}"));
    assert_eq!(codes(&draft), "A1 A2");
    let told: Vec<_> =
        draft.plan.actions().map(|(_, row)| (row.status.as_deref().unwrap(), row.notes.as_deref().unwrap())).collect();
    assert_eq!(told, [("Complete", "Signed off in April"), ("Amber", "Two of five sessions held")]);
}

#[test]
fn of_a_sheet_a_month_the_latest_is_the_plan() {
    let mut book = Workbook::new();
    for (name, statuses) in [("April 2024", ["Green", "Amber", "Red"]), ("May 2024", ["Complete", "Green", "Amber"])] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (at, text) in ["Ref", "Action", "Due", "RAG"].iter().enumerate() {
            sheet.write(0, u16::try_from(at).unwrap(), *text).unwrap();
        }
        let titles = ["Agree terms of reference", "Train all the staff", "Report to the board"];
        for (at, (title, status)) in (1_u32..).zip(titles.iter().zip(statuses)) {
            for (column, text) in
                [format!("A{at}"), (*title).to_owned(), "28/06/2024".to_owned(), status.to_owned()].iter().enumerate()
            {
                sheet.write(at, u16::try_from(column).unwrap(), text).unwrap();
            }
        }
    }
    let draft = read(&book.save_to_buffer().unwrap(), "plan.xlsx").unwrap();
    let statuses: Vec<_> = draft.plan.actions().map(|(_, row)| row.status.as_deref().unwrap()).collect();
    assert_eq!(statuses, ["Complete", "Green", "Amber"]);
    assert_eq!(draft.account.left_out, ["sheet April 2024, which is the plan as it stood before (3 rows)"]);
    assert!(said(&draft, "extract-disagrees").is_empty());
}

#[test]
fn a_table_that_counts_is_no_part_of_the_plan() {
    let plan = table(
        "Code|Action|Lead|Start|Finish",
        &[
            "1|Early help|AB|01/04/2024|30/09/2024",
            "1A|Open the drop-in line|AB|01/04/2024|28/06/2024",
            "2|Attendance|CD|01/04/2024|30/09/2024",
            "2A|Visit every school once|CD|01/04/2024|30/09/2024",
            "3|Transport|CD|01/04/2024|30/09/2024",
        ],
    );
    let counts = table("Area|Finish|Actions|Worst", &["1 Early help|Jun 2024|1|Red", "2 Attendance|Sep 2024|1|Green"]);
    let draft = draft(&format!("# Plan\n\nBy area:\n{counts}\nAll actions:\n{plan}"));
    assert_eq!(codes(&draft), "1A 2A");
    let areas: Vec<_> = draft.plan.focus_areas().map(|(_, row)| row.code.to_string()).collect();
    assert_eq!(areas, ["1", "2", "3"], "an area without actions is as the others are");
}
