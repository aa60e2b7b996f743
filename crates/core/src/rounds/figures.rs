//! The numbers of a round as figures: each with its definition, how it is counted and the rows it was counted from, so
//! that a sentence about a round cannot disagree with it. **Not here.** The statistics ([`super::statistics`]).

use super::statistics::Statistics;
use crate::figure::{Counted, Figure, FigureDefinition, FigureValue, Rows};
use crate::ids::RowKey;
use crate::ledger::state::State;
use crate::plan::held::Held;
use crate::quantity::Percent;
use std::sync::Arc;

/// A figure of a round and how it is counted.
pub struct RoundFigure {
    /// What it is.
    pub of: FigureDefinition,
    count: fn(&Ground<'_>) -> Counted,
}

/// What the figures of a round are counted from.
struct Ground<'a> {
    found: &'a Statistics,
    state: &'a State,
}

impl RoundFigure {
    const fn new(
        key: &'static str,
        label: &'static str,
        definition: &'static str,
        count: fn(&Ground<'_>) -> Counted,
    ) -> Self {
        Self { of: FigureDefinition::fixed(key, label, definition), count }
    }
}

impl Ground<'_> {
    /// Actions, by what people call them.
    fn rows(&self, keys: &[RowKey]) -> Counted {
        let name = |key: &RowKey| self.state.row(key).map_or_else(|| key.to_string(), Held::name).into();
        Counted::names(keys.iter().map(name).collect::<Vec<Arc<str>>>())
    }

    /// Their share of those asked about.
    fn share(&self, keys: &[RowKey]) -> Counted {
        let share = Percent::of(whole(keys.len()), whole(self.found.asked.len()));
        Counted { value: FigureValue::Percent(share), ..self.rows(keys) }
    }
}

/// Every figure of a round, in the order in which reports print them.
pub static FIGURES: [RoundFigure; 11] = [
    RoundFigure::new(
        "round_asked",
        "actions asked about",
        "Actions that somebody was asked about in the round.",
        |ground| ground.rows(&ground.found.asked),
    ),
    RoundFigure::new(
        "round_answered",
        "actions with an update",
        "Actions asked about that have an answer. It came before the figures were frozen and was not sent back.",
        |ground| ground.rows(&ground.found.answered),
    ),
    RoundFigure::new(
        "round_answered_percent",
        "share of actions asked about with an update",
        "Actions with an update over actions asked about.",
        |ground| ground.share(&ground.found.answered),
    ),
    RoundFigure::new(
        "round_silent",
        "actions without an update",
        "Actions asked about that have no answer.",
        |ground| ground.rows(&ground.found.silent),
    ),
    RoundFigure::new(
        "round_late",
        "actions with a late update",
        "Actions asked about whose first update came after the day it was due.",
        |ground| ground.rows(&ground.found.after_due),
    ),
    RoundFigure::new(
        "round_started",
        "actions asked about that have started",
        "Actions asked about that have started by the plan, as in the figure of all actions that have started.",
        |ground| ground.rows(&ground.found.started),
    ),
    RoundFigure::new(
        "round_started_percent",
        "share of actions asked about that have started",
        "Actions asked about that have started, over actions asked about.",
        |ground| ground.share(&ground.found.started),
    ),
    RoundFigure::new(
        "round_with_meeting",
        "updates with a meeting date",
        "Actions with an update that says when those who do the work meet next.",
        |ground| ground.rows(&ground.found.with_meeting),
    ),
    RoundFigure::new(
        "round_with_next",
        "updates with next steps",
        "Actions with an update that says what comes next.",
        |ground| ground.rows(&ground.found.with_next),
    ),
    RoundFigure::new(
        "round_people",
        "people asked",
        "People who were asked for updates in the round, each once.",
        |ground| people(ground.found.people),
    ),
    RoundFigure::new(
        "round_people_done",
        "people who have answered everything",
        "People asked whose every action has an answer. It is from them or from somebody asked with them.",
        |ground| people(ground.found.people_done),
    ),
];

/// Counts every figure of a round. The rows are the codes of actions; figures of people name none.
#[must_use]
pub fn of(found: &Statistics, state: &State) -> Vec<Figure> {
    let ground = Ground { found, state };
    FIGURES.iter().map(|one| (one.count)(&ground).figure(one.of.clone(), &|_| None)).collect()
}

/// So many people, of whom none is named.
fn people(number: usize) -> Counted {
    Counted { value: FigureValue::Count(whole(number)), rows: Rows::Named(Vec::new()) }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
