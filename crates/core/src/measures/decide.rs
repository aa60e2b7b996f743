//! What may happen to measures, decided against what is held and today. Pure, as all deciding.
//!
//! **Not here.** What is doubtful rather than wrong ([`super::doubt`]), which who gives a value is asked; rights.

use super::command::{GivenValue, MeasureCommand};
use super::definition::{LONGEST_NOTE, LONGEST_TITLE, MOST_PARTS, MeasureDefinition, MeasureUnit};
use super::event::MeasureEvent;
use super::facts::{MeasureBreak, MeasureMilestone, ObservedValue};
use super::period::Period;
use super::refusal::MeasureRefusal as R;
use super::state::{HeldMeasure, MeasuresHeld};
use super::xmr::{FEWEST_OF_A_BASELINE, PRESETS};
use crate::day::Date;
use crate::ids::MeasureKey;
use std::collections::HashSet;

/// Values that are taken at once.
pub const MOST_VALUES: usize = 5_000;
/// Areas that are like one.
const MOST_NEIGHBOURS: usize = 30;
/// Letters of a key.
const LONGEST_KEY: usize = 60;
const LARGEST_COUNT: i64 = 1_000_000_000;

/// The events that a command about measures makes.
///
/// # Errors
/// A command that what is held does not allow; the refusal says what would be accepted.
pub fn decide_measures(held: &MeasuresHeld, command: &MeasureCommand, today: Date) -> Result<Vec<MeasureEvent>, R> {
    match command {
        MeasureCommand::Define { measure, definition } => {
            check_key(measure)?;
            if held.measure(measure).is_some() {
                return Err(R::MeasureTaken { measure: measure.to_string() });
            }
            check(definition)?;
            Ok(vec![MeasureEvent::MeasureDefined { measure: measure.clone(), definition: definition.clone() }])
        }
        MeasureCommand::Revise { measure, definition, at } => revised(held, measure, definition, at.as_ref()),
        MeasureCommand::Retire { measure } => {
            let kept = standing(held, measure)?;
            Ok(vec![MeasureEvent::MeasureRetired { measure: kept.key.clone() }])
        }
        MeasureCommand::Give { values } => given(held, values, today),
        MeasureCommand::StateBenchmarks { measure, benchmarks } => {
            let kept = standing(held, measure)?;
            for one in benchmarks {
                if one.code.trim().is_empty() || one.name.trim().is_empty() {
                    return Err(R::OtherAreaUnnamed);
                }
                short(&one.name, "name", LONGEST_TITLE)?;
            }
            let is_new = |one: &&super::facts::MeasureBenchmark| !kept.benchmarks.contains(one);
            let new: Vec<_> = benchmarks.iter().filter(is_new).cloned().collect();
            if new.is_empty() {
                return Err(R::MeasureSame);
            }
            let event = |benchmark| MeasureEvent::BenchmarkStated { measure: kept.key.clone(), benchmark };
            Ok(new.into_iter().map(event).collect())
        }
        MeasureCommand::SetNeighbours { areas, source } => {
            let codes: HashSet<&str> = areas.iter().map(|area| area.code.as_str()).collect();
            let sound = codes.len() == areas.len() && areas.len() <= MOST_NEIGHBOURS && !codes.contains("");
            if !sound || areas.is_empty() {
                return Err(R::NeighboursUnsound { most: MOST_NEIGHBOURS });
            }
            if held.neighbours == *areas && held.neighbours_source == *source {
                return Err(R::MeasureSame);
            }
            Ok(vec![MeasureEvent::NeighboursSet { areas: areas.clone(), source: source.trim().to_owned() }])
        }
        MeasureCommand::Release { to, within, measures } => {
            if measures.is_empty() {
                return Err(R::NothingToRelease);
            }
            let release = held.releases.iter().map(|one| one.release).max().unwrap_or(0).saturating_add(1);
            let (within, measures) = (within.clone(), measures.clone());
            Ok(vec![MeasureEvent::Released { release, to: *to, within, measures }])
        }
        MeasureCommand::WithdrawRelease { release, why } => {
            let found = held.releases.iter().find(|one| one.release == *release);
            match found.ok_or(R::NoSuchRelease { release: *release })?.withdrawn {
                Some(_) => Err(R::ReleaseIsWithdrawn { release: *release }),
                None => Ok(vec![MeasureEvent::ReleaseWithdrawn {
                    release: *release,
                    why: reason(why, R::ValueWithoutReason)?,
                }]),
            }
        }
        _ => of_one(held, command),
    }
}

