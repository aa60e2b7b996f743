//! A plan as its events have made it. A state and the one after it share what did not change, so that going on from a
//! state costs what came since, whatever the plan's size. **Not here.** How an event changes it
//! ([`crate::ledger::apply`]).

use crate::day::Date;
use crate::ids::RowKey;
use crate::plan::Code;
use crate::plan::facts::DocumentFacts;
use crate::plan::held::{Approval, Held, HeldBaseline, Proposal};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// The state of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Its title.
    pub title: String,
    /// The local area whose plan it is; empty where nobody said.
    #[serde(default)]
    pub area: String,
    /// The boards that it is reported to, that of the rounds first.
    #[serde(default)]
    pub boards: Vec<String>,
    /// Its word for a top row.
    pub level_name: String,
    /// The document read last.
    pub document: Option<DocumentFacts>,
    /// Whether nothing has changed since that was read, so that its prose still speaks of this plan.
    pub document_holds: bool,
    /// Every row ever added, in the order of adding.
    pub rows: Vec<Arc<Held>>,
    /// Baselines, in the order set; a name set again stands once, last.
    pub baselines: Vec<Arc<HeldBaseline>>,
    /// Approvals, in order.
    pub approvals: Vec<Approval>,
    /// Dates asked for, in order.
    pub proposals: Vec<Proposal>,
    /// The policy that was chosen; none where nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The calendar that was chosen; none where nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// When schools are closed, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub school_holidays: Vec<crate::plan::event::SchoolHoliday>,
    /// What words of a status say in this plan, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub status_words: Vec<crate::plan::status_words::StatusWord>,
    /// Rounds of updates, in the order in which they were opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Arc<crate::rounds::round::Round>>,
    /// Packs, in the order in which they were first prepared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<crate::packs::pack::Pack>,
    /// Whether packs are signed off by somebody who did not prepare them.
    #[serde(default)]
    pub second_person: bool,
    /// The latest day from which something reported holds.
    pub latest_report: Option<Date>,
    /// The highest sequence number folded in.
    pub seq: u64,
    /// The latest day from which anything folded in holds.
    pub latest: Option<Date>,
    #[serde(skip)]
    index: Arc<HashMap<RowKey, usize>>,
}

/// So many events at most come of an answer that is taken: what is said, its evidence, a finish asked for.
const MOST_BEHIND: u64 = 3;

impl State {
    /// The row of a name in the ledger.
    #[must_use]
    pub fn row(&self, key: &str) -> Option<&Held> {
        self.index.get(key).map(|at| &*self.rows[*at])
    }

    pub(crate) fn row_mut(&mut self, key: &str) -> Option<&mut Held> {
        self.index.get(key).map(|at| Arc::make_mut(&mut self.rows[*at]))
    }

    /// Takes a row in; one of the same name stays as it is.
    pub(crate) fn hold(&mut self, held: Held) {
        if !self.index.contains_key(&held.key) {
            Arc::make_mut(&mut self.index).insert(held.key.clone(), self.rows.len());
            self.rows.push(Arc::new(held));
        }
    }

    /// Makes a state that was kept whole again: names are found by an index that is not kept.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        self.index = Arc::new(self.rows.iter().enumerate().map(|(at, row)| (row.key.clone(), at)).collect());
        let indexed = |round: Arc<crate::rounds::round::Round>| Arc::new(Arc::unwrap_or_clone(round).indexed());
        self.rounds = self.rounds.into_iter().map(indexed).collect();
        self
    }

    /// Whether a row is in the plan.
    #[must_use]
    pub fn stands(&self, key: &str) -> bool {
        self.row(key).is_some_and(|row| !row.withdrawn)
    }

    /// The rows that are in the plan.
    pub fn standing(&self) -> impl Iterator<Item = &Held> {
        self.rows.iter().map(|row| &**row).filter(|row| !row.withdrawn)
    }

    /// The row in the plan that people call so: by code, else by its name in the ledger.
    #[must_use]
    pub fn called(&self, code: &str) -> Option<&Held> {
        let wanted = Code::new(code);
        let by_code = self.standing().find(|row| !row.facts.code.is_empty() && Code::new(&row.facts.code) == wanted);
        by_code.or_else(|| self.row(code).filter(|row| !row.withdrawn))
    }

    /// A name for a new row, by its code: one that no row ever had.
    #[must_use]
    pub fn free_key(&self, code: &str) -> RowKey {
        let base = if code.is_empty() { format!("row-{}", self.rows.len() + 1) } else { code.to_ascii_uppercase() };
        let numbered = (2..).map(|n| format!("{base}~{n}"));
        let mut free =
            std::iter::once(base.clone()).chain(numbered).filter(|key| !self.index.contains_key(key.as_str()));
        free.next().unwrap_or(base).into()
    }

    /// The policy by which it is judged: a name, or TOML.
    #[must_use]
    pub fn policy(&self) -> &str {
        self.policy.as_deref().unwrap_or("pace")
    }

    /// The calendar by which its days are counted: a name, or TOML.
    #[must_use]
    pub fn calendar(&self) -> &str {
        self.calendar.as_deref().unwrap_or("none")
    }

    /// The answer that an event about a row came of: what was said of it, its evidence, or a finish asked for, when the
    /// answer was taken into the plan. Those stand right behind the event that took it.
    #[must_use]
    pub fn answer_behind(&self, row: &str, seq: u64) -> Option<&crate::rounds::round::HeldAnswer> {
        let taken_at = |answer: &crate::rounds::round::HeldAnswer| {
            answer.moderated.as_ref().filter(|made| made.taken).map(|m| m.seq)
        };
        let all = self.rounds.iter().flat_map(|round| &round.answers).map(|answer| &**answer);
        let all = all.filter(|answer| answer.row == row);
        let near = all.filter(|answer| taken_at(answer).is_some_and(|at| at < seq && seq <= at + MOST_BEHIND));
        near.max_by_key(|answer| taken_at(answer))
    }

    /// Whether the plan was opened.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.title.is_empty()
    }
}
