//! What can happen to the measures of an area.
//!
//! The names below are the kinds on disk ([`crate::ledger::event`]). A value holds from the day on which it came to be known,
//! so that a paper of then can be made again. **Not here.** How each changes what is held ([`super::apply`]).

#![deny(clippy::wildcard_enum_match_arm)]

use super::definition::MeasureDefinition;
use super::facts::{
    MeasureBenchmark, MeasureBreak, MeasureMilestone, MeasureTarget, NeighbourArea, ObservedValue, ReleaseAudience,
    ReleasedMeasure,
};
use super::period::Period;
use crate::day::Date;
use crate::ids::MeasureKey;
use crate::ledger::domain::DomainEvent;
use crate::ledger::subject::Subject;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// Something that happened to a measure, or to what measures are held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MeasureEvent {
    /// There is a measure from then on.
    MeasureDefined {
        /// Its key, for ever.
        measure: MeasureKey,
        /// What it is.
        definition: Box<MeasureDefinition>,
    },
    /// What a measure is was said anew.
    MeasureRevised {
        /// Which.
        measure: MeasureKey,
        /// What it is now.
        definition: Box<MeasureDefinition>,
    },
    /// A measure is not kept up any more; its values stay.
    MeasureRetired {
        /// Which.
        measure: MeasureKey,
    },
    /// Values of before a period are of something else.
    BreakSet {
        /// Of which measure.
        measure: MeasureKey,
        /// Where, and why.
        #[serde(flatten)]
        at: MeasureBreak,
    },
    /// What is aimed at from a period on.
    TargetSet {
        /// Of which measure.
        measure: MeasureKey,
        /// The target.
        #[serde(flatten)]
        target: MeasureTarget,
    },
    /// Where a measure began, and where it is to be by when.
    MilestonesSet {
        /// Of which measure.
        measure: MeasureKey,
        /// Where it began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<MeasureMilestone>,
        /// Where it is to be, in order.
        milestones: Vec<MeasureMilestone>,
    },
    /// A value came to be known.
    Observed {
        /// Of which measure.
        measure: MeasureKey,
        /// Of which part of it: "Age: Under 5"; empty for all together.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        series: String,
        /// Of which period.
        period: Period,
        /// What was said.
        #[serde(flatten)]
        said: ObservedValue,
    },
    /// A value was put right; what it was before stays, with the days on which it held.
    ValueCorrected {
        /// The event that gave it first.
        of: u64,
        /// What was said.
        #[serde(flatten)]
        said: ObservedValue,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
    },
    /// A value was taken back.
    ValueWithdrawn {
        /// The event that gave it first.
        of: u64,
        /// Why.
        why: String,
    },
    /// Why a value is not there, and when it will come.
    MonthExplained {
        /// Of which measure.
        measure: MeasureKey,
        /// The period whose value is not there.
        period: Period,
        /// Why.
        why: String,
        /// When it will come, where somebody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expected: Option<Date>,
    },
    /// Limits are drawn again from a period on.
    LimitsRecalculated {
        /// Of which measure.
        measure: MeasureKey,
        /// The first period of the new ones.
        from: Period,
        /// Why.
        why: String,
    },
    /// Limits are not drawn again there any more.
    LimitsRestored {
        /// Of which measure.
        measure: MeasureKey,
        /// From which they were.
        from: Period,
    },
    /// A point is left out of everything, or taken in again.
    Ghosted {
        /// Of which measure.
        measure: MeasureKey,
        /// Which point.
        period: Period,
        /// Why; empty where it is taken in again.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        why: String,
    },
    /// A note stands at a point.
    Annotated {
        /// Of which measure.
        measure: MeasureKey,
        /// Which point.
        period: Period,
        /// The note; empty takes it away.
        text: String,
    },
    /// What another area came to.
    BenchmarkStated {
        /// Of which measure.
        measure: MeasureKey,
        /// Who, when, what.
        #[serde(flatten)]
        benchmark: MeasureBenchmark,
    },
    /// Which areas are like this one, from then on.
    NeighboursSet {
        /// The areas.
        areas: Vec<NeighbourArea>,
        /// Who says so.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
    },
    /// What an audience got to see.
    Released {
        /// Its number, from 1.
        release: u32,
        /// To whom.
        to: ReleaseAudience,
        /// In what: "pack 3 of send".
        within: String,
        /// What.
        measures: Vec<ReleasedMeasure>,
    },
    /// A release was taken back. What was seen was seen.
    ReleaseWithdrawn {
        /// Which.
        release: u32,
        /// Why.
        why: String,
    },
}

impl MeasureEvent {
    /// The measure that it names.
    #[must_use]
    pub const fn measure(&self) -> Option<&MeasureKey> {
        match self {
            Self::MeasureDefined { measure, .. }
            | Self::MeasureRevised { measure, .. }
            | Self::MeasureRetired { measure }
            | Self::BreakSet { measure, .. }
            | Self::TargetSet { measure, .. }
            | Self::MilestonesSet { measure, .. }
            | Self::Observed { measure, .. }
            | Self::MonthExplained { measure, .. }
            | Self::LimitsRecalculated { measure, .. }
            | Self::LimitsRestored { measure, .. }
            | Self::Ghosted { measure, .. }
            | Self::Annotated { measure, .. }
            | Self::BenchmarkStated { measure, .. } => Some(measure),
            Self::ValueCorrected { .. }
            | Self::ValueWithdrawn { .. }
            | Self::NeighboursSet { .. }
            | Self::Released { .. }
            | Self::ReleaseWithdrawn { .. } => None,
        }
    }
}

impl DomainEvent for MeasureEvent {
    fn kinds() -> &'static [&'static str] {
        Self::VARIANTS
    }

    fn kind(&self) -> &'static str {
        self.into()
    }

    fn row(&self) -> Option<&str> {
        None
    }

    fn subject(&self) -> Option<Subject> {
        None
    }

    fn earlier(&self) -> Option<u64> {
        match self {
            Self::ValueCorrected { of, .. } | Self::ValueWithdrawn { of, .. } => Some(*of),
            Self::MeasureDefined { .. }
            | Self::MeasureRevised { .. }
            | Self::MeasureRetired { .. }
            | Self::BreakSet { .. }
            | Self::TargetSet { .. }
            | Self::MilestonesSet { .. }
            | Self::Observed { .. }
            | Self::MonthExplained { .. }
            | Self::LimitsRecalculated { .. }
            | Self::LimitsRestored { .. }
            | Self::Ghosted { .. }
            | Self::Annotated { .. }
            | Self::BenchmarkStated { .. }
            | Self::NeighboursSet { .. }
            | Self::Released { .. }
            | Self::ReleaseWithdrawn { .. } => None,
        }
    }
}
