//! The states of plans as of now, kept in memory and caught up by what came since.
//!
//! Deciding needs no state that is newer than what it rests on: it is decided by the one that is kept, and the
//! store looks whether anything came in between. So a thousand people who answer at once cost a thousand looks at
//! one state, not a thousand folds. **Not here.** Folding ([`crate::shelf`]); plans on a day, assessed
//! ([`crate::assessed`]).

use crate::problem::Problem;
use crate::shelf;
use onpace_core::instant::Instant;
use onpace_core::ledger::fold;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_store::Ledger;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A plan as of its last event that is known here.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The plan's name, as it was first written.
    pub(crate) plan: String,
    /// What its events make.
    pub(crate) state: Arc<State>,
    /// The number of the last.
    pub(crate) seq: u64,
    /// When that was recorded. No later event is recorded earlier.
    pub(crate) recorded_at: Instant,
}

/// A plan's place: whoever catches it up holds it, and others wait for what they find.
type Place = Arc<Mutex<Option<Known>>>;

/// Every plan asked for, by name in small letters.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<HashMap<String, Place>>);

impl Kept {
    /// A plan as of an event or a later one: of event 0, as it was known last, and of no event, as of now. Several
    /// who ask at once wait for one who looks. `name` is asked what the plan is called, and whether it is there.
    ///
    /// # Errors
    /// No such plan; a record that cannot be read.
    pub(crate) fn at_least(
        &self,
        ledger: &dyn Ledger,
        plan: &str,
        seq: Option<u64>,
        name: impl Fn() -> Result<String, Problem>,
    ) -> Result<Known, Problem> {
        let place = match self.place(plan) {
            Some(place) => place,
            // Names of what is not there are not kept, for anybody may ask for anything.
            None => Arc::clone(self.all().entry(name()?.to_ascii_lowercase()).or_default()),
        };
        let mut held = place.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = match held.as_ref() {
            Some(known) if seq.is_some_and(|seq| known.seq >= seq) => return Ok(known.clone()),
            // The store mostly knows without a look at the disk that nothing came.
            Some(known) if ledger.head(&known.plan)?.is_some_and(|head| head.seq == known.seq) => {
                return Ok(known.clone());
            }
            Some(known) => caught_up(ledger, known)?,
            None => folded(ledger, name()?)?,
        };
        *held = Some(newer.clone());
        Ok(newer)
    }

    fn place(&self, plan: &str) -> Option<Place> {
        self.all().get(plan.to_ascii_lowercase().as_str()).map(Arc::clone)
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Place>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn folded(ledger: &dyn Ledger, plan: String) -> Result<Known, Problem> {
    let (state, (seq, recorded_at)) = shelf::folded(ledger, &plan, Until::default())?;
    Ok(Known { plan, state: Arc::new(state), seq, recorded_at })
}

fn caught_up(ledger: &dyn Ledger, known: &Known) -> Result<Known, Problem> {
    let later = ledger.read_for(Stream::Plan(&known.plan), known.seq, Until::default())?;
    let Some(last) = later.last() else { return Ok(known.clone()) };
    match fold::continued(&known.state, &later, Until::default()) {
        Some(state) => {
            let (plan, seq, recorded_at) = (known.plan.clone(), last.seq, last.recorded_at);
            Ok(Known { plan, state: Arc::new(state), seq, recorded_at })
        }
        None => folded(ledger, known.plan.clone()),
    }
}
