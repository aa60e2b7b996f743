//! Putting values where a narrative names figures, and keeping account of which bytes came from where.

use super::{Binding, NarrativeProblem};
use onpace_core::day;
use std::ops::Range;

/// Where a number in a filled narrative comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A figure of the plan, or the day.
    Figure,
    /// A figure of a round: of other actions than the table's.
    Round,
    /// Its author typed it, and said where it is from.
    Typed,
    /// It is counted in its sentence.
    Counted,
}

/// A narrative with its values.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) text: String,
    /// Which bytes of it were filled in, and from where.
    pub(super) pieces: Vec<(Range<usize>, Origin)>,
    /// Where what was not filled in stood: its first byte here, its first byte in the narrative.
    plain: Vec<(usize, usize)>,
}

impl Filled {
    /// Where bytes that were typed plainly stand in the narrative itself.
    pub(super) fn in_narrative(&self, at: &Range<usize>) -> Option<Range<usize>> {
        let (here, there) = self.plain.iter().rev().find(|(here, _)| *here <= at.start)?;
        Some(at.start - here + there..at.end - here + there)
    }

    /// What was filled in where a number stands.
    pub(super) fn origin(&self, at: &Range<usize>) -> Option<Origin> {
        self.pieces.iter().find(|(piece, _)| piece.start <= at.start && at.end <= piece.end).map(|(_, origin)| *origin)
    }
}

/// One pair of braces, read.
enum Braces<'n> {
    Figure(&'n str),
    Typed { number: &'n str, source: &'n str },
    Counted(&'n str),
}

/// The narrative as it is printed.
pub(super) fn fill(markdown: &str, binding: Binding<'_>) -> Result<Filled, NarrativeProblem> {
    fill_as(markdown, binding, |number, source| format!("{number} (typed by the author, not counted; from {source})"))
}

/// The narrative as its sentences are judged: what is typed and marked is no claim about the plan.
pub(super) fn fill_to_judge(markdown: &str, binding: Binding<'_>) -> Result<Filled, NarrativeProblem> {
    fill_as(markdown, binding, |_, _| "so many".to_owned())
}

fn fill_as(
    markdown: &str,
    binding: Binding<'_>,
    typed: impl Fn(&str, &str) -> String,
) -> Result<Filled, NarrativeProblem> {
    let mut filled = Filled::default();
    let mut rest = markdown;
    loop {
        filled.plain.push((filled.text.len(), markdown.len() - rest.len()));
        let Some((before, after)) = rest.split_once("{{") else { break };
        filled.text.push_str(before);
        let (inner, tail) = after.split_once("}}").ok_or_else(|| {
            NarrativeProblem("  You wrote {{ without }} after it. Write a figure so: {{started}}.".to_owned())
        })?;
        let (value, origin) = match braces(inner.trim())? {
            Braces::Figure(key) => value_of(key, binding)?,
            Braces::Typed { number, source } => (typed(number, source), Origin::Typed),
            Braces::Counted(number) => (number.to_owned(), Origin::Counted),
        };
        let from = filled.text.len();
        filled.text.push_str(&value);
        filled.pieces.push((from..filled.text.len(), origin));
        rest = tail;
    }
    filled.text.push_str(rest);
    Ok(filled)
}

fn braces(inner: &str) -> Result<Braces<'_>, NarrativeProblem> {
    if let Some(number) = inner.strip_prefix("counted ") {
        return Ok(Braces::Counted(number.trim()));
    }
    let Some(typed) = inner.strip_prefix("typed ") else { return Ok(Braces::Figure(inner)) };
    let (number, source) = typed.split_once('|').unwrap_or((typed, ""));
    if source.trim().is_empty() {
        return Err(NarrativeProblem(format!(
            "  {{{{{inner}}}}} does not say where its number is from. Write the source behind a line: {{{{typed {} | our survey, June}}}}.",
            number.trim()
        )));
    }
    Ok(Braces::Typed { number: number.trim(), source: source.trim() })
}

fn value_of(key: &str, binding: Binding<'_>) -> Result<(String, Origin), NarrativeProblem> {
    if key == "as_at" {
        return Ok((day::in_full(binding.survey.on), Origin::Figure));
    }
    let all = binding.figures();
    let figure = all.iter().find(|figure| figure.of.key == key).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|figure| &*figure.of.key).chain(["as_at"]).collect();
        NarrativeProblem(format!("  There is no figure {{{{{key}}}}}. These can be used: {}.", known.join(", ")))
    })?;
    let is_of_round = binding.more.iter().any(|figure| figure.of.key == key);
    Ok((figure.value.to_string(), if is_of_round { Origin::Round } else { Origin::Figure }))
}
