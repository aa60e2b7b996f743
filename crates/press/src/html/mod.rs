//! A report as one web page: no script, no request, nothing that does not travel with the file.
//!
//! The page must work by keyboard, at 320 px, in grey, with forced colours, on paper, and when read
//! aloud; so it is plain HTML in reading order, and only a table may scroll sideways, in a region of
//! its own. **Not here.** The data for machines, which is the JSON file's.

mod block;
mod figures;
mod table;
mod tag;

use crate::format::{Format, PressError};
use crate::palette::{self, TONES};
use crate::words;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use onpace_core::day::{in_full, in_words};
use onpace_report::document::{Block, Chart, Document};
use std::fmt::Write as _;

/// The web page.
pub struct Html;

impl Format for Html {
    fn ending(&self) -> &'static str {
        "html"
    }

    fn name(&self) -> &'static str {
        "HTML"
    }

    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        let page = html! {
            (DOCTYPE)
            html lang="en-GB" {
                (head(document))
                body {
                    a.skip href="#main" { "Skip to the report" }
                    (header(document))
                    (contents(document))
                    main #main tabindex="-1" {
                        (block::body(document))
                        (figures::annex(document))
                    }
                    (footer(document))
                }
            }
        };
        Ok(words::printable(page.into_string()).into_bytes())
    }
}

/// The body of a report and how its figures were counted, to stand in a page that has its own head and
/// heading. Its looks come from that page's style sheet.
#[must_use]
pub fn fragment(document: &Document) -> Markup {
    let body = html! { (block::body(document)) (figures::annex(document)) };
    PreEscaped(words::printable(body.into_string()))
}

/// A picture in its scroll region with its table, under a heading of that level.
#[must_use]
pub fn picture(chart: &Chart, level: u8) -> Markup {
    PreEscaped(words::printable(block::chart(chart, level).into_string()))
}

/// The same without a heading and a table, for a page that has both.
#[must_use]
pub fn drawing(chart: &Chart) -> Markup {
    block::drawing(chart)
}

fn head(document: &Document) -> Markup {
    let plan = words::plan_beside(document);
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (document.title) @if !plan.is_empty() { " – " (plan) } " – as at " (in_words(document.as_at)) }
            style { (PreEscaped(style())) }
        }
    }
}

/// The style sheet, with the colours of the palette put in.
fn style() -> String {
    let mut style = format!(
        ":root{{--ink:{};--paper:{};--quiet:{};--guide:{};--brand:{};--link:{};--accent:{}}}\n",
        palette::INK,
        palette::PAPER,
        palette::QUIET,
        palette::GUIDE,
        palette::BRAND,
        palette::PLANNED,
        palette::REPORTED
    );
    for tone in TONES {
        let colours = palette::colours(tone);
        let line = if colours.dashed { "dashed" } else { "solid" };
        let _ = writeln!(
            style,
            ".tag.{}{{background:{};color:{};border:2px {line} {}}}",
            palette::class(tone),
            colours.fill,
            colours.ink,
            colours.border
        );
    }
    style + include_str!("style.css")
}

fn header(document: &Document) -> Markup {
    html! {
        header {
            div.band {
                @if !words::plan_beside(document).is_empty() { p.plan { (document.plan) } }
                h1 { (document.title) }
            }
            dl.details {
                @for (label, value) in &document.details {
                    div { dt { (label) } dd { (value) } }
                }
            }
        }
    }
}

/// The sections of the page, in order; the annex is one of them.
fn contents(document: &Document) -> Markup {
    let sections: Vec<&str> = document.blocks.iter().filter_map(section).collect();
    html! {
        nav aria-labelledby="contents" {
            h2 #contents { "Contents" }
            ol {
                @for (n, text) in sections.iter().enumerate() {
                    li { a href={ "#section-" (n + 1) } { (text) } }
                }
                @if !document.figures.is_empty() {
                    li { a href={ "#" (figures::ID) } { (figures::TITLE) } }
                }
            }
        }
    }
}

fn section(block: &Block) -> Option<&str> {
    match block {
        Block::Heading { level: ..=2, text } => Some(text),
        _ => None,
    }
}

fn footer(document: &Document) -> Markup {
    html! {
        footer {
            p {
                (document.title) " on the " (document.plan) ", as at " (in_full(document.as_at)) ". "
                "Every number was counted from the plan"
                @if document.figures.is_empty() { "." } @else { ": see " a href={ "#" (figures::ID) } { "how each figure was counted" } "." }
            }
        }
    }
}
