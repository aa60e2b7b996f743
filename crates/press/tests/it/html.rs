//! The web page, read back as a reader's browser reads it: elements, attributes, text.

use onpace_core::policy::level::{Mark, Tone};
use onpace_press::format::Format;
use onpace_press::html::Html;
use onpace_report::document::*;
use onpace_testkit::document as sample;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// An element with the text in it; `parent` is its place in the list.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    parent: Option<usize>,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn has_class(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|own| own == class)
    }
}

struct Page(Vec<Element>);

impl Page {
    /// Every element that is not void must be closed, in order: a stricter reading than a browser's.
    fn read(html: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(html);
        reader.config_mut().check_end_names = false;
        let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().expect("a well-formed page") {
                Event::Start(start) => {
                    elements.push(element(&start, open.last().copied()));
                    let void = matches!(start.name().as_ref(), "meta" | "br" | "link" | "img" | "input" | "hr" | "col");
                    open.extend((!void).then_some(elements.len() - 1));
                }
                Event::End(end) => {
                    let last = open.pop().expect("an element to close");
                    assert_eq!(elements[last].name, end.name().as_ref(), "closed in order");
                }
                Event::Text(text) => say(&mut elements, &open, &text),
                Event::GeneralRef(name) => say(&mut elements, &open, character(&name)),
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "everything is closed");
        Self(elements)
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.0.iter().filter(move |element| element.name == name)
    }

    fn by_id(&self, id: &str) -> Option<&Element> {
        self.0.iter().find(|element| element.attribute("id") == id)
    }

    fn parent(&self, element: &Element) -> Option<&Element> {
        element.parent.map(|at| &self.0[at])
    }

    fn within(&self, element: &Element, name: &str) -> bool {
        self.parent(element).is_some_and(|parent| parent.name == name || self.within(parent, name))
    }

    /// The cells of the row that an element stands in or is.
    fn cells(&self, row: &Element) -> Vec<&Element> {
        self.0.iter().filter(|cell| self.parent(cell).is_some_and(|parent| std::ptr::eq(parent, row))).collect()
    }
}

fn element(start: &BytesStart<'_>, parent: Option<usize>) -> Element {
    let attributes = start.html_attributes().map(|attribute| {
        let attribute = attribute.expect("no attribute twice");
        (attribute.key.as_ref().to_owned(), quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
    });
    Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), text: String::new(), parent }
}

fn say(elements: &mut [Element], open: &[usize], words: &str) {
    for at in open {
        elements[*at].text.push_str(words);
    }
}

fn character(name: &str) -> &str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        other => panic!("a reference that nobody should need: {other}"),
    }
}

fn write(document: &Document) -> String {
    String::from_utf8(Html.write(document).unwrap()).unwrap()
}

fn page(document: &Document) -> Page {
    Page::read(&write(document))
}

/// The sample, with one paragraph in place of its body.
fn saying(inlines: Vec<Inline>) -> Document {
    Document { blocks: vec![Block::Paragraph(inlines)], ..sample::document() }
}

#[test]
fn the_page_travels_alone_and_runs_nothing() {
    let html = write(&sample::document());
    let page = Page::read(&html);
    for name in ["script", "link", "img", "iframe", "object", "embed", "base", "form", "foreignObject", "use", "image"]
    {
        assert_eq!(page.all(name).count(), 0, "{name}");
    }
    for element in &page.0 {
        for (name, value) in &element.attributes {
            assert!(
                !name.starts_with("on") && !matches!(name.as_str(), "style" | "src" | "srcset"),
                "{name} on {}",
                element.name
            );
            let leads_out = value.contains("//") && !(name == "href" && element.name == "a") && name != "xmlns";
            assert!(!leads_out, "{name}={value} on {}", element.name);
        }
    }
    let style = page.all("style").next().unwrap();
    assert!(!style.text.contains("url(") && !style.text.contains("@import"));
}

#[test]
fn the_page_names_its_language_itself_and_its_landmarks() {
    let page = page(&sample::document());
    assert_eq!(page.all("html").next().unwrap().attribute("lang"), "en-GB");
    assert_eq!(
        page.all("title").next().unwrap().text,
        "Board report – Written Statement of Action – as at 22 May 2022"
    );
    for name in ["h1", "main", "nav", "header", "footer", "style"] {
        assert_eq!(page.all(name).count(), 1, "{name}");
    }
    let skip = page.all("a").next().unwrap();
    assert_eq!((skip.attribute("href"), skip.text.as_str()), ("#main", "Skip to the report"));
    let details: Vec<&str> = page.all("dd").take(2).map(|dd| dd.text.as_str()).collect();
    assert_eq!(details, ["Sunday 22 May 2022", "Monday to Friday"]);
}

