//! Every text of a document: each put through something, or told with its place. A text that a new block brings is here
//! or nowhere. **Not here.** What is done with it. Figures' own words and statuses are the program's.

use crate::document::{Block, Cell, Chart, Document, HeatRow, Inline, Picture, Table};
use onpace_core::figure::Figure;
use std::collections::BTreeSet;

/// A text as a reader sees it, and where it stands.
pub(super) struct Text {
    pub(super) place: String,
    pub(super) words: String,
}

/// The document with each of its texts changed.
pub(super) fn mapped(document: Document, each: &dyn Fn(&str) -> String) -> Document {
    let details = document.details.into_iter().map(|(label, value)| (label, each(&value))).collect();
    let blocks = document.blocks.into_iter().map(|one| block(one, each)).collect();
    // A row without a code is called by its title.
    let figure = |one: Figure| Figure { rows: one.rows.iter().map(|row| each(row).into()).collect(), ..one };
    let figures = document.figures.into_iter().map(figure).collect();
    Document { title: each(&document.title), plan: each(&document.plan), details, blocks, figures, ..document }
}

fn block(block: Block, each: &dyn Fn(&str) -> String) -> Block {
    let all = |inlines: Vec<Inline>| inlines.into_iter().map(|one| inline(one, each)).collect::<Vec<_>>();
    match block {
        Block::Heading { level, text } => Block::Heading { level, text: each(&text) },
        Block::Paragraph(inlines) => Block::Paragraph(all(inlines)),
        Block::List { ordered, items } => Block::List { ordered, items: items.into_iter().map(all).collect() },
        Block::Callout { title, body } => Block::Callout { title: each(&title), body: all(body) },
        Block::Table(one) => Block::Table(table(one, each)),
        Block::Chart(one) => Block::Chart(chart(one, each)),
        Block::Headline(tiles) => Block::Headline(tiles),
        Block::Key => Block::Key,
    }
}

fn inline(inline: Inline, each: &dyn Fn(&str) -> String) -> Inline {
    match inline {
        Inline::Text(text) => Inline::Text(each(&text)),
        Inline::Strong(text) => Inline::Strong(each(&text)),
        // An address that names somebody leads nowhere any more.
        Inline::Link { text, href } if each(&href) != href => Inline::Text(each(&text)),
        Inline::Link { text, href } => Inline::Link { text: each(&text), href },
        other @ (Inline::Figure { .. } | Inline::Status(_)) => other,
    }
}

fn table(table: Table, each: &dyn Fn(&str) -> String) -> Table {
    let mut table = table;
    table.caption = each(&table.caption);
    table.note = table.note.map(|note| each(&note));
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Cell::Text(text) = cell {
            *text = each(text);
        }
    }
    table
}

fn chart(chart: Chart, each: &dyn Fn(&str) -> String) -> Chart {
    let picture = match chart.picture {
        Picture::Heat(mut heat) => {
            heat.rows = heat.rows.into_iter().map(|row| HeatRow { label: each(&row.label), ..row }).collect();
            Picture::Heat(heat)
        }
        Picture::Timeline(mut timeline) => {
            for bar in &mut timeline.bars {
                bar.label = each(&bar.label);
            }
            Picture::Timeline(timeline)
        }
        Picture::Curve(curve) => Picture::Curve(curve),
        Picture::Xmr(mut xmr) => {
            xmr.message = each(&xmr.message);
            for (_, why) in &mut xmr.breaks {
                *why = each(why);
            }
            Picture::Xmr(xmr)
        }
    };
    let title = chart.title.into_iter().map(|part| inline(part, each)).collect();
    let description = each(&chart.description);
    Chart { title, description, picture, table: table(chart.table, each), ..chart }
}

/// Every text with its place.
pub(super) fn texts(document: &Document) -> Vec<Text> {
    let of = |place: &str, words: &str| Text { place: place.to_owned(), words: words.to_owned() };
    let mut all = vec![of("the title", &document.title), of("the title of the plan", &document.plan)];
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => all.push(of("a heading", text)),
            Block::Paragraph(inlines) => all.push(of("the text", &words_of(inlines))),
            Block::List { items, .. } => all.extend(items.iter().map(|item| of("a list", &words_of(item)))),
            Block::Callout { title, body } => all.extend([of("a note", title), of("a note", &words_of(body))]),
            Block::Table(table) => all.extend(in_table(table)),
            Block::Chart(chart) => {
                all.extend([of("a picture", &words_of(&chart.title)), of("a picture", &chart.description)]);
                all.extend(in_table(&chart.table));
            }
            Block::Headline(_) | Block::Key => {}
        }
    }
    let rows: BTreeSet<&str> = document.figures.iter().flat_map(|figure| &figure.rows).map(|row| &**row).collect();
    all.extend(rows.into_iter().map(|row| of("what a figure was counted from", row)));
    all
}

/// Words as they are read one after another; addresses of links behind theirs.
fn words_of(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Figure { text, .. } => text.clone(),
        Inline::Link { text, href } => format!("{text} ({href})"),
        Inline::Status(level) => level.label.clone(),
    };
    inlines.iter().map(one).collect()
}

fn in_table(table: &Table) -> Vec<Text> {
    let mut all = Vec::new();
    for row in &table.rows {
        let head = row.cells.get(table.row_header);
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            if let Cell::Text(words) = cell {
                let place = match head {
                    Some(Cell::Text(head)) => format!("\u{201c}{}\u{201d}, {head}, {}", table.caption, column.label),
                    _ => format!("\u{201c}{}\u{201d}, {}", table.caption, column.label),
                };
                all.push(Text { place, words: words.clone() });
            }
        }
    }
    all
}
