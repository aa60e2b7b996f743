//! What is true of a measure on a day: its chart, verdicts, latest value, which periods are due or missing. **Not here.** Who
//! may see which number ([`super::shown`]); words, which are a report's.

use super::between;
use super::cumulative::added;
use super::definition::MeasureUnit;
use super::due::{DueState, state};
use super::facts::MeasureTarget;
use super::impact::ImpactStatus;
use super::like::{Like, like};
use super::period::Period;
use super::run_chart::RunChart;
use super::series::{MeasurePoint, ValueStatus};
use super::state::{Explained, HeldMeasure, HeldValue};
use super::value::MeasureValue;
use super::verdict::{Assurance, Variation};
use super::xmr::{ChartRules, XmrChart};
use crate::day::Date;

/// How a measure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureDrawn {
    /// With its usual range, where there are points enough.
    Xmr,
    /// About its median.
    Run,
    /// As twelve months together, for single months say too little.
    Rare,
    /// As the days between one event and the next, where the days are known.
    Between,
}

/// A period that a value is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedPeriod {
    /// Which.
    pub period: Period,
    /// How it stands.
    pub state: DueState,
    /// Why it is not there, where somebody said.
    pub explained: Option<Explained>,
}

impl WantedPeriod {
    /// Whether it was due, is not there, and nobody said why.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self.state, DueState::Missing(_)) && self.explained.is_none()
    }
}

/// The last value that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestValue {
    /// Of which period.
    pub period: Period,
    /// The number; none where it is hidden or stands as a mark.
    pub value: Option<MeasureValue>,
    /// As it is held.
    pub held: HeldValue,
}

/// What is true of a measure on a day.
#[derive(Clone, Debug)]
pub struct MeasureAssessment<'m> {
    /// The measure.
    pub held: &'m HeldMeasure,
    /// The part of it; empty for all together.
    pub series: String,
    /// The day.
    pub on: Date,
    /// How it is drawn.
    pub drawn: MeasureDrawn,
    /// The chart of it: of months out of a running count, of twelve months together where it is rare.
    pub chart: XmrChart,
    /// The same about its median, where there are no limits.
    pub run: Option<RunChart>,
    /// What is aimed at in the last period.
    pub target: Option<MeasureTarget>,
    /// What the last point says.
    pub variation: Variation,
    /// Whether the target can be met.
    pub assurance: Assurance,
    /// The last value.
    pub latest: Option<LatestValue>,
    /// It beside the same period of the year before.
    pub like: Option<Like>,
    /// Periods that a value is wanted for, in order.
    pub wanted: Vec<WantedPeriod>,
}

/// A rare event: most periods have so few at most.
const RARE: i64 = 4_000_000;
/// So many periods back a value is wanted.
const MOST_WANTED: usize = 240;

impl<'m> MeasureAssessment<'m> {
    /// Looks at a series of a measure on a day.
    #[must_use]
    pub fn of(held: &'m HeldMeasure, series: &str, on: Date) -> Self {
        let given = held.points(series);
        let drawn = drawn(held, &given);
        let is_between = drawn == MeasureDrawn::Between;
        let points = charted(held, &given, drawn);
        let starts: Vec<Period> = held.starts().into_iter().map(|(from, _)| from).collect();
        let baseline = held.definition.first_points.map(usize::from);
        let rules = ChartRules { preset: held.definition.points_of_signals(), starts: &starts, baseline };
        let chart = if is_between { between::chart(&given, &rules) } else { XmrChart::of(&points, &rules) };
        let last = chart.last().map(|point| point.point.period);
        let target = last.and_then(|last| held.target(last)).or_else(|| held.targets.last()).cloned();
        let target = target.filter(|target| target.value.is_some());
        let is_xmr = drawn == MeasureDrawn::Xmr;
        let better = if is_between { between::better(held.definition.better) } else { held.definition.better };
        let variation = if is_xmr || is_between { chart.variation(better) } else { Variation::TooFewPoints };
        // A target of a running count is of the count, not of one month.
        let aimed =
            target.as_ref().and_then(|target| target.value).filter(|_| is_xmr && held.definition.resets.is_none());
        let assurance = chart.assurance(better, aimed);
        let counted: Vec<MeasureValue> = chart.points.iter().filter_map(|point| point.point.counted()).collect();
        let run = (variation == Variation::TooFewPoints && drawn != MeasureDrawn::Rare && !is_between)
            .then(|| RunChart::of(&counted))
            .flatten();
        let latest = latest(held, series);
        let numbers: Vec<(Period, MeasureValue)> =
            given.iter().filter_map(|point| Some((point.period, point.value?))).collect();
        let like = latest.as_ref().and_then(|latest| like(&numbers, latest.period));
        let wanted = if series.is_empty() { wanted(held, on) } else { Vec::new() };
        Self {
            held,
            series: series.to_owned(),
            on,
            drawn,
            chart,
            run,
            target,
            variation,
            assurance,
            latest,
            like,
            wanted,
        }
    }

    /// Which way is better for the points of its chart.
    #[must_use]
    pub fn better(&self) -> super::series::Better {
        let better = self.held.definition.better;
        if self.drawn == MeasureDrawn::Between { between::better(better) } else { better }
    }

    /// In what the points of its chart are given.
    #[must_use]
    pub fn unit(&self) -> MeasureUnit {
        if self.drawn == MeasureDrawn::Between { MeasureUnit::Days } else { self.held.definition.unit }
    }

