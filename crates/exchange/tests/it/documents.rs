//! Documents and pages as people really write them: tables over pages, merged rows, lists in cells,
//! tracked changes, tables in tables. **Not here.** Workbooks (`trackers`).

use crate::{names, officers, row};
use onpace_core::plan::RowKind;
use onpace_exchange::{Draft, read};
use std::io::{Cursor, Write as _};

fn draft(bytes: &[u8]) -> Draft {
    let draft = read(bytes, "plan").unwrap_or_else(|refusal| panic!("{refusal}"));
    assert!(draft.account.rows().balance(), "{:?}", draft.account.rows());
    draft
}

/// A Word document with a body, as Word writes it.
fn word(body: &str) -> Vec<u8> {
    let main = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        ("word/document.xml", format!("<w:document {main}><w:body>{body}</w:body></w:document>")),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

fn cell(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

fn table_row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| cell("", &paragraph(text))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(rows: &str) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
}

const HEADINGS: [&str; 5] = ["Ref", "Action", "Lead", "Start", "Finish"];

#[test]
fn a_table_over_several_pages_with_its_headings_again_is_one() {
    let heading = table_row(&HEADINGS);
    let one = table_row(&["1A", "Publish the offer", "RS", "13/04/22", "31/05/22"]);
    let two = table_row(&["1B", "Train the staff", "DH", "13/04/22", "30/06/22"]);
    let three = table_row(&["1C", "Agree the pathway", "DH", "13/04/22", "30/06/22"]);
    let page = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
    let body = table(&(heading.clone() + &one)) + page + &table(&(heading + &two)) + page + &table(&three);
    let draft = draft(&word(&body));
    assert_eq!(names(&draft), ["1A", "1B", "1C"]);
    assert_eq!(draft.account.rows().headings, 2);
}

#[test]
fn a_row_of_one_merged_cell_is_a_focus_area() {
    let merged = |text: &str| format!("<w:tr>{}</w:tr>", cell("<w:gridSpan w:val=\"5\"/>", &paragraph(text)));
    let rows = table_row(&HEADINGS)
        + &merged("Priority 1: Joint commissioning")
        + &table_row(&["1A", "Agree the budget", "RS", "13/04/22", "31/05/22"])
        + &merged("Workforce")
        + &table_row(&["2A", "Train the staff", "DH", "13/04/22", "30/06/22"]);
    let draft = draft(&word(&table(&rows)));
    let kinds: Vec<RowKind> = draft.plan.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::FocusArea, RowKind::Action, RowKind::FocusArea, RowKind::Action]);
    assert_eq!(draft.plan.level_name, "Priority");
    assert_eq!(&*draft.plan.rows[0].title, "Joint commissioning");
}

#[test]
fn cells_merged_downwards_count_in_each_row() {
    let down = |text: &str, begins: bool| {
        let merge = if begins { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" };
        cell(merge, &paragraph(text))
    };
    let plain = |text: &str| cell("", &paragraph(text));
    let rows = table_row(&["Pillar", "Ref", "Action", "Lead", "Finish"])
        + &format!(
            "<w:tr>{}{}{}{}{}</w:tr>",
            down("Early help", true),
            plain("A1"),
            plain("Map it"),
            down("RS", true),
            plain("31/05/22")
        )
        + &format!(
            "<w:tr>{}{}{}{}{}</w:tr>",
            down("", false),
            plain("A2"),
            plain("Publish it"),
            down("", false),
            plain("30/06/22")
        );
    let draft = draft(&word(&table(&rows)));
    assert_eq!(officers(row(&draft, "A2")), ["RS"]);
    assert_eq!(row(&draft, "A2").focus_area, row(&draft, "A1").focus_area);
    assert_eq!(draft.plan.focus_areas().count(), 1);
}

#[test]
fn lists_in_a_cell_are_its_lines() {
    let item = |depth: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let notes =
        paragraph("Done so far:") + &item(0, "survey sent") + &item(1, "40 replies") + &item(0, "draft written");
    let cells =
        ["1A", "Publish the offer", "31/05/22"].map(|text| cell("", &paragraph(text))).concat() + &cell("", &notes);
    let rows = table_row(&["Ref", "Action", "Finish", "Progress update"]) + &format!("<w:tr>{cells}</w:tr>");
    let draft = draft(&word(&table(&rows)));
    assert_eq!(row(&draft, "1A").notes.as_deref(), Some("Done so far:\nsurvey sent\n40 replies\ndraft written"));
}

#[test]
fn tracked_changes_are_read_as_if_accepted() {
    let changed = format!(
        "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\"/></w:rPr></w:pPr>{}<w:del w:id=\"2\"><w:r><w:delText>31/05/22</w:delText></w:r></w:del>\
         <w:ins w:id=\"3\">{}</w:ins></w:p>",
        "",
        run("30/06/22")
    );
    let moved = format!(
        "<w:p><w:moveFrom w:id=\"4\">{}</w:moveFrom><w:moveTo w:id=\"5\">{}</w:moveTo></w:p>",
        run("Old words"),
        run("Publish the offer")
    );
    let row_of = |mark: &str, code: &str| {
        let cells = cell("", &paragraph(code)) + &cell("", &moved) + &cell("", &paragraph("RS")) + &cell("", &changed);
        format!("<w:tr><w:trPr>{mark}</w:trPr>{cells}</w:tr>")
    };
    let rows = table_row(&["Ref", "Action", "Lead", "Finish"])
        + &row_of("", "1A")
        + &row_of("<w:ins w:id=\"6\"/>", "1B")
        + &row_of("<w:del w:id=\"7\"/>", "1C");
    let draft = draft(&word(&table(&rows)));
    assert_eq!(names(&draft), ["1A", "1B"], "a row that was taken out is gone, one that was put in is there");
    assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-06-30");
    assert_eq!(&*row(&draft, "1A").title, "Publish the offer");
}

#[test]
fn a_table_in_a_cell_does_not_shift_the_columns() {
    let inner = table(&format!(
        "<w:tr>{}</w:tr><w:tr>{}{}</w:tr>",
        cell("<w:gridSpan w:val=\"2\"/>", &paragraph("Steps")),
        cell("<w:vMerge/>", &paragraph("first")),
        cell("", &paragraph("second"))
    ));
    let cells = cell("", &paragraph("1A"))
        + &cell("", &(paragraph("Publish the offer") + &inner + "<w:p/>"))
        + &cell("", &paragraph("RS"))
        + &cell("", &paragraph("13/04/22"))
        + &cell("", &paragraph("31/05/22"));
    let rows = table_row(&HEADINGS) + &format!("<w:tr>{cells}</w:tr>");
    let draft = draft(&word(&table(&rows)));
    assert_eq!(&*row(&draft, "1A").title, "Publish the offer Steps first second");
    assert_eq!(officers(row(&draft, "1A")), ["RS"]);
    assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-05-31");
}

#[test]
fn content_controls_are_read_and_their_prompts_are_not() {
    let control = |shown: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr/><w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:tc>",
            paragraph(text)
        )
    };
    let cells = cell("", &paragraph("1A"))
        + &cell("", &paragraph("Publish the offer"))
        + &control("", "RS")
        + &control("<w:showingPlcHdr/>", "Click to choose a date")
        + &control("", "31/05/22");
    let rows = table_row(&HEADINGS) + &format!("<w:tr>{cells}</w:tr>");
    let draft = draft(&word(&table(&rows)));
    assert_eq!(officers(row(&draft, "1A")), ["RS"]);
    assert!(row(&draft, "1A").start.is_none() && draft.findings.is_empty(), "{:?}", draft.findings);
}

