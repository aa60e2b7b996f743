//! How far an action is in its life, as its plan says in words, signs or colours rather than by a percentage.
//! **Not here.** Which words say what ([`crate::vocabulary`]); what is made of it ([`crate::plan::Row`]).

use serde::{Deserialize, Serialize};

/// What a plan says of how far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lifecycle {
    /// Work has not begun.
    NotStarted,
    /// Work has begun and is not done.
    Started,
    /// Done.
    Complete,
    /// On hold, given up, merged into another.
    Stopped,
}

impl Lifecycle {
    /// Its name in files and JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Started => "started",
            Self::Complete => "complete",
            Self::Stopped => "stopped",
        }
    }

    /// For people.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::Started => "started",
            Self::Complete => "complete",
            Self::Stopped => "stopped",
        }
    }
}
