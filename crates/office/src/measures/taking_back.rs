//! What imports brought, and taking one back whole: values that were new go, those that were revised become what they were.
//! **Not here.** Bringing them in ([`super::importing`]); taking one value back, which is a command of its own.

use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::access::Act;
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::stream::Stream;
use onpace_core::measures::command::{GivenValue, MeasureCommand};
use onpace_core::measures::event::MeasureEvent;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::state::MeasuresHeld;
use onpace_store::{Ledger as _, StoreError, Stored};
use std::collections::HashMap;

/// What came in at one time from one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuresBrought {
    /// Its first event, by which it is taken back.
    pub event: u64,
    /// When.
    pub recorded_at: Instant,
    /// By whom.
    pub actor: String,
    /// The file.
    pub file: String,
    /// How many of its figures still stand as it brought them.
    pub standing: usize,
}

/// The value that an event gave as it stands now: its first event, and whether this one was that.
fn gave(stored: &Stored) -> Option<(u64, bool, &str)> {
    match stored.recorded.event.as_ref()? {
        Event::Measure(MeasureEvent::Observed { said, .. }) => Some((stored.recorded.seq, true, &said.source)),
        Event::Measure(MeasureEvent::ValueCorrected { of, said, .. }) => Some((*of, false, &said.source)),
        _ => None,
    }
}

fn still_stands(held: &MeasuresHeld, first: u64, seq: u64) -> bool {
    let found = held.value_of(first).and_then(|(measure, series, period)| measure.value(series, period));
    found.is_some_and(|value| value.seq == seq)
}

impl Desk {
    /// What was brought in from files and still stands, the newest first.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn measures_brought(&self) -> Result<Vec<MeasuresBrought>, Problem> {
        let held = self.measures(Until::default())?;
        let mut at: HashMap<Instant, usize> = HashMap::new();
        let mut all: Vec<MeasuresBrought> = Vec::new();
        for stored in self.events_of_measures()? {
            let Some((first, _, source)) = gave(&stored).filter(|(.., source)| !source.is_empty()) else { continue };
            if !still_stands(&held, first, stored.recorded.seq) {
                continue;
            }
            let (recorded_at, next) = (stored.recorded.recorded_at, all.len());
            let nth = *at.entry(recorded_at).or_insert(next);
            if nth == next {
                let file = source.split(": ").next().unwrap_or(source).to_owned();
                let (event, actor) = (stored.recorded.seq, stored.actor.clone());
                all.push(MeasuresBrought { event, recorded_at, actor, file, standing: 0 });
            }
            if let Some(one) = all.get_mut(nth) {
                one.standing += 1;
            }
        }
        all.reverse();
        Ok(all)
    }

    fn events_of_measures(&self) -> Result<Vec<Stored>, Problem> {
        match self.store().read(Stream::Measures, 0, usize::MAX) {
            Err(StoreError::NotFound(_)) => Ok(Vec::new()),
            all => Ok(all?),
        }
    }

    /// Takes back what one import gave, by any of its events.
    ///
    /// # Errors
    /// No such event, or one that gave no value; not theirs to do.
    pub fn take_back_import(&self, plan: &str, seat: &Seat, on: Date, event: u64, why: &str) -> Result<Done, Problem> {
        seat.may_of_measures(Act::EnterMeasures, plan)?;
        let held = self.measures(Until::default())?;
        let all = self.events_of_measures()?;
        let found = all.iter().find(|one| one.recorded.seq == event);
        let at = found.map(|one| one.recorded.recorded_at);
        let mut commands = Vec::new();
        for one in all.iter().filter(|one| Some(one.recorded.recorded_at) == at) {
            let Some((first, is_new, _)) = gave(one) else { continue };
            if !still_stands(&held, first, one.recorded.seq) {
                continue;
            }
            let Some((measure, series, period)) = held.value_of(first) else { continue };
            let before = measure.value(series, period).and_then(|value| value.before.last()).filter(|_| !is_new);
            let (key, series, why) = (measure.key.clone(), series.to_owned(), why.to_owned());
            commands.push(match before {
                Some(before) => {
                    let (said, corrects) = (before.said.clone(), Some(why));
                    MeasureCommand::Give { values: vec![GivenValue { measure: key, series, period, said, corrects }] }
                }
                None => MeasureCommand::TakeBack { measure: key, series, period, why },
            });
        }
        if commands.is_empty() {
            return Err(MeasureRefusal::NothingGiven.into());
        }
        self.do_all_measures(plan, seat, on, &commands)
    }
}
