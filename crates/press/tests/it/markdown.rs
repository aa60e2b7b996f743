//! The Markdown file, read back by a Markdown reader.

use onpace_press::format::Format;
use onpace_press::markdown::Markdown;
use onpace_report::document::*;
use onpace_testkit::document as sample;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn write(document: &Document) -> String {
    String::from_utf8(Markdown.write(document).unwrap()).unwrap()
}

fn parse(markdown: &str) -> Parser<'_> {
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH | Options::ENABLE_FOOTNOTES,
    )
}

/// The text of every stretch between two ends of a kind.
fn texts(markdown: &str, end: impl Fn(&TagEnd) -> bool) -> Vec<String> {
    let (mut texts, mut text) = (Vec::new(), String::new());
    for event in parse(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => text.clear(),
            Event::End(tag) if end(&tag) => texts.push(std::mem::take(&mut text)),
            _ => {}
        }
    }
    texts
}

const HOSTILE: [&str; 20] = [
    "# not a heading #",
    "1. not a list",
    "- not a list",
    "+ not a list",
    "* not a list",
    "> not a quotation",
    "    not code",
    "```not code```",
    "`not code` \\`nor this\\`",
    "*not emphasis* __nor this__ ~~nor this~~",
    "[not a link](https://evil.example)",
    "![not a picture](https://evil.example/x.png)",
    "<b>not bold</b> <!-- nor a comment -->",
    "&lt; &amp; &#35;",
    "a | b \\| c",
    "$not$ $$maths$$",
    "=HYPERLINK(\"http://evil.example\",\"click\")",
    "---",
    "[^1]: not a note",
    "ends with a backslash \\",
];

#[test]
fn hostile_text_is_shown_literally_in_paragraphs_headings_items_and_cells() {
    for text in HOSTILE {
        let words = || vec![Inline::Text(text.into())];
        let table = Table {
            id: "t".into(),
            caption: "c".into(),
            columns: vec![Column { label: text.into(), kind: ColumnKind::Text, width: 1 }],
            row_header: 0,
            rows: vec![
                TableRow { group: false, cells: vec![Cell::Text(text.into())] },
                TableRow { group: true, cells: vec![Cell::Text(text.into())] },
            ],
            note: None,
        };
        let blocks = vec![
            Block::Heading { level: 2, text: text.into() },
            Block::Paragraph(words()),
            Block::List { ordered: false, items: vec![words()] },
            Block::Table(table),
        ];
        let document = Document { blocks, figures: Vec::new(), details: Vec::new(), ..sample::document() };
        let markdown = write(&document);
        let shown = text.trim();
        assert_eq!(texts(&markdown, |end| matches!(end, TagEnd::Heading(_)))[1], shown);
        assert_eq!(texts(&markdown, |end| *end == TagEnd::Paragraph)[1], shown);
        assert_eq!(texts(&markdown, |end| *end == TagEnd::Item), [shown]);
        let cells = texts(&markdown, |end| *end == TagEnd::TableCell);
        assert_eq!(cells, [shown; 3], "{markdown}");
        let acts = parse(&markdown).any(|event| {
            matches!(
                event,
                Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Code(_)
                    | Event::Rule
                    | Event::InlineMath(_)
                    | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_))
            )
        });
        assert!(!acts, "{markdown}");
    }
}

#[test]
fn text_broken_over_inlines_and_lines_begins_nothing_either() {
    let inlines = ["", "#", " no heading\n\n- nor a list"].map(|text| Inline::Text(text.into())).to_vec();
    let document = Document { blocks: vec![Block::Paragraph(inlines)], figures: Vec::new(), ..sample::document() };
    let paragraphs = texts(&write(&document), |end| *end == TagEnd::Paragraph);
    assert_eq!(paragraphs[1], "# no heading  - nor a list");
}

#[test]
fn only_web_addresses_become_links() {
    for (href, leads_to) in [
        ("https://example.org/a_(b)?c=1&d=2|3", Some("https://example.org/a_(b)?c=1&d=2%7C3")),
        ("https://example.org/>x", Some("https://example.org/%3Ex")),
        ("javascript:alert(1)", None),
    ] {
        let link = Inline::Link { text: "the [words]".into(), href: href.into() };
        let markdown = write(&Document { blocks: vec![Block::Paragraph(vec![link])], ..sample::document() });
        let found = parse(&markdown).find_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
            _ => None,
        });
        assert_eq!(found.as_deref(), leads_to);
        assert!(texts(&markdown, |end| *end == TagEnd::Paragraph).contains(&"the [words]".to_owned()));
    }
}

#[test]
fn every_table_has_as_many_cells_as_its_head_in_each_row() {
    let markdown = write(&sample::document());
    let lines: Vec<usize> = markdown
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("1A."))
        .map(|line| line.matches(" | ").count())
        .collect();
    assert_eq!(lines.len(), 31, "thirty actions and the figure's rows");
    assert!(lines[..30].iter().all(|bars| *bars == 9), "ten cells: {lines:?}");
    let tables = parse(&markdown).filter(|event| matches!(event, Event::Start(Tag::Table(_)))).count();
    assert_eq!(tables, 5, "three pictures, the plan, the figures");
}

#[test]
fn the_whole_of_a_short_report() {
    let mut document = sample::document();
    if let Some(Block::Table(table)) = document.blocks.last_mut() {
        table.rows.truncate(3);
    }
    insta::assert_snapshot!(write(&document));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(write(&sample::document()), write(&sample::document()));
}
