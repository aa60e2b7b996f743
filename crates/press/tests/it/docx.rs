//! The Word document, read back part by part, and opened by LibreOffice.

use crate::libre_office;
use crate::parts::{Element, unzipped};
use onpace_press::by_ending;
use onpace_report::document::{Block, Cell, Document, Inline};
use onpace_testkit::document as sample;
use std::collections::BTreeMap;

fn written(document: &Document) -> Vec<u8> {
    by_ending("docx").unwrap().write(document).unwrap()
}

fn part(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> Element {
    Element::read(parts.get(name).unwrap_or_else(|| panic!("{name} is missing")))
}

fn main_part() -> Element {
    part(&unzipped(&written(&sample::document())), "word/document.xml")
}

fn style_of(paragraph: &Element) -> &str {
    paragraph.first("w:pStyle").map_or("", |style| style.attribute("w:val"))
}

fn styled<'a>(body: &'a Element, style: &str) -> Vec<&'a Element> {
    body.all("w:p").into_iter().filter(|paragraph| style_of(paragraph) == style).collect()
}

#[test]
fn headings_are_headings_below_one_title() {
    let body = main_part();
    let outline: Vec<(String, String)> = body
        .all("w:p")
        .into_iter()
        .filter(|paragraph| style_of(paragraph) == "Title" || style_of(paragraph).starts_with("Heading"))
        .filter(|paragraph| style_of(paragraph) != "HeadlineNumber")
        .map(|paragraph| (style_of(paragraph).to_owned(), paragraph.words()))
        .collect();
    let expected = [
        ("Title", "Board report"),
        ("Heading1", "Where the plan stands"),
        ("Heading2", "Pictures"),
        ("Heading3", "17 points behind plan"),
        ("Heading3", "Ten actions fall due in June"),
        ("Heading3", "Most of the plan lies ahead"),
        ("Heading1", "The whole plan"),
        ("Heading1", "How each figure was counted"),
    ];
    assert_eq!(outline, expected.map(|(style, words)| (style.to_owned(), words.to_owned())));
}

#[test]
fn every_style_and_relationship_that_is_used_is_there() {
    let parts = unzipped(&written(&sample::document()));
    let body = part(&parts, "word/document.xml");
    let styles = part(&parts, "word/styles.xml");
    let known: Vec<&str> = styles.all("w:style").into_iter().map(|style| style.attribute("w:styleId")).collect();
    for kind in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for used in body.all(kind) {
            assert!(known.contains(&used.attribute("w:val")), "no style {}", used.attribute("w:val"));
        }
    }
    let relationships = part(&parts, "word/_rels/document.xml.rels");
    let mut targets = BTreeMap::new();
    for relationship in relationships.all("Relationship") {
        let known = targets.insert(relationship.attribute("Id"), relationship);
        assert!(known.is_none(), "two relationships are called {}", relationship.attribute("Id"));
        if relationship.attribute("TargetMode") == "External" {
            assert_eq!(relationship.attribute("Target"), "https://www.example.org/plan.pdf");
        } else {
            assert!(parts.contains_key(&format!("word/{}", relationship.attribute("Target"))));
        }
    }
    for (element, attribute) in [("w:hyperlink", "r:id"), ("a:blip", "r:embed"), ("w:headerReference", "r:id")] {
        for used in body.all(element).into_iter().filter(|used| used.attributes.contains_key(attribute)) {
            assert!(targets.contains_key(used.attribute(attribute)), "nothing is called {}", used.attribute(attribute));
        }
    }
    let anchors: Vec<&str> = body.all("w:bookmarkStart").into_iter().map(|mark| mark.attribute("w:name")).collect();
    let led_to: Vec<&str> = body
        .all("w:hyperlink")
        .into_iter()
        .map(|link| link.attribute("w:anchor"))
        .filter(|name| !name.is_empty())
        .collect();
    assert!(!led_to.is_empty() && led_to.iter().all(|name| anchors.contains(name)));
}

#[test]
fn every_table_repeats_its_header_and_says_what_it_is() {
    let body = main_part();
    let tables = body.all("w:tbl");
    assert_eq!(tables.len(), 6, "three chart twins, the key, the plan, the figures");
    for table in tables {
        let rows = table.all("w:tr");
        let repeated: Vec<bool> = rows.iter().map(|row| row.first("w:tblHeader").is_some()).collect();
        assert_eq!(repeated.iter().position(|header| *header), Some(0));
        assert_eq!(repeated.iter().filter(|header| **header).count(), 1);
        assert!(rows.iter().all(|row| row.first("w:cantSplit").is_some()));
        let look = table.first("w:tblLook").unwrap();
        assert_eq!((look.attribute("w:firstRow"), look.attribute("w:firstColumn")), ("1", "1"));
        for words in ["w:tblCaption", "w:tblDescription"] {
            assert!(!table.first(words).unwrap().attribute("w:val").is_empty());
        }
        let columns = table.all("w:gridCol").len();
        assert!(rows.iter().all(|row| row.all("w:tc").len() == columns && row.all("w:gridSpan").is_empty()));
        assert!(table.all("w:tc").into_iter().all(|cell| cell.children.last().is_some_and(|last| last.name == "w:p")));
    }
}

