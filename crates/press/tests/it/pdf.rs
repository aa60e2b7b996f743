//! The PDF: held to its standards by a validator that is not ours, and read back by another reader.

use onpace_testkit::skips::{Missing, skipped};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use lopdf::{Dictionary, Object};
use onpace_press::by_ending;
use onpace_report::document::*;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use onpace_testkit::document as sample;

fn written(document: &Document) -> Vec<u8> {
    by_ending("pdf").unwrap().write(document).unwrap()
}

/// What the validator has against it, under both standards.
fn failures(pdf: &[u8]) -> Vec<String> {
    let profiles = [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a];
    let reports =
        profiles.map(|profile| validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).unwrap());
    // The validator counts a stream's bytes up to the line end before `endstream`, and so miscounts
    // where compressed data happens to end in the byte of a line end; `qpdf --check` finds no fault.
    let is_miscount = |rule: &str| rule.contains(":6.1.7.1:");
    reports
        .iter()
        .flat_map(|report| &report.failures)
        .filter(|failure| !is_miscount(&failure.rule_id))
        .map(ToString::to_string)
        .collect()
}

fn opened(pdf: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(pdf).unwrap()
}

/// The words of each page without the spaces, which a reader of PDF has to guess.
fn pages(pdf: &[u8]) -> Vec<String> {
    let pdf = opened(pdf);
    let text = |page: &u32| pdf.extract_text(&[*page]).unwrap().split_whitespace().collect();
    pdf.get_pages().keys().map(text).collect()
}