/// What is about the chart of one measure.
fn of_one(held: &MeasuresHeld, command: &MeasureCommand) -> Result<Vec<MeasureEvent>, R> {
    let [key] = command.measures()[..] else { return Err(R::NothingGiven) };
    let kept = standing(held, key)?;
    let measure = kept.key.clone();
    let event = match command {
        MeasureCommand::SetBreak { at, .. } => break_set(kept, at)?,
        MeasureCommand::SetTarget { target, .. } => {
            of_kind(kept, target.from)?;
            if kept.targets.contains(target) {
                return Err(R::MeasureSame);
            }
            short(&target.agreed_by, "agreed by", LONGEST_TITLE)?;
            MeasureEvent::TargetSet { measure, target: target.clone() }
        }
        MeasureCommand::SetMilestones { baseline, milestones, .. } => {
            milestones_set(kept, baseline.as_ref(), milestones)?
        }
        MeasureCommand::TakeBack { series, period, why, .. } => {
            let value = kept.value(series, *period).ok_or(R::NoValueThere { period: period.to_string() })?;
            MeasureEvent::ValueWithdrawn { of: value.first, why: reason(why, R::ValueWithoutReason)? }
        }
        MeasureCommand::Explain { period, why, expected, .. } => {
            of_kind(kept, *period)?;
            if let Some(value) = kept.value("", *period) {
                return Err(is_there(kept, *period, &value.said));
            }
            let why = reason(why, R::ExplainedWithoutReason)?;
            MeasureEvent::MonthExplained { measure, period: *period, why, expected: *expected }
        }
        MeasureCommand::Recalculate { from, why, .. } => {
            of_kind(kept, *from)?;
            let why = reason(why, R::LimitsWithoutReason)?;
            let drawn = kept.starts().iter().any(|(period, _)| period == from);
            let has_before = kept.series.values().any(|values| values.range(..*from).next().is_some());
            if drawn || !has_before {
                return Err(R::LimitsDrawnThere { period: from.to_string() });
            }
            MeasureEvent::LimitsRecalculated { measure, from: *from, why }
        }
        MeasureCommand::Restore { from, .. } => {
            if !kept.recalculated.iter().any(|one| one.from == *from) {
                return Err(R::NoLimitsThere { period: from.to_string() });
            }
            MeasureEvent::LimitsRestored { measure, from: *from }
        }
        MeasureCommand::Ghost { period, why, .. } => {
            kept.value("", *period).ok_or(R::NoValueThere { period: period.to_string() })?;
            let why = match why {
                Some(why) => reason(why, R::GhostWithoutReason)?,
                None if kept.ghosts.contains_key(period) => String::new(),
                None => return Err(R::GhostWithoutReason),
            };
            MeasureEvent::Ghosted { measure, period: *period, why }
        }
        MeasureCommand::Annotate { period, text, .. } => {
            of_kind(kept, *period)?;
            short(text, "note", LONGEST_NOTE)?;
            if kept.notes.get(period).map_or("", String::as_str) == text.trim() {
                return Err(R::MeasureSame);
            }
            MeasureEvent::Annotated { measure, period: *period, text: text.trim().to_owned() }
        }
        _ => return Err(R::NothingGiven),
    };
    Ok(vec![event])
}

fn break_set(kept: &HeldMeasure, at: &MeasureBreak) -> Result<MeasureEvent, R> {
    of_kind(kept, at.from)?;
    let at = MeasureBreak { why: reason(&at.why, R::BreakWithoutReason)?, ..at.clone() };
    if kept.breaks.contains(&at) {
        return Err(R::MeasureSame);
    }
    Ok(MeasureEvent::BreakSet { measure: kept.key.clone(), at })
}

fn milestones_set(
    kept: &HeldMeasure,
    baseline: Option<&MeasureMilestone>,
    milestones: &[MeasureMilestone],
) -> Result<MeasureEvent, R> {
    let mut seen = HashSet::new();
    for one in milestones.iter().chain(baseline) {
        of_kind(kept, one.period)?;
    }
    if let Some(twice) = milestones.iter().find(|one| !seen.insert(one.period)) {
        return Err(R::MilestoneTwice { period: twice.period.to_string() });
    }
    if milestones.len() > MOST_PARTS {
        return Err(R::TooManyValues { values: milestones.len(), most: MOST_PARTS });
    }
    let mut milestones = milestones.to_vec();
    milestones.sort_by_key(|one| one.period);
    if kept.baseline.as_ref() == baseline && kept.milestones == milestones {
        return Err(R::MeasureSame);
    }
    Ok(MeasureEvent::MilestonesSet { measure: kept.key.clone(), baseline: baseline.cloned(), milestones })
}

