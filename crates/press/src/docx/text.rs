//! Paragraphs and the runs inside them: words, statuses, figures, links.
//!
//! **Not here.** Where a paragraph stands; what its style looks like (`parts/styles.xml`).

use super::link;
use super::page::Page;
use super::xml::Xml;
use crate::ooxml::{Edge, edge, hex};
use crate::palette::{Colours, colours, glyph};
use onpace_core::policy::level::Level;
use onpace_report::document::Inline;

/// The font of the status shapes, which the reports' own typeface lacks.
const SHAPES: &str = "Segoe UI Symbol";

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// As their paragraph is.
    Plain,
    /// Bold, because they matter more.
    Strong,
    /// A number to take away.
    Large,
}

/// A paragraph of plain words.
pub(super) fn paragraph(xml: &mut Xml, name: &str, words: &str) {
    xml.within("w:p", &[], |xml| {
        style(xml, name);
        run(xml, words, Ink::Plain);
    });
}

/// A paragraph of running text.
pub(super) fn paragraph_of(page: &mut Page, name: &str, words: &[Inline]) {
    page.within("w:p", &[], |page| {
        style(&mut page.xml, name);
        inlines(page, words);
    });
}

/// One item of a list; with the number of the list where it is a numbered one.
pub(super) fn list_item(page: &mut Page, list: Option<&str>, words: &[Inline]) {
    page.within("w:p", &[], |page| {
        match list {
            None => style(&mut page.xml, "ListBullet"),
            Some(list) => page.xml.within("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", "ListNumber")]);
                xml.within("w:numPr", &[], |xml| {
                    xml.empty("w:ilvl", &[("w:val", "0")]);
                    xml.empty("w:numId", &[("w:val", list)]);
                });
            }),
        }
        inlines(page, words);
    });
}

/// The style of the paragraph that was just begun.
pub(super) fn style(xml: &mut Xml, name: &str) {
    xml.within("w:pPr", &[], |xml| xml.empty("w:pStyle", &[("w:val", name)]));
}

/// Running text.
pub(super) fn inlines(page: &mut Page, words: &[Inline]) {
    for word in words {
        match word {
            Inline::Text(words) => run(&mut page.xml, words, Ink::Plain),
            Inline::Strong(words) => run(&mut page.xml, words, Ink::Strong),
            Inline::Figure { key, text } => figure(page, key, text, Ink::Plain),
            Inline::Status(level) => status(&mut page.xml, level),
            Inline::Link { text, href } => hyperlink(page, text, href),
        }
    }
}

/// A number that leads to its definition in the annex.
pub(super) fn figure(page: &mut Page, key: &str, words: &str, ink: Ink) {
    let Some(anchor) = page.anchor_of(key).map(str::to_owned) else {
        return run(&mut page.xml, words, ink);
    };
    page.xml.within("w:hyperlink", &[("w:anchor", &anchor), ("w:history", "1")], |xml| match ink {
        Ink::Plain => styled_run(xml, words, Some("FigureLink")),
        Ink::Strong | Ink::Large => run(xml, words, ink),
    });
}

fn hyperlink(page: &mut Page, words: &str, href: &str) {
    let Some(target) = link::target(href) else {
        return run(&mut page.xml, words, Ink::Plain);
    };
    let relationship = page.link(target);
    page.xml.within("w:hyperlink", &[("r:id", &relationship), ("w:history", "1")], |xml| {
        styled_run(xml, words, Some("Hyperlink"));
    });
}

/// Words.
pub(super) fn run(xml: &mut Xml, words: &str, ink: Ink) {
    let style = match ink {
        Ink::Plain => None,
        Ink::Strong => Some("Strong"),
        Ink::Large => Some("LargeNumber"),
    };
    styled_run(xml, words, style);
}

fn styled_run(xml: &mut Xml, words: &str, style: Option<&str>) {
    if words.is_empty() {
        return;
    }
    xml.within("w:r", &[], |xml| {
        if let Some(style) = style {
            xml.within("w:rPr", &[], |xml| xml.empty("w:rStyle", &[("w:val", style)]));
        }
        content(xml, words);
    });
}

/// The words of a run; Word has elements of its own for tabs and new lines.
fn content(xml: &mut Xml, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find(['\n', '\t', '\r']) {
        let (before, from) = rest.split_at(at);
        literal(xml, before);
        match from.as_bytes().first() {
            Some(b'\n') => xml.empty("w:br", &[]),
            Some(b'\t') => xml.empty("w:tab", &[]),
            _ => {}
        }
        rest = from.get(1..).unwrap_or_default();
    }
    literal(xml, rest);
}

fn literal(xml: &mut Xml, words: &str) {
    if !words.is_empty() {
        xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(words));
    }
}

/// To the next tab stop.
pub(super) fn tab(xml: &mut Xml) {
    xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
}

/// A new line in the same paragraph.
pub(super) fn line_break(xml: &mut Xml) {
    xml.within("w:r", &[], |xml| xml.empty("w:br", &[]));
}

/// A status among words: on its own ground, with its border.
pub(super) fn status(xml: &mut Xml, level: &Level) {
    let colours = colours(level.tone);
    let ground = |xml: &mut Xml| {
        if let Some(line) = line_of(colours) {
            let colour = hex(colours.border);
            xml.empty("w:bdr", &[("w:val", line), ("w:sz", "8"), ("w:space", "0"), ("w:color", colour)]);
        }
        xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", hex(colours.fill))]);
    };
    let shape = format!("\u{a0}{}", glyph(level.mark));
    let word = format!("\u{a0}{}\u{a0}", level.label);
    marked(xml, colours, &shape, &word, ground);
}

/// A status in a cell, whose ground is the cell's.
pub(super) fn status_on_ground(xml: &mut Xml, level: &Level) {
    let shape = glyph(level.mark).to_string();
    marked(xml, colours(level.tone), &shape, &format!("\u{a0}{}", level.label), |_| {});
}

fn marked(xml: &mut Xml, colours: Colours, shape: &str, word: &str, ground: impl Fn(&mut Xml)) {
    for (words, font) in [(shape, Some(SHAPES)), (word, None)] {
        xml.within("w:r", &[], |xml| {
            xml.within("w:rPr", &[], |xml| {
                if let Some(font) = font {
                    xml.empty(
                        "w:rFonts",
                        &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)],
                    );
                }
                xml.empty("w:b", &[]);
                xml.empty("w:color", &[("w:val", hex(colours.ink))]);
                ground(xml);
            });
            content(xml, words);
        });
    }
}

/// The name that `WordprocessingML` has for the edge of such colours.
pub(super) fn line_of(colours: Colours) -> Option<&'static str> {
    match edge(colours) {
        Edge::None => None,
        Edge::Solid => Some("single"),
        Edge::Dashed => Some("dashed"),
    }
}
