//! What a document's prose claims in numbers: "26 have been started (97%)".
//!
//! A claim is kept with its words and its place, so that it can be checked against the table and
//! against itself. **Not here.** The checking ([`crate::checks`]); how sentences are read is in
//! [`read`].

pub mod read;

use crate::day::When;
use crate::place::Place;
use crate::quantity::Percent;

/// What a claim counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// Actions due to have started, by a day or in a stretch.
    DueToStart,
    /// Actions about which something was reported.
    Reported,
    /// Actions that have started.
    Started,
    /// Actions that are complete.
    Complete,
    /// Actions due to have started that have not.
    NotStarted,
    /// Actions past their finish date.
    PastFinish,
    /// All actions.
    Actions,
    /// All focus areas.
    FocusAreas,
}

impl ClaimKind {
    /// The stable name, as JSON has it; the same as the figure's key where there is one.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DueToStart => "due_to_start",
            Self::Reported => "reported",
            Self::Started => "started",
            Self::Complete => "complete",
            Self::NotStarted => "not_started",
            Self::PastFinish => "past_finish",
            Self::Actions => "actions",
            Self::FocusAreas => "focus_areas",
        }
    }

    /// What the claim says of so many actions.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::DueToStart => "due to have started",
            Self::Reported => "reported",
            Self::Started => "started",
            Self::Complete => "complete",
            Self::NotStarted => "not started",
            Self::PastFinish => "past their finish date",
            Self::Actions => "actions in all",
            Self::FocusAreas => "focus areas",
        }
    }
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What is counted.
    pub kind: ClaimKind,
    /// How many.
    pub count: i64,
    /// Of how many, where the sentence (or the one before) says.
    pub of: Option<i64>,
    /// The share written beside it.
    pub percent: Option<Percent>,
    /// Decimals written in that share.
    pub percent_decimals: u8,
    /// The stretch of time it speaks of, where it names one.
    pub within: Option<When>,
    /// The sentence.
    pub text: Box<str>,
    /// Where it stands.
    pub place: Place,
}