    /// What it shows of its impact.
    #[must_use]
    pub const fn impact(&self) -> ImpactStatus {
        ImpactStatus::of(self.variation, self.assurance)
    }

    /// Periods that were due, are not there, and nobody explained.
    pub fn missing(&self) -> impl DoubleEndedIterator<Item = &WantedPeriod> {
        self.wanted.iter().filter(|wanted| wanted.is_missing())
    }

    /// Whether the value that was due last is here.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        let over = |wanted: &&WantedPeriod| matches!(wanted.state, DueState::Here | DueState::Missing(_));
        self.wanted.iter().rev().find(over).is_none_or(|last| last.state == DueState::Here)
    }

    /// The next day on which a value is due, and of which period.
    #[must_use]
    pub fn due_next(&self) -> Option<(Period, Date)> {
        self.wanted.iter().find_map(|wanted| match wanted.state {
            DueState::Due(day) => Some((wanted.period, day)),
            _ => None,
        })
    }

    /// How many of its values were put right after a day, or ever.
    #[must_use]
    pub fn revised_since(&self, since: Option<Date>) -> usize {
        let values = self.held.series.get(&self.series).into_iter().flat_map(std::collections::BTreeMap::values);
        values.filter(|value| value.first != value.seq && (since.is_none() || value.known > since)).count()
    }

    /// Whether the last value lies on the right side of the target.
    #[must_use]
    pub fn meets_target(&self) -> Option<bool> {
        let latest = self.latest.as_ref()?;
        if latest.held.said.status == ValueStatus::Projected {
            return None;
        }
        let (value, target) = (latest.value?, self.target.as_ref()?.value?);
        match self.held.definition.better {
            super::series::Better::Up => Some(value.cmp_value(target).is_ge()),
            super::series::Better::Down => Some(value.cmp_value(target).is_le()),
            super::series::Better::Neither => None,
        }
    }
}

/// The last value that is no projection; else none.
fn latest(held: &HeldMeasure, series: &str) -> Option<LatestValue> {
    let values = held.series.get(series)?;
    let (period, value) = values.iter().rev().find(|(_, value)| value.said.status != ValueStatus::Projected)?;
    Some(LatestValue { period: *period, value: held.number(&value.said), held: value.clone() })
}

fn drawn(held: &HeldMeasure, given: &[MeasurePoint]) -> MeasureDrawn {
    if held.definition.runs {
        return MeasureDrawn::Run;
    }
    if held.definition.every == super::period::PeriodKind::Day && held.definition.unit == MeasureUnit::Count {
        return MeasureDrawn::Between;
    }
    let counted: Vec<MeasureValue> = given.iter().filter_map(MeasurePoint::counted).collect();
    let few = counted.iter().filter(|value| value.millionths() <= RARE).count();
    let is_of_months = held.definition.every == super::period::PeriodKind::Month && held.definition.resets.is_none();
    let is_rare = held.definition.unit == MeasureUnit::Count && few * 2 > counted.len() && counted.len() >= 12;
    if is_of_months && is_rare { MeasureDrawn::Rare } else { MeasureDrawn::Xmr }
}

/// The points of the chart.
fn charted(held: &HeldMeasure, given: &[MeasurePoint], drawn: MeasureDrawn) -> Vec<MeasurePoint> {
    if let Some(reset) = held.definition.resets {
        let running: Vec<(Period, Option<MeasureValue>)> =
            given.iter().map(|point| (point.period, point.value)).collect();
        let months = added(&running, reset);
        return months
            .iter()
            .zip(given)
            .map(|(month, point)| MeasurePoint {
                value: month.value.filter(|_| month.is_point()),
                counts: None,
                ..*point
            })
            .collect();
    }
    if drawn == MeasureDrawn::Rare {
        return rolling(given);
    }
    given.to_vec()
}

/// Twelve months together, as at each month behind which all twelve are there.
fn rolling(given: &[MeasurePoint]) -> Vec<MeasurePoint> {
    given
        .windows(12)
        .filter_map(|months| {
            let sum: Option<i128> =
                months.iter().map(|point| point.counted().map(|value| i128::from(value.millionths()))).sum();
            let last = months.last()?;
            Some(MeasurePoint {
                value: sum.and_then(|sum| MeasureValue::of_millionths(sum, 0)),
                counts: None,
                is_ghost: false,
                ..*last
            })
        })
        .collect()
}

/// Periods that a value is wanted for, until the one in which the day lies.
fn wanted(held: &HeldMeasure, on: Date) -> Vec<WantedPeriod> {
    let every = held.definition.every;
    if !held.is_live() || every == super::period::PeriodKind::Day {
        return Vec::new();
    }
    let values = held.series.get("");
    let earliest = values.and_then(|values| values.keys().next().copied());
    let begun = || Period::around(held.since.unwrap_or(on), every);
    let Some(first) = earliest.or_else(begun) else { return Vec::new() };
    let last = Period::around(on, every);
    let mut all = Vec::new();
    let mut next = Some(first);
    while let Some(period) = next.filter(|period| Some(*period) <= last) {
        let value = held.value("", period).filter(|value| value.said.status != ValueStatus::Projected);
        // What was folded is known on the day, whatever the day.
        let state = match value {
            Some(_) => DueState::Here,
            None => state(period, i32::from(held.definition.lag), None, on),
        };
        all.push(WantedPeriod { period, state, explained: held.explained.get(&period).cloned() });
        next = period.next();
    }
    all.split_off(all.len().saturating_sub(MOST_WANTED))
}
