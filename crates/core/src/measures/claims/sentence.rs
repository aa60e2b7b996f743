//! A sentence that claims something of a measure, taken apart, and what the measure has to say to it. **Not here.** Reading it
//! ([`super::read`]); judging it, a rule a file ([`crate::measures::checks`]).

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::measures::assessed::MeasureAssessment;
use crate::measures::facts::MeasureBenchmark;
use crate::measures::period::Period;
use crate::measures::series::Better;
use crate::measures::value::MeasureValue;
use crate::measures::verdict::Variation;
use crate::measures::xmr::{ChartPoint, LimitLine, Segment};

/// A way that things are said to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimedTrend {
    /// They became better.
    Better,
    /// They became worse.
    Worse,
}

/// A number in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimedValue {
    /// The number.
    pub value: MeasureValue,
    /// Of which period it is said.
    pub period: Option<Period>,
}

/// What a sentence claims.
#[derive(Clone, Debug)]
pub struct MeasureClaim<'m> {
    /// The sentence.
    pub text: String,
    /// What is true of the measure that it names.
    pub seen: &'m MeasureAssessment<'m>,
    /// Values of the measure.
    pub values: Vec<ClaimedValue>,
    /// From one value to another.
    pub change: Option<(MeasureValue, MeasureValue)>,
    /// The periods of these, where they are said.
    pub periods: Option<(Period, Period)>,
    /// Up, or down.
    pub way: Option<bool>,
    /// Better or worse, without a number.
    pub trend: Option<ClaimedTrend>,
    /// Far above or below what is usual; above is true.
    pub beyond_usual: Option<bool>,
    /// A target that it says will be met.
    pub promised: Option<MeasureValue>,
    /// Counts of people that it tells, also in words.
    pub counts: Vec<i64>,
    /// A period of which it asks, excepts or escalates.
    pub asked_about: Option<Period>,
    /// A period to which the value is said to have jumped.
    pub jumped_in: Option<Period>,
    /// By how much in a hundred it differs from the year before, up or down, and in which period.
    pub like: Option<(Option<Period>, MeasureValue, bool)>,
    /// What it is held against: the value of another area.
    pub against: Option<MeasureValue>,
}

