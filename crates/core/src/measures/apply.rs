//! How events make the measures of an area, as at a day and as known by an instant. Total: an event about a measure that is
//! not there changes nothing. **Not here.** What is allowed to happen ([`super::decide`]).

#![deny(clippy::wildcard_enum_match_arm)]

use super::definition::MeasureDefinition;
use super::event::MeasureEvent;
use super::facts::ObservedValue;
use super::period::Period;
use super::state::{EarlierValue, Explained, HeldMeasure, HeldRelease, HeldValue, MeasuresHeld, Recalculated};
use crate::ids::MeasureKey;
use crate::ledger::event::{Event, Recorded};
use crate::ledger::fold::Until;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The measures that events make, each event from the day from which it holds.
#[must_use]
pub fn measures_of(events: &[Recorded], until: Until) -> MeasuresHeld {
    let mut taken: Vec<&Recorded> = events.iter().filter(|event| until.takes(event)).collect();
    taken.sort_by_key(|event| (event.effective, event.seq));
    let mut held = MeasuresHeld::default();
    for recorded in taken {
        apply(&mut held, recorded);
    }
    held
}

/// Measures made earlier, and what came after them; none where that reaches back behind them.
#[must_use]
pub fn measures_continued(held: &MeasuresHeld, later: &[Recorded]) -> Option<MeasuresHeld> {
    // What was erased since changes what was folded before.
    let reaches_back = |event: &Recorded| event.effective < held.latest || matches!(event.event, Some(Event::House(_)));
    if later.iter().any(reaches_back) {
        return None;
    }
    let mut taken: Vec<&Recorded> = later.iter().collect();
    taken.sort_by_key(|event| (event.effective, event.seq));
    let mut held = held.clone();
    for recorded in taken {
        apply(&mut held, recorded);
    }
    Some(held)
}

/// Applies one recorded event.
fn apply(held: &mut MeasuresHeld, recorded: &Recorded) {
    held.seq = held.seq.max(recorded.seq);
    held.latest = held.latest.max(recorded.effective);
    let Some(Event::Measure(event)) = &recorded.event else { return };
    match event {
        MeasureEvent::MeasureDefined { measure, definition } => define(held, recorded, measure, definition),
        MeasureEvent::Observed { measure, series, period, said } => {
            let Some(at) = held.index.get(measure).copied() else { return };
            let Some(kept) = held.measure_mut(measure) else { return };
            kept.seq = recorded.seq;
            let values = kept.series.entry(series.clone()).or_default();
            // Two who gave one at once: the first stays until somebody puts it right.
            if values.contains_key(period) {
                return;
            }
            values.insert(*period, value(recorded, said));
            held.values.insert(recorded.seq, (at, series.clone(), *period));
        }
        MeasureEvent::ValueCorrected { of, said, why } => correct(held, recorded, *of, said, why),
        MeasureEvent::ValueWithdrawn { of, .. } => withdraw(held, recorded, *of),
        MeasureEvent::NeighboursSet { areas, source } => {
            held.neighbours.clone_from(areas);
            held.neighbours_source.clone_from(source);
        }
        MeasureEvent::Released { release, to, within, measures } => held.releases.push(HeldRelease {
            release: *release,
            to: *to,
            within: within.clone(),
            measures: measures.clone(),
            since: recorded.effective,
            withdrawn: None,
        }),
        MeasureEvent::ReleaseWithdrawn { release, why } => {
            if let Some(one) = held.releases.iter_mut().find(|one| one.release == *release) {
                one.withdrawn = Some(why.clone());
            }
        }
        MeasureEvent::MeasureRevised { measure, .. }
        | MeasureEvent::MeasureRetired { measure }
        | MeasureEvent::BreakSet { measure, .. }
        | MeasureEvent::TargetSet { measure, .. }
        | MeasureEvent::MilestonesSet { measure, .. }
        | MeasureEvent::MonthExplained { measure, .. }
        | MeasureEvent::LimitsRecalculated { measure, .. }
        | MeasureEvent::LimitsRestored { measure, .. }
        | MeasureEvent::Ghosted { measure, .. }
        | MeasureEvent::Annotated { measure, .. }
        | MeasureEvent::BenchmarkStated { measure, .. } => {
            if let Some(kept) = held.measure_mut(measure) {
                kept.seq = recorded.seq;
                change(kept, recorded, event);
            }
        }
    }
}

fn define(held: &mut MeasuresHeld, recorded: &Recorded, key: &MeasureKey, definition: &MeasureDefinition) {
    if held.index.contains_key(key) {
        return;
    }
    held.index.insert(key.clone(), held.measures.len());
    held.measures.push(Arc::new(HeldMeasure {
        key: key.clone(),
        definition: definition.clone(),
        retired: None,
        since: recorded.effective.or_else(|| Some(crate::local_time::day_of(recorded.recorded_at))),
        breaks: Vec::new(),
        targets: Vec::new(),
        baseline: None,
        milestones: Vec::new(),
        series: BTreeMap::new(),
        explained: BTreeMap::new(),
        recalculated: Vec::new(),
        ghosts: BTreeMap::new(),
        notes: BTreeMap::new(),
        benchmarks: Vec::new(),
        seq: recorded.seq,
    }));
}

