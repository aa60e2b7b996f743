//! Word documents and web pages whose tables are beyond reason.

use super::office::{document, docx_row, docx_table, html_row, page};
use super::{Case, Outcome};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = word();
    cases.extend(web());
    cases
}

fn word() -> Vec<Case> {
    let table = |more: &str| document(&docx_table(more));
    let nested =
        |depth: usize| format!("{}x{}", "<w:tbl><w:tr><w:tc>".repeat(depth), "</w:tc></w:tr></w:tbl>".repeat(depth));
    let span = |span: &str| docx_row(&format!(r#"<w:gridSpan w:val="{span}"/>"#), &["1B"]);
    vec![
        Case::new("docx: a sound one", table(""), Outcome::Read(1)),
        Case::refused(
            "docx: tables in each other, 1,000 deep",
            document(&(docx_table("") + &nested(1_000))),
            "XML with elements in each other",
        ),
        Case::ends("docx: tables in each other, 15 deep", document(&(docx_table("") + &nested(15)))),
        Case::ends(
            "docx: 100,000 tables",
            document(&(docx_table("") + &"<w:tbl><w:tr><w:tc/></w:tr></w:tbl>".repeat(19_000))),
        ),
        Case::ends(
            "docx: a cell that goes on 19,000 rows",
            table(&docx_row("<w:vMerge/>", &["", "", ""]).repeat(19_000)),
        ),
        Case::ends(
            "docx: a cell that begins 19,000 times",
            table(&docx_row(r#"<w:vMerge w:val="restart"/>"#, &["a", "b"]).repeat(19_000)),
        ),
        Case::ends("docx: a cell over 4 billion columns", table(&span("4294967295"))),
        Case::refused("docx: a cell over 201 columns", table(&span("201")), "something in column 201"),
        Case::ends("docx: a cell over 200 columns", table(&span("200"))),
        Case::ends(
            "docx: rows that begin after 4 billion columns",
            table(&r#"<w:tr><w:trPr><w:gridBefore w:val="4294967295"/></w:trPr><w:tc/></w:tr>"#.repeat(10_000)),
        ),
        Case::refused(
            "docx: a row of 100,000 cells",
            table(&format!("<w:tr>{}</w:tr>", "<w:tc/>".repeat(100_000))),
            "something in column 201",
        ),
        Case::refused(
            "docx: 20,001 rows",
            table(&docx_row("", &["1B", "Write"]).repeat(19_999)),
            "more than 20000 rows",
        ),
        Case::ends(
            "docx: a million paragraphs",
            document(&(docx_table("") + &"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(300_000))),
        ),
        Case::ends(
            "docx: a paragraph of 5 MB",
            document(
                &(docx_table("")
                    + &format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "4 of 5 (80%) are done. ".repeat(200_000))),
            ),
        ),
        Case::refused(
            "docx: without its document",
            super::office::container(&[("word/other.xml", b"<a/>")]),
            "a Word file without its document",
        ),
    ]
}

fn web() -> Vec<Case> {
    let cell = |attributes: &str| format!("<tr><td {attributes}>x</td></tr>");
    let many = |tag: &str, count: usize| tag.repeat(count);
    vec![
        Case::new("html: a sound one", page(""), Outcome::Read(1)),
        Case::refused(
            "html: a cell over 4 billion columns",
            page(&cell(r#"colspan="4294967295""#)),
            "something in column",
        ),
        Case::ends(
            "html: a cell over 4 billion rows",
            page(&(cell(r#"rowspan="4294967295""#) + &html_row(&["a"]).repeat(19_000))),
        ),
        Case::ends("html: spans that are no numbers", page(&cell(r#"colspan="-1" rowspan="99999999999999999999""#))),
        Case::refused(
            "html: every cell over many rows, row on row",
            page(&cell(r#"rowspan="65534""#).repeat(19_000)),
            "something in column",
        ),
        Case::ends("html: a million cells that never close", page(&many("<td>", 1_000_000))),
        Case::ends("html: a million rows that never close", page(&many("<tr>", 1_000_000))),
        Case::refused(
            "html: a million tables that never close",
            page(&many("<table>", 1_000_000)),
            "tables in each other",
        ),
        Case::ends("html: a million paragraphs that never close", page(&many("<p>a", 1_000_000))),
        Case::ends("html: a million divisions in each other", page(&many("<div>", 1_000_000))),
        Case::ends("html: a million ends", page(&many("</table></td>", 1_000_000))),
        Case::ends("html: a script that never closes", page(&format!("<script>{}", "<td>".repeat(1_000_000)))),
        Case::ends("html: a comment that never closes", page(&format!("<!--{}", "<td>".repeat(1_000_000)))),
        Case::ends(
            "html: a million attributes",
            page(&format!("<td {}>x", (0..1_000_000).map(|n| format!("a{n} ")).collect::<String>())),
        ),
        Case::ends(
            "html: an attribute of 10 MB",
            page(&cell(&format!("style=\"{}\"", "background:;".repeat(900_000)))),
        ),
        Case::ends(
            "html: letters by number",
            page(&format!("<tr><td>{}", "&#x41;&amp;&nosuch;&#99999999999;".repeat(200_000))),
        ),
        Case::ends("html: open marks", page(&many("<", 5_000_000))),
        Case::refused(
            "html: a cell of 20 MB",
            page(&html_row(&["1B", &"ab ".repeat(7_000_000)])),
            "a cell of more than 32767 letters",
        ),
        Case::refused("html: 20,001 rows", page(&html_row(&["1B", "Write"]).repeat(19_999)), "more than 20000 rows"),
    ]
}
