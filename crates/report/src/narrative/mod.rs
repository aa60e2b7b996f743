//! A narrative: Markdown whose numbers are bound to figures, `{{started}} of {{due_to_start}}`, or marked by their author as
//! typed, `{{typed 27 | parents' survey, June 2026}}`, and printed with that mark.
//!
//! Besides every figure by its key, `{{as_at}}` is the day, and `{{counted ten}}` a number that stands in a sentence which the
//! rows bear out and that no figure counts. **Not here.** What is refused before it is printed ([`check`]); what is offered in
//! place of a number that was typed ([`rebound`]).

mod binding;
mod blocks;
pub mod check;
mod offer;
pub mod rebound;

use crate::document::Block;
use onpace_core::figure::Figure;
use onpace_core::survey::Survey;
use thiserror::Error;

/// Why a narrative was refused; the sentence is for its author.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the narrative was not used\n{0}")]
pub struct NarrativeProblem(pub String);

/// What a narrative's numbers may be bound to: the figures of the plan and those of a round beside them.
#[derive(Clone, Copy)]
pub struct Binding<'a> {
    /// The plan on its day.
    pub survey: &'a Survey<'a>,
    /// Figures of a round.
    pub more: &'a [Figure],
    /// Which figures may be printed here.
    pub takes: &'a dyn Fn(&str) -> bool,
}

impl Binding<'_> {
    /// The figures that may be printed.
    fn figures(&self) -> Vec<&Figure> {
        self.survey.figures.iter().chain(self.more).filter(|figure| (self.takes)(&figure.of.key)).collect()
    }
}

/// Binds a narrative's numbers and makes blocks of it. What is typed is printed as it stands: whether it may be is looked at
/// before, by [`check::check`].
///
/// # Errors
/// A figure that does not exist, or one whose marks do not close.
pub fn bind(markdown: &str, binding: Binding<'_>) -> Result<Vec<Block>, NarrativeProblem> {
    let filled = binding::fill(markdown, binding)?;
    Ok(blocks::of(&filled.text))
}
