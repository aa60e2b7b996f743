//! Imports as a programme manager sees them: what was recognised, guessed and left out, of whole files.

use crate::{Run, json, run, write};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook};
use std::path::Path;

fn row(sheet: &mut rust_xlsxwriter::Worksheet, at: u32, cells: &[&str]) {
    for (column, cell) in (0u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write(at, column, *cell).unwrap();
    }
}

/// A tracker with most of what trackers have.
fn tracker() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Plan").unwrap();
    let (plain, british) = (Format::new(), Format::new().set_num_format("dd/mm/yyyy"));
    sheet.merge_range(0, 0, 0, 6, "SEND improvement plan", &plain).unwrap();
    sheet.merge_range(1, 0, 1, 6, "Position as at 22 May 2022", &plain).unwrap();
    row(sheet, 3, &["Ref", "Action", "Lead / AO", "By when", "% complete", "RAG", "Cost code"]);
    sheet.merge_range(4, 0, 4, 6, "Early help", &plain).unwrap();
    row(sheet, 5, &["1A", "Publish the local offer", "RS/DH", "", "", "", "X12"]);
    row(sheet, 6, &["1B", "Train the staff", "LS", "Ongoing", "", "Amber"]);
    row(sheet, 7, &["1C", "Agree the pathway", "LS", "Q2 22/23", "", "Not started"]);
    row(sheet, 8, &["", "", "", "", "", "", "see 1B"]);
    sheet.write_with_format(5, 3, ExcelDateTime::from_ymd(2022, 5, 31).unwrap(), &british).unwrap();
    sheet.write(6, 3, 44_742).unwrap();
    sheet.write(6, 3, "Ongoing").unwrap();
    for (at, share) in [(5, 0.05), (6, 0.5), (7, 0.0)] {
        sheet.write(at, 4, share).unwrap();
    }
    sheet.write_blank(5, 5, &Format::new().set_background_color(Color::RGB(0x00_B0_50))).unwrap();
    sheet.set_row_hidden(7).unwrap();
    let lists = book.add_worksheet().set_name("Lists").unwrap();
    row(lists, 0, &["Red", "Amber", "Green"]);
    let old = book.add_worksheet().set_name("Archive").unwrap().set_hidden(true);
    row(old, 0, &["Ref", "Action", "Lead"]);
    book.save_to_buffer().unwrap()
}

const SCHEDULE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Title>SEND improvement plan</Title><MinutesPerDay>480</MinutesPerDay>
<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>RAG</Alias></ExtendedAttribute></ExtendedAttributes>
<Tasks><Task><UID>0</UID><ID>0</ID><Name>SEND</Name><OutlineLevel>0</OutlineLevel></Task>
<Task><UID>1</UID><ID>1</ID><Name>Early help</Name><OutlineLevel>1</OutlineLevel><PercentComplete>60</PercentComplete><PercentWorkComplete>0</PercentWorkComplete></Task>
<Task><UID>2</UID><ID>2</ID><Name>1A Publish the local offer</Name><OutlineLevel>2</OutlineLevel><Start>2022-04-13T08:00:00</Start><Finish>2022-05-31T17:00:00</Finish>
<Duration>PT280H0M0S</Duration><DurationFormat>7</DurationFormat><PercentComplete>60</PercentComplete>
<ExtendedAttribute><FieldID>188743731</FieldID><Value>Amber</Value></ExtendedAttribute></Task>
<Task><UID>3</UID><ID>3</ID><IsNull>1</IsNull></Task>
<Task><UID>4</UID><ID>4</ID><Name>1B Train the staff</Name><OutlineLevel>2</OutlineLevel><Manual>1</Manual><FinishText>after Easter</FinishText></Task>
</Tasks><Resources><Resource><UID>1</UID><Name>Rachel Setter</Name></Resource></Resources>
<Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments></Project>"#;

const PAGE: &str = "<!DOCTYPE html><html><body><h1>SEND improvement plan</h1><table>
<tr><th>Ref</th><th>What we will do</th><th>Who</th><th>By when</th><th>Budget</th></tr>
<tr><td colspan='5'>Priority 1 &ndash; Early help</td></tr>
<tr><td>1A</td><td>Publish the local offer</td><td>RS &amp; DH</td><td>31 May 2022</td><td>&pound;20k</td></tr>
<tr><td>1B</td><td>Train the staff</td><td>LS</td><td>June 2022</td><td></td></tr>
</table><table><tr><td>Telephone</td><td>01803 123456</td></tr></table></body></html>";

fn trial(folder: &Path, file: &str, more: &[&str]) -> Run {
    let data = folder.join("data").to_string_lossy().into_owned();
    let base = ["import", file, "--plan", "send", "--data", &data];
    crate::run_in(folder, &[&base[..], more].concat())
}

