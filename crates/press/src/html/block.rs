//! The blocks of a report's body, and the running text in them.

use super::table::table;
use super::tag::tag;
use crate::{charts, words};
use maud::{Markup, PreEscaped, html};
use onpace_core::policy::level::Level;
use onpace_report::document::{Block, Chart, Document, Inline, Tile};

/// The body, block by block.
pub(super) fn body(document: &Document) -> Markup {
    let mut sections = 0;
    let parts = words::with_levels(&document.blocks).map(|(block, level)| match block {
        Block::Heading { text, .. } if level == 2 => {
            sections += 1;
            html! { h2 id={ "section-" (sections) } { (text) } }
        }
        _ => one(document, block, level),
    });
    html! { @for part in parts { (part) } }
}

fn heading(level: u8, text: &str) -> Markup {
    match level {
        2 => html! { h2 { (text) } },
        3 => html! { h3 { (text) } },
        _ => html! { h4 { (text) } },
    }
}

fn one(document: &Document, block: &Block, level: u8) -> Markup {
    match block {
        Block::Heading { text, .. } => heading(level, text),
        Block::Paragraph(inlines) => html! { p { (running(document, inlines)) } },
        Block::List { ordered, items } => list(document, *ordered, items),
        Block::Headline(tiles) => headline(document, tiles),
        Block::Callout { title, body } => html! {
            div.callout { p { strong { (title) } } p { (running(document, body)) } }
        },
        Block::Table(data) => table(data),
        Block::Chart(picture) => chart(picture, level),
        Block::Key => key(&document.levels, level),
    }
}

fn list(document: &Document, ordered: bool, items: &[Vec<Inline>]) -> Markup {
    let items = html! { @for item in items { li { (running(document, item)) } } };
    if ordered {
        html! { ol { (items) } }
    } else {
        html! { ul { (items) } }
    }
}

fn headline(document: &Document, tiles: &[Tile]) -> Markup {
    html! {
        ul.headline {
            @for tile in tiles {
                li {
                    span.value { (figure(document, &tile.key, &tile.value)) }
                    " "
                    span.label { (tile.label) }
                    @if let Some(status) = &tile.status { " " (tag(status)) }
                }
            }
        }
    }
}

pub(super) fn drawing(chart: &Chart) -> Markup {
    html! {
        div.drawing.scroll role="region" tabindex="0" aria-label={ "Picture: " (chart.message()) } {
            (PreEscaped(charts::svg(chart)))
        }
    }
}

pub(super) fn chart(chart: &Chart, level: u8) -> Markup {
    html! {
        figure {
            figcaption { (heading(level, &chart.message())) }
            (drawing(chart))
            details {
                summary { "The data of this picture, as a table" }
                (table(&chart.table))
            }
        }
    }
}

fn key(levels: &[Level], level: u8) -> Markup {
    html! {
        div.key {
            (heading(level, "What the marks mean"))
            dl {
                @for level in levels { div { dt { (tag(level)) } dd { (level.meaning) } } }
            }
        }
    }
}

fn running(document: &Document, inlines: &[Inline]) -> Markup {
    html! {
        @for inline in inlines {
            @match inline {
                Inline::Text(text) => (text),
                Inline::Strong(text) => strong { (text) },
                Inline::Figure { key, text } => (figure(document, key, text)),
                Inline::Status(level) => (tag(level)),
                Inline::Link { text, href } => (link(text, href)),
            }
        }
    }
}

/// A number that leads to how it was counted.
fn figure(document: &Document, key: &str, text: &str) -> Markup {
    if document.figures.iter().any(|figure| figure.of.key == key) {
        html! { a.figure href={ "#figure-" (key) } { (text) } }
    } else {
        html! { (text) }
    }
}

fn link(text: &str, href: &str) -> Markup {
    if let Some(address) = words::web_address(href) {
        html! { a href=(address) rel="noreferrer" { (text) } }
    } else {
        html! { (text) }
    }
}
