//! Where plans stand, as far as the writer has seen; it is the only one who moves them. And what came in
//! lately about what, so that a decision waits only for what it rests on.
//!
//! Forgotten whenever a transaction fails: then who decided by an older state decides again.

use super::latest::Latest;
use super::plan::{head, no_plan, number_of};
use crate::error::StoreError;
use crate::ledger::{PlanHead, Stand};
use onpace_core::instant::Instant;
use onpace_core::ledger::subject::Subject;
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::Arc;

/// Of so many subjects it is remembered when something last came in about each of a plan.
const MOST_SUBJECTS: usize = 65_536;

/// Where plans stand.
#[derive(Default)]
pub(super) struct Heads {
    plans: HashMap<String, Head>,
    next: Option<u64>,
    /// Who is told where they stand.
    told: Arc<Latest>,
}

/// Where one stands.
pub(super) struct Head {
    pub(super) number: i64,
    pub(super) name: String,
    pub(super) seq: u64,
    pub(super) recorded_at: Instant,
    /// The last event up to which it is not known what came in about what, or that may change anything.
    known_after: u64,
    /// The last event about each subject, where that came after.
    touched: HashMap<Subject, u64>,
}

impl Heads {
    /// The head of a plan; where wanted, a new plan is begun.
    pub(super) fn of(&mut self, connection: &Connection, plan: &str, make: bool) -> Result<&mut Head, StoreError> {
        let key = plan.to_ascii_lowercase();
        if !self.plans.contains_key(&key) {
            let (number, name) = number_of(connection, plan, make)?.ok_or_else(|| no_plan(plan))?;
            let (seq, recorded_at) = head(connection, number)?;
            let found = Head { number, name, seq, recorded_at, known_after: seq, touched: HashMap::new() };
            self.plans.insert(key.clone(), found);
        }
        self.plans.get_mut(&key).ok_or_else(|| no_plan(plan))
    }

    /// The position of the next leaf.
    pub(super) fn next(&mut self, connection: &Connection) -> Result<u64, StoreError> {
        if let Some(next) = self.next {
            return Ok(next);
        }
        let next = next_of(connection)?;
        self.next = Some(next);
        Ok(next)
    }

    /// Notes where the next leaf goes after an append.
    pub(super) const fn moved_to(&mut self, next: u64) {
        self.next = Some(next);
    }

    /// With somebody who is told where plans stand.
    pub(super) fn telling(told: Arc<Latest>) -> Self {
        Self { told, ..Self::default() }
    }

    /// Tells where plans stand after a commit.
    pub(super) fn tell<'p>(&self, plans: impl Iterator<Item = &'p str>) {
        let heads = plans.filter_map(|plan| self.plans.get(&plan.to_ascii_lowercase()));
        for Head { name, seq, recorded_at, .. } in heads.filter(|head| !head.name.starts_with('@')) {
            self.told.moved(PlanHead { name: name.clone(), seq: *seq, recorded_at: *recorded_at });
        }
    }

    /// Forgets everything, and has it forgotten.
    pub(super) fn forget(&mut self) {
        self.told.forget();
        *self = Self::telling(Arc::clone(&self.told));
    }

    /// Forgets everything where something was appended by another way, or may have been.
    pub(super) fn look_again(&mut self, connection: &Connection) {
        let now = next_of(connection).ok();
        if now.is_none() || now != self.next {
            self.forget();
            self.next = now;
        }
    }
}

impl Head {
    /// The event at which the plan should stand and does not, for something to be appended.
    pub(super) fn contradicts(&self, stand: &Stand) -> Option<u64> {
        match stand {
            Stand::Anywhere => None,
            Stand::At(expected) => (*expected != self.seq).then_some(*expected),
            Stand::Untouched { since, on } => {
                let came = |subject| self.touched.get(subject).is_some_and(|seq| seq > since);
                (*since < self.known_after || on.iter().any(came)).then_some(*since)
            }
        }
    }

    /// Notes that an event came in.
    pub(super) fn touch(&mut self, subject: Option<&Subject>, seq: u64) {
        match subject {
            Some(subject) if self.touched.len() < MOST_SUBJECTS => {
                self.touched.insert(subject.clone(), seq);
            }
            _ => {
                self.touched.clear();
                self.known_after = seq;
            }
        }
    }
}

fn next_of(connection: &Connection) -> Result<u64, StoreError> {
    Ok(connection.query_row("SELECT COALESCE(MAX(position) + 1, 0) FROM event", [], |row| row.get(0))?)
}