/// Every element of the structure in reading order: its type, and its dictionary.
fn structure(pdf: &lopdf::Document) -> Vec<(String, Dictionary)> {
    fn walk(pdf: &lopdf::Document, object: &Object, all: &mut Vec<(String, Dictionary)>) {
        match pdf.dereference(object).unwrap().1 {
            Object::Array(kids) => kids.iter().for_each(|kid| walk(pdf, kid, all)),
            Object::Dictionary(element) => {
                if let Ok(kind) = element.get(b"S").and_then(Object::as_name) {
                    all.push((String::from_utf8_lossy(kind).into_owned(), element.clone()));
                }
                if let Ok(kids) = element.get(b"K") {
                    walk(pdf, kids, all);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(pdf, pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap(), &mut all);
    all
}

fn text_of(pdf: &lopdf::Document, object: &Object) -> String {
    lopdf::decode_text_string(pdf.dereference(object).unwrap().1).unwrap()
}

/// The files attached to it: name, and what is said of it and in it.
fn attached(pdf: &lopdf::Document) -> BTreeMap<String, (Dictionary, lopdf::Stream)> {
    let dict = |object: &Object| pdf.dereference(object).unwrap().1.as_dict().unwrap().clone();
    let Ok(names) = pdf.catalog().unwrap().get(b"Names") else { return BTreeMap::new() };
    let names = dict(dict(names).get(b"EmbeddedFiles").unwrap());
    let names = names.get(b"Names").unwrap().as_array().unwrap().clone();
    let file = |pair: &[Object]| {
        let specification = dict(&pair[1]);
        let stream = dict(specification.get(b"EF").unwrap()).get(b"F").unwrap().as_reference().unwrap();
        (text_of(pdf, &pair[0]), (specification, pdf.get_object(stream).unwrap().as_stream().unwrap().clone()))
    };
    names.chunks(2).map(file).collect()
}

/// The sample with its plan made as long as the longest plans are: groups of nine rows.
fn long() -> Document {
    let mut document = sample::document();
    for block in &mut document.blocks {
        let Block::Table(table) = block else { continue };
        let (group, row) = (table.rows[0].clone(), table.rows[1].clone());
        table.rows = (0..1_000)
            .map(|n| {
                let mut row = if n % 10 == 0 { group.clone() } else { row.clone() };
                let name = if n % 10 == 0 { "Area" } else { "Step" };
                row.cells[1] = Cell::Text(format!("{name} {n}: {}", "what is to be done about it ".repeat(n % 7)));
                row
            })
            .collect();
    }
    document
}

#[test]
fn it_meets_the_standards_for_access_and_for_archives() {
    let pdf = written(&sample::document());
    assert_eq!(failures(&pdf), [""; 0]);
    let claim = b"pdfuaid:part";
    let at = pdf.windows(claim.len()).position(|bytes| bytes == claim).unwrap();
    let mut spoilt = pdf;
    spoilt[at] = b'q';
    assert!(!failures(&spoilt).is_empty(), "the validator does find faults");
}

#[test]
fn text_of_a_plan_is_shown_and_never_read() {
    let text = pages(&written(&sample::document())).concat();
    for shown in ["=HYPERLINK(\"http://evil.example\",\"click\")", "<b>bold</b>&#strong[notmarkup]", "1A&5A<today>."] {
        assert!(text.contains(shown), "{shown}");
    }
}

#[test]
fn any_character_at_all_leaves_a_valid_file_that_says_what_stood_there() {
    let mut document = sample::document();
    let hostile = "中 😀 \u{202E}abc \u{0}\u{7}\u{E000} ✓ \u{FFFF} \u{10FFFF} ع e\u{301} ";
    document.title.push_str(hostile);
    document.levels[0].label.push_str(hostile);
    for block in &mut document.blocks {
        match block {
            Block::Heading { text, .. } => text.push_str(hostile),
            Block::Paragraph(body) => body.push(Inline::Text(hostile.into())),
            Block::Table(table) => table.rows[1].cells[1] = Cell::Text(hostile.repeat(3)),
            Block::Chart(chart) => {
                chart.title.push(Inline::Text(hostile.to_owned()));
                chart.description.push_str(hostile);
                if let Picture::Timeline(timeline) = &mut chart.picture {
                    timeline.bars[0].label = hostile.into();
                }
            }
            _ => {}
        }
    }
    let pdf = written(&document);
    assert_eq!(failures(&pdf), [""; 0]);
    assert!(pages(&pdf).concat().contains("[U+4E2D][U+1F600][U+202E]abc[U+0000][U+0007][U+E000][tick]"));
}

#[test]
fn a_listener_finds_headings_headers_and_descriptions() {
    let pdf = opened(&written(&sample::document()));
    let all = structure(&pdf);
    let count = |kind: &str| all.iter().filter(|(name, _)| name == kind).count();
    let levels: Vec<u32> = all.iter().filter_map(|(kind, _)| kind.strip_prefix('H')?.parse().ok()).collect();
    assert_eq!(levels, [1, 2, 3, 4, 4, 4, 2, 2], "no level is skipped");
    // The plan: ten columns, one group and thirty rows; three twins of 3 + 1; the key of 2 + 6; the
    // annex of 4 + 1; two details.
    assert_eq!(count("TH"), 10 + 31 + 3 * 4 + 8 + 5 + 2);
    let scopes = all.iter().filter(|(kind, _)| kind == "TH").map(|(_, cell)| format!("{:?}", cell.get(b"A").unwrap()));
    assert!(scopes.clone().all(|scope| scope.contains("/Scope")), "{:?}", scopes.collect::<Vec<_>>());
    let figures: Vec<_> = all.iter().filter(|(kind, _)| kind == "Figure").collect();
    assert_eq!(figures.len(), 3);
    for (_, figure) in figures {
        assert_eq!(text_of(&pdf, figure.get(b"Alt").unwrap()), "What is drawn, in words.");
    }
    assert_eq!(count("LI"), 2);
    assert_eq!(text_of(&pdf, pdf.catalog().unwrap().get(b"Lang").unwrap()), "en-GB");
}

#[test]
fn links_lead_to_the_web_and_to_the_annex_and_nowhere_else() {
    let mut document = sample::document();
    let link = |href: &str| Inline::Link { text: "press here".into(), href: href.into() };
    document
        .blocks
        .push(Block::Paragraph(["javascript:alert(1)", "file:///etc/passwd", "https://b c"].map(link).into()));
    let pdf = opened(&written(&document));
    let mut addresses = Vec::new();
    let mut inside = 0;
    for page in pdf.page_iter() {
        for annotation in pdf.get_page_annotations(page).unwrap_or_default() {
            match annotation.get(b"A").and_then(Object::as_dict).and_then(|action| action.get(b"URI")) {
                Ok(address) => addresses.push(String::from_utf8_lossy(address.as_str().unwrap()).into_owned()),
                Err(_) => inside += 1,
            }
        }
    }
    assert_eq!(addresses, ["https://www.example.org/plan.pdf"]);
    assert_eq!(inside, 2, "the tile and the number in the text");
}

/// What everybody reads is made without it.
#[test]
fn a_document_without_an_assessment_attaches_none_and_does_not_say_that_it_does() {
    let document = Document { assessment: serde_json::Value::Null, ..sample::document() };
    let bytes = written(&document);
    assert!(!attached(&opened(&bytes)).contains_key("assessment.json"));
    let text = |document: &Document| pages(&written(document)).concat();
    assert!(text(&sample::document()).contains("assessment.json"));
    assert!(!text(&document).contains("assessment.json"));
}

#[test]
fn the_assessment_is_attached_as_data() {
    let document = sample::document();
    let pdf = opened(&written(&document));
    let files = attached(&pdf);
    let (specification, stream) = &files["assessment.json"];
    let read: serde_json::Value = serde_json::from_slice(&stream.decompressed_content().unwrap()).unwrap();
    assert_eq!(read, document.assessment);
    assert_eq!(specification.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Data");
    assert_eq!(stream.dict.get(b"Subtype").unwrap().as_name().unwrap(), b"application/json");
}

#[test]
fn the_data_of_a_picture_is_printed_or_attached() {
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Chart(chart) = block
            && chart.id == "pace"
        {
            chart.table.rows = vec![chart.table.rows[0].clone(); 25];
        }
    }
    let pdf = written(&document);
    assert!(pages(&pdf).concat().contains("25rows,isattachedtothisfileaspace-data.json"));
    let (_, stream) = &attached(&opened(&pdf))["pace-data.json"];
    let read: serde_json::Value = serde_json::from_slice(&stream.decompressed_content().unwrap()).unwrap();
    assert_eq!(read["columns"], serde_json::json!(["Month", "Planned", "Actions"]));
    assert_eq!(read["rows"].as_array().unwrap().len(), 25);
    assert_eq!(read["rows"][0], serde_json::json!(["May 2022", 22.8, 29]));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = written(&sample::document());
    assert!(first == written(&sample::document()));
    let elsewhere = std::thread::spawn(|| written(&sample::document())).join().unwrap();
    assert!(first == elsewhere);
}

#[test]
fn wide_tables_are_turned_and_their_headings_with_them() {
    let pdf = written(&sample::document());
    let read = opened(&pdf);
    for (page, text) in read.page_iter().zip(pages(&pdf)) {
        let size = read.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap().clone();
        let turned = size[2].as_float().unwrap() > size[3].as_float().unwrap();
        if text.contains("Thewholeplan") || text.contains("1A.17") {
            assert!(turned, "{text}");
        }
        if text.contains("Wheretheplanstands") || text.contains("Howeachfigurewascounted") {
            assert!(!turned, "{text}");
        }
    }
}

#[test]
fn a_thousand_rows_keep_their_order_and_no_group_is_left_behind() {
    let document = long();
    let started = Instant::now();
    let pdf = written(&document);
    println!("1,000 rows: {} KiB in {:?}", pdf.len() / 1024, started.elapsed());
    assert_eq!(failures(&pdf), [""; 0]);
    let pages = pages(&pdf);
    let all = pages.concat();
    for n in 0..1_000 {
        assert!(all.contains(&format!("{}{n}:", if n % 10 == 0 { "Area" } else { "Step" })), "row {n}");
    }
    let mut turned = 0;
    for page in pages.iter().filter(|page| page.contains("Taskname")) {
        turned += 1;
        let (area, step) = (page.rfind("Area"), page.rfind("Step"));
        assert!(area.is_some() && area < step, "a page ends with its rows, and says which group they are of: {page}");
    }
    assert!(turned > 20);
}

#[test]
fn a_text_longer_than_a_page_is_printed_to_its_end() {
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            table.rows[1].cells[1] = Cell::Text((0..3_000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" "));
            table.rows[2].cells[0] = Cell::Text("x".repeat(4_000) + "end");
        }
    }
    let pdf = written(&document);
    assert_eq!(failures(&pdf), [""; 0]);
    let all = pages(&pdf).concat();
    assert!(all.contains("w0w1w2") && all.contains("w2999") && all.contains("end"));
}

#[test]
fn poppler_reads_the_same_structure() {
    let reader = Command::new("pdfinfo")
        .args(["-struct-text", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut reader) = reader else {
        skipped(Missing::Program, "pdfinfo is not installed");
        return;
    };
    reader.stdin.take().unwrap().write_all(&written(&sample::document())).unwrap();
    let told = String::from_utf8_lossy(&reader.wait_with_output().unwrap().stdout).into_owned();
    for part in
        ["H1 \"Board report\"", "H2 \"Where the plan stands\"", "/Scope /Column", "/Scope /Row", "\"=HYPERLINK("]
    {
        assert!(told.contains(part), "{part}\n{told}");
    }
}
