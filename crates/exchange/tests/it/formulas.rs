//! What a spreadsheet would run is a text here: read as typed, written so that it stays one.

use crate::draft_of;
use onpace_exchange::write;
use onpace_testkit::hostile::office::{PLAN, ods_row, ods_table, plan_rows, row, sheet, spreadsheet, workbook};

const BEGINNINGS: [&str; 10] = ["=", "+", "-", "@", "\t", "\r", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}"];

#[test]
fn titles_that_look_like_formulas_are_read_as_typed_and_written_as_texts() {
    for beginning in BEGINNINGS {
        let title = format!("{beginning}1+cmd|' /C calc'!A0");
        let kept = title.trim();
        let escaped = title.replace('\r', "&#13;").replace('\t', "&#9;");
        let from = [
            ("xlsx", workbook(&sheet("", &(plan_rows() + &row(3, &["1B", &escaped])), ""), &[])),
            ("ods", spreadsheet("", &ods_table(&ods_row("", &["1B", &escaped])))),
        ];
        for (format, bytes) in from {
            let draft = draft_of(&bytes);
            assert_eq!(draft.plan.rows[1].title.trim(), kept, "{format} {beginning:?}");
            let written = write::csv::write(&draft.plan);
            let text = String::from_utf8(written.clone()).unwrap();
            let bare = text.split([',', '\n']).any(|cell| {
                BEGINNINGS.iter().any(|b| cell.trim_start_matches('"').starts_with(b) && cell.contains("cmd"))
            });
            assert!(!bare, "{text}");
            assert_eq!(draft_of(written).plan.rows[1].title.trim(), kept, "{format} {beginning:?} again");
        }
    }
}

#[test]
fn a_formula_gives_what_the_file_last_showed_and_is_never_run() {
    let cells = [
        (
            "the text that it gave",
            r#"<c r="B3" t="str"><f>HYPERLINK("http://127.0.0.1:9/","x")</f><v>Read</v></c>"#,
            "Read",
        ),
        ("the number that it gave", r#"<c r="B3"><f>1+1</f><v>7</v></c>"#, "7"),
        ("a text that looks like one", r#"<c r="B3" t="str"><f>"="&amp;"1"</f><v>=1+1</v></c>"#, "=1+1"),
        ("what it shared", r#"<c r="B3" t="str"><f t="shared" ref="B3:B9" si="0">A1</f><v>Shared</v></c>"#, "Shared"),
        ("the error that it gave", r#"<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#, "#DIV/0!"),
    ];
    for (what, cell, title) in cells {
        let rows = format!(r#"{}<row r="3"><c r="A3" t="str"><v>1B</v></c>{cell}</row>"#, plan_rows());
        let draft = draft_of(workbook(&sheet("", &rows, ""), &[]));
        assert_eq!(&*draft.plan.rows[1].title, title, "{what}");
    }
    // Never calculated, so it shows nothing: no title is made up.
    let rows = format!(r#"{}<row r="3"><c r="A3" t="str"><v>1B</v></c><c r="B3"><f>1+1</f></c></row>"#, plan_rows());
    let draft = draft_of(workbook(&sheet("", &rows, ""), &[]));
    assert!(draft.plan.rows.iter().all(|row| !row.title.contains("1+1") && &*row.title != "2"));
}

#[test]
fn headings_that_look_like_formulas_run_nothing() {
    let headings: Vec<String> = PLAN[0].iter().map(|heading| format!("={heading}")).collect();
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    let bytes = workbook(&sheet("", &(row(1, &headings) + &row(2, &PLAN[1])), ""), &[]);
    assert_eq!(onpace_exchange::read(&bytes, "plan").map(|draft| draft.plan.rows.len()), Ok(1));
}
