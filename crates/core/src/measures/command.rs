//! What can be asked of measures. **Not here.** What becomes of it ([`super::decide`]).

use super::definition::MeasureDefinition;
use super::facts::{
    MeasureBenchmark, MeasureBreak, MeasureMilestone, MeasureTarget, NeighbourArea, ObservedValue, ReleaseAudience,
    ReleasedMeasure,
};
use super::period::Period;
use crate::access::Act;
use crate::day::Date;
use crate::ids::MeasureKey;

/// A value of a series and a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenValue {
    /// Of which measure.
    pub measure: MeasureKey,
    /// Of which part of it; empty for all together.
    pub series: String,
    /// Of which period.
    pub period: Period,
    /// What is said.
    pub said: ObservedValue,
    /// Why, where it puts right what is there; where nothing is there it is a new one.
    pub corrects: Option<String>,
}

/// Something asked of measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureCommand {
    /// Have a new measure.
    Define {
        /// Its key.
        measure: MeasureKey,
        /// What it is.
        definition: Box<MeasureDefinition>,
    },
    /// Say anew what one is.
    Revise {
        /// Which.
        measure: MeasureKey,
        /// What it is now.
        definition: Box<MeasureDefinition>,
        /// From when its values are of something else, where they are.
        at: Option<MeasureBreak>,
    },
    /// Keep one up no more.
    Retire {
        /// Which.
        measure: MeasureKey,
    },
    /// Say from when values are of something else.
    SetBreak {
        /// Of which measure.
        measure: MeasureKey,
        /// Where, and why.
        at: MeasureBreak,
    },
    /// Set what is aimed at.
    SetTarget {
        /// Of which measure.
        measure: MeasureKey,
        /// The target.
        target: MeasureTarget,
    },
    /// Set where it began, and where it is to be by when.
    SetMilestones {
        /// Of which measure.
        measure: MeasureKey,
        /// Where it began.
        baseline: Option<MeasureMilestone>,
        /// Where it is to be.
        milestones: Vec<MeasureMilestone>,
    },
    /// Take values in: new ones, and ones that put right what is there.
    Give {
        /// The values.
        values: Vec<GivenValue>,
    },
    /// Take a value back.
    TakeBack {
        /// Of which measure.
        measure: MeasureKey,
        /// Of which part.
        series: String,
        /// Of which period.
        period: Period,
        /// Why.
        why: String,
    },
    /// Say why a value is not there.
    Explain {
        /// Of which measure.
        measure: MeasureKey,
        /// Of which period.
        period: Period,
        /// Why.
        why: String,
        /// When it will come.
        expected: Option<Date>,
    },
    /// Draw limits again.
    Recalculate {
        /// Of which measure.
        measure: MeasureKey,
        /// From which period.
        from: Period,
        /// Why.
        why: String,
    },
    /// Draw limits there again no more.
    Restore {
        /// Of which measure.
        measure: MeasureKey,
        /// From which period they were.
        from: Period,
    },
    /// Leave a point out; without a reason, take it in again.
    Ghost {
        /// Of which measure.
        measure: MeasureKey,
        /// Which point.
        period: Period,
        /// Why.
        why: Option<String>,
    },
    /// Put a note at a point; an empty one takes it away.
    Annotate {
        /// Of which measure.
        measure: MeasureKey,
        /// Which point.
        period: Period,
        /// The note.
        text: String,
    },
    /// Say what other areas came to.
    StateBenchmarks {
        /// Of which measure.
        measure: MeasureKey,
        /// Who, when, what.
        benchmarks: Vec<MeasureBenchmark>,
    },
    /// Say which areas are like this one.
    SetNeighbours {
        /// The areas.
        areas: Vec<NeighbourArea>,
        /// Who says so.
        source: String,
    },
    /// Release to an audience.
    Release {
        /// To whom.
        to: ReleaseAudience,
        /// In what.
        within: String,
        /// What.
        measures: Vec<ReleasedMeasure>,
    },
    /// Take a release back.
    WithdrawRelease {
        /// Which.
        release: u32,
        /// Why.
        why: String,
    },
}

impl MeasureCommand {
    /// What somebody must be allowed to do for it.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Give { .. } | Self::TakeBack { .. } | Self::Explain { .. } | Self::Annotate { .. } => {
                Act::EnterMeasures
            }
            Self::Release { .. } | Self::WithdrawRelease { .. } => Act::ReleaseMeasures,
            Self::Define { .. }
            | Self::Revise { .. }
            | Self::Retire { .. }
            | Self::SetBreak { .. }
            | Self::SetTarget { .. }
            | Self::SetMilestones { .. }
            | Self::Recalculate { .. }
            | Self::Restore { .. }
            | Self::Ghost { .. }
            | Self::StateBenchmarks { .. }
            | Self::SetNeighbours { .. } => Act::DefineMeasures,
        }
    }

    /// The measures that it is about; none for what is about all.
    #[must_use]
    pub fn measures(&self) -> Vec<&MeasureKey> {
        match self {
            Self::Define { measure, .. }
            | Self::Revise { measure, .. }
            | Self::Retire { measure }
            | Self::SetBreak { measure, .. }
            | Self::SetTarget { measure, .. }
            | Self::SetMilestones { measure, .. }
            | Self::TakeBack { measure, .. }
            | Self::Explain { measure, .. }
            | Self::Recalculate { measure, .. }
            | Self::Restore { measure, .. }
            | Self::Ghost { measure, .. }
            | Self::Annotate { measure, .. }
            | Self::StateBenchmarks { measure, .. } => vec![measure],
            Self::Give { values } => values.iter().map(|value| &value.measure).collect(),
            Self::SetNeighbours { .. } | Self::Release { .. } | Self::WithdrawRelease { .. } => Vec::new(),
        }
    }
}
