//! What can happen to a board pack, and to the rule of who signs one off.
//!
//! The names below are the kinds on disk ([`crate::ledger::event`]). **Not here.** How each changes the pack
//! ([`crate::packs::pack`]).

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ledger::domain::DomainEvent;
use crate::ledger::subject::Subject;
use crate::packs::facts::PackFacts;
use crate::packs::seal::Seal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{IntoStaticStr, VariantNames};

/// Something that happened to a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PackEvent {
    /// A pack was prepared, or changed.
    PackPrepared {
        /// Its number in the plan, from 1.
        number: u32,
        /// By whom, the id of an account: who signs it off may have to be somebody else.
        by: String,
        /// What it is made of.
        facts: Box<PackFacts>,
    },
    /// A pack was signed off: the board reads it.
    PackSigned {
        /// Which.
        number: u32,
        /// The sequence number of the event that it was prepared by last.
        of: u64,
        /// By whom, the id of an account.
        by: String,
        /// What was signed.
        #[serde(flatten)]
        seal: Box<Seal>,
    },
    /// A pack was published: anybody reads what is public of it.
    PackPublished {
        /// Which.
        number: u32,
        /// By whom, the id of an account.
        by: String,
        /// What was published: the hash of each file in SHA-256, as hexadecimal digits, by its ending. Earlier releases
        /// published without.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        files: BTreeMap<String, String>,
    },
    /// A pack was taken back; that it was there stays.
    PackWithdrawn {
        /// Which.
        number: u32,
    },
    /// Whether a pack is signed off by somebody who did not prepare it, from then on.
    SignOffChosen {
        /// By a second person?
        second_person: bool,
    },
}

impl PackEvent {
    /// The pack that it is about; none where it is about all.
    #[must_use]
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::PackPrepared { number, .. }
            | Self::PackSigned { number, .. }
            | Self::PackPublished { number, .. }
            | Self::PackWithdrawn { number } => Some(*number),
            Self::SignOffChosen { .. } => None,
        }
    }
}

impl DomainEvent for PackEvent {
    fn kinds() -> &'static [&'static str] {
        Self::VARIANTS
    }

    fn kind(&self) -> &'static str {
        self.into()
    }

    fn row(&self) -> Option<&str> {
        None
    }

    fn subject(&self) -> Option<Subject> {
        None
    }
}