#[test]
fn whole_outputs_of_trials() {
    for (name, bytes) in [
        ("tracker.xlsx", tracker()),
        ("schedule.xml", SCHEDULE.as_bytes().to_vec()),
        ("page.html", PAGE.as_bytes().to_vec()),
        ("excel.csv", b"Action no;Action;Lead officer(s);Target date;Status;Spend\r\n1A;Publish the caf\xe9 offer;RS;31/05/22;Green;\xa320k\r\n;;;;;note\r\n1B;Train the staff;LS;31/06/22;Amber;\r\n".to_vec()),
        ("american.csv", b"Ref,Action,Lead,Finish\n1A,Publish the offer,RS,04/13/22\n1B,Train the staff,LS,04/05/22\n".to_vec()),
    ] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), name, bytes);
        let run = trial(folder.path(), name, &["--dry-run"]);
        assert_eq!(run.code, 0, "{name}: {}{}", run.out, run.err);
        insta::assert_snapshot!(format!("import-{name}"), run.out);
        assert!(!folder.path().join("data").exists() || trial(folder.path(), name, &["--dry-run"]).code == 0);
    }
}

#[test]
fn a_mapping_is_kept_for_the_plan_and_used_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let file = "Nr,Was,Wer,Bis\n1A,Publish the offer,RS,04/05/22\n";
    write(folder.path(), "partner.csv", file);
    let map = "name = \"Partner X\"\ndates = \"month-first\"\n[columns]\nNr = \"code\"\nWas = \"title\"\nWer = \"lead\"\nBis = \"finish\"\n";
    write(folder.path(), "partner.toml", map);
    let refused = trial(folder.path(), "partner.csv", &["--dry-run"]);
    assert!(
        refused.code != 0 && refused.err.contains("--map"),
        "a heading that nobody knows is asked about: {}",
        refused.err
    );
    let tried = trial(folder.path(), "partner.csv", &["--dry-run", "--map", "partner.toml"]);
    assert!(tried.out.contains("by the mapping \u{201c}Partner X\u{201d}"), "{}{}", tried.out, tried.err);
    assert_ne!(trial(folder.path(), "partner.csv", &["--dry-run"]).code, 0, "a trial keeps nothing");
    let first = trial(folder.path(), "partner.csv", &["--map", "partner.toml"]);
    assert_eq!(first.code, 0, "{}{}", first.out, first.err);
    write(folder.path(), "partner.csv", file.replace("04/05/22", "04/06/22"));
    let second = trial(folder.path(), "partner.csv", &["--yes"]);
    assert_eq!(second.code, 0, "{}{}", second.out, second.err);
    assert!(second.out.contains("by the mapping \u{201c}Partner X\u{201d}"), "{}", second.out);
    let data = folder.path().join("data").to_string_lossy().into_owned();
    let shown = run(&["plan", "show", "send", "--data", &data, "--json"]);
    assert!(shown.out.contains("2022-04-06"), "{}", shown.out);
}

#[test]
fn quarters_words_and_original_finishes_are_held_as_the_file_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Ref,Action,Lead,Start,Original finish,Revised finish,Status\n\
        1A,Agree it,AB,01/04/2025,30/06/2025,Q3 2025/26,Green\n\
        1B,Write it,AB,Autumn term 2024,31/07/2025,as funds allow,Amber\n\
        1C,Print it,AB,01/04/2025,30/06/2025,,Green\n";
    let file = write(folder.path(), "plan.csv", text);
    let data = folder.path().join("data").to_str().unwrap().to_owned();
    let done = run(&["import", &file, "--plan", "p", "--data", &data, "--by", "operator"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let plan = json(&["plan", "show", "p", "--as-at", "2025-05-01", "--data", &data, "--json"]);
    let dates: Vec<_> = plan["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["start"].as_str().unwrap_or(""),
                row["finish"].as_str().unwrap_or(""),
                row["finish_text"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        dates,
        [
            ("2025-04-01", "2025-10/2025-12", "Q3 2025/26"),
            ("2024-09/2024-12", "", "as funds allow"),
            ("2025-04-01", "2025-06-30", "30/06/2025"),
        ]
    );
    // What stands in place of a day is read in every report, and the finishes of before are a baseline.
    for report in ["board", "chase"] {
        let out = folder.path().join(format!("{report}.md")).to_str().unwrap().to_owned();
        let built = run(&["report", "build", report, "p", "--as-at", "2025-05-01", "--data", &data, "-o", &out]);
        assert_eq!(built.code, 0, "{}", built.err);
        let text = std::fs::read_to_string(&out).unwrap();
        assert!(text.contains("as funds allow"), "{report}: {text}");
    }
    let log = run(&["log", "p", "--data", &data]).out;
    assert!(log.contains("baseline \u{201c}As first planned\u{201d} of 3 rows"), "{log}");
}
