//! The figures of a plan: each with its key, its words and how it is counted, in one line of the list.
//!
//! **Not here.** Those of the status scale, which are made with the scale ([`crate::survey::status_key`]).

use crate::figure::{Counted, Figure, FigureDefinition, FigureValue, Rows};
use crate::progress;
use crate::quantity::Percent;
use crate::survey::{Survey, complete_of, planned_of};
use std::sync::Arc;

/// A figure of a plan and how it is counted.
pub struct PlanFigure {
    /// What it is.
    pub of: FigureDefinition,
    count: fn(&Survey<'_>) -> Counted,
}

impl PlanFigure {
    const fn new(
        key: &'static str,
        label: &'static str,
        definition: &'static str,
        count: fn(&Survey<'_>) -> Counted,
    ) -> Self {
        Self { of: FigureDefinition::fixed(key, label, definition), count }
    }

    /// Counts it. `names` are the rows of the plan as people call them.
    #[must_use]
    pub fn counted(&self, survey: &Survey<'_>, names: &[Arc<str>]) -> Figure {
        (self.count)(survey).figure(self.of.clone(), &|at| names.get(at).map(Arc::clone))
    }
}

/// Every figure of a plan, in the order in which documentation lists them; after them come those of the status scale.
pub static FIGURES: [PlanFigure; 13] = [
    PlanFigure::new("focus_areas", "focus areas", "Top rows of the plan.", |survey| {
        Counted::rows(survey.plan.focus_areas().map(|(at, _)| at).collect())
    }),
    PlanFigure::new(
        "actions",
        "actions",
        "Actions and sub-actions listed, at any depth; rows that a schedule file marks as sums are left out.",
        |survey| Counted::rows(actions(survey)),
    ),
    PlanFigure::new(
        "officers",
        "people named",
        "Different names beside focus areas and actions, letter by letter.",
        |survey| Counted::names(survey.plan.officer_names().into_iter().map(Arc::from).collect()),
    ),
    PlanFigure::new(
        "due_to_start",
        "due to have started",
        "Actions whose start is on or before the day of the report, without those that were stopped.",
        |survey| Counted::rows(due(survey)),
    ),
    PlanFigure::new(
        "reported",
        "with a percentage or a status",
        "Actions with a percentage or a status reported, in this round or earlier.",
        |survey| Counted::rows(survey.actions_where(|row, _| row.percent.is_some() || row.status.is_some())),
    ),
    PlanFigure::new(
        "started",
        "started",
        "Actions reported at more than 0%, or whose officer says that there is progress.",
        |survey| Counted::rows(survey.actions_where(|row, _| row.has_started())),
    ),
    PlanFigure::new(
        "due_and_started",
        "due and started",
        "Actions due to have started by the day of the report that have started.",
        |survey| Counted::rows(due_and_started(survey)),
    ),
    PlanFigure::new(
        "started_percent",
        "of those due have started",
        "Actions due to have started that have, over all actions due to have started.",
        |survey| {
            let begun = due_and_started(survey);
            let share = Percent::of(whole(begun.len()), whole(due(survey).len()));
            Counted { value: FigureValue::Percent(share), rows: Rows::OfPlan(begun) }
        },
    ),
    PlanFigure::new("complete", "complete", "Actions reported at 100%, or as complete.", |survey| {
        Counted::rows(survey.actions_where(|row, _| row.is_complete()))
    }),
    PlanFigure::new(
        "not_started",
        "due and not started",
        "Actions due to have started by the day of the report that have not started.",
        |survey| Counted::rows(survey.actions_where(|row, _| survey.is_due(row) && !row.has_started())),
    ),
    PlanFigure::new(
        "past_finish",
        "past their finish",
        "Actions whose finish is before the day of the report. They are neither complete nor stopped.",
        |survey| Counted::rows(survey.actions_where(|row, state| survey.is_past_finish(row, state))),
    ),
    PlanFigure::new("percent_complete", "complete, by working days", progress::DEFINITION, |survey| {
        let all = actions(survey);
        let share = complete_of(survey.plan, &survey.rows, &all);
        Counted { value: FigureValue::Percent(share), rows: Rows::OfPlan(all) }
    }),
    PlanFigure::new(
        "percent_planned",
        "planned by now",
        "The same mean of planned percentages: the working days gone over the working days of the action. Gone are those from its start to the day of the report or its finish, both counted.",
        |survey| {
            let all = actions(survey);
            let share = planned_of(survey.plan, &survey.rows, &all);
            Counted { value: FigureValue::Percent(share), rows: Rows::OfPlan(all) }
        },
    ),
];

fn actions(survey: &Survey<'_>) -> Vec<usize> {
    survey.plan.actions().map(|(at, _)| at).collect()
}

fn due(survey: &Survey<'_>) -> Vec<usize> {
    survey.actions_where(|row, _| survey.is_due(row))
}

fn due_and_started(survey: &Survey<'_>) -> Vec<usize> {
    survey.actions_where(|row, _| survey.is_due(row) && row.has_started())
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
