//! Rounds of updates as events keep them: who was asked about what and why, and what they answered.
//! Fields are added, never renamed; what is absent was not said. **Not here.** Choosing whom to ask, and the
//! dates of a round ([`crate::rounds`]).

use crate::day::Date;
use crate::ids::{PersonId, RowKey};
use crate::plan::facts::DateFact;
use crate::quantity::Percent;
use serde::{Deserialize, Serialize};

/// A round as it was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundFacts {
    /// Its name: `2022-06`.
    pub name: String,
    /// When the board meets.
    pub board: Date,
    /// The day that the answers speak of, and the figures of its pack.
    pub data_date: Date,
    /// When people are asked.
    pub opens: Date,
    /// Until when they answer.
    pub due: Date,
    /// When those who have not answered are reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<Date>,
    /// When its figures are to be frozen.
    pub freezes: Date,
    /// Who is asked about what.
    pub asks: Vec<AskFact>,
}

/// One person asked about one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskFact {
    /// Who.
    pub person: PersonId,
    /// About which row.
    pub row: RowKey,
    /// Why.
    pub why: Why,
}

/// Why a row is asked about. Its order is that of a person's list: most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its finish has passed and it is not finished.
    Overdue,
    /// It should have started, or starts before the board meets.
    DueToStart,
    /// It is under way.
    InProgress,
    /// It was said to be finished, and nothing shows it yet.
    Unverified,
}

impl Why {
    /// In words: "its finish has passed".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Overdue => "its finish has passed",
            Self::DueToStart => "it is due to start",
            Self::InProgress => "it is in progress",
            Self::Unverified => "it was finished, and no evidence is given yet",
        }
    }
}

/// The four things that can be said of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Nothing has changed.
    Unchanged,
    /// We have made progress.
    Progress,
    /// It is finished.
    Finished,
    /// It cannot be done as planned.
    NotAsPlanned,
}

/// All of them, in the order of the page.
pub const CHOICES: [Choice; 4] = [Choice::Unchanged, Choice::Progress, Choice::Finished, Choice::NotAsPlanned];

impl Choice {
    /// Its word in forms and files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Progress => "progress",
            Self::Finished => "finished",
            Self::NotAsPlanned => "not-as-planned",
        }
    }

    /// As the page says it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unchanged => "Nothing has changed",
            Self::Progress => "We have made progress",
            Self::Finished => "It is finished",
            Self::NotAsPlanned => "It cannot be done as planned",
        }
    }

    /// The choice of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        CHOICES.into_iter().find(|choice| choice.word() == word)
    }
}

/// What somebody answered about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerFacts {
    /// Which of the four.
    pub choice: Choice,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<String>,
    /// What comes next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// When those who do it meet next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<DateFact>,
    /// Percent complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// What shows it, and where that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// The finish asked for, where it cannot be done as planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finish: Option<DateFact>,
    /// Why it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl AnswerFacts {
    /// A choice without words.
    #[must_use]
    pub const fn of(choice: Choice) -> Self {
        Self {
            choice,
            happened: None,
            next: None,
            meeting: None,
            percent: None,
            evidence: None,
            finish: None,
            reason: None,
        }
    }
}

/// Other words for what somebody wrote, chosen by who moderates; the original stays.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wording {
    /// For what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened: Option<String>,
    /// For what comes next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