#[test]
fn numbers_stand_right_and_a_status_is_shape_and_word_on_its_ground() {
    let body = main_part();
    let plan = body.all("w:tbl").into_iter().find(|table| table.all("w:gridCol").len() == 10).unwrap();
    let rows = plan.all("w:tr");
    let side = |cell: &Element| cell.first("w:jc").map_or("left", |side| side.attribute("w:val")).to_owned();
    let cells = rows[2].all("w:tc");
    let read: Vec<(String, String)> = cells.iter().map(|cell| (cell.words(), side(cell))).collect();
    assert_eq!(read[3], ("24 days".to_owned(), "right".to_owned()));
    assert_eq!(read[4], ("13 Apr 2022".to_owned(), "left".to_owned()));
    assert_eq!(read[5], ("May 2022".to_owned(), "left".to_owned()));
    assert_eq!(read[6], ("90%".to_owned(), "right".to_owned()));
    assert_eq!(read[7], ("\u{2212}10 points".to_owned(), "right".to_owned()));
    assert_eq!(read[9].0, "▲\u{a0}Red");
    assert_eq!(cells[9].first("w:shd").unwrap().attribute("w:fill"), "8b0f1c");
    assert_eq!(cells[9].first("w:color").unwrap().attribute("w:val"), "ffffff");
    let key =
        &body.all("w:tbl").into_iter().find(|table| table.words().contains("What it means")).unwrap().all("w:tr")[6];
    assert_eq!(key.words(), "?\u{a0}Not knownNot known, in a plain sentence.");
    assert_eq!(key.first("w:tcBorders").unwrap().children[0].attribute("w:val"), "dashed");
}

#[test]
fn every_picture_is_described_and_is_a_png() {
    let parts = unzipped(&written(&sample::document()));
    let body = part(&parts, "word/document.xml");
    let words: Vec<(&str, &str)> =
        body.all("wp:docPr").into_iter().map(|words| (words.attribute("title"), words.attribute("descr"))).collect();
    assert_eq!(
        words,
        [
            ("17 points behind plan", "What is drawn, in words."),
            ("Ten actions fall due in June", "What is drawn, in words."),
            ("Most of the plan lies ahead", "What is drawn, in words."),
        ]
    );
    let pictures: Vec<&Vec<u8>> =
        parts.iter().filter(|(name, _)| name.starts_with("word/media/")).map(|(_, png)| png).collect();
    assert_eq!(pictures.len(), 3);
    assert!(pictures.iter().all(|png| png.starts_with(b"\x89PNG\r\n\x1a\n")));
}

#[test]
fn the_document_says_its_title_and_language_and_no_author() {
    let parts = unzipped(&written(&sample::document()));
    let properties = part(&parts, "docProps/core.xml");
    let words = |name: &str| properties.first(name).map(Element::words);
    assert_eq!(words("dc:title").as_deref(), Some("Board report: Written Statement of Action"));
    assert_eq!(words("dc:language").as_deref(), Some("en-GB"));
    assert_eq!(words("dcterms:created").as_deref(), Some("2022-05-22T00:00:00Z"));
    assert_eq!(words("dc:creator"), None);
    let language = part(&parts, "word/styles.xml")
        .first("w:docDefaults")
        .and_then(|all| all.first("w:lang").map(|lang| lang.attribute("w:val").to_owned()));
    assert_eq!(language.as_deref(), Some("en-GB"));
    assert!(part(&parts, "word/header.xml").words().contains("Written Statement of Action"));
    assert_eq!(part(&parts, "word/footer.xml").words(), "As at 22 May 2022   ·   Page 1 of 1");
}