#[test]
fn ids_are_unique_and_every_reference_finds_its_own() {
    let page = page(&sample::document());
    let mut ids = BTreeSet::new();
    for element in page.0.iter().filter(|element| element.attributes.contains_key("id")) {
        assert!(ids.insert(element.attribute("id")), "twice: {}", element.attribute("id"));
    }
    let mut references = 0;
    for element in &page.0 {
        for name in ["aria-labelledby", "aria-describedby"] {
            for id in element.attribute(name).split_whitespace() {
                assert!(ids.contains(id), "{name} of {} names {id}", element.name);
                references += 1;
            }
        }
        if let Some(id) = element.attribute("href").strip_prefix('#') {
            assert!(ids.contains(id), "a link leads to {id}");
            references += 1;
        }
    }
    assert!(references > 15, "{references}");
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let page = page(&sample::document());
    let levels: Vec<u32> =
        page.0.iter().filter_map(|e| e.name.strip_prefix('h').and_then(|level| level.parse().ok())).collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] > 1), "{levels:?}");
}

#[test]
fn the_contents_list_every_section() {
    let page = page(&sample::document());
    let listed: Vec<&str> = page.all("a").filter(|a| page.within(a, "nav")).map(|a| a.text.as_str()).collect();
    let sections: Vec<&str> = page.all("h2").filter(|h| page.within(h, "main")).map(|h| h.text.as_str()).collect();
    assert_eq!(listed, sections);
    assert_eq!(listed, ["Where the plan stands", "The whole plan", "How each figure was counted"]);
}

#[test]
fn every_table_can_be_read_aloud_and_scrolled_by_keyboard() {
    let page = page(&sample::document());
    assert_eq!(page.all("table").count(), 5);
    for table in page.all("table") {
        let caption = page.cells(table)[0];
        assert_eq!(caption.name, "caption");
        let region = page.parent(table).unwrap();
        assert_eq!((region.attribute("role"), region.attribute("tabindex")), ("region", "0"));
        assert_eq!(region.attribute("aria-labelledby"), caption.attribute("id"));
    }
    for th in page.all("th") {
        assert!(["col", "row", "rowgroup"].contains(&th.attribute("scope")), "{th:?}");
        assert!(!th.text.is_empty(), "no heading is empty");
    }
    for row in page.all("tr").filter(|row| page.parent(row).unwrap().name == "tbody") {
        assert_eq!(page.cells(row).iter().filter(|cell| cell.name == "th").count(), 1, "{}", row.text);
    }
}

#[test]
fn a_group_row_heads_the_body_of_rows_that_it_begins() {
    let mut document = sample::document();
    let Some(Block::Table(table)) = document.blocks.last_mut() else { panic!("the plan table is last") };
    let again = table.rows[..3].to_vec();
    table.rows.extend(again);
    let page = page(&document);
    let plan = page.by_id("plan").unwrap();
    let bodies: Vec<&Element> = page.cells(plan).into_iter().filter(|child| child.name == "tbody").collect();
    assert_eq!(bodies.len(), 2);
    for body in bodies {
        let rows = page.cells(body);
        assert_eq!(page.cells(rows[0])[0].attribute("scope"), "rowgroup");
        assert!(rows[1..].iter().all(|row| page.cells(row)[0].attribute("scope") == "row"));
    }
}

#[test]
fn values_in_cells_read_as_people_write_them() {
    let page = page(&sample::document());
    let row = page.all("tr").find(|row| row.text.starts_with("1A.0")).unwrap();
    let cells: Vec<(&str, &str)> =
        page.cells(row)[2..].iter().map(|cell| (cell.attribute("class"), cell.text.as_str())).collect();
    assert_eq!(
        cells,
        [
            ("word", "DHd/RS"),
            ("number", "24 days"),
            ("date", "13 Apr 2022"),
            ("date", "May 2022"),
            ("number", "90%"),
            ("number", "\u{2212}10 points"),
            ("word", "Green"),
            ("status", "Red"),
        ]
    );
    let dates: Vec<&str> = page.all("time").take(2).map(|time| time.attribute("datetime")).collect();
    assert_eq!(dates, ["2022-04-13", "2022-05"]);
}

