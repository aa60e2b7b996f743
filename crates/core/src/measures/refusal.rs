//! What can be the matter with something asked of measures: each a code with its arguments, in no language.
//!
//! **Not here.** Words, which are each door's own; what is doubtful and asked rather than refused ([`super::doubt`]).

use crate::day::Date;
use serde::Serialize;
use strum::{EnumIter, EnumMessage, IntoStaticStr};

/// Why something asked of measures was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, IntoStaticStr, EnumIter, EnumMessage)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs, reason = "what each is about is said once, above it; its arguments are named for what they are")]
pub enum MeasureRefusal {
    /// There is no measure of that key.
    NoSuchMeasure { measure: String, held: Vec<String> },
    /// There is a measure of that key already.
    MeasureTaken { measure: String },
    /// What no measure can be called in addresses and commands.
    NotAMeasureKey { text: String },
    /// A measure without a name.
    MeasureWithoutName,
    /// A text of a definition that is too long.
    MeasureTextTooLong { what: String, letters: usize, most: usize },
    /// More parts than a measure is taken apart into, or one without a name.
    BreakdownUnsound { most: usize },
    /// No preset of signals is called so.
    NoSuchPreset { preset: String, known: Vec<String> },
    /// Own numbers of points that signal nothing.
    SignalsUnsound,
    /// A baseline of too few points.
    BaselineTooShort { least: usize },
    /// More places behind the point than values have.
    TooManyDecimals { most: u8 },
    /// The definition cannot be read.
    DefinitionNotRead { problem: String },
    /// What is counted changes, and nothing says from when.
    NeedsBreak,
    /// A break without a reason.
    BreakWithoutReason,
    /// Nothing would change.
    MeasureSame,
    /// The measure is not kept up any more.
    MeasureIsRetired { measure: String, since: Option<Date> },
    /// The measure is not taken apart so.
    NoSuchSeries { series: String, known: Vec<String> },
    /// What is no period of this measure.
    NotAPeriod { text: String, every: String },
    /// A period of another kind than the measure's.
    PeriodOfAnotherKind { period: String, every: String },
    /// A value as it was, of a period that is not over.
    PeriodNotOver { period: String },
    /// Nothing was said: no number, no counts, no mark.
    NoValueGiven { period: String },
    /// What cannot be read as a value.
    NotAValue { text: String },
    /// A comma that may be a point or may part thousands.
    CommaUnclear { text: String },
    /// There is a value for that period already.
    ValueIsThere { period: String, value: String },
    /// There is no value for that period.
    NoValueThere { period: String },
    /// The value is what it is already.
    ValueSame { period: String },
    /// A value is taken back or put right without a reason.
    ValueWithoutReason,
    /// More of the part than of the whole.
    PartOverWhole { part: i64, whole: i64 },
    /// A count below nothing, or too large.
    NotACount { count: i64 },
    /// The number is not what its counts make.
    ValueDoesNotFollow { value: String, follows: String },
    /// A number outside the marks of the score.
    OutsideScore { value: String, least: i32, most: i32 },
    /// The value is doubtful, and nobody said that it is meant.
    ValueDoubted { doubts: Vec<(String, String)> },
    /// Nothing was given.
    NothingGiven,
    /// More values than are taken at once.
    TooManyValues { values: usize, most: usize },
    /// An explanation without a reason.
    ExplainedWithoutReason,
    /// Limits are drawn again without a reason.
    LimitsWithoutReason,
    /// Limits are drawn again there already.
    LimitsDrawnThere { period: String },
    /// Limits are not drawn again there.
    NoLimitsThere { period: String },
    /// A point is left out without a reason, or is in already.
    GhostWithoutReason,
    /// There is no target like that.
    NotATarget { text: String },
    /// Milestones that stand twice for one period.
    MilestoneTwice { period: String },
    /// Areas that stand twice, or none.
    NeighboursUnsound { most: usize },
    /// An area without a code or a name.
    OtherAreaUnnamed,
    /// A measure may be shown to nobody as it stands.
    NothingToRelease,
    /// There is no release of that number.
    NoSuchRelease { release: u32 },
    /// The release is withdrawn already.
    ReleaseIsWithdrawn { release: u32 },
    /// Others go on giving values at this moment.
    OthersAreGiving,
    /// The measure is attached to that row already.
    AttachedAlready { measure: String, row: String },
    /// The measure is not attached to that row.
    NotAttached { measure: String, row: String },
}

impl MeasureRefusal {
    /// Which value of what was asked it is about, where it is about one.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoSuchMeasure { .. } | Self::MeasureTaken { .. } | Self::NotAMeasureKey { .. } => Some("measure"),
            Self::MeasureWithoutName => Some("name"),
            Self::NoSuchPreset { .. } => Some("preset"),
            Self::BaselineTooShort { .. } => Some("first-points"),
            Self::TooManyDecimals { .. } => Some("decimals"),
            Self::NeedsBreak | Self::BreakWithoutReason => Some("break"),
            Self::NoSuchSeries { .. } => Some("series"),
            Self::NotAPeriod { .. } | Self::PeriodOfAnotherKind { .. } | Self::PeriodNotOver { .. } => Some("period"),
            Self::NoValueGiven { .. }
            | Self::NotAValue { .. }
            | Self::CommaUnclear { .. }
            | Self::ValueIsThere { .. }
            | Self::OutsideScore { .. }
            | Self::ValueDoesNotFollow { .. } => Some("value"),
            Self::PartOverWhole { .. } | Self::NotACount { .. } => Some("numerator"),
            Self::ValueWithoutReason
            | Self::ExplainedWithoutReason
            | Self::LimitsWithoutReason
            | Self::GhostWithoutReason => Some("why"),
            Self::NotATarget { .. } => Some("target"),
            _ => None,
        }
    }
}
