//! How an event changes a state: by the room of its domain. Total, so that no sequence of events, however it came to be,
//! can stop the fold.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ledger::event::{Event, Recorded};
use crate::ledger::state::State;
use crate::{packs, plan, rounds};

/// The form of a state: counted up whenever the same events come to make another one, so that states that were kept
/// are made anew.
pub const STATE_FORM: u32 = 2;

/// Applies one recorded event.
pub fn apply(state: &mut State, recorded: &Recorded) {
    state.seq = state.seq.max(recorded.seq);
    state.latest = state.latest.max(recorded.effective);
    match &recorded.event {
        Some(Event::Plan(event)) => plan::apply::apply(state, recorded, event),
        Some(Event::Round(event)) => rounds::apply::apply(&mut state.rounds, recorded, event),
        Some(Event::Pack(event)) => packs::apply::apply(state, recorded, event),
        // What happens to measures and to the house is in no plan; words that were erased change nothing.
        Some(Event::Measure(_) | Event::House(_)) | None => {}
    }
}
