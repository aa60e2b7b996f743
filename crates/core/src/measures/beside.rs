//! A value beside what it can be held against: how sure it is by its counts, the same period of the year before, other areas.
//! What may be chance is never called better or worse. **Not here.** The arithmetic of intervals ([`super::interval`]); which
//! areas are alike, which somebody says.

use super::definition::MeasureUnit;
use super::facts::{MeasureBenchmark, NeighbourArea, ObservedValue};
use super::interval::{BesideBenchmark, Interval, byar, newcombe, wilson};
use super::like::{Like, like};
use super::neighbours::{AmongNeighbours, among};
use super::period::Period;
use super::state::HeldMeasure;
use super::value::MeasureValue;
use std::collections::BTreeMap;

/// How sure a value is by its counts, in its own unit: a share by Wilson, a rate or a count by Byar; none of what has no counts.
#[must_use]
pub fn sure(held: &HeldMeasure, said: &ObservedValue) -> Option<Interval> {
    let unit = held.definition.unit;
    let count = |count: i64| u64::try_from(count).ok();
    match (unit, said.counts()) {
        (MeasureUnit::Percent, Some((part, whole))) => wilson(count(part)?, count(whole)?),
        (MeasureUnit::Rate { per }, Some((part, whole))) => byar(count(part)?, count(whole)?, u64::from(per)),
        (MeasureUnit::Count, _) => {
            let number = held.number(said)?.millionths();
            let is_whole = number % 1_000_000 == 0;
            byar(count(number / 1_000_000).filter(|_| is_whole)?, 1, 1)
        }
        _ => None,
    }
}

/// Whether an interval is worth printing beside a value: where it rests on few.
#[must_use]
pub fn rests_on_few(held: &HeldMeasure, said: &ObservedValue) -> bool {
    let few = |count: i64| count.abs() < FEW;
    match said.counts() {
        Some((_, whole)) => few(whole),
        None => held.number(said).is_some_and(|number| few(number.millionths() / 1_000_000)),
    }
}

/// Below so many an interval is printed.
const FEW: i64 = 1_000;

/// A value beside the same period of the year before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BesideYearBefore {
    /// The period of the year before.
    pub period: Period,
    /// Both values, and how far apart they are.
    pub like: Like,
    /// How sure the difference is, in points, where both are shares of counts.
    pub difference: Option<Interval>,
}

/// The value of a period beside that of the year before, where both are there.
#[must_use]
pub fn year_before(held: &HeldMeasure, series: &str, period: Period) -> Option<BesideYearBefore> {
    let before = period.year_before()?;
    let said = |period: Period| Some(&held.value(series, period)?.said);
    let number = |period: Period| Some((period, held.number(said(period)?)?));
    let like = like(&[number(before)?, number(period)?], period)?;
    let counts = |period: Period| {
        let (part, whole) = said(period)?.counts()?;
        Some((u64::try_from(part).ok()?, u64::try_from(whole).ok()?))
    };
    let is_share = held.definition.unit == MeasureUnit::Percent;
    let difference = counts(before).zip(counts(period)).filter(|_| is_share);
    Some(BesideYearBefore { period: before, like, difference: difference.and_then(|(a, b)| newcombe(a, b)) })
}

/// What another area came to, beside this one.
#[derive(Clone, Debug)]
pub struct OtherBeside<'m> {
    /// The area and its figure.
    pub of: &'m MeasureBenchmark,
    /// The number; none where it is hidden or there is none.
    pub value: Option<MeasureValue>,
    /// How this area lies to it, where that can be said.
    pub beside: Option<BesideBenchmark>,
}

/// Other areas beside this one, in one period.
#[derive(Clone, Debug)]
pub struct OthersBeside<'m> {
    /// The period of the figures of others.
    pub period: Period,
    /// This area's figure of the same period.
    pub ours: Option<MeasureValue>,
    /// The other areas.
    pub others: Vec<OtherBeside<'m>>,
    /// Where this area stands among those that are like it.
    pub among: Option<AmongNeighbours>,
}

/// Kinds of area that are no one's neighbour.
const LARGER: [&str; 4] = ["national", "regional", "country", "region"];

/// Other areas beside this one: in the newest period that this area has a figure of too, else in their newest.
#[must_use]
pub fn beside_others<'m>(held: &'m HeldMeasure, neighbours: &[NeighbourArea]) -> Option<OthersBeside<'m>> {
    // Of two figures of an area and a period the later one stands.
    let mut known: BTreeMap<(Period, &str), &MeasureBenchmark> = BTreeMap::new();
    for one in &held.benchmarks {
        known.insert((one.period, one.code.as_str()), one);
    }
    let said = |period: Period| held.value("", period).map(|value| &value.said);
    let ours_of = |period: Period| said(period).and_then(|said| held.number(said));
    let newest = known.keys().next_back().map(|(period, _)| *period)?;
    let period = known.keys().rev().map(|(period, _)| *period).find(|period| ours_of(*period).is_some());
    let period = period.unwrap_or(newest);
    let ours = ours_of(period);
    let interval = said(period).and_then(|said| sure(held, said));
    let beside = |value: MeasureValue| match interval {
        Some(interval) => Some(interval.beside(float(value))),
        None => ours.map(|ours| match ours.cmp_value(value) {
            std::cmp::Ordering::Less => BesideBenchmark::Below,
            std::cmp::Ordering::Equal => BesideBenchmark::Similar,
            std::cmp::Ordering::Greater => BesideBenchmark::Above,
        }),
    };
    let here = known.iter().filter(|((at, _), _)| *at == period).map(|(_, one)| *one);
    let others: Vec<OtherBeside<'m>> = here
        .map(|of| {
            let value = held.number(&of.said);
            OtherBeside { of, value, beside: value.and_then(beside).filter(|_| ours.is_some()) }
        })
        .collect();
    let values: Vec<Option<MeasureValue>> = if neighbours.is_empty() {
        let is_alike = |one: &&OtherBeside<'_>| !LARGER.contains(&one.of.geography.to_lowercase().as_str());
        others.iter().filter(is_alike).map(|one| one.value).collect()
    } else {
        let of = |code: &str| others.iter().find(|one| one.of.code == code).and_then(|one| one.value);
        neighbours.iter().map(|area| of(&area.code)).collect()
    };
    let among = ours.and_then(|ours| among(ours, &values, held.definition.better));
    Some(OthersBeside { period, ours, others, among })
}

/// For an interval's comparison only.
#[expect(clippy::cast_precision_loss, reason = "an interval is no exact thing")]
fn float(value: MeasureValue) -> f64 {
    value.millionths() as f64 / 1_000_000.0
}