impl MeasureClaim<'_> {
    /// Whether it claims anything that can be held against the measure.
    #[must_use]
    pub const fn claims_nothing(&self) -> bool {
        self.values.is_empty()
            && self.change.is_none()
            && self.trend.is_none()
            && self.beyond_usual.is_none()
            && self.promised.is_none()
            && self.counts.is_empty()
            && self.asked_about.is_none()
            && self.like.is_none()
            && self.against.is_none()
    }

    /// A finding about it.
    #[must_use]
    pub fn finding(&self, rule: &Rule, message: impl Into<String>) -> Finding {
        let message = format!("\u{201c}{}\u{201d} {}", crate::plan::shortened(&self.text, 200), message.into());
        rule.finding(message).about(&self.seen.held.key)
    }

    /// The way that it says things go, where it tells no numbers.
    #[must_use]
    pub fn trend(&self) -> Option<ClaimedTrend> {
        if self.change.is_some() || self.like.is_some() || self.against.is_some() || !self.values.is_empty() {
            return None;
        }
        let of_way = |is_up: bool| match (self.seen.held.definition.better, is_up) {
            (Better::Up, true) | (Better::Down, false) => Some(ClaimedTrend::Better),
            (Better::Up, false) | (Better::Down, true) => Some(ClaimedTrend::Worse),
            (Better::Neither, _) => None,
        };
        self.trend.or_else(|| self.beyond_usual.and_then(of_way)).or_else(|| self.way.and_then(of_way))
    }

    /// The two periods that it compares: those that are said, else those whose values it tells.
    #[must_use]
    pub fn compared(&self) -> Option<(Period, Period)> {
        if self.periods.is_some() {
            return self.periods;
        }
        let (from, to) = self.change?;
        let of = |value: MeasureValue| {
            let points = self.seen.held.series.get(&self.seen.series)?;
            let same = |(_, held): &(&Period, &crate::measures::state::HeldValue)| {
                self.seen.held.number(&held.said).is_some_and(|number| self.is_same(value, number))
            };
            points.iter().rev().find(same).map(|(period, _)| *period)
        };
        Some((of(from)?, of(to)?))
    }

    /// The period before and the one to which the value is said to have jumped.
    #[must_use]
    pub fn jumped(&self) -> Option<(Period, Period)> {
        let to = self.jumped_in?;
        let before = self.seen.chart.points.iter().rev().find(|point| point.point.period < to)?;
        Some((before.point.period, to))
    }

    /// The one value that it tells, with its period, which is the last where none is said.
    #[must_use]
    pub fn dated(&self) -> Option<(Period, MeasureValue)> {
        let [one] = self.values[..] else { return None };
        let last = || self.seen.latest.as_ref().map(|latest| latest.period);
        Some((one.period.or_else(last)?, one.value))
    }

    /// The number that is held for a period.
    #[must_use]
    pub fn number_in(&self, period: Period) -> Option<MeasureValue> {
        let value = self.seen.held.value(&self.seen.series, period)?;
        self.seen.held.number(&value.said)
    }

    /// The same with its unit.
    #[must_use]
    pub fn value_in(&self, period: Period) -> Option<String> {
        self.number_in(period).map(|value| self.seen.held.definition.unit.shown(value))
    }

    /// Whether a number that is told is one that is held, as finely as it is told.
    #[must_use]
    pub fn is_same(&self, told: MeasureValue, held: MeasureValue) -> bool {
        told.cmp_value(held).is_eq() || held.to_places(told.places()).cmp_value(told).is_eq()
    }

    /// What another area came to that it is held against.
    #[must_use]
    pub fn benchmark(&self) -> Option<&MeasureBenchmark> {
        let against = self.against?;
        self.seen
            .held
            .benchmarks
            .iter()
            .find(|one| self.seen.held.number(&one.said).is_some_and(|number| self.is_same(against, number)))
    }

    fn point(&self, period: Period) -> Option<&ChartPoint> {
        self.seen.chart.points.iter().find(|point| point.point.period == period)
    }

    /// Whether a point is more than chance; also where there are no limits to say so, and in no chart.
    #[must_use]
    pub fn is_signalled(&self, period: Period) -> bool {
        let Some(point) = self.point(period) else { return true };
        let has_limits = point.segment.and_then(|at| self.seen.chart.segments.get(at)).is_some_and(Segment::has_limits);
        !has_limits || !point.signals.is_empty()
    }

    /// The usual range in words.
    #[must_use]
    pub fn range(&self) -> Option<String> {
        let segment = self.seen.chart.segments.last().filter(|one| one.has_limits())?;
        let shown = |line| Some(self.seen.held.definition.unit.shown(segment.line(line)?.to_places(1)));
        Some(format!("usual range {} to {}", shown(LimitLine::Lower)?, shown(LimitLine::Upper)?))
    }

    /// The verdict of the chart in words.
    #[must_use]
    pub fn verdict(&self) -> String {
        match self.seen.variation {
            Variation::CommonCause => {
                let quiet = self.seen.chart.points_since_signal();
                format!("common cause for {quiet} {}", self.seen.held.definition.every.several())
            }
            Variation::TooFewPoints => "too few points to say".to_owned(),
            Variation::Improving(_) => "improving".to_owned(),
            Variation::Concern(_) => "getting worse".to_owned(),
            Variation::Neutral(_) => "unusual".to_owned(),
        }
    }

    /// What may be said instead.
    #[must_use]
    pub fn says(&self) -> String {
        self.range().map_or_else(|| self.verdict(), |range| format!("{}: {range}", self.verdict()))
    }
}
