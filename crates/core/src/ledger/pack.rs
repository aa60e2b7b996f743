//! A pack as its events have made it: prepared, signed off, published, withdrawn. Total, as every fold.
//! **Not here.** Deciding ([`super::decide_pack`]).

use super::event::{Event, Recorded};
use super::pack_facts::PackFacts;
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
    /// When, in microseconds since 1970.
    pub at: i64,
    /// By whom, the id of an account.
    pub by: String,
}

/// A pack was signed off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// When, and by whom.
    pub step: Step,
    /// What was signed: the hash of its figures in SHA-256, as hexadecimal digits.
    pub figures: String,
}

/// A pack was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The event.
    pub seq: u64,
    /// When, in microseconds since 1970.
    pub at: i64,
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

/// The pack of a number.
fn numbered(packs: &mut [Pack], number: u32) -> Option<&mut Pack> {
    packs.iter_mut().find(|pack| pack.number == number)
}

/// Applies what happened to a pack.
pub(super) fn apply(packs: &mut Vec<Pack>, recorded: &Recorded, event: &Event) {
    let step = |by: &String| Step { seq: recorded.seq, at: recorded.recorded_at, by: by.clone() };
    match event {
        Event::PackPrepared { number, by, facts } => {
            if let Some(pack) = numbered(packs, *number) {
                pack.facts = (**facts).clone();
                pack.seq = recorded.seq;
                pack.prepared_by.retain(|known| known != by);
                pack.prepared_by.push(by.clone());
                // What was signed was another text.
                pack.signed = None;
            } else {
                packs.push(Pack {
                    number: *number,
                    facts: (**facts).clone(),
                    seq: recorded.seq,
                    prepared_by: vec![by.clone()],
                    signed: None,
                    published: None,
                    files: BTreeMap::new(),
                    withdrawn: None,
                });
            }
        }
        Event::PackSigned { number, by, figures, .. } => {
            if let Some(pack) = numbered(packs, *number) {
                pack.signed = Some(Signature { step: step(by), figures: figures.clone() });
            }
        }
        Event::PackPublished { number, by, files } => {
            if let Some(pack) = numbered(packs, *number) {
                pack.published = Some(step(by));
                pack.files.clone_from(files);
            }
        }
        Event::PackWithdrawn { number } => {
            if let Some(pack) = numbered(packs, *number) {
                let reason = recorded.reason.clone().unwrap_or_default();
                pack.withdrawn = Some(Withdrawal { seq: recorded.seq, at: recorded.recorded_at, reason });
            }
        }
        _ => {}
    }
}
