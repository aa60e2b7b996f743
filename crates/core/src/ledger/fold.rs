//! The fold: from events to the state on a day, as it was known at an instant.
//!
//! Events apply in the order of the days from which they hold, those that hold always first, and
//! within a day in the order in which they were recorded. So a report of May that arrives in July
//! changes what is true as at June, and never what was known in June.

use crate::day::Date;
use crate::instant::Instant;
use crate::ledger::apply::apply;
use crate::ledger::event::{Event, Recorded};
use crate::ledger::state::State;
use std::collections::HashSet;

/// Where a fold stops. `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Until {
    /// Only what holds on this day.
    pub as_at: Option<Date>,
    /// Only what was recorded by this instant.
    pub known_by: Option<Instant>,
}

impl Until {
    /// Whether an event counts.
    #[must_use]
    pub fn takes(&self, recorded: &Recorded) -> bool {
        self.as_at.is_none_or(|day| recorded.effective <= Some(day))
            && self.known_by.is_none_or(|instant| recorded.recorded_at <= instant)
    }
}

/// The state that events make.
#[must_use]
pub fn fold(events: &[Recorded], until: Until) -> State {
    let replaced = replaced(events, until);
    let mut taken: Vec<&Recorded> = events.iter().filter(|event| until.takes(event)).collect();
    // Stable, and nearly sorted as events come in: linear where nothing is back-dated.
    taken.sort_by_key(|event| (event.effective, event.seq));
    let mut state = State::default();
    taken.into_iter().filter(|event| !replaced.contains(&event.seq)).for_each(|event| apply(&mut state, event));
    state
}

/// A state folded earlier, and what came after it; `None` where that reaches back behind it, and
/// only a whole fold is right.
#[must_use]
pub fn continued(state: &State, later: &[Recorded], until: Until) -> Option<State> {
    let reaches_back = |event: &Recorded| {
        until.takes(event) && event.effective < state.latest
            || replaces(event).is_some_and(|seq| seq <= state.seq) && is_known(event, until)
    };
    if later.iter().any(reaches_back) || until.as_at.is_some_and(|day| state.latest > Some(day)) {
        return None;
    }
    let replaced = replaced(later, until);
    let mut taken: Vec<&Recorded> = later.iter().filter(|event| until.takes(event)).collect();
    taken.sort_by_key(|event| (event.effective, event.seq));
    let mut state = state.clone();
    taken.into_iter().filter(|event| !replaced.contains(&event.seq)).for_each(|event| apply(&mut state, event));
    Some(state)
}

/// The sequence numbers of reports that others stand in for, by what was known.
fn replaced(events: &[Recorded], until: Until) -> HashSet<u64> {
    events.iter().filter(|event| is_known(event, until)).filter_map(replaces).collect()
}

fn replaces(recorded: &Recorded) -> Option<u64> {
    // Only what came before: an event that is not there yet cannot be put out of force.
    recorded.event.as_ref().and_then(Event::replaces).filter(|of| *of < recorded.seq)
}

fn is_known(event: &Recorded, until: Until) -> bool {
    until.known_by.is_none_or(|instant| event.recorded_at <= instant)
}
