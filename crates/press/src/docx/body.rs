//! The main part: the title, the blocks in their sections, the annex of figures.
//!
//! **Not here.** What a table, a picture or a run looks like inside.

use super::page::{Page, anchor_name};
use super::section::{self, Turn};
use super::text::{self, Ink};
use super::{picture, table};
use crate::format::PressError;
use crate::ooxml;
use onpace_report::document::{Block, Document, Inline, Tile};

const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// Writes the main part.
pub(super) fn write(page: &mut Page, document: &Document) -> Result<(), PressError> {
    page.within("w:document", &NAMESPACES, |page| page.within("w:body", &[], |page| sections(page, document)))
}

fn sections(page: &mut Page, document: &Document) -> Result<(), PressError> {
    let mut stretches = section::stretches(&document.blocks);
    let annex = ooxml::figures_table(document, crate::words::rows);
    if annex.is_some() && stretches.last().is_none_or(|last| last.turn == Turn::Landscape) {
        stretches.push(section::Stretch { turn: Turn::Portrait, blocks: &[] });
    }
    for (place, stretch) in stretches.iter().enumerate() {
        page.width = stretch.turn.width();
        if place == 0 {
            opening(page, document);
        }
        for block in stretch.blocks {
            write_block(page, document, block)?;
        }
        if place + 1 < stretches.len() {
            section::end_here(&mut page.xml, stretch.turn);
        }
    }
    if let Some(figures) = annex {
        heading(page, 2, ooxml::FIGURES_HEADING);
        let anchors: Vec<String> = (0..figures.rows.len()).map(anchor_name).collect();
        table::write(page, &figures, &anchors);
    }
    section::properties(&mut page.xml, stretches.last().map_or(Turn::Portrait, |last| last.turn));
    Ok(())
}

fn opening(page: &mut Page, document: &Document) {
    text::paragraph(&mut page.xml, "Title", &document.title);
    if !document.plan.is_empty() {
        text::paragraph(&mut page.xml, "Subtitle", &document.plan);
    }
    for (label, value) in &document.details {
        page.xml.within("w:p", &[], |xml| {
            text::style(xml, "Details");
            text::run(xml, &format!("{label}:"), Ink::Strong);
            text::tab(xml);
            text::run(xml, value, Ink::Plain);
        });
    }
}

fn write_block(page: &mut Page, document: &Document, block: &Block) -> Result<(), PressError> {
    match block {
        Block::Heading { level, text } => heading(page, *level, text),
        Block::Paragraph(words) => text::paragraph_of(page, "Normal", words),
        Block::List { ordered, items } => list(page, *ordered, items),
        Block::Headline(tiles) => tiles.iter().for_each(|tile| headline(page, tile)),
        Block::Callout { title, body } => callout(page, title, body),
        Block::Table(content) => table::write(page, content, &[]),
        Block::Chart(chart) => {
            let level = (page.depth + 1).min(4);
            text::paragraph(&mut page.xml, heading_style(level), &chart.message());
            picture::write(page, chart)?;
            table::write(page, &chart.table, &[]);
        }
        Block::Key => {
            if let Some(key) = ooxml::key_table(document) {
                table::write(page, &key, &[]);
            }
        }
    }
    Ok(())
}

/// The title is Word's Title, so that a document's second level is Word's first: its pane of headings
/// then shows the sections side by side.
fn heading(page: &mut Page, level: u8, words: &str) {
    page.depth = level;
    text::paragraph(&mut page.xml, heading_style(level), words);
}

fn heading_style(level: u8) -> &'static str {
    match level {
        0..=2 => "Heading1",
        3 => "Heading2",
        _ => "Heading3",
    }
}

fn list(page: &mut Page, ordered: bool, items: &[Vec<Inline>]) {
    if ordered {
        page.numbered_lists += 1;
    }
    let number = ordered.then(|| super::numbering::of_list(page.numbered_lists));
    for item in items {
        text::list_item(page, number.as_deref(), item);
    }
}

fn headline(page: &mut Page, tile: &Tile) {
    page.within("w:p", &[], |page| {
        text::style(&mut page.xml, "HeadlineNumber");
        text::figure(page, &tile.key, &tile.value, Ink::Large);
        text::tab(&mut page.xml);
        text::run(&mut page.xml, &tile.label, Ink::Plain);
        if let Some(level) = &tile.status {
            text::run(&mut page.xml, " ", Ink::Plain);
            text::status(&mut page.xml, level);
        }
    });
}

fn callout(page: &mut Page, title: &str, body: &[Inline]) {
    page.within("w:p", &[], |page| {
        text::style(&mut page.xml, "Callout");
        if !title.is_empty() {
            text::run(&mut page.xml, title, Ink::Strong);
            text::line_break(&mut page.xml);
        }
        text::inlines(page, body);
    });
}
