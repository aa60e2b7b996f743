//! Sound files of every format, changed at random inside their containers: never a panic, always a plan
//! or a refusal.
//!
//! `ONPACE_FUZZ_CASES` says how many times each; without it, enough for every day.

use crate::hostile::taken;
use onpace_testkit::hostile::office::{
    container, document, docx_row, docx_table, gan, gan_task, html_row, mspdi, ods_row, ods_table, page, plan_rows,
    row, sheet, spreadsheet, task, workbook,
};
use onpace_testkit::hostile::pdfs;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::io::{Cursor, Read as _};

fn config() -> ProptestConfig {
    let cases = std::env::var("ONPACE_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() }
}

/// One change of a text.
#[derive(Clone, Debug)]
enum Change {
    /// An element goes.
    Delete(Index),
    /// An element stands there twice.
    Double(Index),
    /// Two elements change places.
    Swap(Index, Index),
    /// A number is another.
    Number(Index, &'static str),
    /// Something is put in.
    Put(Index, &'static str),
    /// A byte is another.
    Byte(Index, u8),
    /// The rest goes.
    Cut(Index),
}

const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65536",
    "4294967295",
    "4294967296",
    "-2147483649",
    "9223372036854775807",
    "99999999999999999999",
    "1e308",
    "NaN",
    "0.1",
    "",
    "1048577",
    "A1:XFD1048576",
    "true",
];
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "&#0;",
    "&lt;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x?>",
    "<a>",
    "</a>",
    "<a/>",
    "=1+1",
    "\u{feff}",
    "\u{202e}",
    "\0",
    "\n",
    "<tr>",
    "<td colspan=\"3\">",
    "<w:tbl>",
    "</w:tc>",
    "<table>",
    "<row>",
    "<c>",
    "[",
    "]",
    "(",
    ")",
    "<<",
    ">>",
    " 5 0 R ",
    " obj ",
    " stream\n",
    "endstream",
    " Tj ",
    " Do ",
    " q ",
    "31/05/2022",
    "5%",
];

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        3 => at().prop_map(Change::Delete),
        3 => at().prop_map(Change::Double),
        2 => (at(), at()).prop_map(|(one, other)| Change::Swap(one, other)),
        6 => (at(), select(NUMBERS)).prop_map(|(at, number)| Change::Number(at, number)),
        3 => (at(), select(PIECES)).prop_map(|(at, piece)| Change::Put(at, piece)),
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        1 => at().prop_map(Change::Cut),
    ]
}

/// The pieces of a text between its marks: a mark and the text after it.
fn pieces(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let is_mark = |byte: u8| matches!(byte, b'<' | b'\n' | b'/' | b'(');
    let mut begins: Vec<usize> = (0..bytes.len()).filter(|at| is_mark(bytes[*at])).collect();
    begins.insert(0, 0);
    begins.push(bytes.len());
    begins.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// The numbers of a text.
fn numbers(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() || bytes.len() > 1_000_000 {
            break;
        }
        let all = pieces(&bytes);
        match change {
            Change::Delete(at) => drop(bytes.drain(all[at.index(all.len())].clone())),
            Change::Double(at) => {
                let piece = all[at.index(all.len())].clone();
                let again = bytes[piece.clone()].to_vec();
                bytes.splice(piece.end..piece.end, again);
            }
            Change::Swap(one, other) => {
                let (one, other) = (one.index(all.len()), other.index(all.len()));
                let (first, second) = (all[one.min(other)].clone(), all[one.max(other)].clone());
                if first.end <= second.start {
                    let (a, b) = (bytes[first.clone()].to_vec(), bytes[second.clone()].to_vec());
                    bytes.splice(second, a);
                    bytes.splice(first, b);
                }
            }
            Change::Number(at, number) => {
                let all = numbers(&bytes);
                if !all.is_empty() {
                    bytes.splice(all[at.index(all.len())].clone(), number.bytes());
                }
            }
            Change::Put(at, piece) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, piece.bytes());
            }
            Change::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Cut(at) => bytes.truncate(at.index(bytes.len())),
        }
    }
    bytes
}

