//! The values of one measure in one place, a period a point. **Not here.** What a chart of them says ([`super::xmr`]).

use super::period::Period;
use super::value::MeasureValue;
use serde::{Deserialize, Serialize};

/// How sure a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueStatus {
    /// As it was.
    #[default]
    Reported,
    /// As it is known so far.
    Provisional,
    /// Corrected since it was first given.
    Revised,
    /// What is expected; in no mean, limit or milestone.
    Projected,
    /// Worked out from something else; in no mean or limit.
    Estimated,
}

impl ValueStatus {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Reported, Self::Provisional, Self::Revised, Self::Projected, Self::Estimated];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reported => "actual",
            Self::Provisional => "provisional",
            Self::Revised => "revised",
            Self::Projected => "projected",
            Self::Estimated => "estimated",
        }
    }

    /// The status with a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(word.trim()))
    }

    /// Whether means, limits and rules count it.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Reported | Self::Provisional | Self::Revised)
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// The more, the better.
    #[default]
    Up,
    /// The fewer, the better.
    Down,
    /// Neither.
    Neither,
}

impl Better {
    /// What it says.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Up => "higher is better",
            Self::Down => "lower is better",
            Self::Neither => "neither is better",
        }
    }
}

/// One period's value; a gap where it was not reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasurePoint {
    /// The period.
    pub period: Period,
    /// The value, where there is one.
    pub value: Option<MeasureValue>,
    /// The counts that it follows from: part and whole.
    pub counts: Option<(i64, i64)>,
    /// How sure it is.
    pub status: ValueStatus,
    /// Whether it is left out of everything, for a reason that stands below the chart.
    pub is_ghost: bool,
}

impl MeasurePoint {
    /// A value as it was.
    #[must_use]
    pub const fn reported(period: Period, value: MeasureValue) -> Self {
        Self { period, value: Some(value), counts: None, status: ValueStatus::Reported, is_ghost: false }
    }

    /// The value, where means, limits and rules count it.
    #[must_use]
    pub fn counted(&self) -> Option<MeasureValue> {
        self.value.filter(|_| self.status.counts() && !self.is_ghost)
    }
}
