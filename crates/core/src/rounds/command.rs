//! What can be asked of a round. **Not here.** What becomes of it ([`crate::rounds::decide`]).

use crate::access::Act;
use crate::ids::{PersonId, RowKey};
use crate::rounds::facts::{AnswerFacts, RoundFacts, Wording};

/// Something asked of a round. Rows and people are named by their ids in the ledger and the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundCommand {
    /// Ask people about their rows.
    Open(Box<RoundFacts>),
    /// Record what somebody answers.
    Answer {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who answers.
        person: PersonId,
        /// What.
        answer: Box<AnswerFacts>,
        /// The last answer of somebody else about this row that they have seen; 0 for none.
        seen: u64,
    },
    /// Ask somebody else in their place.
    HandOver {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who was asked.
        from: PersonId,
        /// Who is asked instead.
        to: PersonId,
    },
    /// Note that a letter is written to one person, beside the calendar.
    Remind {
        /// Which round.
        round: String,
        /// Whom.
        person: PersonId,
    },
    /// Note that every link of somebody is taken back.
    TakeLinksBack {
        /// Which round.
        round: String,
        /// Whose.
        person: PersonId,
    },
    /// Take an answer into the plan, or send it back.
    Moderate {
        /// Which round.
        round: String,
        /// The sequence number of the answer.
        of: u64,
        /// Taken?
        taken: bool,
        /// Other words.
        wording: Wording,
    },
    /// Freeze the figures.
    Freeze {
        /// Which round.
        round: String,
    },
    /// Open them again.
    Unfreeze {
        /// Which round.
        round: String,
    },
}

impl RoundCommand {
    /// What somebody must be allowed to do for it.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Moderate { .. } => Act::Moderate,
            Self::Open(_)
            | Self::Answer { .. }
            | Self::HandOver { .. }
            | Self::Remind { .. }
            | Self::TakeLinksBack { .. }
            | Self::Freeze { .. }
            | Self::Unfreeze { .. } => Act::RunRounds,
        }
    }

    /// Who may it for themselves, whatever else they may: who is asked answers, and says who should instead.
    #[must_use]
    pub fn own(&self) -> Option<&str> {
        match self {
            Self::Answer { person, .. } | Self::TakeLinksBack { person, .. } => Some(person),
            Self::HandOver { from, .. } => Some(from),
            Self::Open(_)
            | Self::Remind { .. }
            | Self::Moderate { .. }
            | Self::Freeze { .. }
            | Self::Unfreeze { .. } => None,
        }
    }

    /// Whether it must say why.
    #[must_use]
    pub const fn needs_reason(&self) -> bool {
        matches!(self, Self::Unfreeze { .. } | Self::Moderate { taken: false, .. })
    }
}
