//! The numbers of a round as figures: each with its definition and the rows it was counted from, so that a
//! sentence about a round cannot disagree with it. **Not here.** The counting ([`super::statistics`]).

use super::statistics::Statistics;
use crate::figure::{Figure, FigureDefinition, FigureValue};
use crate::ledger::State;
use crate::ledger::state::Held;
use crate::quantity::Percent;
use std::sync::Arc;

/// Every figure of a round, in the order in which reports print them.
pub const DEFINITIONS: [FigureDefinition; 11] = [
    FigureDefinition {
        key: "round_asked",
        label: "actions asked about",
        definition: "Actions that somebody was asked about in the round.",
    },
    FigureDefinition {
        key: "round_answered",
        label: "actions with an update",
        definition: "Actions asked about that have an answer. It came before the figures were frozen and was not sent back.",
    },
    FigureDefinition {
        key: "round_answered_percent",
        label: "share of actions asked about with an update",
        definition: "Actions with an update over actions asked about.",
    },
    FigureDefinition {
        key: "round_silent",
        label: "actions without an update",
        definition: "Actions asked about that have no answer, from before the freeze or after it.",
    },
    FigureDefinition {
        key: "round_late",
        label: "actions with a late update",
        definition: "Actions asked about whose first answer came after the freeze. It is not in the figures.",
    },
    FigureDefinition {
        key: "round_started",
        label: "actions asked about that have started",
        definition: "Actions asked about that stand above 0%. Those count too whose answer says that they move on or are finished.",
    },
    FigureDefinition {
        key: "round_started_percent",
        label: "share of actions asked about that have started",
        definition: "Actions asked about that have started, over actions asked about.",
    },
    FigureDefinition {
        key: "round_with_meeting",
        label: "updates with a meeting date",
        definition: "Actions with an update that says when those who do the work meet next.",
    },
    FigureDefinition {
        key: "round_with_next",
        label: "updates with next steps",
        definition: "Actions with an update that says what comes next.",
    },
    FigureDefinition {
        key: "round_people",
        label: "people asked",
        definition: "People who were asked for updates in the round, each once.",
    },
    FigureDefinition {
        key: "round_people_done",
        label: "people who have answered everything",
        definition: "People asked whose every action has an answer. It is from them or from somebody asked with them.",
    },
];

/// Counts every figure of a round. The rows are the codes of actions; figures of people name none.
#[must_use]
pub fn of(found: &Statistics, state: &State) -> Vec<Figure> {
    DEFINITIONS.iter().map(|of| count(*of, found, state)).collect()
}

fn count(of: FigureDefinition, found: &Statistics, state: &State) -> Figure {
    let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let share = |part: &[String]| FigureValue::Percent(Percent::of(whole(part.len()), whole(found.asked.len())));
    let (rows, value): (&[String], Option<FigureValue>) = match of.key {
        "round_answered" => (&found.answered, None),
        "round_answered_percent" => (&found.answered, Some(share(&found.answered))),
        "round_silent" => (&found.silent, None),
        "round_late" => (&found.late, None),
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