/// The measure of a key.
///
/// # Errors
/// None of that key.
pub fn measure_called<'h>(held: &'h MeasuresHeld, key: &str) -> Result<&'h HeldMeasure, R> {
    held.measure(key).ok_or_else(|| {
        let keys = held.measures.iter().map(|held| held.key.to_string()).collect();
        R::NoSuchMeasure { measure: crate::plan::shortened(key, LONGEST_KEY), held: keys }
    })
}

/// One that is kept up, or prepared.
fn standing<'h>(held: &'h MeasuresHeld, key: &MeasureKey) -> Result<&'h HeldMeasure, R> {
    let kept = measure_called(held, key)?;
    match kept.retired {
        Some(since) => Err(R::MeasureIsRetired { measure: kept.key.to_string(), since }),
        None => Ok(kept),
    }
}

fn of_kind(kept: &HeldMeasure, period: Period) -> Result<(), R> {
    let every = kept.definition.every;
    if period.kind() == every {
        Ok(())
    } else {
        Err(R::PeriodOfAnotherKind { period: period.to_string(), every: every.word().to_owned() })
    }
}

fn is_there(kept: &HeldMeasure, period: Period, said: &ObservedValue) -> R {
    let shown = kept.number(said).map(|value| kept.definition.unit.shown(value));
    let value = shown.or_else(|| said.mark.map(|mark| mark.words().to_owned())).unwrap_or_default();
    R::ValueIsThere { period: period.to_string(), value }
}

fn reason(why: &str, without: R) -> Result<String, R> {
    let why = why.trim();
    if why.is_empty() {
        return Err(without);
    }
    short(why, "reason", LONGEST_NOTE)?;
    Ok(why.to_owned())
}

fn short(text: &str, what: &str, most: usize) -> Result<(), R> {
    let letters = text.chars().count();
    if letters > most { Err(R::MeasureTextTooLong { what: what.to_owned(), letters, most }) } else { Ok(()) }
}

fn check_key(key: &MeasureKey) -> Result<(), R> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_one = !key.is_empty() && key.len() <= LONGEST_KEY && key.chars().all(fits) && !key.starts_with('-');
    // These are pages of their own beside the measures.
    let is_page = ["enter", "import", "release", "new", "starter", "neighbours"].contains(&key.as_str());
    if is_one && !is_page { Ok(()) } else { Err(R::NotAMeasureKey { text: crate::plan::shortened(key, LONGEST_KEY) }) }
}

/// Refuses a definition that none can be.
fn check(definition: &MeasureDefinition) -> Result<(), R> {
    let MeasureDefinition { name, plain, why, numerator, denominator, exceptions, source, geography, code, .. } =
        definition;
    if name.trim().is_empty() {
        return Err(R::MeasureWithoutName);
    }
    for (what, text) in [("name", name), ("plain name", plain), ("kind of area", geography), ("code", code)] {
        short(text, what, LONGEST_TITLE)?;
    }
    let sentences = [
        ("why it matters", why),
        ("numerator", numerator),
        ("denominator", denominator),
        ("exceptions", exceptions),
        ("source", source),
    ];
    for (what, text) in sentences {
        short(text, what, LONGEST_NOTE)?;
    }
    let mut seen = HashSet::new();
    let parts = definition.breakdowns.iter().flat_map(|one| one.parts.iter().map(move |part| (&one.by, part)));
    let sound = |(by, part): &(&String, &String)| {
        !by.trim().is_empty() && !part.trim().is_empty() && by.len() + part.len() <= LONGEST_TITLE
    };
    if !parts.clone().all(|one| sound(&one) && seen.insert(one)) || parts.count() > MOST_PARTS {
        return Err(R::BreakdownUnsound { most: MOST_PARTS });
    }
    if !definition.preset.is_empty() && !PRESETS.iter().any(|preset| preset.name == definition.preset) {
        let known = PRESETS.iter().map(|preset| preset.name.to_owned()).collect();
        return Err(R::NoSuchPreset { preset: definition.preset.clone(), known });
    }
    if definition.signals.is_some_and(|own| !own.is_sound()) {
        return Err(R::SignalsUnsound);
    }
    if !definition.has_sound_baseline() {
        return Err(R::BaselineTooShort { least: FEWEST_OF_A_BASELINE });
    }
    if definition.decimals > 6 { Err(R::TooManyDecimals { most: 6 }) } else { Ok(()) }
}

