//! The `XmR` chart of a series: means, limits and the points that its rules mark, in whole numbers alone.
//!
//! The rules are those of NHS England's Making Data Count, with the numbers of points as a [`Preset`]. A limit is a quotient
//! that is only printed; every comparison multiplies out instead. **Not here.** What the chart as a whole says
//! ([`super::verdict`]).

use super::period::Period;
use super::root_of_days::days_of;
use super::series::MeasurePoint;
use super::value::{MeasureValue, rounded};

/// With fewer points there are no limits and no verdict.
pub const FEWEST_FOR_LIMITS: usize = 13;
/// With fewer, limits are provisional.
pub const FEWEST_FOR_SURE: usize = 20;
/// A fixed baseline has at least so many points.
pub const FEWEST_OF_A_BASELINE: usize = 12;
/// No series is longer: a century of months fits twelve times.
pub const MOST_POINTS: usize = 15_000;

/// How many points make a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// So many points, each above (below) the one before.
    pub trend: usize,
    /// So many points on one side of the mean.
    pub shift: usize,
}

/// The presets, the default first.
pub const PRESETS: [Preset; 3] = [
    Preset { name: "nhs-mdc", trend: 7, shift: 7 },
    Preset { name: "nhs-mdc-6", trend: 6, shift: 6 },
    Preset { name: "ihi", trend: 6, shift: 8 },
];

/// A rule that marks points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalRule {
    /// Beyond a limit.
    Outside,
    /// One of a run, each beyond the one before.
    Trend,
    /// One of two among three neighbours on one side, near the limit.
    TwoOfThree,
    /// One of a run on one side of the mean.
    Shift,
}

impl SignalRule {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::Trend => "trend",
            Self::TwoOfThree => "two-of-three",
            Self::Shift => "shift",
        }
    }
}

/// A rule that marks a point, and whether it says that the values are high (else low).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The rule.
    pub rule: SignalRule,
    /// Upwards: above the mean, or rising.
    pub is_high: bool,
}

/// Points that share limits: from a break, or where limits were recalculated, to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The period with which it begins.
    pub from: Period,
    /// How many points it has.
    pub points: usize,
    /// How many ranges were left out as too large.
    pub screened: usize,
    /// Whether its points are roots of days, and its lines are read in days.
    is_of_roots: bool,
    /// The sum and the number of the values that give the mean, in millionths.
    sum: i128,
    count: i128,
    /// The sum and the number of the ranges that give the limits, in millionths.
    ranges: i128,
    kept: i128,
}

/// Where a line of a segment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitLine {
    /// The mean.
    Mean,
    /// The process limits.
    Upper,
    /// As above.
    Lower,
    /// Two thirds of the way to them.
    NearUpper,
    /// As above.
    NearLower,
}

impl Segment {
    /// Whether it has enough points for limits.
    #[must_use]
    pub const fn has_limits(&self) -> bool {
        self.points >= FEWEST_FOR_LIMITS
    }

