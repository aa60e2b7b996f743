//! Each limit at its last value, which is read, and one past it, which is refused with its own message.

use crate::hostile::taken;
use onpace_testkit::hostile::office::{
    PLAN, container, document, docx_row, docx_table, gan, gan_task, html_row, mspdi, ods_row, ods_table, page,
    plan_rows, row, sheet, spreadsheet, task, workbook,
};
use onpace_testkit::hostile::pdfs;
use std::fmt::Write as _;

/// How many actions a file is read as, or what was found in it.
fn outcome(bytes: &[u8]) -> Result<usize, String> {
    taken(bytes).map(|draft| draft.plan.actions().count()).map_err(|refusal| refusal.found)
}

/// A format's file for a value: of so many rows, columns or letters.
type Made = fn(usize) -> Vec<u8>;

fn held(limit: usize, rows: Option<usize>, found: &str, formats: &[(&str, Made)]) {
    for (format, made) in formats {
        let at = outcome(&made(limit));
        assert!(at.as_ref().is_ok_and(|read| rows.is_none_or(|rows| rows == *read)), "{format} at {limit}: {at:?}");
        let past = outcome(&made(limit + 1)).unwrap_err();
        assert!(past.starts_with(found), "{format} at {}: {past}", limit + 1);
    }
}

const ACTION: [&str; 6] = ["1B", "Read", "RS", "13/04/2022", "31/05/2022", "5%"];

#[test]
fn twenty_thousand_rows_are_read_and_one_more_is_not() {
    let formats: &[(&str, Made)] = &[
        ("xlsx", |rows| {
            workbook(
                &sheet(
                    "",
                    &(row(1, &PLAN[0])
                        + &"<row><c t=\"str\"><v>1B</v></c><c t=\"str\"><v>Read</v></c></row>".repeat(rows - 1)),
                    "",
                ),
                &[],
            )
        }),
        ("ods", |rows| spreadsheet("", &ods_table(&ods_row("", &ACTION).repeat(rows - 2)))),
        ("ods, a row many times", |rows| {
            spreadsheet("", &ods_table(&ods_row(&format!(" table:number-rows-repeated=\"{}\"", rows - 2), &ACTION)))
        }),
        ("docx", |rows| document(&docx_table(&docx_row("", &ACTION).repeat(rows - 2)))),
        ("html", |rows| page(&html_row(&ACTION).repeat(rows - 2)).into_bytes()),
    ];
    held(20_000, Some(19_999), "more than 20000 rows in ", formats);
    let schedules: &[(&str, Made)] = &[
        ("mspdi", |rows| mspdi(&task("1", "1", "").repeat(rows), "").into_bytes()),
        ("gan", |rows| gan(&gan_task("1", "").repeat(rows), "").into_bytes()),
    ];
    held(20_000, Some(20_000), "more than 20000 rows in the schedule", schedules);
}

#[test]
fn two_hundred_columns_are_read_and_one_more_is_not() {
    fn wide(columns: usize) -> Vec<String> {
        ["1B", "Read"].iter().map(|text| (*text).to_owned()).chain((2..columns).map(|n| n.to_string())).collect()
    }
    let formats: &[(&str, Made)] = &[
        ("xlsx", |columns| {
            let cells: String = wide(columns).iter().map(|cell| format!("<c t=\"str\"><v>{cell}</v></c>")).collect();
            workbook(&sheet("", &format!("{}<row r=\"3\">{cells}</row>", plan_rows()), ""), &[])
        }),
        ("ods", |columns| {
            spreadsheet("", &ods_table(&ods_row("", &wide(columns).iter().map(String::as_str).collect::<Vec<_>>())))
        }),
        ("docx", |columns| {
            document(&docx_table(&docx_row("", &wide(columns).iter().map(String::as_str).collect::<Vec<_>>())))
        }),
        ("docx, one cell over many", |columns| {
            document(&docx_table(&docx_row(&format!("<w:gridSpan w:val=\"{columns}\"/>"), &["1B"])))
        }),
        ("html", |columns| page(&html_row(&wide(columns).iter().map(String::as_str).collect::<Vec<_>>())).into_bytes()),
        ("html, one cell over many", |columns| {
            page(&format!("<tr><td colspan=\"{columns}\">1B</td></tr>")).into_bytes()
        }),
    ];
    held(200, None, "something in column 201 (", formats);
}

#[test]
fn a_cell_of_32_767_letters_is_read_and_one_more_is_not() {
    fn long(letters: usize) -> String {
        "\u{e9}".repeat(letters)
    }
    let formats: &[(&str, Made)] = &[
        ("xlsx", |letters| workbook(&sheet("", &(plan_rows() + &row(3, &["1B", &long(letters)])), ""), &[])),
        ("ods", |letters| spreadsheet("", &ods_table(&ods_row("", &["1B", &long(letters)])))),
        ("docx", |letters| document(&docx_table(&docx_row("", &["1B", &long(letters)])))),
        ("html", |letters| page(&html_row(&["1B", &long(letters)])).into_bytes()),
    ];
    held(32_767, Some(2), "a cell of more than 32767 letters (", formats);
}