#[test]
fn a_page_with_spans_entities_and_a_table_in_a_cell() {
    let page = "<!DOCTYPE html><html><head><title>x</title><style>td{color:red}</style></head><body><h1>SEND &amp; inclusion plan</h1>
        <p>Position as at 22 May 2022</p><script>var a='<table>';</script>
        <table><tr><th rowspan=2>Ref<th rowspan=2>Action<th rowspan=2>Lead<th colspan=2>Timescale</tr>
        <tr><th>Start<th>Finish</tr>
        <tr><td colspan=5>Priority 1 &ndash; Early help</td></tr>
        <tr><td>1A<td>Publish the caf&eacute;&#8217;s
           <b>offer</b><td rowspan=2>RS<td>13/04/22<td>31/05/22
        <tr><td>1B<td>Train staff<table><tr><td>in May</td></tr></table><td>13/04/22<td>30/06/22</table></body></html>";
    let draft = draft(page.as_bytes());
    assert_eq!(draft.plan.title, "SEND & inclusion plan");
    assert_eq!(&*row(&draft, "1A").title, "Publish the caf\u{e9}\u{2019}s offer");
    assert_eq!(officers(row(&draft, "1B")), ["RS"]);
    assert_eq!(row(&draft, "1B").finish.as_ref().unwrap().when.to_string(), "2022-06-30");
    assert_eq!(&*row(&draft, "1B").title, "Train staff");
    assert_eq!(draft.plan.focus_areas().count(), 1);
}

#[test]
fn delimited_text_in_every_code_and_with_every_separator_is_the_same_plan() {
    let text = |separator: char| {
        let line = |cells: [&str; 4]| cells.join(&separator.to_string());
        [
            line(["Ref", "Action", "Lead", "Finish"]),
            line(["1A", "Publish the caf\u{e9}\u{2019}s offer", "RS", "31/05/22"]),
        ]
        .join("\r\n")
    };
    let utf_16 = |text: &str, code: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(code).collect()
    };
    for separator in [',', ';', '\t'] {
        let text = text(separator);
        let (cp1252, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        for (code, bytes) in [
            ("UTF-8", text.clone().into_bytes()),
            ("UTF-8 with a mark", format!("\u{feff}{text}").into_bytes()),
            ("UTF-16 LE", utf_16(&text, u16::to_le_bytes)),
            ("UTF-16 BE", utf_16(&text, u16::to_be_bytes)),
            ("Windows-1252", cp1252.into_owned()),
        ] {
            let draft = draft(&bytes);
            assert_eq!(&*row(&draft, "1A").title, "Publish the caf\u{e9}\u{2019}s offer", "{code} {separator:?}");
            assert_eq!(row(&draft, "1A").finish.as_ref().unwrap().when.to_string(), "2022-05-31");
        }
    }
}
