//! What a chart says: of its last point (variation), and whether its process can meet a target (assurance). **Not here.** Limits
//! and marks ([`super::xmr`]).

use super::series::Better;
use super::value::MeasureValue;
use super::xmr::{ChartPoint, LimitLine, XmrChart};
use std::cmp::Ordering;

/// What the last point says of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variation {
    /// No signal: as usual.
    CommonCause,
    /// Better than chance allows; whether by high values.
    Improving(bool),
    /// Worse than chance allows; whether by high values.
    Concern(bool),
    /// Other than chance allows, and neither way is better; whether by high values.
    Neutral(bool),
    /// Too few points to say.
    TooFewPoints,
}

impl Variation {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CommonCause => "common-cause",
            Self::Improving(true) => "improving-high",
            Self::Improving(false) => "improving-low",
            Self::Concern(true) => "concern-high",
            Self::Concern(false) => "concern-low",
            Self::Neutral(true) => "neutral-high",
            Self::Neutral(false) => "neutral-low",
            Self::TooFewPoints => "too-few-points",
        }
    }
}

/// Whether the process can meet the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// The target lies beyond the limits on the better side: it will not be met unless something changes.
    Fails,
    /// It lies beyond them on the other side: it will be met.
    Passes,
    /// It lies between them: met in some periods and missed in others, by chance.
    HitOrMiss,
    /// No target, no better way, or too few points.
    None,
}

impl Assurance {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fails => "fails",
            Self::Passes => "passes",
            Self::HitOrMiss => "hit-or-miss",
            Self::None => "none",
        }
    }
}

/// How a point is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointColour {
    /// As usual.
    Common,
    /// Better than chance.
    Improving,
    /// Worse than chance.
    Concern,
    /// High, where neither way is better.
    High,
    /// Low, where neither way is better.
    Low,
}

impl PointColour {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Improving => "improving",
            Self::Concern => "concern",
            Self::High => "high",
            Self::Low => "low",
        }
    }
}

impl ChartPoint {
    /// How it is drawn: by the first rule that marks it.
    #[must_use]
    pub fn colour(&self, better: Better) -> PointColour {
        let Some(first) = self.signals.first() else { return PointColour::Common };
        match (better, first.is_high) {
            (Better::Up, true) | (Better::Down, false) => PointColour::Improving,
            (Better::Up, false) | (Better::Down, true) => PointColour::Concern,
            (Better::Neither, true) => PointColour::High,
            (Better::Neither, false) => PointColour::Low,
        }
    }

    /// Whether its rules say both that it is better and that it is worse.
    #[must_use]
    pub fn is_of_two_minds(&self) -> bool {
        self.signals.iter().any(|signal| signal.is_high) && self.signals.iter().any(|signal| !signal.is_high)
    }
}

impl XmrChart {
    /// What its last point says; of what is seen earlier in it nothing.
    #[must_use]
    pub fn variation(&self, better: Better) -> Variation {
        let Some(last) = self.last() else { return Variation::TooFewPoints };
        let segment = last.segment.and_then(|at| self.segments.get(at));
        if !segment.is_some_and(super::xmr::Segment::has_limits) {
            return Variation::TooFewPoints;
        }
        let is_high = last.signals.first().is_some_and(|signal| signal.is_high);
        match last.colour(better) {
            PointColour::Common => Variation::CommonCause,
            PointColour::Improving => Variation::Improving(is_high),
            PointColour::Concern => Variation::Concern(is_high),
            PointColour::High | PointColour::Low => Variation::Neutral(is_high),
        }
    }

    /// Whether the last segment's limits reach a target. Never from the last few points.
    #[must_use]
    pub fn assurance(&self, better: Better, target: Option<MeasureValue>) -> Assurance {
        let segment =
            self.last().and_then(|last| self.segments.get(last.segment?)).filter(|segment| segment.has_limits());
        let (Some(segment), Some(target)) = (segment, target) else { return Assurance::None };
        let is_above = segment.compare(target, LimitLine::Upper) == Ordering::Greater;
        let is_below = segment.compare(target, LimitLine::Lower) == Ordering::Less;
        match better {
            Better::Neither => Assurance::None,
            Better::Up if is_above => Assurance::Fails,
            Better::Up if is_below => Assurance::Passes,
            Better::Down if is_below => Assurance::Fails,
            Better::Down if is_above => Assurance::Passes,
            Better::Up | Better::Down => Assurance::HitOrMiss,
        }
    }

    /// How many counted points stand behind the last one that a rule marks, with it; all of them where none does.
    #[must_use]
    pub fn points_since_signal(&self) -> usize {
        let counted = self.points.iter().rev().filter(|point| point.point.counted().is_some());
        counted.take_while(|point| point.signals.is_empty()).count()
    }
}