#[test]
fn xml_64_deep_is_read_and_65_deep_is_not() {
    // The elements that a place in each format stands in already.
    fn deep(depth: usize, already: usize) -> String {
        format!("{}{}", "<n>".repeat(depth - already), "</n>".repeat(depth - already))
    }
    let formats: &[(&str, Made)] = &[
        ("xlsx", |depth| workbook(&sheet("", &(plan_rows() + &deep(depth, 2)), ""), &[])),
        ("ods", |depth| spreadsheet("", &(ods_table("") + &deep(depth, 3)))),
        ("docx", |depth| document(&(docx_table("") + &deep(depth, 2)))),
        ("mspdi", |depth| mspdi(&(task("1", "1", "") + &deep(depth, 2)), "").into_bytes()),
        ("gan", |depth| gan(&(gan_task("1", "") + &deep(depth, 2)), "").into_bytes()),
    ];
    held(64, Some(1), "XML with elements in each other more than 64 deep", formats);
}

#[test]
fn containers_of_2_000_parts_are_read_and_one_more_is_not() {
    let made: Made = |parts| {
        let names: Vec<String> = (4..parts).map(|n| format!("xl/other{n}.xml")).collect();
        let others: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "<a/>")).collect();
        workbook(&sheet("", &plan_rows(), ""), &others)
    };
    held(2_000, Some(1), "a container of 2001 parts", &[("xlsx", made)]);
}

/// Text that packs no tighter than a plan does: numbers by a rule, in noughts and ones.
fn loose(bytes: usize) -> String {
    let mut number = 1u64;
    let mut text = String::with_capacity(bytes + 64);
    while text.len() < bytes {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let _ = write!(text, "{number:064b}");
    }
    text.truncate(bytes);
    text
}

const MB: usize = 1024 * 1024;

#[test]
fn a_part_of_64_mb_is_read_and_one_byte_more_is_not() {
    let made: Made = |bytes| {
        let rest = sheet("", &plan_rows(), "<!---->").len();
        workbook(&sheet("", &plan_rows(), &format!("<!--{}-->", loose(bytes - rest))), &[])
    };
    held(64 * MB, Some(1), "a part, xl/worksheets/sheet1.xml, that unpacks to more than 64 MB", &[("xlsx", made)]);
}

#[test]
fn parts_of_128_mb_in_all_are_read_and_one_byte_more_is_not() {
    let made: Made = |bytes| {
        let strings = format!("<sst><!--{}--></sst>", loose(64 * MB - 18));
        let sheet_of = |length: usize| sheet("", &plan_rows(), &format!("<!--{}-->", loose(length)));
        // What the workbook's own list and relations take is known from a refusal: all that is left is filled.
        let list = r#"<workbook xmlns:r="r"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
        let relations = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let rest = sheet_of(0).len() + list.len() + relations.len();
        workbook(
            &sheet_of(bytes - strings.len() - rest),
            &[("xl/sharedStrings.xml", &strings), ("xl/workbook.xml", list), ("xl/_rels/workbook.xml.rels", relations)],
        )
    };
    held(128 * MB, Some(1), "a part, xl/worksheets/sheet1.xml, that unpacks to more than 63 MB", &[("xlsx", made)]);
}

#[test]
fn a_part_packed_two_hundred_to_one_is_read_and_packed_tighter_is_not() {
    // Blanks pack 1,000 to 1; some loose text makes up for them.
    let made = |blanks: usize| {
        let inside = format!("<!--{}{}-->", loose(200_000), " ".repeat(blanks));
        workbook(&sheet("", &plan_rows(), &inside), &[])
    };
    assert_eq!(outcome(&made(3 * MB)), Ok(1));
    let refusal = outcome(&made(12 * MB)).unwrap_err();
    assert!(refusal.starts_with("a part, xl/worksheets/sheet1.xml, that unpacks to more than "), "{refusal}");
    // Small parts may be packed as tightly as they like.
    let small = workbook(&sheet("", &plan_rows(), &" ".repeat(MB - 2_000)), &[]);
    assert_eq!(outcome(&small), Ok(1));
}

#[test]
fn a_workbook_of_255_sheets_is_read_and_one_more_is_not() {
    let made: Made = |sheets| {
        let list: String = (0..sheets).map(|n| format!(r#"<sheet name="S{n}" r:id="rId1"/>"#)).collect();
        let list = format!("<workbook><sheets>{list}</sheets></workbook>");
        workbook(&sheet("", &plan_rows(), ""), &[("xl/workbook.xml", &list)])
    };
    // All say the same, so one of them is the plan.
    held(255, Some(1), "a workbook of 256 sheets", &[("xlsx", made)]);
}

#[test]
fn csv_of_a_thousand_columns_is_read_and_one_more_is_not() {
    let made: Made = |columns| format!("Action,Lead,Finish{}\n1A,RS,31/05/22\n", ",".repeat(columns - 3)).into_bytes();
    held(1_000, Some(1), "a table beyond all plans", &[("csv", made)]);
    let rows: Made = |rows| format!("Ref,Action,Lead\n{}", "1A,Write,RS\n".repeat(rows)).into_bytes();
    held(250_000, Some(250_000), "more than 250000 rows", &[("csv", rows)]);
}

#[test]
fn a_pdf_of_20_mb_is_read_and_one_byte_more_is_not() {
    let made: Made = |bytes| {
        let plan = pdfs::pages(&[pdfs::plan()], "", &[]);
        let head = plan.len();
        let mut all = plan;
        all.resize(bytes.max(head), b'\n');
        all
    };
    held(20 * MB, Some(1), "a PDF of more than 20 MB", &[("pdf", made)]);
}

#[test]
fn a_zip_in_a_zip_is_not_opened() {
    let inner = workbook(&sheet("", &plan_rows(), ""), &[]);
    let refusal = taken(&container(&[("plan.xlsx", &inner)])).unwrap_err();
    assert_eq!(
        (refusal.found.as_str(), refusal.accepted.as_str()),
        ("a zip archive", "the plan's file that is in it, unpacked")
    );
}
