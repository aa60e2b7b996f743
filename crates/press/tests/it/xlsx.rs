//! The workbook, read back by another library and part by part, and opened by LibreOffice.

use crate::libre_office;
use crate::parts::{Element, unzipped};
use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use onpace_press::by_ending;
use onpace_report::document::{Block, Cell, Document};
use onpace_testkit::document as sample;
use std::io::Cursor;

fn written(document: &Document) -> Vec<u8> {
    by_ending("xlsx").unwrap().write(document).unwrap()
}

fn opened(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(written(document))).unwrap()
}

fn sheet(document: &Document, name: &str) -> Range<Data> {
    opened(document).worksheet_range(name).unwrap()
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn the_cover_comes_first_and_lists_one_sheet_a_table() {
    let book = opened(&sample::document());
    assert_eq!(book.sheet_names(), ["Cover", "Pace data", "Heat data", "Timeline data", "Plan", "Figures"]);
    let cover = sheet(&sample::document(), "Cover");
    let lines: Vec<(String, String)> =
        (0..u32::try_from(cover.height()).unwrap()).map(|row| (text(&cover, row, 0), text(&cover, row, 1))).collect();
    assert_eq!(lines[0].0, "Board report");
    assert_eq!(lines[1].0, "Written Statement of Action");
    for line in [
        ("As at", "Sunday 22 May 2022"),
        ("Plan", "Every action, by focus area"),
        ("▲\u{a0}Red", "Red, in a plain sentence."),
    ] {
        assert!(lines.contains(&(line.0.to_owned(), line.1.to_owned())), "{line:?}");
    }
    assert!(lines.iter().all(|(first, _)| !first.is_empty()), "no blank line stands between others");
}

#[test]
fn each_sheet_has_its_title_in_a1_and_its_table_at_the_same_row() {
    let mut book = opened(&sample::document());
    book.load_tables().unwrap();
    let tables: Vec<String> = book.table_names().into_iter().cloned().collect();
    assert_eq!(tables.len(), 5);
    for name in tables {
        let table = book.table_by_name(&name).unwrap();
        let range = book.worksheet_range(table.sheet_name()).unwrap();
        assert!(!text(&range, 0, 0).is_empty());
        assert_eq!(table.data().start(), Some((5, 0)), "{name}");
        let headings: Vec<String> =
            (0..u32::try_from(table.columns().len()).unwrap()).map(|column| text(&range, 4, column)).collect();
        assert_eq!(headings, table.columns());
    }
    let plan = sheet(&sample::document(), "Plan");
    assert_eq!(text(&plan, 0, 0), "Every action, by focus area");
    assert_eq!(text(&plan, 2, 0), "Durations count Monday to Friday. A blank cell means that nothing was said.");
}

#[test]
fn cells_are_values_of_their_own_kind_and_no_text_is_a_formula() {
    let document = sample::document();
    let plan = sheet(&document, "Plan");
    let headings: Vec<String> = (0..10).map(|column| text(&plan, 4, column)).collect();
    assert_eq!(
        headings[3..8],
        ["Duration (working days)", "Start", "Finish", "% complete", "Behind (percentage points)"]
    );
    let row = 6;
    let value = |column| plan.get_value((row, column)).unwrap().clone();
    assert_eq!(value(0), Data::String("1A.0".into()));
    assert!(
        matches!(value(1), Data::String(words) if words.starts_with("=HYPERLINK(\"http://evil.example\",\"click\") <b>bold</b> & #strong[not markup]"))
    );
    assert_eq!(value(3), Data::Float(24.0));
    let Data::DateTime(start) = value(4) else { panic!("{:?} is no date", value(4)) };
    assert_eq!(start.to_ymd_hms_milli(), (2022, 4, 13, 0, 0, 0, 0));
    assert_eq!(value(5), Data::String("May 2022".into()));
    assert_eq!(value(6), Data::Float(90.0));
    assert_eq!(value(7), Data::Float(-10.0));
    assert_eq!(value(9), Data::String("▲\u{a0}Red".into()));
    assert_eq!(plan.get_value((5, 6)), Some(&Data::Float(7.1)));
    let mut book = opened(&document);
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name} holds a formula");
    }
}

#[test]
fn nothing_is_merged_nothing_acts_and_headers_stay_in_sight() {
    let parts = unzipped(&written(&sample::document()));
    for (name, content) in &parts {
        assert!(!name.contains("vba") && !name.contains("externalLink") && !name.contains("connections"), "{name}");
        if name.starts_with("xl/worksheets/sheet") {
            let sheet = Element::read(content);
            assert!(sheet.all("mergeCell").is_empty() && sheet.all("f").is_empty());
            if name != "xl/worksheets/sheet1.xml" {
                assert_eq!(sheet.first("pane").unwrap().attribute("ySplit"), "5");
                assert_eq!(sheet.all("tablePart").len(), 1);
            }
        }
    }
    let properties = Element::read(&parts["docProps/core.xml"]);
    assert_eq!(properties.first("dc:title").unwrap().words(), "Board report: Written Statement of Action");
    assert_eq!(properties.first("dcterms:created").unwrap().words(), "2022-05-22T00:00:00Z");
    assert_eq!(properties.first("dc:creator").map(Element::words).unwrap_or_default(), "");
}

#[test]
fn hostile_names_and_values_still_make_a_workbook() {
    let mut document = sample::document();
    document.title = "=1+1\u{0}".into();
    document.details.push(("@cmd".into(), "+44\u{1b}".into()));
    for block in &mut document.blocks {
        match block {
            Block::Chart(chart) => chart.table.id = "a/b*[c]:\\?-with-a-name-beyond-thirty-one-letters".into(),
            Block::Table(table) => {
                table.id = "figures".into();
                table.caption = "=cmd|' /C calc'!A0".into();
                table.columns[1].label = "Code".into();
                table.columns[2].label = String::new();
                table.rows[1].cells[1] = Cell::Text("x".repeat(50_000));
                table.rows[2].cells.truncate(1);
            }
            _ => {}
        }
    }
    let cover = sheet(&document, "Cover");
    assert_eq!(text(&cover, 0, 0), "=1+1");
    let names = opened(&document).sheet_names().clone();
    assert_eq!(names[4..], ["Figures", "Figures (2)"]);
    assert!(names.iter().all(|name| name.chars().count() <= 31));
    let plan = sheet(&document, "Figures");
    assert_eq!(text(&plan, 0, 0), "=cmd|' /C calc'!A0");
    assert_eq!([text(&plan, 4, 0), text(&plan, 4, 1), text(&plan, 4, 2)], ["Code", "Code (2)", "Column"]);
    assert_eq!(text(&plan, 6, 1).chars().count(), 32_767);
    assert!(opened(&document).worksheet_formula("Figures").unwrap().is_empty());
}

#[test]
fn a_table_without_rows_says_so() {
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            table.rows.clear();
        }
    }
    assert_eq!(text(&sheet(&document, "Plan"), 5, 0), "Nothing to list");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert!(written(&sample::document()) == written(&sample::document()));
}

#[test]
fn libre_office_opens_it() {
    if let Some(pdf) = libre_office::printed(&written(&sample::document()), "xlsx") {
        assert!(pdf.starts_with(b"%PDF-"));
    }
}
