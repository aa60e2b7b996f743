//! What an action waits for.

use serde::{Deserialize, Serialize};

/// Lags are within this many working days, either way.
pub const LONGEST_LAG: i32 = 5_000;

/// The four ways in which schedules link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Starts when the other has finished.
    #[default]
    FinishToStart,
    /// Starts when the other has started.
    StartToStart,
    /// Finishes when the other has finished.
    FinishToFinish,
    /// Finishes when the other has started.
    StartToFinish,
}

impl LinkKind {
    /// As schedules write it.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::FinishToStart => "FS",
            Self::StartToStart => "SS",
            Self::FinishToFinish => "FF",
            Self::StartToFinish => "SF",
        }
    }
}

/// What a row of a plan waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowLink {
    /// The row waited for, by its place in the plan.
    pub on: usize,
    /// How.
    pub kind: LinkKind,
    /// Working days between; below zero they overlap.
    pub lag: i32,
}
