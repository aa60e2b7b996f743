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

/// How a row waits, as people read it: "start-to-start, +5 working days".
#[must_use]
pub fn in_words(kind: LinkKind, lag: i32) -> String {
    let way = match kind {
        LinkKind::FinishToStart => "finish-to-start",
        LinkKind::StartToStart => "start-to-start",
        LinkKind::FinishToFinish => "finish-to-finish",
        LinkKind::StartToFinish => "start-to-finish",
    };
    match lag {
        0 => way.to_owned(),
        1 | -1 => format!("{way}, {lag:+} working day"),
        days => format!("{way}, {days:+} working days"),
    }
}

/// A link as schedules write it: "3A", "1A.6FS+5 days", by what the row waited for is called.
#[must_use]
pub fn written(name: &str, kind: LinkKind, lag: i32) -> String {
    let is_plain = kind == LinkKind::FinishToStart && lag == 0;
    let kind = if is_plain { "" } else { kind.letters() };
    match lag {
        0 => format!("{name}{kind}"),
        1 | -1 => format!("{name}{kind}{lag:+} day"),
        days => format!("{name}{kind}{days:+} days"),
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
