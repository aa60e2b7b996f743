//! How a round went, in the numbers that its report prints: the denominators are these definitions.
//!
//! | figure | of what |
//! |---|---|
//! | asked | rows that somebody was asked about |
//! | answered | of those, rows with an answer before the freeze that was not sent back |
//! | started | of those, rows that have started by the plan: by what was taken into it, not by words that wait |
//! | late | of those, rows whose first update came after the day it was due |
//! | with a meeting date | of the answered, those that name when who does it meets next |
//! | with next steps | of the answered, those that say what comes next |
//!
//! **Not here.** How they are printed.

use crate::day::Date;
use crate::ids::RowKey;
use crate::ledger::state::State;
use crate::local_time;
use crate::rounds::facts::Choice;
use crate::rounds::round::{HeldAnswer, Round};
use std::collections::HashMap;

/// How a round went. Each list holds rows, so that each figure opens the rows that it was counted from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Rows asked about.
    pub asked: Vec<RowKey>,
    /// Rows answered in time.
    pub answered: Vec<RowKey>,
    /// Rows without an answer.
    pub silent: Vec<RowKey>,
    /// Rows answered after the freeze only.
    pub late: Vec<RowKey>,
    /// Rows whose first answer came after the day it was due, those answered after the freeze among them.
    pub after_due: Vec<RowKey>,
    /// Rows that have started.
    pub started: Vec<RowKey>,
    /// Answered rows with a next meeting date.
    pub with_meeting: Vec<RowKey>,
    /// Answered rows with next steps.
    pub with_next: Vec<RowKey>,
    /// Answers that nobody has looked at yet.
    pub waiting: Vec<u64>,
    /// People asked.
    pub people: usize,
    /// People who have answered everything that they were asked about.
    pub people_done: usize,
}

/// The statistics of a round. `plan` is the plan on the day that its figures speak of: what has started is what has
/// started there, so that no two sentences of a document count it in two ways.
#[must_use]
pub fn of(round: &Round, plan: &State) -> Statistics {
    let mut found = Statistics::default();
    // By the first definitions, words that nobody had looked at counted as a start, and no answer was late.
    let is_first = round.figures() < 2;
    let first_at = first_answers(round);
    let (at_all, in_time) = (round.answers_by_row(false), round.answers_by_row(true));
    let is_answered = |row: &str| at_all.get(row).is_some_and(|answer| !answer.is_sent_back());
    for row in round.rows() {
        let row = RowKey::from(row);
        let in_time = in_time.get(row.as_str()).filter(|answer| !answer.is_sent_back());
        let stands = plan.row(&row).is_some_and(|held| held.report.has_started());
        let says_started = in_time.is_some_and(|one| matches!(one.facts.choice, Choice::Progress | Choice::Finished));
        if stands || is_first && says_started {
            found.started.push(row.clone());
        }
        if !is_first && first_at.get(row.as_str()).is_some_and(|day| *day > round.facts.due) {
            found.after_due.push(row.clone());
        }
        match in_time {
            Some(answer) => {
                answered(&mut found, answer);
                found.answered.push(row.clone());
            }
            None if is_answered(&row) => found.late.push(row.clone()),
            None => found.silent.push(row.clone()),
        }
        found.asked.push(row);
    }
    found.waiting = round.standing().filter(|one| one.moderated.is_none()).map(|one| one.seq).collect();
    let mut people: HashMap<&str, bool> = HashMap::new();
    for ask in &round.facts.asks {
        *people.entry(&ask.person).or_insert(true) &= is_answered(&ask.row);
    }
    found.people = people.len();
    found.people_done = people.values().filter(|is_done| **is_done).count();
    found
}

/// The day on which each row was first answered.
fn first_answers(round: &Round) -> HashMap<&str, Date> {
    let mut first = HashMap::new();
    for answer in &round.answers {
        first.entry(answer.row.as_str()).or_insert_with(|| local_time::day_of(answer.at));
    }
    first
}

fn answered(found: &mut Statistics, answer: &HeldAnswer) {
    if answer.facts.meeting.is_some() {
        found.with_meeting.push(answer.row.clone());
    }
    if answer.facts.next.as_deref().is_some_and(|next| !next.trim().is_empty()) {
        found.with_next.push(answer.row.clone());
    }
}
