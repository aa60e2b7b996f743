//! The measures of an area as of now, kept in memory and caught up by what came since. **Not here.** Asking for them
//! ([`super::held`]).

use crate::problem::Problem;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Recorded;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::stream::Stream;
use onpace_core::measures::apply::{measures_continued, measures_of};
use onpace_core::measures::state::MeasuresHeld;
use onpace_store::{Ledger, StoreError};
use std::sync::{Arc, Mutex, PoisonError};

/// The measures as of their last event.
#[derive(Clone, Debug, Default)]
pub(crate) struct KnownMeasures {
    /// What the events make.
    pub(crate) held: Arc<MeasuresHeld>,
    /// The number of the last event.
    pub(crate) seq: u64,
    /// When that was recorded.
    pub(crate) recorded_at: Instant,
}

/// Where they are kept.
#[derive(Debug, Default)]
pub(crate) struct MeasuresKept(Mutex<KnownMeasures>);

impl MeasuresKept {
    /// As of now.
    pub(crate) fn now(&self, ledger: &dyn Ledger) -> Result<KnownMeasures, Problem> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let later = after(ledger, kept.seq, Until::default())?;
        let Some(last) = later.last() else { return Ok(kept.clone()) };
        let (seq, recorded_at) = (last.seq, last.recorded_at);
        let held = match measures_continued(&kept.held, &later) {
            Some(held) => held,
            None => measures_of(&after(ledger, 0, Until::default())?, Until::default()),
        };
        *kept = KnownMeasures { held: Arc::new(held), seq, recorded_at };
        Ok(kept.clone())
    }
}

/// What happened after an event; nothing where nothing did yet.
pub(crate) fn after(ledger: &dyn Ledger, seq: u64, until: Until) -> Result<Vec<Recorded>, Problem> {
    match ledger.read_for(Stream::Measures, seq, until) {
        Err(StoreError::NotFound(_)) => Ok(Vec::new()),
        events => Ok(events?),
    }
}