#[test]
fn text_from_a_plan_is_shown_literally() {
    let hostile =
        "</title></style><script>alert(1)</script> \"onload=\" '&amp;' <b>bold</b> #strong[x] \u{0}\u{1b}[31m";
    let shown = hostile.replace(['\u{0}', '\u{1b}'], "\u{fffd}");
    let mut document = saying(vec![Inline::Text(hostile.into()), Inline::Strong(hostile.into())]);
    document.title = hostile.into();
    document.plan = hostile.into();
    document.details = vec![(hostile.into(), hostile.into())];
    document.levels = vec![sample::level("x", hostile, Mark::Circle, Tone::Green)];
    document.blocks.extend(sample::document().blocks.into_iter().map(|mut block| {
        if let Block::Heading { text, .. } = &mut block {
            *text = hostile.into();
        } else if let Block::Chart(chart) = &mut block {
            chart.title = vec![Inline::Text(hostile.into())];
            chart.description = hostile.into();
        }
        block
    }));
    let page = page(&document);
    assert_eq!(page.all("script").count() + page.all("b").count(), 0);
    assert_eq!(page.all("h1").next().unwrap().text, shown);
    assert_eq!(page.all("strong").next().unwrap().text, shown);
    assert_eq!(page.all("desc").next().unwrap().text, shown);
    assert!(page.all("dd").next().unwrap().text == shown && page.all("p").any(|p| p.text == format!("{shown}{shown}")));
    let cell = page.all("td").find(|td| td.text.contains("HYPERLINK")).unwrap();
    let written = "=HYPERLINK(\"http://evil.example\",\"click\") <b>bold</b> & #strong[not markup] Ensure health and social care advice is embedded in plans";
    assert_eq!(cell.text, written);
}

#[test]
fn only_web_addresses_become_links() {
    for (href, is_link) in
        [("https://example.org/?a=1&b=\"2\"", true), ("javascript:alert(1)", false), ("data:text/html,x", false)]
    {
        let page = page(&saying(vec![Inline::Link { text: "the words".into(), href: href.into() }]));
        assert_eq!(page.all("a").any(|a| a.attribute("href") == href), is_link, "{href}");
        assert!(page.all("main").next().unwrap().text.contains("the words"));
    }
}

#[test]
fn a_number_leads_to_how_it_was_counted() {
    let mut document = sample::document();
    document.figures[0].rows = (0..75).map(|n| format!("{n}A").into()).collect();
    let page = page(&document);
    let link = page.all("a").find(|a| a.has_class("figure")).unwrap();
    assert_eq!((link.attribute("href"), link.text.as_str()), ("#figure-started", "28 of 29"));
    let row = page.by_id("figure-started").unwrap();
    let cells: Vec<&str> = page.cells(row).iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells[..3], ["started", "28", "Actions with more than 0% reported."]);
    assert!(cells[3].starts_with("0A, 1A, 2A") && cells[3].ends_with("59A and 15 more"), "{}", cells[3]);
}

#[test]
fn a_number_without_a_figure_is_no_link_and_no_figures_means_no_annex() {
    let mut document = saying(vec![Inline::Figure { key: "unheard".into(), text: "12".into() }]);
    document.figures.clear();
    let page = page(&document);
    assert!(page.all("p").any(|p| p.text == "12"));
    assert!(page.all("a").all(|a| a.attribute("href") == "#main"));
    assert!(page.by_id("figures").is_none());
}

#[test]
fn a_status_is_shape_and_word_and_colour() {
    let page = page(&sample::document());
    let tags: Vec<&Element> = page.all("span").filter(|span| span.has_class("tag")).collect();
    assert!(tags.len() > 30);
    for tag in &tags {
        let shape = page.cells(tag)[0];
        assert_eq!((shape.name.as_str(), shape.attribute("aria-hidden")), ("svg", "true"));
        assert!(!tag.text.is_empty());
    }
    let key: Vec<(&str, &str)> =
        page.all("dt").skip(2).map(|dt| (page.cells(dt)[0].attribute("class"), dt.text.as_str())).collect();
    assert_eq!(key[0], ("tag blue", "Complete"));
    assert_eq!(key[5], ("tag unknown", "Not known"));
}

#[test]
fn a_picture_stands_beside_its_table() {
    let page = page(&sample::document());
    assert_eq!(page.all("figure").count(), 3);
    for id in ["pace", "heat", "timeline"] {
        let title = page.by_id(&format!("{id}-title")).unwrap();
        assert_eq!(page.parent(title).unwrap().attribute("role"), "img");
        assert!(page.within(title, "figure"));
        assert!(page.within(page.by_id(&format!("{id}-data")).unwrap(), "details"));
    }
}

#[test]
fn the_same_document_gives_the_same_page() {
    assert_eq!(write(&sample::document()), write(&sample::document()));
}
