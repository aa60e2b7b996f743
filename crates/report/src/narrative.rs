//! A narrative: Markdown whose numbers are bound to figures, `{{started}} of {{due_to_start}}`.
//!
//! A number that is typed and contradicts a figure is refused, with both values. Besides every figure
//! by its key, `{{started_percent}}` is the share of those due, and `{{as_at}}` the day.

use crate::document::{Block, Inline};
use onpace_core::checks::{counted_for, share_agrees};
use onpace_core::claim::read::claims_in;
use onpace_core::day;
use onpace_core::place::Place;
use onpace_core::quantity::Percent;
use onpace_core::survey::Survey;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use thiserror::Error;

/// Why a narrative was refused; the sentence is for its author.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the narrative was not used\n{0}")]
pub struct NarrativeProblem(pub String);

/// Binds a narrative's numbers and makes blocks of it.
///
/// # Errors
/// A figure that does not exist, or a typed number that contradicts one.
pub fn bind(markdown: &str, survey: &Survey<'_>) -> Result<Vec<Block>, NarrativeProblem> {
    let bound = fill(markdown, survey)?;
    verify(&bound, survey)?;
    Ok(blocks_of(&bound))
}

fn fill(markdown: &str, survey: &Survey<'_>) -> Result<String, NarrativeProblem> {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let (key, tail) = after.split_once("}}").ok_or_else(|| {
            NarrativeProblem("  found     {{ without }} after it\n  accepted  {{started}}".to_owned())
        })?;
        text.push_str(&value_of(key.trim(), survey)?);
        rest = tail;
    }
    text.push_str(rest);
    Ok(text)
}

fn value_of(key: &str, survey: &Survey<'_>) -> Result<String, NarrativeProblem> {
    match key {
        "as_at" => return Ok(day::in_full(survey.on)),
        "started_percent" => {
            let due = survey.count_of("due_to_start");
            return Ok(Percent::of(due - survey.count_of("not_started"), due)
                .map_or_else(|| "not known".to_owned(), |p| p.to_string()));
        }
        _ => {}
    }
    survey.figure(key).map(|figure| figure.value.to_string()).ok_or_else(|| {
        let known: Vec<&str> =
            survey.figures.iter().map(|figure| figure.of.key).chain(["started_percent", "as_at"]).collect();
        NarrativeProblem(format!("  found     {{{{{key}}}}}, which is no figure\n  accepted  {}", known.join(", ")))
    })
}

/// Reads the narrative's own claims, as those of any other text, and holds them against the table.
fn verify(text: &str, survey: &Survey<'_>) -> Result<(), NarrativeProblem> {
    for (number, paragraph) in (1u32..).zip(text.lines()) {
        for claim in claims_in(paragraph, &Place::line(number)) {
            let counted = counted_for(&claim, survey).len();
            if i64::try_from(counted) != Ok(claim.count) {
                return Err(NarrativeProblem(format!(
                    "  in        line {number}: \u{201c}{}\u{201d}\n  found     {} {}\n  the table {counted}\n  accepted  the number of the table, or {{{{{}}}}} in its place",
                    claim.text,
                    claim.count,
                    claim.kind.words(),
                    claim.kind.name()
                )));
            }
            let share = claim.of.and_then(|of| Percent::of(claim.count, of));
            if let (Some(written), Some(share)) = (claim.percent, share)
                && !share_agrees(written, claim.percent_decimals, share)
            {
                return Err(NarrativeProblem(format!(
                    "  in        line {number}: \u{201c}{}\u{201d}\n  found     {written}\n  counted   {share}\n  accepted  {share}",
                    claim.text
                )));
            }
        }
    }
    Ok(())
}

fn blocks_of(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut inlines: Vec<Inline> = Vec::new();
    let mut items: Option<(bool, Vec<Vec<Inline>>)> = None;
    let (mut strong, mut link, mut level) = (false, None::<String>, 2u8);
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::List(first)) => items = Some((first.is_some(), Vec::new())),
            Event::Start(Tag::Strong) => strong = true,
            Event::End(TagEnd::Strong) => strong = false,
            Event::Start(Tag::Link { dest_url, .. }) => link = Some(dest_url.to_string()),
            Event::End(TagEnd::Link) => link = None,
            Event::Start(Tag::Heading { level: found, .. }) => level = if found <= HeadingLevel::H2 { 2 } else { 3 },
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) | Event::Html(words) => {
                let text = words.to_string();
                inlines.push(match &link {
                    Some(href) if href.starts_with("http") => Inline::Link { text, href: href.clone() },
                    _ if strong => Inline::Strong(text),
                    _ => Inline::Text(text),
                });
            }
            Event::SoftBreak | Event::HardBreak => inlines.push(Inline::Text(" ".to_owned())),
            Event::End(TagEnd::Heading(_)) => {
                let text = std::mem::take(&mut inlines).into_iter().map(words_of).collect();
                blocks.push(Block::Heading { level, text });
            }
            Event::End(TagEnd::Paragraph) if items.is_none() => {
                blocks.push(Block::Paragraph(std::mem::take(&mut inlines)));
            }
            Event::End(TagEnd::Item) => {
                if let Some((_, list)) = &mut items {
                    list.push(std::mem::take(&mut inlines));
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let Some((ordered, items)) = items.take() {
                    blocks.push(Block::List { ordered, items });
                }
            }
            _ => {}
        }
    }
    blocks
}

fn words_of(inline: Inline) -> String {
    match inline {
        Inline::Text(text) | Inline::Strong(text) | Inline::Link { text, .. } | Inline::Figure { text, .. } => text,
        Inline::Status(level) => level.label,
    }
}
