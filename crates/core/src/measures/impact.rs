//! Whether a measure shows that something makes a difference: by the two verdicts of its chart, in the words that every page
//! uses. **Not here.** What somebody declares beside it; the verdicts ([`super::verdict`]).

use super::verdict::{Assurance, Variation};
use serde::{Deserialize, Serialize};

/// What a measure shows of its impact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImpactStatus {
    /// Worse than chance allows.
    GettingWorse,
    /// As usual, and the target lies beyond what is usual.
    OutOfReach,
    /// As usual.
    NoChange,
    /// Better than chance allows; the target is not met for sure.
    NotThereYet,
    /// As usual, and the target is met for sure.
    Holding,
    /// Better than chance allows, and the target is met for sure.
    MakingADifference,
    /// Too few points to say.
    TooEarly,
}

impl ImpactStatus {
    /// What two verdicts say together.
    #[must_use]
    pub const fn of(variation: Variation, assurance: Assurance) -> Self {
        match (variation, assurance) {
            (Variation::TooFewPoints, _) => Self::TooEarly,
            (Variation::Concern(_), _) => Self::GettingWorse,
            (Variation::Improving(_), Assurance::Passes) => Self::MakingADifference,
            (Variation::Improving(_), _) => Self::NotThereYet,
            (_, Assurance::Passes) => Self::Holding,
            (_, Assurance::Fails) => Self::OutOfReach,
            _ => Self::NoChange,
        }
    }

    /// All of them, what needs somebody first.
    pub const ALL: [Self; 7] = [
        Self::GettingWorse,
        Self::OutOfReach,
        Self::NoChange,
        Self::NotThereYet,
        Self::Holding,
        Self::MakingADifference,
        Self::TooEarly,
    ];

    /// The status of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(word.trim()))
    }

    /// Its word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::GettingWorse => "getting-worse",
            Self::OutOfReach => "out-of-reach",
            Self::NoChange => "no-change",
            Self::NotThereYet => "not-there-yet",
            Self::Holding => "holding",
            Self::MakingADifference => "making-a-difference",
            Self::TooEarly => "too-early",
        }
    }

    /// As pages say it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::GettingWorse => "Getting worse",
            Self::OutOfReach => "No change shown; target out of reach",
            Self::NoChange => "No change shown",
            Self::NotThereYet => "Improving, not there yet",
            Self::Holding => "Holding",
            Self::MakingADifference => "Making a difference, and holding",
            Self::TooEarly => "Too early to say",
        }
    }

    /// Whether somebody should look at it.
    #[must_use]
    pub const fn needs_you(self) -> bool {
        matches!(self, Self::GettingWorse | Self::OutOfReach)
    }
}
