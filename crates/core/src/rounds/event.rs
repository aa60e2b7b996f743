//! What can happen to a round of updates.
//!
//! The names below are the kinds on disk ([`crate::ledger::event`]). **Not here.** How each changes the round
//! ([`crate::rounds::round`]).

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ids::{PersonId, RowKey};
use crate::ledger::domain::DomainEvent;
use crate::ledger::subject::Subject;
use crate::rounds::facts::{AnswerFacts, RoundFacts, Wording};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// The definitions by which figures are counted now. What was frozen by older ones is counted by those for ever.
///
/// Since 2, a row of a round has started when the plan says so: words that nobody has looked at do not count; and late
/// is an update that came after the day it was due. Figures of the status scale are signed as well.
pub const FIGURES: u32 = 2;

const fn first() -> u32 {
    1
}

/// Something that happened to a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RoundEvent {
    /// People were asked about their rows.
    RoundOpened(Box<RoundFacts>),
    /// Somebody is asked in another's place.
    HandedOver {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who was asked.
        from: PersonId,
        /// Who is asked now.
        to: PersonId,
    },
    /// Somebody answered. It is in no report until it was moderated.
    Answered {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who answers, be it by the hand of another.
        person: PersonId,
        /// What.
        answer: Box<AnswerFacts>,
    },
    /// Somebody who runs the round had a letter written to one person, beside the calendar.
    Reminded {
        /// Which round.
        round: String,
        /// Whom.
        person: PersonId,
    },
    /// Every link by which somebody answers was taken back.
    LinksTakenBack {
        /// Which round.
        round: String,
        /// Whose.
        person: PersonId,
    },
    /// An answer was taken into the plan, or sent back.
    Moderated {
        /// Which round.
        round: String,
        /// The sequence number of the answer.
        of: u64,
        /// Taken?
        taken: bool,
        /// Other words than the officer's.
        #[serde(default)]
        wording: Wording,
    },
    /// The figures of a round were frozen: what was known by then is what its pack says.
    RoundFrozen {
        /// Which round.
        round: String,
        /// The number of the freeze in it, from 1.
        number: u32,
        /// By which definitions its figures are counted ([`FIGURES`]).
        #[serde(default = "first")]
        figures: u32,
    },
    /// They are open again; what was frozen stays.
    RoundUnfrozen {
        /// Which round.
        round: String,
        /// The number of the freeze that no longer holds.
        number: u32,
    },
}

impl RoundEvent {
    /// The round that it is about.
    #[must_use]
    pub fn round(&self) -> &str {
        match self {
            Self::RoundOpened(facts) => &facts.name,
            Self::HandedOver { round, .. }
            | Self::Answered { round, .. }
            | Self::Reminded { round, .. }
            | Self::LinksTakenBack { round, .. }
            | Self::Moderated { round, .. }
            | Self::RoundFrozen { round, .. }
            | Self::RoundUnfrozen { round, .. } => round,
        }
    }
}

impl DomainEvent for RoundEvent {
    fn kinds() -> &'static [&'static str] {
        Self::VARIANTS
    }

    fn kind(&self) -> &'static str {
        self.into()
    }

    fn row(&self) -> Option<&str> {
        match self {
            Self::HandedOver { row, .. } | Self::Answered { row, .. } => Some(row),
            Self::RoundOpened(_)
            | Self::Reminded { .. }
            | Self::LinksTakenBack { .. }
            | Self::Moderated { .. }
            | Self::RoundFrozen { .. }
            | Self::RoundUnfrozen { .. } => None,
        }
    }

    fn subject(&self) -> Option<Subject> {
        Some(match self {
            Self::RoundOpened(facts) => Subject::Round(facts.name.clone()),
            Self::RoundFrozen { round, .. } | Self::RoundUnfrozen { round, .. } => Subject::Round(round.clone()),
            Self::Moderated { of, .. } => Subject::Answer(*of),
            Self::Reminded { person, .. } | Self::LinksTakenBack { person, .. } => Subject::Asked(person.clone()),
            Self::HandedOver { row, .. } | Self::Answered { row, .. } => Subject::Row(row.clone()),
        })
    }
}