    /// Whether its limits may still move much.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        self.points < FEWEST_FOR_SURE
    }

    /// A line, rounded to a millionth.
    #[must_use]
    pub fn line(&self, line: LimitLine) -> Option<MeasureValue> {
        // Mean ± 266 R / 100 m, or two thirds of that.
        let times = match line {
            LimitLine::Mean => 0,
            LimitLine::Upper => 798,
            LimitLine::Lower => -798,
            LimitLine::NearUpper => 532,
            LimitLine::NearLower => -532,
        };
        let wide = 300 * self.kept;
        let over = self.sum.checked_mul(wide)?.checked_add(times * self.ranges * self.count)?;
        let value = MeasureValue::of_millionths(rounded(over, self.count * wide)?, 6)?;
        Some(if self.is_of_roots { days_of(value) } else { value })
    }

    /// The mean of its moving ranges, rounded to a millionth.
    #[must_use]
    pub fn mean_range(&self) -> Option<MeasureValue> {
        MeasureValue::of_millionths(rounded(self.ranges, self.kept)?, 6)
    }

    /// How a value stands to a line, without a division.
    #[must_use]
    pub fn compare(&self, value: MeasureValue, line: LimitLine) -> std::cmp::Ordering {
        let times: i128 = match line {
            LimitLine::Mean => 0,
            LimitLine::Upper => 798,
            LimitLine::Lower => -798,
            LimitLine::NearUpper => 532,
            LimitLine::NearLower => -532,
        };
        let beyond = (self.count * i128::from(value.millionths()) - self.sum) * 300 * self.kept;
        beyond.cmp(&(times * self.ranges * self.count))
    }

    fn of(from: Period, values: &[MeasureValue], baseline: Option<usize>) -> Self {
        let base = baseline
            .filter(|first| *first >= FEWEST_OF_A_BASELINE)
            .map_or(values.len(), |first| first.min(values.len()));
        let base = values.get(..base).unwrap_or(values);
        let raw = |value: &MeasureValue| i128::from(value.millionths());
        let ranges: Vec<i128> = base.windows(2).map(|pair| (raw(&pair[1]) - raw(&pair[0])).abs()).collect();
        let (total, all) = (ranges.iter().sum::<i128>(), as_wide(ranges.len()));
        // Once: a range stays where it is below 3.267 times their mean.
        let stays: Vec<i128> = ranges.iter().copied().filter(|range| 1000 * all * range < 3267 * total).collect();
        let (kept_total, kept) =
            if stays.is_empty() { (total, all) } else { (stays.iter().sum(), as_wide(stays.len())) };
        Self {
            from,
            points: values.len(),
            screened: if stays.is_empty() { 0 } else { ranges.len() - stays.len() },
            is_of_roots: false,
            sum: base.iter().map(raw).sum(),
            count: as_wide(base.len()).max(1),
            ranges: kept_total,
            kept: kept.max(1),
        }
    }
}

fn as_wide(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
}

/// How a chart is to be made.
#[derive(Clone, Debug)]
pub struct ChartRules<'r> {
    /// How many points make a signal.
    pub preset: Preset,
    /// Periods from which limits are drawn anew: breaks, and where somebody recalculated them.
    pub starts: &'r [Period],
    /// The first so many points give the limits.
    pub baseline: Option<usize>,
}

/// A point of a chart: where it stands, and what marks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPoint {
    /// The point.
    pub point: MeasurePoint,
    /// Its segment; a gap or a ghost has the one in which it lies.
    pub segment: Option<usize>,
    /// What marks it, in the order of [`SignalRule`].
    pub signals: Vec<Signal>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmrChart {
    /// Every period, in order.
    pub points: Vec<ChartPoint>,
    /// Its segments, in order.
    pub segments: Vec<Segment>,
}

impl XmrChart {
    /// The chart of a series, whose periods follow each other.
    #[must_use]
    pub fn of(series: &[MeasurePoint], rules: &ChartRules<'_>) -> Self {
        let mut series: Vec<MeasurePoint> = series.iter().take(MOST_POINTS).copied().collect();
        series.sort_by_key(|point| point.period);
        let mut points: Vec<ChartPoint> = Vec::with_capacity(series.len());
        let mut segments = Vec::new();
        let mut from = 0;
        while let Some(first) = series.get(from) {
            let begins =
                |point: &MeasurePoint| rules.starts.iter().any(|start| first.period < *start && *start <= point.period);
            let length = series.iter().skip(from).take_while(|point| !begins(point)).count().max(1);
            let part = series.get(from..from + length).unwrap_or_default();
            let values: Vec<MeasureValue> = part.iter().filter_map(MeasurePoint::counted).collect();
            let segment = (!values.is_empty()).then(|| Segment::of(first.period, &values, rules.baseline));
            let mut marks =
                segment.as_ref().map(|segment| signals(segment, &values, rules.preset)).unwrap_or_default().into_iter();
            let at = segments.len();
            points.extend(part.iter().map(|point| ChartPoint {
                point: *point,
                segment: segment.is_some().then_some(at),
                signals: point.counted().and_then(|_| marks.next()).unwrap_or_default(),
            }));
            segments.extend(segment);
            from += length;
        }
        Self { points, segments }
    }

