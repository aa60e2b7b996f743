//! The numbers of a round as figures: each with its definition and the rows it was counted from, so that a
//! sentence about a round cannot disagree with it. **Not here.** The counting ([`super::statistics`]).

use super::statistics::Statistics;
use crate::figure::{Figure, FigureDefinition, FigureValue};
use crate::ledger::state::State;
use crate::plan::held::Held;
use crate::quantity::Percent;
use std::sync::Arc;

/// Every figure of a round, in the order in which reports print them.
pub static DEFINITIONS: [FigureDefinition; 11] = [
    FigureDefinition::fixed(
        "round_asked",
        "actions asked about",
        "Actions that somebody was asked about in the round.",
    ),
    FigureDefinition::fixed(
        "round_answered",
        "actions with an update",
        "Actions asked about that have an answer. It came before the figures were frozen and was not sent back.",
    ),
    FigureDefinition::fixed(
        "round_answered_percent",
        "share of actions asked about with an update",
        "Actions with an update over actions asked about.",
    ),
    FigureDefinition::fixed("round_silent", "actions without an update", "Actions asked about that have no answer."),
    FigureDefinition::fixed(
        "round_late",
        "actions with a late update",
        "Actions asked about whose first update came after the day it was due.",
    ),
    FigureDefinition::fixed(
        "round_started",
        "actions asked about that have started",
        "Actions asked about that have started by the plan, as in the figure of all actions that have started.",
    ),
    FigureDefinition::fixed(
        "round_started_percent",
        "share of actions asked about that have started",
        "Actions asked about that have started, over actions asked about.",
    ),
    FigureDefinition::fixed(
        "round_with_meeting",
        "updates with a meeting date",
        "Actions with an update that says when those who do the work meet next.",
    ),
    FigureDefinition::fixed(
        "round_with_next",
        "updates with next steps",
        "Actions with an update that says what comes next.",
    ),
    FigureDefinition::fixed(
        "round_people",
        "people asked",
        "People who were asked for updates in the round, each once.",
    ),
    FigureDefinition::fixed(
        "round_people_done",
        "people who have answered everything",
        "People asked whose every action has an answer. It is from them or from somebody asked with them.",
    ),
];

/// Counts every figure of a round. The rows are the codes of actions; figures of people name none.
#[must_use]
pub fn of(found: &Statistics, state: &State) -> Vec<Figure> {
    DEFINITIONS.iter().map(|of| count(of.clone(), found, state)).collect()
}

fn count(of: FigureDefinition, found: &Statistics, state: &State) -> Figure {
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let share = |part: &[String]| FigureValue::Percent(Percent::of(whole(part.len()), whole(found.asked.len())));
    let (rows, value): (&[String], Option<FigureValue>) = match &*of.key {
        "round_answered" => (&found.answered, None),
        "round_answered_percent" => (&found.answered, Some(share(&found.answered))),
        "round_silent" => (&found.silent, None),
        "round_late" => (&found.after_due, None),
        "round_started" => (&found.started, None),
        "round_started_percent" => (&found.started, Some(share(&found.started))),
        "round_with_meeting" => (&found.with_meeting, None),
        "round_with_next" => (&found.with_next, None),
        "round_people" => (&[], Some(FigureValue::Count(whole(found.people)))),
        "round_people_done" => (&[], Some(FigureValue::Count(whole(found.people_done)))),
        _ => (&found.asked, None),
    };
    let name = |key: &String| -> Arc<str> { state.row(key).map_or_else(|| key.clone(), Held::name).into() };
    let value = value.unwrap_or(FigureValue::Count(whole(rows.len())));
    Figure { of, value, rows: rows.iter().map(name).collect() }
}
