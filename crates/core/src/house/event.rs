//! What can happen to the installation, and to what a ledger knows of people and words. It folds into no plan.
//!
//! The names below are the kinds on disk ([`crate::ledger::event`]).

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ids::PersonId;
use crate::ledger::domain::DomainEvent;
use crate::ledger::subject::Subject;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// Something that happened to the installation, its people or its record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum HouseEvent {
    /// Something of the installation changed that is of no plan: who may sign in, as what. It stands in a
    /// stream of its own and folds into nothing.
    Administered {
        /// What it is about: the id of an account, or a word such as `backups`.
        about: String,
        /// What changed, without names and addresses.
        changes: Vec<AdministeredChange>,
    },
    /// Somebody whom the plan names was forgotten: what was known of them is erased, their id stays.
    Forgotten {
        /// Who, by the id.
        person: PersonId,
    },
    /// The content of an earlier event was erased; that it happened stays.
    Erased {
        /// Its sequence number.
        of: u64,
    },
}

impl DomainEvent for HouseEvent {
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

    fn earlier(&self) -> Option<u64> {
        self.replaces()
    }

    fn replaces(&self) -> Option<u64> {
        match self {
            Self::Erased { of } => Some(*of),
            Self::Administered { .. } | Self::Forgotten { .. } => None,
        }
    }
}

/// One thing of the installation that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministeredChange {
    /// Which.
    pub what: String,
    /// What it was; empty for nothing.
    pub before: String,
    /// What it became; empty for nothing.
    pub after: String,
}
