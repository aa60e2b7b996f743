//! Small office files, made of texts. **Not here.** What is wrong with any of them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A zip container of parts, packed.
#[must_use]
pub fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A container with each part as the change makes it; what it makes nothing of stays.
pub fn changed(container: &[u8], change: impl Fn(&str, &[u8]) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(container)).unwrap();
    let parts: Vec<(String, Vec<u8>)> = (0..from.len())
        .map(|at| {
            let mut part = from.by_index(at).unwrap();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut part, &mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .map(|(name, content)| (name.clone(), change(&name, &content).unwrap_or(content)))
        .collect();
    // Not packed, so that the bytes are others also where nothing is changed.
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, stored).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet, with other parts beside it.
#[must_use]
pub fn workbook(sheet: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, text) in others {
        parts.retain(|(known, _)| known != name);
        parts.push((name, text.as_bytes()));
    }
    container(&parts)
}

/// A sheet around rows, with what stands before and after them.
#[must_use]
pub fn sheet(before: &str, rows: &str, after: &str) -> String {
    format!(r#"<?xml version="1.0"?><worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"#)
}

/// A row of a sheet, from texts.
#[must_use]
pub fn row(number: u32, cells: &[&str]) -> String {
    let mut text = format!(r#"<row r="{number}">"#);
    for (letter, cell) in ('A'..='Z').zip(cells) {
        let _ =
            write!(text, r#"<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{cell}</t></is></c>"#);
    }
    text + "</row>"
}

/// The headings and the first action of every plan here.
pub const PLAN: [[&str; 6]; 2] = [
    ["Ref", "Action", "Lead", "Start", "Finish", "% complete"],
    ["1A", "Write", "RS", "13/04/2022", "31/05/2022", "5%"],
];

/// Those two rows of a sheet.
#[must_use]
pub fn plan_rows() -> String {
    row(1, &PLAN[0]) + &row(2, &PLAN[1])
}

/// An `OpenDocument` spreadsheet around what stands in its body.
#[must_use]
pub fn spreadsheet(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:fo="f"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

/// A row of such a spreadsheet; `attributes` of the row, then its cells.
#[must_use]
pub fn ods_row(attributes: &str, cells: &[&str]) -> String {
    let cell = |text: &&str| format!(r"<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    format!("<table:table-row{attributes}>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

/// Those two rows as an `OpenDocument` table of a name, with more rows.
#[must_use]
pub fn ods_table(more: &str) -> String {
    let plan: String = PLAN.iter().map(|cells| ods_row("", cells)).collect();
    format!(r#"<table:table table:name="Plan">{plan}{more}</table:table>"#)
}

/// A Word document around its body.
#[must_use]
pub fn document(body: &str) -> Vec<u8> {
    let text = format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    container(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", text.as_bytes())])
}

/// A row of a Word table; `properties` of each cell.
#[must_use]
pub fn docx_row(properties: &str, cells: &[&str]) -> String {
    let cell =
        |text: &&str| format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
}

/// Those two rows as a Word table, with more rows.
#[must_use]
pub fn docx_table(more: &str) -> String {
    let plan: String = PLAN.iter().map(|cells| docx_row("", cells)).collect();
    format!("<w:tbl>{plan}{more}</w:tbl>")
}

/// A row of a web page's table.
#[must_use]
pub fn html_row(cells: &[&str]) -> String {
    format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>())
}

/// Those two rows as a web page, with more rows.
#[must_use]
pub fn page(more: &str) -> String {
    let plan: String = PLAN.iter().map(|cells| html_row(cells)).collect();
    format!("<!DOCTYPE html><html><body><table>{plan}{more}</table></body></html>")
}

/// A Microsoft Project XML file around tasks and what follows them.
#[must_use]
pub fn mspdi(tasks: &str, after: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Title>Plan</Title><Tasks>{tasks}</Tasks>{after}</Project>"#
    )
}

/// A task of it, with more elements.
#[must_use]
pub fn task(uid: &str, level: &str, more: &str) -> String {
    format!(
        "<Task><UID>{uid}</UID><ID>{uid}</ID><Name>Write {uid}</Name><OutlineLevel>{level}</OutlineLevel><Start>2022-04-13T08:00:00</Start><Finish>2022-05-31T17:00:00</Finish>{more}</Task>"
    )
}

/// A `GanttProject` file around tasks and what follows them.
#[must_use]
pub fn gan(tasks: &str, after: &str) -> String {
    format!(r#"<?xml version="1.0"?><project name="Plan"><tasks>{tasks}</tasks>{after}</project>"#)
}

/// A task of it, with what stands in it.
#[must_use]
pub fn gan_task(id: &str, more: &str) -> String {
    format!(r#"<task id="{id}" name="Write {id}" start="2022-04-13" duration="5" complete="5">{more}</task>"#)
}