#[test]
fn hostile_text_is_shown_as_it_was_written_and_nothing_acts() {
    let mut document = sample::document();
    document.title = "A\u{0}B\u{1b}C <w:t>&amp;\u{ffff}".into();
    document.blocks.push(Block::Paragraph(vec![
        Inline::Link { text: "do not follow".into(), href: "javascript:alert(1)".into() },
        Inline::Link { text: "nor this".into(), href: "file:///etc/passwd".into() },
        Inline::Figure { key: "no such figure".into(), text: "29".into() },
        Inline::Text("one\ttwo\nthree]]>".into()),
    ]));
    let parts = unzipped(&written(&document));
    let body = part(&parts, "word/document.xml");
    assert_eq!(styled(&body, "Title")[0].words(), "ABC <w:t>&amp;");
    assert!(
        body.words().contains("=HYPERLINK(\"http://evil.example\",\"click\") <b>bold</b> & #strong[not markup] Ensure")
    );
    assert!(body.words().contains("do not follownor this29onetwothree]]>"));
    assert!(body.all("w:instrText").is_empty() && body.all("w:object").is_empty());
    for (name, content) in &parts {
        let expected = ["[Content_Types].xml", "_rels/", "docProps/core.xml", "word/"];
        assert!(expected.iter().any(|start| name.starts_with(start)), "{name} is not wanted");
        assert!(!name.contains("vba") && !name.contains("embeddings"), "{name} could act");
        if name.rsplit('.').next().is_some_and(|ending| ["xml", "rels"].contains(&ending)) {
            Element::read(content);
        }
    }
    let external: Vec<Element> = vec![part(&parts, "word/_rels/document.xml.rels")];
    let targets: Vec<&str> = external[0]
        .all("Relationship")
        .into_iter()
        .filter(|all| all.attribute("TargetMode") == "External")
        .map(|all| all.attribute("Target"))
        .collect();
    assert_eq!(targets, ["https://www.example.org/plan.pdf"]);
}

#[test]
fn a_wide_table_turns_its_page_and_takes_its_heading_along() {
    let body = main_part();
    let mut sections: Vec<(String, String)> = Vec::new();
    let mut words = String::new();
    for child in &body.first("w:body").unwrap().children {
        words.push_str(&child.words());
        let section = if child.name == "w:sectPr" { Some(child) } else { child.first("w:sectPr") };
        if let Some(section) = section {
            sections
                .push((section.first("w:pgSz").unwrap().attribute("w:orient").to_owned(), std::mem::take(&mut words)));
        }
    }
    let turns: Vec<&str> = sections.iter().map(|(turn, _)| turn.as_str()).collect();
    assert_eq!(turns, ["", "landscape", ""]);
    assert!(sections[0].1.starts_with("Board report"));
    assert!(sections[1].1.starts_with("The whole planKey to the status marks"));
    assert!(sections[2].1.starts_with("How each figure was counted"));
}

#[test]
fn every_numbered_list_begins_at_one_and_bullets_are_a_list() {
    let mut document = sample::document();
    let item = || vec![Inline::Text("Item".into())];
    document.blocks.push(Block::List { ordered: true, items: vec![item(), item()] });
    document.blocks.push(Block::List { ordered: false, items: vec![item()] });
    let parts = unzipped(&written(&document));
    let body = part(&parts, "word/document.xml");
    let lists: Vec<&str> =
        styled(&body, "ListNumber").iter().map(|item| item.first("w:numId").unwrap().attribute("w:val")).collect();
    assert_eq!(lists, ["3", "3", "4", "4"]);
    assert_eq!(styled(&body, "ListBullet").len(), 1);
    let numbering = part(&parts, "word/numbering.xml");
    for list in ["3", "4"] {
        let number = numbering.all("w:num").into_iter().find(|number| number.attribute("w:numId") == list).unwrap();
        assert_eq!(number.first("w:startOverride").unwrap().attribute("w:val"), "1");
    }
}

#[test]
fn the_columns_fill_the_page_and_break_no_date() {
    let body = main_part();
    let widths = |columns: usize| -> Vec<u32> {
        let table = body.all("w:tbl").into_iter().find(|table| table.all("w:gridCol").len() == columns).unwrap();
        table.all("w:gridCol").iter().map(|column| column.attribute("w:w").parse().unwrap()).collect()
    };
    let plan = widths(10);
    let landscape = 16_838 - 2 * 1_020;
    assert!((landscape - 20..=landscape).contains(&plan.iter().sum::<u32>()));
    assert!(plan[4] > 1_300, "13 Apr 2022 in 10 points needs 65 points of width: {plan:?}");
    assert!(plan[1] > 3 * plan[0], "running text gets the room: {plan:?}");
}

#[test]
fn an_empty_document_and_ragged_rows_are_still_documents() {
    let mut document = sample::document();
    document.blocks.iter_mut().for_each(|block| {
        if let Block::Table(table) = block {
            table.rows.truncate(2);
            table.rows[0].cells.truncate(1);
            table.rows[1].cells.extend(vec![Cell::Empty; 5]);
        }
    });
    let ragged = part(&unzipped(&written(&document)), "word/document.xml");
    assert!(ragged.all("w:tr").iter().all(|row| row.all("w:tc").len() > 1));
    document.blocks.clear();
    document.figures.clear();
    let empty = part(&unzipped(&written(&document)), "word/document.xml");
    assert_eq!(empty.all("w:sectPr").len(), 1);
    assert!(empty.all("w:tbl").is_empty());
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert!(written(&sample::document()) == written(&sample::document()));
}

#[test]
fn libre_office_opens_it() {
    if let Some(pdf) = libre_office::printed(&written(&sample::document()), "docx") {
        assert!(pdf.starts_with(b"%PDF-"));
    }
}
