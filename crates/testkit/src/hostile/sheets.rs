//! Workbooks whose sheets, styles, strings and relations are beyond reason.

use super::office::{ods_row, ods_table, plan_rows, row, sheet, spreadsheet, workbook};
use super::{Case, Outcome};
use std::fmt::Write as _;

fn with(before: &str, more: &str, after: &str) -> Vec<u8> {
    workbook(&sheet(before, &(plan_rows() + more), after), &[])
}

fn beside(part: &str, text: &str) -> Vec<u8> {
    workbook(&sheet("", &plan_rows(), ""), &[(part, text)])
}

fn relations(targets: &[&str]) -> String {
    let one = |(n, target): (usize, &&str)| format!(r#"<Relationship Id="rId{}" Target="{target}"/>"#, n + 1);
    format!("<Relationships>{}</Relationships>", targets.iter().enumerate().map(one).collect::<String>())
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = books();
    cases.extend(parts());
    cases.extend(open_documents());
    cases
}

fn books() -> Vec<Case> {
    let cells = |count: usize| format!("<row r=\"3\">{}</row>", "<c t=\"str\"><v>x</v></c>".repeat(count));
    let one = |reference: &str| format!(r#"<row r="3"><c r="{reference}" t="str"><v>x</v></c></row>"#);
    let merged = |refs: &str, count: usize| {
        format!("<mergeCells>{}</mergeCells>", format!(r#"<mergeCell ref="{refs}"/>"#).repeat(count))
    };
    let rows: String = (3..20_001).map(|n| row(n, &["1A", "Write", "RS"])).collect();
    vec![
        Case::refused("a million columns", with("", &cells(1_000_000), ""), "something in column 201"),
        Case::refused("a cell in column XFD", with("", &one("XFD3"), ""), "something in column 16384"),
        Case::refused("a cell in column ZZZZZZZ", with("", &one("ZZZZZZZ3"), ""), "something in column"),
        Case::refused(
            "a cell of 20 MB",
            with("", &row(3, &["1B", &(0..3_000_000).map(|n| n.to_string()).collect::<String>()]), ""),
            "a cell of more than 32767 letters",
        ),
        Case::ends(
            "the row 4 billion",
            with("", &row(u32::MAX, &["1B", "Write"]).replace(r#"<row r="4294967295""#, r#"<row r="99999999999""#), ""),
        ),
        Case::ends(
            "rows that count beyond",
            with("", &format!("{}<row><c t=\"str\"><v>1B</v></c></row>", row(u32::MAX, &["1B", "Write"])), ""),
        ),
        Case::ends("all merged with all, 100,000 times", with("", &rows, &merged("A1:XFD1048576", 100_000))),
        Case::ends("merged backwards", with("", &rows, &merged("XFD20000:A1", 100_000))),
        Case::ends(
            "each column merged down",
            with(
                "",
                &rows,
                &(0..26u8).map(|n| merged(&format!("{0}2:{0}20000", char::from(b'A' + n)), 1_000)).collect::<String>(),
            ),
        ),
        Case::ends(
            "a million hidden columns",
            with(&r#"<col min="1" max="4294967295" hidden="1"/>"#.repeat(300_000), "", ""),
        ),
        Case::ends(
            "a style that there is not",
            with("", r#"<row r="3"><c r="A3" s="4294967295"><v>5</v></c></row>"#, ""),
        ),
        Case::ends(
            "numbers beyond all",
            with(
                "",
                &["1e999", "-1e308", "NaN", "inf", "99999999999999999999"]
                    .iter()
                    .map(|v| format!("<row><c><v>{v}</v></c></row>"))
                    .collect::<String>(),
                "",
            ),
        ),
        Case::ends("formulas only", with("", &"<row><c><f>A1</f></c></row>".repeat(100_000), "")),
    ]
}

/// Rows of numbers that hardly repeat, under headings.
fn wide(rows: u32, columns: u32) -> String {
    let mut text = super::office::row(1, &super::office::PLAN[0]);
    let mut number = 1u32;
    for _ in 1..rows {
        text.push_str("<row>");
        for _ in 0..columns {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let _ = write!(text, "<c><v>{number}</v></c>");
        }
        text.push_str("</row>");
    }
    text
}

fn parts() -> Vec<Case> {
    let strings: String = "<si><t>a</t></si>".repeat(2_000_000);
    let shared = |index: &str| with("", &format!(r#"<row r="3"><c r="A3" t="s"><v>{index}</v></c></row>"#), "");
    let styles = format!(
        "<styleSheet><fills>{}</fills><cellXfs>{}</cellXfs></styleSheet>",
        r#"<fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill>"#.repeat(100_000),
        r#"<xf numFmtId="14" fillId="3"/>"#.repeat(600_000)
    );
    let mut formats = String::new();
    for n in 0..100_000 {
        let _ = write!(formats, r#"<numFmt numFmtId="{n}" formatCode="m{n}mmm"/>"#);
    }
    let long = format!(r#"<numFmt numFmtId="1" formatCode="{}"/>"#, "m".repeat(90_000)).repeat(20);
    let book = |sheets: usize| {
        let one = |n: usize| format!(r#"<sheet name="S{n}" r:id="rId1"/>"#);
        format!("<workbook><sheets>{}</sheets></workbook>", (0..sheets).map(one).collect::<String>())
    };
    vec![
        Case::ends("two million shared strings", beside("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>"))),
        Case::ends(
            "strings in strings",
            beside("xl/sharedStrings.xml", &format!("<sst>{}{}</sst>", "<si>".repeat(60), "</si>".repeat(60))),
        ),
        Case::ends("a string out of range", shared("4294967296")),
        Case::ends("a string below the first", shared("-1")),
        Case::ends("styles by the million", beside("xl/styles.xml", &styles)),
        Case::ends("formats by the hundred thousand", beside("xl/styles.xml", &format!("<s>{formats}</s>"))),
        Case::ends("formats of 90,000 letters", beside("xl/styles.xml", &format!("<s>{long}</s>"))),
        Case::refused(
            "one sheet listed 100,000 times",
            beside("xl/workbook.xml", &book(100_000)),
            "a workbook of 100000 sheets",
        ),
        Case::ends("20,000 rows of 100 columns", workbook(&sheet("", &wide(20_000, 100), ""), &[])),
        Case::ends(
            "255 sheets of 1,000 rows",
            workbook(&sheet("", &wide(1_000, 6), ""), &[("xl/workbook.xml", &book(255))]),
        ),
        Case::ends(
            "relations that point outside",
            beside("xl/_rels/workbook.xml.rels", &relations(&["../../../etc/passwd/sheet"])),
        ),
        Case::ends(
            "relations that point at a host",
            beside("xl/_rels/workbook.xml.rels", &relations(&["http://127.0.0.1:9/sheet1.xml"])),
        ),
        Case::ends(
            "relations that point at themselves",
            beside("xl/_rels/workbook.xml.rels", &relations(&["_rels/workbook.xml.rels?sheet", "workbook.xml#sheet"])),
        ),
        Case::ends(
            "a sheet that is the list of sheets",
            beside("xl/_rels/workbook.xml.rels", &relations(&["/xl/worksheets/../workbook.xml"])),
        ),
        Case::ends(
            "a hundred thousand relations",
            beside("xl/_rels/workbook.xml.rels", &relations(&vec!["worksheets/sheet1.xml"; 100_000])),
        ),
    ]
}

fn open_documents() -> Vec<Case> {
    let table = |more: &str| spreadsheet("", &ods_table(more));
    let repeated = |attributes: &str| ods_row(attributes, &["1B", "Write", "RS"]);
    let cell = |attributes: &str| {
        format!(
            "<table:table-row><table:table-cell {attributes}><text:p>x</text:p></table:table-cell></table:table-row>"
        )
    };
    let styles: String = (0..200_000)
        .map(|n| format!(r##"<style:style style:name="s{n}"><p fo:background-color="#ff0000"/></style:style>"##))
        .collect();
    let spans = |rows: u32| {
        format!(
            r#"<table:table-row><table:table-cell table:number-rows-spanned="{rows}"><text:p>over</text:p></table:table-cell></table:table-row>{}"#,
            "<table:table-row><table:covered-table-cell/></table:table-row>".repeat(20_000 - 3)
        )
    };
    vec![
        Case::new("ods: a sound one", table(""), Outcome::Read(1)),
        Case::refused(
            "ods: a row 4 billion times",
            table(&repeated(r#" table:number-rows-repeated="4294967295""#)),
            "more than 20000 rows in sheet Plan",
        ),
        Case::ends(
            "ods: a blank row 4 billion times, twice",
            table(&ods_row(r#" table:number-rows-repeated="4294967295""#, &[""]).repeat(2)),
        ),
        Case::refused(
            "ods: a cell 4 billion times",
            table(&cell(r#"table:number-columns-repeated="4294967295""#)),
            "something in column",
        ),
        Case::ends("ods: a cell over 4 billion rows", table(&spans(u32::MAX))),
        Case::ends(
            "ods: spans beyond numbers",
            table(&cell(r#"table:number-rows-spanned="99999999999" table:number-columns-spanned="-1""#)),
        ),
        Case::ends("ods: styles by the hundred thousand", spreadsheet(&styles, &ods_table(""))),
        Case::ends(
            "ods: a million blank cells",
            table(&format!("<table:table-row>{}</table:table-row>", "<table:table-cell/>".repeat(1_000_000))),
        ),
        Case::ends(
            "ods: tables in a table",
            spreadsheet(
                "",
                &format!("{}{}", r#"<table:table table:name="a">"#.repeat(40), "</table:table>".repeat(40)),
            ),
        ),
        Case::ends(
            "ods: 100,000 tables",
            spreadsheet("", &(ods_table("") + &r#"<table:table table:name="a"/>"#.repeat(100_000))),
        ),
    ]
}
