//! How an event changes the packs of a plan. Total: an event about a pack that is not there changes nothing.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ledger::event::Recorded;
use crate::ledger::state::State;
use crate::packs::event::PackEvent;
use crate::packs::pack::{Pack, Signature, Step, Withdrawal};
use std::collections::BTreeMap;

/// The pack of a number.
fn numbered(packs: &mut [Pack], number: u32) -> Option<&mut Pack> {
    packs.iter_mut().find(|pack| pack.number == number)
}

/// Applies what happened to a pack.
pub(crate) fn apply(state: &mut State, recorded: &Recorded, event: &PackEvent) {
    let packs = &mut state.packs;
    let step = |by: &String| Step { seq: recorded.seq, at: recorded.recorded_at, by: by.clone() };
    match event {
        PackEvent::PackPrepared { number, by, facts } => {
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
        PackEvent::PackSigned { number, by, seal, .. } => {
            if let Some(pack) = numbered(packs, *number) {
                pack.signed = Some(Signature { step: step(by), seal: seal.clone() });
            }
        }
        PackEvent::PackPublished { number, by, files } => {
            if let Some(pack) = numbered(packs, *number) {
                pack.published = Some(step(by));
                pack.files.clone_from(files);
            }
        }
        PackEvent::PackWithdrawn { number } => {
            if let Some(pack) = numbered(packs, *number) {
                let reason = recorded.reason.clone().unwrap_or_default();
                pack.withdrawn = Some(Withdrawal { seq: recorded.seq, at: recorded.recorded_at, reason });
            }
        }
        PackEvent::SignOffChosen { second_person } => state.second_person = *second_person,
    }
}
