//! A pack as its events have made it: prepared, signed off, published, withdrawn. Total, as every fold.
//! **Not here.** Deciding ([`crate::packs::decide`]).

use crate::instant::Instant;
use crate::packs::facts::PackFacts;
use crate::packs::seal::Seal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A pack as it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Its number in the plan, from 1.
    pub number: u32,
    /// What it is made of.
    pub facts: PackFacts,
    /// The event that said so last: a signature is of this one.
    pub seq: u64,
    /// Everybody who had a hand in it, by the ids of their accounts, the last one last.
    pub prepared_by: Vec<String>,
    /// Who signed it off as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signature>,
    /// When it was put before everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Step>,
    /// What was published: the hash of each file, by its ending. Earlier releases published without.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// When it was taken back, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawal>,
}

/// Something that was done with a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The event.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// By whom, the id of an account.
    pub by: String,
}

/// A pack was signed off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// When, and by whom.
    pub step: Step,
    /// What was signed.
    #[serde(flatten)]
    pub seal: Box<Seal>,
}

/// A pack was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The event.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
}

impl Pack {
    /// Where it stands, in a word or two.
    #[must_use]
    pub const fn standing(&self) -> &'static str {
        match (&self.withdrawn, &self.published, &self.signed) {
            (Some(_), ..) => "Withdrawn",
            (None, Some(_), _) => "Published",
            (None, None, Some(_)) => "Signed off",
            (None, None, None) => "Draft",
        }
    }

    /// Whether board members and parent carers may read it.
    #[must_use]
    pub const fn is_out(&self) -> bool {
        self.signed.is_some() && self.withdrawn.is_none()
    }
}
