//! A round as its events have made it: asks, answers, moderation, freezes. Total, as every fold: an event
//! about a round that is not there changes nothing. **Not here.** Deciding ([`crate::rounds::decide`]).

use crate::day::Date;
use crate::ids::{PersonId, RowKey};
use crate::instant::Instant;
use crate::rounds::event::FIGURES;
use crate::rounds::facts::{AnswerFacts, AskFact, RoundFacts, Wording};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A round as it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// As it was opened, its asks with every hand-over.
    pub facts: RoundFacts,
    /// The event that opened it.
    pub seq: u64,
    /// Who handed what to whom, in order.
    pub handed: Vec<HandOver>,
    /// Every answer, in order; a later one of the same person about the same row stands in for the earlier.
    pub answers: Vec<Arc<HeldAnswer>>,
    /// Every freeze, in order.
    pub freezes: Vec<Freeze>,
    /// Whether the last freeze holds.
    pub is_frozen: bool,
    /// Where in the asks each row stands; a hand-over changes whom, never about what.
    #[serde(skip)]
    by_row: Arc<HashMap<RowKey, Vec<usize>>>,
}

/// A row handed over to somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Which row.
    pub row: RowKey,
    /// Who was asked.
    pub from: PersonId,
    /// Who is asked in their place.
    pub to: PersonId,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAnswer {
    /// About which row.
    pub row: RowKey,
    /// Of whom.
    pub person: PersonId,
    /// What.
    pub facts: AnswerFacts,
    /// The event.
    pub seq: u64,
    /// When it was recorded.
    pub at: Instant,
    /// The day from which it holds.
    pub on: Option<Date>,
    /// Whether it came after the figures were frozen, and they were not opened again since.
    pub late: bool,
    /// What who moderates made of it; `None` while it waits.
    pub moderated: Option<Moderation>,
}

/// What was made of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moderation {
    /// The event.
    pub seq: u64,
    /// Taken into the plan, or sent back.
    pub taken: bool,
    /// Other words than the officer's, where there are any.
    pub wording: Wording,
    /// Why it was sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Figures frozen under a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freeze {
    /// Its number in the round, from 1.
    pub number: u32,
    /// The event.
    pub seq: u64,
    /// When: what was known by then is what it holds.
    pub at: Instant,
    /// By which definitions its figures are counted ([`crate::rounds::event::FIGURES`]).
    pub figures: u32,
}

impl HeldAnswer {
    /// Whether who moderates asked for another in its place.
    #[must_use]
    pub fn is_sent_back(&self) -> bool {
        self.moderated.as_ref().is_some_and(|made| !made.taken)
    }
}

impl Round {
    /// A round of which nothing has happened yet.
    pub(super) fn opened(facts: &RoundFacts, seq: u64) -> Self {
        let round = Self {
            facts: facts.clone(),
            seq,
            handed: Vec::new(),
            answers: Vec::new(),
            freezes: Vec::new(),
            is_frozen: false,
            by_row: Arc::default(),
        };
        round.indexed()
    }

    /// With what is known of its asks beforehand, so that a thousand who answer at once look at their own only.
    #[must_use]
    pub(crate) fn indexed(mut self) -> Self {
        let mut by_row: HashMap<RowKey, Vec<usize>> = HashMap::new();
        for (at, ask) in self.facts.asks.iter().enumerate() {
            by_row.entry(ask.row.clone()).or_default().push(at);
        }
        self.by_row = Arc::new(by_row);
        self
    }

    /// Whether somebody is asked about a row.
    #[must_use]
    pub fn asks(&self, person: &str, row: &str) -> bool {
        let of_row = self.by_row.get(row).map_or(&[][..], Vec::as_slice);
        of_row.iter().filter_map(|at| self.facts.asks.get(*at)).any(|ask| ask.person == person)
    }

    fn all_answers(&self) -> impl DoubleEndedIterator<Item = &HeldAnswer> {
        self.answers.iter().map(|answer| &**answer)
    }

    /// The answer that stands for a row: the latest of anybody that was not sent back, else the latest. Somebody's
    /// earlier answer never stands beside their later one.
    #[must_use]
    pub fn answer(&self, row: &str) -> Option<&HeldAnswer> {
        let (mut later, mut latest): (Vec<&str>, _) = (Vec::new(), None);
        for answer in self.all_answers().rev().filter(|answer| answer.row == row) {
            if !answer.is_sent_back() && !later.contains(&answer.person.as_str()) {
                return Some(answer);
            }
            later.push(&answer.person);
            latest = latest.or(Some(answer));
        }
        latest
    }

    /// The answer that stands for each row that has one, as [`Round::answer`] has it; of those in time only, where that
    /// is asked.
    #[must_use]
    pub fn answers_by_row(&self, in_time: bool) -> HashMap<&str, &HeldAnswer> {
        let mut later = HashSet::new();
        let mut all: HashMap<&str, &HeldAnswer> = HashMap::new();
        for answer in self.all_answers().rev().filter(|answer| !in_time || !answer.late) {
            let is_last = later.insert((answer.row.as_str(), answer.person.as_str()));
            let stands = all.entry(&answer.row).or_insert(answer);
            if stands.is_sent_back() && !answer.is_sent_back() && is_last {
                *stands = answer;
            }
        }
        all
    }

    /// Whether a row needs no answer any more: one stands that was not sent back.
    #[must_use]
    pub fn is_answered(&self, row: &str) -> bool {
        self.answer(row).is_some_and(|answer| !answer.is_sent_back())
    }

    /// The latest answer of somebody about a row.
    #[must_use]
    pub fn answer_of(&self, person: &str, row: &str) -> Option<&HeldAnswer> {
        self.all_answers().rev().find(|answer| answer.row == row && answer.person == person)
    }

    /// The answers that stand, one a row, in the order in which they came.
    pub fn standing(&self) -> impl Iterator<Item = &HeldAnswer> {
        let stand: HashSet<u64> = self.answers_by_row(false).values().map(|answer| answer.seq).collect();
        self.all_answers().filter(move |one| stand.contains(&one.seq))
    }

    /// What somebody is asked about.
    pub fn asked<'a>(&'a self, person: &'a str) -> impl Iterator<Item = &'a AskFact> {
        self.facts.asks.iter().filter(move |ask| ask.person == person)
    }

    /// Whether somebody is asked about anything, or was before it was handed over.
    #[must_use]
    pub fn has_asked(&self, person: &str) -> bool {
        self.asked(person).next().is_some() || self.handed.iter().any(|one| one.from == person)
    }

    /// By which definitions its figures are counted: those of its last freeze, or today's while it has none.
    #[must_use]
    pub fn figures(&self) -> u32 {
        self.freezes.last().map_or(FIGURES, |freeze| freeze.figures)
    }

    /// The rows asked about, each once, in the order of the asks.
    #[must_use]
    pub fn rows(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.facts.asks.iter().map(|ask| ask.row.as_str()).filter(|row| seen.insert(*row)).collect()
    }
}