fn revised(
    held: &MeasuresHeld,
    key: &MeasureKey,
    definition: &MeasureDefinition,
    at: Option<&MeasureBreak>,
) -> Result<Vec<MeasureEvent>, R> {
    let kept = measure_called(held, key)?;
    check(definition)?;
    if kept.definition == *definition && kept.retired.is_none() {
        return Err(R::MeasureSame);
    }
    let measure = kept.key.clone();
    // What changes what is counted makes another measure of it, from some period on.
    let is_another = kept.definition.is_another_measure_than(definition) && !kept.series.is_empty();
    let mut events =
        vec![MeasureEvent::MeasureRevised { measure: measure.clone(), definition: Box::new(definition.clone()) }];
    match at {
        None if is_another => return Err(R::NeedsBreak),
        None => {}
        Some(at) => {
            let after = HeldMeasure { definition: definition.clone(), ..kept.clone() };
            events.push(break_set(&after, at)?);
        }
    }
    Ok(events)
}

fn given(held: &MeasuresHeld, values: &[GivenValue], today: Date) -> Result<Vec<MeasureEvent>, R> {
    if values.is_empty() {
        return Err(R::NothingGiven);
    }
    if values.len() > MOST_VALUES {
        return Err(R::TooManyValues { values: values.len(), most: MOST_VALUES });
    }
    let mut seen = HashSet::new();
    let mut events = Vec::with_capacity(values.len());
    for given in values {
        let kept = standing(held, &given.measure)?;
        if !seen.insert((&kept.key, &given.series, given.period)) {
            return Err(is_there(kept, given.period, &given.said));
        }
        events.push(one_given(kept, given, today)?);
    }
    Ok(events)
}

fn one_given(kept: &HeldMeasure, given: &GivenValue, today: Date) -> Result<MeasureEvent, R> {
    let GivenValue { series, period, said, corrects, .. } = given;
    let known = kept.definition.series();
    if !known.contains(series) {
        return Err(R::NoSuchSeries { series: series.clone(), known });
    }
    of_kind(kept, *period)?;
    check_said(kept, *period, said, today)?;
    let before = kept.value(series, *period);
    match (before, corrects) {
        (None, _) => Ok(MeasureEvent::Observed {
            measure: kept.key.clone(),
            series: series.clone(),
            period: *period,
            said: said.clone(),
        }),
        (Some(before), _) if before.said.says_the_same(said) => Err(R::ValueSame { period: period.to_string() }),
        (Some(before), None) => Err(is_there(kept, *period, &before.said)),
        (Some(before), Some(why)) => {
            // What was never sure needs no reason to become so.
            let is_surer = !matches!(before.said.status, super::series::ValueStatus::Reported);
            if why.trim().is_empty() && !is_surer {
                return Err(R::ValueWithoutReason);
            }
            short(why, "reason", LONGEST_NOTE)?;
            Ok(MeasureEvent::ValueCorrected { of: before.first, said: said.clone(), why: why.trim().to_owned() })
        }
    }
}

fn check_said(kept: &HeldMeasure, period: Period, said: &ObservedValue, today: Date) -> Result<(), R> {
    if said.value.is_none() && said.counts().is_none() && said.mark.is_none() {
        return Err(R::NoValueGiven { period: period.to_string() });
    }
    if period.last() > today && said.status != super::series::ValueStatus::Projected {
        return Err(R::PeriodNotOver { period: period.to_string() });
    }
    short(&said.source, "source", LONGEST_TITLE)?;
    short(&said.place, "place", LONGEST_TITLE)?;
    let is_count = |count: &i64| (0..=LARGEST_COUNT).contains(count);
    if let Some(count) = said.numerator.into_iter().chain(said.denominator).find(|count| !is_count(count)) {
        return Err(R::NotACount { count });
    }
    let definition = &kept.definition;
    if let Some((part, whole)) = said.counts() {
        if definition.unit == MeasureUnit::Percent && part > whole && !definition.may_pass_hundred {
            return Err(R::PartOverWhole { part, whole });
        }
        if let Some(value) = said.value {
            let follows = definition.unit.of_counts(part, whole, value.places());
            if let Some(follows) = follows.filter(|follows| follows.cmp_value(value).is_ne()) {
                return Err(R::ValueDoesNotFollow { value: value.to_string(), follows: follows.to_string() });
            }
        }
        if whole == 0 && said.value.is_none() {
            return Err(R::NotACount { count: whole });
        }
    }
    match (definition.unit, said.value) {
        (MeasureUnit::Score { least, most }, Some(value)) => {
            let millionths = |mark: i32| i64::from(mark) * 1_000_000;
            let inside = (millionths(least)..=millionths(most)).contains(&value.millionths());
            if inside { Ok(()) } else { Err(R::OutsideScore { value: value.to_string(), least, most }) }
        }
        _ => Ok(()),
    }
}
