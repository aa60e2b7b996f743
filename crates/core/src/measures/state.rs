//! The measures of an area as their events have made them: definitions, values with what they were before, targets, breaks.
//! **Not here.** How an event changes them ([`super::apply`]); what a chart says ([`super::assessed`]).

use super::definition::MeasureDefinition;
use super::facts::{
    MeasureBenchmark, MeasureBreak, MeasureMilestone, MeasureTarget, NeighbourArea, ObservedValue, ReleaseAudience,
    ReleasedMeasure,
};
use super::period::Period;
use super::series::{MeasurePoint, ValueStatus};
use super::value::MeasureValue;
use crate::day::Date;
use crate::ids::MeasureKey;
use crate::instant::Instant;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What a value was before it was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierValue {
    /// What was said.
    pub said: ObservedValue,
    /// The event that said it.
    pub seq: u64,
    /// The day until which it held.
    pub until: Option<Date>,
    /// Why it was put right.
    pub why: String,
}

/// A value that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldValue {
    /// What was said last.
    pub said: ObservedValue,
    /// The event that gave it first, by which it is put right.
    pub first: u64,
    /// The event that said it last.
    pub seq: u64,
    /// The day on which that came to be known; none for always.
    pub known: Option<Date>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// What it was before, the earliest first.
    pub before: Vec<EarlierValue>,
}

/// Why a value is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Why.
    pub why: String,
    /// When it will come.
    pub expected: Option<Date>,
    /// Since when that was said.
    pub since: Option<Date>,
}

/// Limits that are drawn again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recalculated {
    /// The first period of the new ones.
    pub from: Period,
    /// Why.
    pub why: String,
    /// On which day somebody did it.
    pub on: Option<Date>,
}

/// A measure that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldMeasure {
    /// Its key.
    pub key: MeasureKey,
    /// What it is.
    pub definition: MeasureDefinition,
    /// Whether it is not kept up any more, and since when.
    pub retired: Option<Option<Date>>,
    /// The day from which there is one; none for always.
    pub since: Option<Date>,
    /// Breaks, in order of their periods.
    pub breaks: Vec<MeasureBreak>,
    /// Targets, in order of their periods.
    pub targets: Vec<MeasureTarget>,
    /// Where it began.
    pub baseline: Option<MeasureMilestone>,
    /// Where it is to be, in order.
    pub milestones: Vec<MeasureMilestone>,
    /// Values by series, then period.
    pub series: BTreeMap<String, BTreeMap<Period, HeldValue>>,
    /// Periods without a value, with why.
    pub explained: BTreeMap<Period, Explained>,
    /// Where limits are drawn again, in order.
    pub recalculated: Vec<Recalculated>,
    /// Points that are left out, with why.
    pub ghosts: BTreeMap<Period, String>,
    /// Notes at points.
    pub notes: BTreeMap<Period, String>,
    /// What other areas came to.
    pub benchmarks: Vec<MeasureBenchmark>,
    /// The last event about it.
    pub seq: u64,
}

