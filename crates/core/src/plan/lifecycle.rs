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

/// What a word of a status says of how far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Done.
    Complete,
    /// Work has begun.
    Started,
    /// Work has not begun.
    NotStarted,
    /// On hold, given up, merged into another.
    Stopped,
    /// Nothing: it says how well the action goes.
    Nothing,
}

impl Meaning {
    /// All of them, in the order in which people are offered them.
    pub const ALL: [Self; 5] = [Self::Complete, Self::Started, Self::NotStarted, Self::Stopped, Self::Nothing];

    /// What a status says that is read with no words of the plan's own.
    #[must_use]
    pub const fn of(lifecycle: Option<Lifecycle>) -> Self {
        match lifecycle {
            Some(Lifecycle::Complete) => Self::Complete,
            Some(Lifecycle::Started) => Self::Started,
            Some(Lifecycle::NotStarted) => Self::NotStarted,
            Some(Lifecycle::Stopped) => Self::Stopped,
            None => Self::Nothing,
        }
    }

    /// How far the action is.
    #[must_use]
    pub const fn lifecycle(self) -> Option<Lifecycle> {
        match self {
            Self::Complete => Some(Lifecycle::Complete),
            Self::Started => Some(Lifecycle::Started),
            Self::NotStarted => Some(Lifecycle::NotStarted),
            Self::Stopped => Some(Lifecycle::Stopped),
            Self::Nothing => None,
        }
    }

    /// For people, and as they type it.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self.lifecycle() {
            Some(lifecycle) => lifecycle.in_words(),
            None => "says nothing of it",
        }
    }

    /// Its name in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self.lifecycle() {
            Some(lifecycle) => lifecycle.word(),
            None => "nothing",
        }
    }

    /// The meaning that somebody typed: its words, or its name in files.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        let text = plain(text);
        Self::ALL.into_iter().find(|one| text == one.in_words() || text == one.word()).or(match &*text {
            "done" => Some(Self::Complete),
            "begun" => Some(Self::Started),
            _ => None,
        })
    }
}

/// A word as words are compared: small letters, single blanks.
pub(crate) fn plain(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_are_read_as_they_are_written() {
        for one in Meaning::ALL {
            assert_eq!((Meaning::typed(one.in_words()), Meaning::typed(one.word())), (Some(one), Some(one)));
            assert_eq!(Meaning::of(one.lifecycle()), one);
        }
        assert_eq!(Meaning::typed("perhaps"), None);
    }
}
