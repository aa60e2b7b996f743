//! The CSV file, read back by a CSV reader.

use onpace_press::csv::Csv;
use onpace_press::format::Format;
use onpace_report::document::*;
use onpace_testkit::document as sample;

fn write(document: &Document) -> String {
    String::from_utf8(Csv.write(document).unwrap()).unwrap()
}

fn records(document: &Document) -> Vec<Vec<String>> {
    let text = write(document);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(String::from).collect()).collect()
}

/// The sample with one table of one column, holding these cells.
fn column(cells: Vec<Cell>) -> Document {
    let table = Table {
        id: "one".into(),
        caption: "One".into(),
        columns: vec![Column { label: "=Value".into(), kind: ColumnKind::Text, width: 1 }],
        row_header: 0,
        rows: cells.into_iter().map(|cell| TableRow { group: false, cells: vec![cell] }).collect(),
        note: None,
    };
    Document { blocks: vec![Block::Table(table)], ..sample::document() }
}

#[test]
fn the_largest_table_is_written_with_typed_values() {
    let records = records(&sample::document());
    assert_eq!(records.len(), 32, "a header, a group, thirty actions");
    assert_eq!(
        records[0],
        ["Code", "Task name", "LO/AO", "Duration", "Start", "Finish", "% complete", "Behind", "RAG reported", "Status"]
    );
    assert_eq!(records[1], ["1", "JSNA", "LS/NM", "261", "", "", "7.1", "", "", ""]);
    assert_eq!(records[2][2..], ["DHd/RS", "24", "2022-04-13", "2022-05", "90.0", "-10.0", "Green", "Red"]);
}

#[test]
fn no_text_is_a_formula_and_numbers_stay_numbers() {
    for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"] {
        assert_eq!(records(&column(vec![Cell::Text(text.into())]))[1], [format!("'{text}")], "{text:?}");
    }
    for text in ["1A", "'quoted'", "a=b", "–", "\u{2212}1", "two\nlines", "with \"quotes\", and commas", "é ▲ 漢"]
    {
        assert_eq!(records(&column(vec![Cell::Text(text.into())]))[1], [text], "{text:?}");
    }
    let numbers = records(&column(vec![
        Cell::Count(-3),
        Cell::Days(-1),
        Cell::Points(onpace_core::quantity::Percent::tenths(-5)),
    ]));
    assert_eq!(numbers, [["'=Value"], ["-3"], ["-1"], ["-0.5"]]);
}

#[test]
fn a_document_without_tables_gives_its_figures() {
    let document = Document { blocks: Vec::new(), ..sample::document() };
    insta::assert_snapshot!(write(&document).replace("\r\n", "⏎\n"), @r"
    Figure,Value,How it is counted,Rows⏎
    started,28,Actions with more than 0% reported.,1A 1A.6⏎
    ");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write(&sample::document()), write(&sample::document()));
}