impl HeldMeasure {
    /// Whether values are wanted and reports have it.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.retired.is_none() && !self.definition.draft
    }

    /// Draft, live or retired.
    #[must_use]
    pub const fn standing(&self) -> &'static str {
        match (&self.retired, self.definition.draft) {
            (Some(_), _) => "retired",
            (None, true) => "draft",
            (None, false) => "live",
        }
    }

    /// The value of a period.
    #[must_use]
    pub fn value(&self, series: &str, period: Period) -> Option<&HeldValue> {
        self.series.get(series)?.get(&period)
    }

    /// The target for a period.
    #[must_use]
    pub fn target(&self, period: Period) -> Option<&MeasureTarget> {
        self.targets.iter().rev().find(|target| target.from <= period).filter(|target| target.value.is_some())
    }

    /// The number that was said for a period: given, or as its counts make it.
    #[must_use]
    pub fn number(&self, said: &ObservedValue) -> Option<MeasureValue> {
        said.value.or_else(|| {
            let (part, whole) = said.counts()?;
            self.definition.unit.of_counts(part, whole, self.definition.decimals)
        })
    }

    /// The points of a series, with a gap for each period between the first and the last that has no value.
    #[must_use]
    pub fn points(&self, series: &str) -> Vec<MeasurePoint> {
        let Some(values) = self.series.get(series) else { return Vec::new() };
        let mut points: Vec<MeasurePoint> = Vec::with_capacity(values.len());
        for (period, held) in values {
            let before = points.last().map(|last| last.period);
            let mut next = before.and_then(Period::next);
            while let Some(missing) = next.filter(|next| next < period && points.len() < super::xmr::MOST_POINTS) {
                points.push(self.point(missing, None));
                next = missing.next();
            }
            points.push(self.point(*period, Some(held)));
        }
        points
    }

    fn point(&self, period: Period, held: Option<&HeldValue>) -> MeasurePoint {
        let said = held.map(|held| &held.said);
        MeasurePoint {
            period,
            value: said.and_then(|said| self.number(said)),
            counts: said.and_then(ObservedValue::counts),
            status: said.map_or(ValueStatus::Reported, |said| said.status),
            is_ghost: self.ghosts.contains_key(&period),
        }
    }

    /// Where limits begin anew, each with its reason: at breaks, and where somebody drew them again.
    #[must_use]
    pub fn starts(&self) -> Vec<(Period, String)> {
        let breaks = self.breaks.iter().map(|one| (one.from, one.why.clone()));
        let drawn = self.recalculated.iter().map(|one| (one.from, one.why.clone()));
        let mut starts: Vec<(Period, String)> = breaks.chain(drawn).collect();
        starts.sort_by_key(|(from, _)| *from);
        starts
    }
}

/// Something that an audience got to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRelease {
    /// Its number.
    pub release: u32,
    /// To whom.
    pub to: ReleaseAudience,
    /// In what.
    pub within: String,
    /// What.
    pub measures: Vec<ReleasedMeasure>,
    /// Since when; none for always.
    pub since: Option<Date>,
    /// Why it was taken back, where it was.
    pub withdrawn: Option<String>,
}

/// The measures of an area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasuresHeld {
    /// In the order in which they were defined.
    pub measures: Vec<Arc<HeldMeasure>>,
    /// Areas that are like this one.
    pub neighbours: Vec<NeighbourArea>,
    /// Who says so.
    pub neighbours_source: String,
    /// What was released, in order.
    pub releases: Vec<HeldRelease>,
    /// The highest sequence number folded in.
    pub seq: u64,
    /// The latest day from which anything folded in holds.
    pub latest: Option<Date>,
    pub(super) index: HashMap<MeasureKey, usize>,
    /// By the event that gave a value first: whose it is.
    pub(super) values: HashMap<u64, (usize, String, Period)>,
}

impl MeasuresHeld {
    /// The measure of a key, in any case.
    #[must_use]
    pub fn measure(&self, key: &str) -> Option<&HeldMeasure> {
        let at = self.index.get(key).or_else(|| self.index.get(key.to_ascii_lowercase().as_str()))?;
        self.measures.get(*at).map(|held| &**held)
    }

    /// Those that values are wanted of.
    pub fn live(&self) -> impl Iterator<Item = &HeldMeasure> {
        self.measures.iter().map(|held| &**held).filter(|held| held.is_live())
    }

    /// Whose value an event gave: the measure, the series, the period.
    #[must_use]
    pub fn value_of(&self, first: u64) -> Option<(&HeldMeasure, &str, Period)> {
        let (at, series, period) = self.values.get(&first)?;
        Some((self.measures.get(*at)?, series, *period))
    }

    pub(super) fn measure_mut(&mut self, key: &str) -> Option<&mut HeldMeasure> {
        let at = *self.index.get(key)?;
        self.measures.get_mut(at).map(Arc::make_mut)
    }
}
