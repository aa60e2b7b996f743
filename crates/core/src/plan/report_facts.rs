//! What is reported of a row, as events keep it. Fields are added, never renamed; what is absent was not said.

use crate::plan::progress::{done, has_started};
use crate::plan::{Lifecycle, Row};
use crate::quantity::Percent;
use serde::{Deserialize, Serialize};

/// What is reported of a row. What is absent is not said, and what was last said goes on holding.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportFacts {
    /// Percent complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// There is progress, and how much is not said.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub started: bool,
    /// How far the action is, by what its document says in words, signs or colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<Lifecycle>,
    /// The status as the officer sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What comes next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl ReportFacts {
    /// What a draft's row reports.
    #[must_use]
    pub fn of(row: &Row) -> Self {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Self {
            percent: row.percent,
            started: row.said_started,
            lifecycle: row.lifecycle,
            status: text(row.status.as_deref()),
            note: text(row.notes.as_deref()),
            next: None,
        }
    }

    /// Whether the work has started by what is said, as [`Row::has_started`] has it.
    #[must_use]
    pub fn has_started(&self) -> bool {
        has_started(self.percent, self.started, self.lifecycle)
    }

    /// How much is done, as [`Row::done`] has it.
    #[must_use]
    pub fn done(&self) -> Option<Percent> {
        done(self.percent, self.lifecycle)
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// These, and where they are silent what was said before.
    pub fn over(&mut self, said: &Self) {
        let keep = |now: &mut Option<String>, said: &Option<String>| {
            if said.is_some() {
                now.clone_from(said);
            }
        };
        // A percentage says more than a word, and takes its place.
        self.started = said.started || self.started && said.percent.is_none();
        self.lifecycle = said.lifecycle.or_else(|| self.lifecycle.filter(|_| said.percent.is_none() && !said.started));
        self.percent = said.percent.or(self.percent);
        keep(&mut self.status, &said.status);
        keep(&mut self.note, &said.note);
        keep(&mut self.next, &said.next);
    }
}