fn value(recorded: &Recorded, said: &ObservedValue) -> HeldValue {
    HeldValue {
        said: said.clone(),
        first: recorded.seq,
        seq: recorded.seq,
        known: recorded.effective,
        recorded_at: recorded.recorded_at,
        before: Vec::new(),
    }
}

/// The value that an event gave first.
fn valued(held: &mut MeasuresHeld, first: u64) -> Option<(&mut HeldMeasure, String, Period)> {
    let (at, series, period) = held.values.get(&first)?.clone();
    let measure = held.measures.get_mut(at).map(Arc::make_mut)?;
    Some((measure, series, period))
}

fn correct(held: &mut MeasuresHeld, recorded: &Recorded, of: u64, said: &ObservedValue, why: &str) {
    let Some((measure, series, period)) = valued(held, of) else { return };
    measure.seq = recorded.seq;
    let Some(one) = measure.series.get_mut(&series).and_then(|values| values.get_mut(&period)) else { return };
    if one.first != of {
        return;
    }
    let was = std::mem::replace(&mut one.said, said.clone());
    one.before.push(EarlierValue { said: was, seq: one.seq, until: recorded.effective, why: why.to_owned() });
    (one.seq, one.known, one.recorded_at) = (recorded.seq, recorded.effective, recorded.recorded_at);
}

fn withdraw(held: &mut MeasuresHeld, recorded: &Recorded, of: u64) {
    let Some((measure, series, period)) = valued(held, of) else { return };
    measure.seq = recorded.seq;
    let Some(values) = measure.series.get_mut(&series) else { return };
    if values.get(&period).is_some_and(|one| one.first == of) {
        values.remove(&period);
    }
    if values.is_empty() {
        measure.series.remove(&series);
    }
}

/// What changes one measure and nothing of its values.
fn change(kept: &mut HeldMeasure, recorded: &Recorded, event: &MeasureEvent) {
    match event {
        MeasureEvent::MeasureRevised { definition, .. } => {
            kept.definition = (**definition).clone();
            kept.retired = None;
        }
        MeasureEvent::MeasureRetired { .. } => kept.retired = Some(recorded.effective),
        MeasureEvent::BreakSet { at, .. } => {
            kept.breaks.retain(|one| one.from != at.from);
            kept.breaks.push(at.clone());
            kept.breaks.sort_by_key(|one| one.from);
        }
        MeasureEvent::TargetSet { target, .. } => {
            kept.targets.retain(|one| one.from != target.from);
            kept.targets.push(target.clone());
            kept.targets.sort_by_key(|one| one.from);
        }
        MeasureEvent::MilestonesSet { baseline, milestones, .. } => {
            kept.baseline.clone_from(baseline);
            kept.milestones.clone_from(milestones);
            kept.milestones.sort_by_key(|one| one.period);
        }
        MeasureEvent::MonthExplained { period, why, expected, .. } => {
            let explained = Explained { why: why.clone(), expected: *expected, since: recorded.effective };
            kept.explained.insert(*period, explained);
        }
        MeasureEvent::LimitsRecalculated { from, why, .. } => {
            kept.recalculated.retain(|one| one.from != *from);
            kept.recalculated.push(Recalculated { from: *from, why: why.clone(), on: recorded.effective });
            kept.recalculated.sort_by_key(|one| one.from);
        }
        MeasureEvent::LimitsRestored { from, .. } => kept.recalculated.retain(|one| one.from != *from),
        MeasureEvent::Ghosted { period, why, .. } => set(&mut kept.ghosts, *period, why),
        MeasureEvent::Annotated { period, text, .. } => set(&mut kept.notes, *period, text),
        MeasureEvent::BenchmarkStated { benchmark, .. } => {
            let is_same =
                |one: &super::facts::MeasureBenchmark| (&one.code, one.period) == (&benchmark.code, benchmark.period);
            kept.benchmarks.retain(|one| !is_same(one));
            kept.benchmarks.push(benchmark.clone());
        }
        MeasureEvent::MeasureDefined { .. }
        | MeasureEvent::Observed { .. }
        | MeasureEvent::ValueCorrected { .. }
        | MeasureEvent::ValueWithdrawn { .. }
        | MeasureEvent::NeighboursSet { .. }
        | MeasureEvent::Released { .. }
        | MeasureEvent::ReleaseWithdrawn { .. } => {}
    }
}

fn set(of: &mut BTreeMap<Period, String>, period: Period, text: &str) {
    if text.is_empty() {
        of.remove(&period);
    } else {
        of.insert(period, text.to_owned());
    }
}
