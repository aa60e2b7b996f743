//! What every report is made of, whoever reads it. **Not here.** Any one report; how its document is made
//! ([`crate::report`]).

use crate::measures::told::MeasuresTold;
use crate::redaction::HiddenNames;
use onpace_core::assessment::Assessment;
use onpace_core::figure::Figure;
use onpace_core::ledger::state::State;
use onpace_core::packs::facts::PackFacts;
use onpace_core::rounds::round::Round;
use onpace_core::rounds::{figures, statistics};
use serde_json::Value;

/// What a report is made of.
pub struct Ground<'a> {
    /// The plan on the day that the report speaks of.
    pub assessment: &'a Assessment<'a>,
    /// What a person wrote for its readers: Markdown, its numbers bound to figures.
    pub words: &'a str,
    /// The round whose figures are frozen, for reports that are of one.
    pub frozen: Option<Frozen<'a>>,
    /// Whose names must not be read, where everybody reads it.
    pub names: Option<&'a HiddenNames>,
    /// The measures as those may see them for whom it is; without these, a pack has those of its board.
    pub measures: Option<&'a MeasuresTold>,
}

/// A round whose figures are frozen, and the pack that is made of it.
pub struct Frozen<'a> {
    /// The plan of the pack before, as known when that was frozen; none for the first.
    pub before: Option<&'a Assessment<'a>>,
    /// The state of which the assessment was made.
    pub plan: &'a State,
    /// Everything that was known when the figures were frozen.
    pub state: &'a State,
    /// The round in it.
    pub round: &'a Round,
    /// What people chose and wrote.
    pub facts: &'a PackFacts,
    /// What the numbers rest on beside the assessment's own: snapshot, checkpoint, signature, as label and value.
    pub details: Vec<(String, String)>,
    /// Which pack it is and where the history stood, in words.
    pub checkpoint: String,
    /// Who a pack is, for machines: put into its record under `pack`.
    pub identity: Value,
    /// The measures as they were known then, as the board may see them.
    pub measures: &'a MeasuresTold,
}

impl<'a> Ground<'a> {
    /// A plan on a day, of no round, with what a person wrote.
    #[must_use]
    pub const fn of(assessment: &'a Assessment<'a>, words: &'a str) -> Self {
        Self { assessment, words, frozen: None, names: None, measures: None }
    }

    /// The measures that its reader may see.
    #[must_use]
    pub fn measures(&self) -> Option<&'a MeasuresTold> {
        self.measures.or_else(|| self.frozen.as_ref().map(|frozen| frozen.measures))
    }

    /// The figures of the round, as they were when it was frozen; none of no round.
    #[must_use]
    pub fn round_figures(&self) -> Vec<Figure> {
        self.frozen.as_ref().map_or_else(Vec::new, Frozen::figures)
    }
}

impl Frozen<'_> {
    /// What the board of the rounds is called.
    pub(crate) fn board(&self) -> &str {
        self.plan.boards.first().map_or("board", String::as_str)
    }

    fn figures(&self) -> Vec<Figure> {
        figures::of(&statistics::of(self.round, self.plan), self.state)
    }
}
