//! A narrative: Markdown whose numbers are bound to figures, `{{started}} of {{due_to_start}}`.
//!
//! A number that is typed and contradicts a figure is refused, with both values. Besides every figure
//! by its key, `{{as_at}}` is the day.

use crate::document::{Block, Inline};
use onpace_core::checks::{counted_for, share_agrees};
use onpace_core::claim::read::claims_in;
use onpace_core::day;
use onpace_core::figure::{Figure, FigureValue};
use onpace_core::place::Place;
use onpace_core::quantity::Percent;
use onpace_core::survey::Survey;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use thiserror::Error;

/// Why a narrative was refused; the sentence is for its author.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the narrative was not used\n{0}")]
pub struct NarrativeProblem(pub String);

/// Binds a narrative's numbers and makes blocks of it. `more` are figures beside those of the plan, such as those
/// of a round.
///
/// # Errors
/// A figure that does not exist, or a typed number that contradicts one.
pub fn bind(markdown: &str, survey: &Survey<'_>, more: &[Figure]) -> Result<Vec<Block>, NarrativeProblem> {
    bind_of(markdown, survey, more, &|_| true)
}

/// The same of some figures only.
///
/// # Errors
/// As [`bind`].
pub fn bind_of(
    markdown: &str,
    survey: &Survey<'_>,
    more: &[Figure],
    takes: &dyn Fn(&str) -> bool,
) -> Result<Vec<Block>, NarrativeProblem> {
    let all: Vec<&Figure> = survey.figures.iter().chain(more).filter(|figure| takes(&figure.of.key)).collect();
    let bound = fill_as(markdown, &|key| value_of(key, survey, &all))?;
    // Figures of a round are of other actions than the table's: they are no claims about it.
    let claims = fill_as(markdown, &|key| {
        if more.iter().any(|figure| figure.of.key == key) {
            Ok("so many".to_owned())
        } else {
            value_of(key, survey, &all)
        }
    })?;
    verify(&claims, survey)?;
    shares(markdown, &bound, &all)?;
    Ok(blocks_of(&bound))
}

fn fill_as(
    markdown: &str,
    value: &dyn Fn(&str) -> Result<String, NarrativeProblem>,
) -> Result<String, NarrativeProblem> {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        let (key, tail) = after.split_once("}}").ok_or_else(|| {
            NarrativeProblem("  found     {{ without }} after it\n  accepted  {{started}}".to_owned())
        })?;
        text.push_str(&value(key.trim())?);
        rest = tail;
    }
    text.push_str(rest);
    Ok(text)
}

fn value_of(key: &str, survey: &Survey<'_>, all: &[&Figure]) -> Result<String, NarrativeProblem> {
    if key == "as_at" {
        return Ok(day::in_full(survey.on));
    }
    all.iter().find(|figure| figure.of.key == key).map(|figure| figure.value.to_string()).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|figure| &*figure.of.key).chain(["as_at"]).collect();
        NarrativeProblem(format!("  found     {{{{{key}}}}}, which is no figure\n  accepted  {}", known.join(", ")))
    })
}

/// Refuses a typed percentage in a sentence with a figure, where it is none of the shares that the figures know:
/// `{{round_answered}} of {{round_asked}} (97%)`.
fn shares(markdown: &str, bound: &str, all: &[&Figure]) -> Result<(), NarrativeProblem> {
    let known: Vec<Percent> = all
        .iter()
        .filter_map(|figure| match figure.value {
            FigureValue::Percent(share) => share,
            _ => None,
        })
        .collect();
    for (number, (line, shown)) in (1u32..).zip(markdown.lines().zip(bound.lines())) {
        for sentence in line.split(". ").filter(|sentence| sentence.contains("{{")) {
            for (written, decimals) in typed_percentages(sentence) {
                if !known.iter().any(|share| share_agrees(written, decimals, *share)) {
                    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
                    return Err(NarrativeProblem(format!(
                        "  in        line {number}: \u{201c}{shown}\u{201d}\n  found     {written}, typed beside a figure\n  counted   {}\n  accepted  a figure in its place, such as {{{{started_percent}}}}",
                        known.join(", ")
                    )));
                }
            }
        }
    }
    Ok(())
}

/// The percentages that stand in a text as digits, with how many decimals they were written.
fn typed_percentages(text: &str) -> Vec<(Percent, u8)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('%') {
        let before = text[..at].trim_end();
        let digits = before
            .rfind(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
        let number = before[digits..].trim_matches('.');
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let Ok(whole) = whole.parse::<i64>() else { continue };
        let tenth = part.chars().next().and_then(|c| c.to_digit(10)).unwrap_or(0);
        if let Some(share) = Percent::of(whole.min(100_000) * 10 + i64::from(tenth), 1000) {
            found.push((share, u8::try_from(part.len()).unwrap_or(u8::MAX)));
        }
    }
    found
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