/// The parts of a container.
fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut one = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        one.read_to_end(&mut bytes).unwrap();
        parts.push((one.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// A container of parts.
fn container_of(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    container(&parts.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect::<Vec<_>>())
}

/// The same container, with one of its parts changed.
fn in_container(bytes: &[u8], part: Index, changes: &[Change]) -> Vec<u8> {
    let mut parts = parts_of(bytes);
    let at = part.index(parts.len());
    parts[at].1 = changed(std::mem::take(&mut parts[at].1), changes);
    container_of(&parts)
}

fn a_workbook() -> Vec<u8> {
    let shared = r#"<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" s="1"><v>44700</v></c><c r="C4" s="2"><f>1+1</f><v>0.5</v></c></row>"#;
    let rows = plan_rows() + &row(3, &["Focus area 1 - JSNA"]) + shared;
    let before = r#"<cols><col min="2" max="3" hidden="1"/></cols>"#;
    let after = r#"<mergeCells count="2"><mergeCell ref="A3:F3"/><mergeCell ref="C2:C4"/></mergeCells>"#;
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor theme="4" tint="0.4"/></patternFill></fill></fills><cellXfs><xf numFmtId="0" fillId="0"/><xf numFmtId="164" fillId="1"/><xf numFmtId="9" fillId="1"/></cellXfs></styleSheet>"#;
    let theme = r#"<a:theme><a:clrScheme><a:sysClr lastClr="000000"/><a:srgbClr val="FFFFFF"/><a:srgbClr val="44546A"/><a:srgbClr val="E7E6E6"/><a:srgbClr val="FF0000"/></a:clrScheme></a:theme>"#;
    let strings = "<sst><si><t>1B Read</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si></sst>";
    workbook(
        &sheet(before, &rows, after),
        &[("xl/styles.xml", styles), ("xl/theme/theme1.xml", theme), ("xl/sharedStrings.xml", strings)],
    )
}

fn a_spreadsheet() -> Vec<u8> {
    let styles = r##"<style:style style:name="s1"><style:p fo:background-color="#ff0000"/></style:style>"##;
    let more = r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:style-name="s1" table:number-rows-spanned="2" table:number-columns-spanned="3" office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>"#;
    spreadsheet(styles, &ods_table(&(ods_row(r#" table:visibility="collapse""#, &["1B", "Read"]) + more)))
}

fn a_document() -> Vec<u8> {
    let more =
        docx_row(r#"<w:gridSpan w:val="3"/><w:vMerge w:val="restart"/><w:shd w:fill="FF0000"/>"#, &["1B", "Read"])
            + &docx_row("<w:vMerge/>", &["", "", "", "", "", ""]);
    let prose = r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>26 of 27 (97%) have started.</w:t><w:tab/><w:br/></w:r></w:p>"#;
    document(&(prose.to_owned() + &docx_table(&more)))
}

fn a_page() -> Vec<u8> {
    let more = html_row(&["1B", "Read", "RS"])
        + r#"<tr><td colspan="2" rowspan="3" style="background: #ff0000">over</td><td bgcolor="red">x<br>y</td></tr><tr><th>z</th></tr>"#;
    page(&more).replace("<table>", "<h1>Plan</h1><p>As at 22 May 2022</p><table>").into_bytes()
}

fn a_project() -> Vec<u8> {
    let link = "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink>";
    let field = "<ExtendedAttribute><FieldID>188743731</FieldID><Value>x</Value></ExtendedAttribute>";
    let baseline =
        "<Baseline><Number>0</Number><Start>2022-04-13T08:00:00</Start><Duration>PT8H0M0S</Duration></Baseline>";
    let tasks = task("1", "1", "<Duration>PT80H0M0S</Duration><PercentComplete>5</PercentComplete>")
        + &task("2", "2", &format!("{link}{field}{baseline}<ConstraintType>4</ConstraintType><Notes>n</Notes>"));
    let after = "<Resources><Resource><UID>1</UID><Name>RS</Name></Resource></Resources><Assignments><Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>";
    let before = "<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>RAG</Alias></ExtendedAttribute></ExtendedAttributes><Calendars><Calendar><UID>1</UID><WeekDays><WeekDay><DayType>2</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>09:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay></WeekDays><Exceptions><Exception><TimePeriod><FromDate>2022-04-15T00:00:00</FromDate><ToDate>2022-04-18T23:59:00</ToDate></TimePeriod><Type>1</Type><Occurrences>4</Occurrences></Exception></Exceptions></Calendar></Calendars><Tasks>";
    mspdi(&tasks, after).replace("<Tasks>", before).into_bytes()
}

fn a_gantt() -> Vec<u8> {
    let inside = r#"<depend id="2" type="2" difference="3"/><customproperty taskproperty-id="tpc0" value="x"/><notes><![CDATA[n]]></notes>"#;
    let tasks = gan_task("1", &(inside.to_owned() + &gan_task("2", ""))) + &gan_task("3", "");
    let after = r#"<calendars><default-week id="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1" sun="1"/><date year="2022" month="4" date="15" type="HOLIDAY"/></calendars><resources><resource id="1" name="RS"/></resources><allocations><allocation task-id="1" resource-id="1"/></allocations><taskproperties><taskproperty id="tpc0" name="RAG"/></taskproperties>"#;
    gan(&tasks, after).into_bytes()
}

fn a_pdf() -> Vec<u8> {
    let rows = [
        onpace_testkit::hostile::office::PLAN[0],
        onpace_testkit::hostile::office::PLAN[1],
        ["1B", "Read", "BT", "14/04/2022", "30/06/2022", "45%"],
    ];
    let form = pdfs::stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 0 0]",
        b"BT /F1 9 Tf 40 90 Td [(As at) -300 (22 May)] TJ ET",
    );
    let more = pdfs::stream("", b"q 1 0 0 1 0 0 cm 40 530 m 700 530 l S /X1 Do Q");
    pdfs::pages(&[pdfs::table(&rows), more], "/XObject << /X1 4 0 R >>", &[form])
}

/// NUL is in no text, and programs that cut texts at it put it into their files nevertheless.
#[test]
fn a_nul_in_any_place_of_any_format_is_left_out() {
    for bytes in [a_workbook(), a_spreadsheet(), a_document()] {
        let sound = parts_of(&bytes);
        for part in 0..sound.len() {
            for at in 0..sound[part].1.len() {
                let mut parts = sound.clone();
                parts[part].1.insert(at, 0);
                let _ = taken(&container_of(&parts));
            }
        }
    }
    for bytes in [a_page(), a_project(), a_gantt(), a_pdf()] {
        for at in 0..bytes.len() {
            let _ = taken(&[&bytes[..at], b"\0", &bytes[at..]].concat());
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn workbooks_changed_inside(part in any::<Index>(), changes in prop::collection::vec(change(), 1..8)) {
        let _ = taken(&in_container(&a_workbook(), part, &changes));
    }

    #[test]
    fn spreadsheets_changed_inside(part in any::<Index>(), changes in prop::collection::vec(change(), 1..8)) {
        let _ = taken(&in_container(&a_spreadsheet(), part, &changes));
    }

    #[test]
    fn documents_changed_inside(part in any::<Index>(), changes in prop::collection::vec(change(), 1..8)) {
        let _ = taken(&in_container(&a_document(), part, &changes));
    }

    #[test]
    fn containers_changed_outside(changes in prop::collection::vec(change(), 1..6)) {
        let _ = taken(&changed(a_workbook(), &changes));
    }

    #[test]
    fn pages_changed(changes in prop::collection::vec(change(), 1..8)) {
        let _ = taken(&changed(a_page(), &changes));
    }

    #[test]
    fn projects_changed(changes in prop::collection::vec(change(), 1..8)) {
        let _ = taken(&changed(a_project(), &changes));
    }

    #[test]
    fn gantts_changed(changes in prop::collection::vec(change(), 1..8)) {
        let _ = taken(&changed(a_gantt(), &changes));
    }

    #[test]
    fn pdfs_changed(changes in prop::collection::vec(change(), 1..8)) {
        let _ = taken(&changed(a_pdf(), &changes));
    }

    #[test]
    fn pdfs_with_changed_contents(changes in prop::collection::vec(change(), 1..10)) {
        let text = changed(b"BT /F1 10 Tf 1 0 0 1 40 540 Tm (Ref) Tj 160 0 Td (Action) Tj 0 -20 TD [(1A) 20 <4142>] TJ T* (x) ' ET q 0 0 9 9 re f Q".to_vec(), &changes);
        let _ = taken(&pdfs::pages(&[pdfs::plan(), pdfs::stream("", &text)], "", &[]));
    }
}

#[test]
fn what_is_changed_here_is_sound_before() {
    for (format, bytes) in [
        ("xlsx", a_workbook()),
        ("ods", a_spreadsheet()),
        ("docx", a_document()),
        ("html", a_page()),
        ("mspdi", a_project()),
        ("gan", a_gantt()),
        ("pdf", a_pdf()),
    ] {
        let draft = taken(&bytes).unwrap_or_else(|refusal| panic!("{format}: {refusal}"));
        assert_eq!(draft.plan.source.format, format);
        assert!(draft.plan.rows.len() >= 2, "{format}");
    }
}