    /// A chart of roots of days, to be read in days. What marks its points was found on the roots.
    #[must_use]
    pub(super) fn in_days(mut self) -> Self {
        for point in &mut self.points {
            point.point.value = point.point.value.map(days_of);
        }
        for segment in &mut self.segments {
            segment.is_of_roots = true;
        }
        self
    }

    /// The last point that counts.
    #[must_use]
    pub fn last(&self) -> Option<&ChartPoint> {
        self.points.iter().rev().find(|point| point.point.counted().is_some())
    }
}

/// What marks each value of a segment; nothing where there are too few for limits.
fn signals(segment: &Segment, values: &[MeasureValue], preset: Preset) -> Vec<Vec<Signal>> {
    use std::cmp::Ordering::{Greater, Less};
    let mut marks: Vec<Vec<Signal>> = vec![Vec::new(); values.len()];
    if !segment.has_limits() {
        return marks;
    }
    let sides: Vec<_> = values.iter().map(|value| segment.compare(*value, LimitLine::Mean)).collect();
    let is_above = |value: MeasureValue| segment.compare(value, LimitLine::Upper) == Greater;
    let is_below = |value: MeasureValue| segment.compare(value, LimitLine::Lower) == Less;
    for (mark, value) in marks.iter_mut().zip(values) {
        if is_above(*value) || is_below(*value) {
            mark.push(Signal { rule: SignalRule::Outside, is_high: is_above(*value) });
        }
    }
    // A run of n points rises n − 1 times; at the turn of two runs, the later's way stands.
    let steps: Vec<_> = values.windows(2).map(|pair| pair[1].cmp_value(pair[0])).collect();
    let mut trend: Vec<Option<bool>> = vec![None; values.len()];
    for (from, run, way) in runs(&steps) {
        if run + 1 >= preset.trend && way.is_ne() {
            trend.iter_mut().skip(from).take(run + 1).for_each(|mark| *mark = Some(way == Greater));
        }
    }
    let near: Vec<_> = values
        .iter()
        .map(|value| {
            let (high, low) =
                (segment.compare(*value, LimitLine::NearUpper), segment.compare(*value, LimitLine::NearLower));
            (high == Greater && !is_above(*value)) || (low == Less && !is_below(*value))
        })
        .collect();
    let mut two_of_three = vec![false; values.len()];
    for from in 0..values.len().saturating_sub(2) {
        let (window, side) = (from..from + 3, sides[from]);
        let all_there = side.is_ne() && window.clone().all(|at| sides[at] == side);
        if all_there && window.clone().filter(|at| near[*at]).count() >= 2 {
            window.filter(|at| near[*at]).for_each(|at| two_of_three[at] = true);
        }
    }
    let mut shift = vec![false; values.len()];
    for (from, run, side) in runs(&sides) {
        if run >= preset.shift && side.is_ne() {
            shift.iter_mut().skip(from).take(run).for_each(|mark| *mark = true);
        }
    }
    for (at, mark) in marks.iter_mut().enumerate() {
        let is_high = sides[at] == Greater;
        mark.extend(trend[at].map(|is_high| Signal { rule: SignalRule::Trend, is_high }));
        mark.extend(two_of_three[at].then_some(Signal { rule: SignalRule::TwoOfThree, is_high }));
        mark.extend(shift[at].then_some(Signal { rule: SignalRule::Shift, is_high }));
    }
    marks
}

/// Runs of the same: where each begins, how long it is, of what.
fn runs(of: &[std::cmp::Ordering]) -> Vec<(usize, usize, std::cmp::Ordering)> {
    let mut runs: Vec<(usize, usize, std::cmp::Ordering)> = Vec::new();
    for (at, one) in of.iter().enumerate() {
        match runs.last_mut() {
            Some((_, length, same)) if same == one => *length += 1,
            _ => runs.push((at, 1, *one)),
        }
    }
    runs
}
