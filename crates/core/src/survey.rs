//! A plan on a day: every row judged, every focus area rolled up, every figure counted.
//!
//! One walk over the plan; reports, findings and JSON all read this and count nothing themselves.

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::figure::{Figure, FigureDefinition, FigureValue};
use crate::plan::{Code, Plan, Row, RowKind};
use crate::policy::{Facts, Policy, Verdict};
use crate::progress::{self, Part};
use crate::quantity::Percent;
use crate::schedule::{self, Stretch};
use std::collections::HashMap;
use std::sync::Arc;

/// What is true of one row on the day.
#[derive(Clone, Debug)]
pub struct RowState {
    /// Its dates.
    pub stretch: Option<Stretch>,
    /// Working days gone.
    pub gone: i32,
    /// Planned share.
    pub planned: Option<Percent>,
    /// Its computed status; `None` for focus areas and summary rows.
    pub verdict: Option<Verdict>,
}

/// What is true of one focus area on the day.
#[derive(Clone, Debug)]
pub struct AreaState {
    /// The row in the plan.
    pub row: usize,
    /// The actions below it.
    pub actions: Vec<usize>,
    /// Computed share complete; `None` without actions.
    pub complete: Option<Percent>,
    /// Computed planned share; `None` without actions that have dates.
    pub planned: Option<Percent>,
}

/// A plan on a day.
#[derive(Debug)]
pub struct Survey<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The day.
    pub on: Date,
    /// How days are counted.
    pub calendar: &'a WorkingCalendar,
    /// How actions are judged.
    pub policy: &'a Policy,
    /// Where each code first stands in the plan.
    pub index: HashMap<&'a Code, usize>,
    /// One entry a row of the plan.
    pub rows: Vec<RowState>,
    /// One entry a focus area, in the plan's order.
    pub areas: Vec<AreaState>,
    /// Every figure of [`DEFINITIONS`], in that order, then one for each level of the status scale.
    pub figures: Vec<Figure>,
}

/// Every figure of a plan, in the order in which documentation lists them; after them come those of the status scale
/// ([`status_key`]).
pub static DEFINITIONS: [FigureDefinition; 13] = [
    FigureDefinition::fixed("focus_areas", "focus areas", "Top rows of the plan."),
    FigureDefinition::fixed(
        "actions",
        "actions",
        "Actions and sub-actions listed, at any depth; rows that a schedule file marks as sums are left out.",
    ),
    FigureDefinition::fixed(
        "officers",
        "people named",
        "Different names beside focus areas and actions, letter by letter.",
    ),
    FigureDefinition::fixed(
        "due_to_start",
        "due to have started",
        "Actions whose start is on or before the day of the report.",
    ),
    FigureDefinition::fixed(
        "reported",
        "with a percentage or a status",
        "Actions with a percentage or a status reported, in this round or earlier.",
    ),
    FigureDefinition::fixed(
        "started",
        "started",
        "Actions reported at more than 0%, or whose officer says that there is progress.",
    ),
    FigureDefinition::fixed(
        "due_and_started",
        "due and started",
        "Actions due to have started by the day of the report that have started.",
    ),
    FigureDefinition::fixed(
        "started_percent",
        "of those due have started",
        "Actions due to have started that have, over all actions due to have started.",
    ),
    FigureDefinition::fixed("complete", "complete", "Actions reported at 100%."),
    FigureDefinition::fixed(
        "not_started",
        "due and not started",
        "Actions due to have started by the day of the report that have not started.",
    ),
    FigureDefinition::fixed(
        "past_finish",
        "past their finish",
        "Actions whose finish is before the day of the report. They are not reported at 100%.",
    ),
    FigureDefinition::fixed("percent_complete", "complete, by working days", progress::DEFINITION),
    FigureDefinition::fixed(
        "percent_planned",
        "planned by now",
        "The same mean of planned percentages: the working days gone over the working days of the action. Gone are those from its start to the day of the report or its finish, both counted.",
    ),
];

/// What the key of a figure begins with that counts the actions at one level of the status scale.
pub const STATUS_KEY: &str = "status_";

/// The key of the figure that counts the actions at a level.
#[must_use]
pub fn status_key(level: &str) -> String {
    format!("{STATUS_KEY}{level}")
}

/// Whether a figure counts the actions at one level of the status scale.
#[must_use]
pub fn is_of_status(key: &str) -> bool {
    key.starts_with(STATUS_KEY)
}

/// Surveys a plan on a day.
#[must_use]
pub fn survey<'a>(plan: &'a Plan, on: Date, calendar: &'a WorkingCalendar, policy: &'a Policy) -> Survey<'a> {
    let rows: Vec<RowState> = plan.rows.iter().map(|row| state_of(row, on, calendar, policy)).collect();
    let areas = areas_of(plan, &rows);
    let mut survey = Survey { plan, on, calendar, policy, index: plan.index(), rows, areas, figures: Vec::new() };
    let names: Vec<Arc<str>> = plan.rows.iter().map(|row| row.name().into()).collect();
    let mut figures: Vec<Figure> = DEFINITIONS.iter().map(|of| survey.count(of.clone(), &names)).collect();
    figures.extend(survey.by_status(&names));
    survey.figures = figures;
    survey
}

fn state_of(row: &Row, on: Date, calendar: &WorkingCalendar, policy: &Policy) -> RowState {
    let stretch = schedule::stretch_of(row, calendar);
    let gone = stretch.map_or(0, |s| s.gone(on, calendar));
    let planned = stretch.map(|s| s.planned(on, calendar));
    let judged = row.kind == RowKind::Action && !row.summary;
    let verdict = judged
        .then(|| policy.judge(&Facts { on, stretch, gone, planned, percent: row.percent, started: row.has_started() }));
    RowState { stretch, gone, planned, verdict }
}

fn areas_of(plan: &Plan, rows: &[RowState]) -> Vec<AreaState> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); plan.rows.len()];
    for (at, row) in plan.actions() {
        if let Some(area) = row.focus_area {
            below[area].push(at);
        }
    }
    plan.focus_areas()
        .map(|(row, _)| {
            let actions = std::mem::take(&mut below[row]);
            AreaState { row, complete: complete_of(plan, rows, &actions), planned: planned_of(rows, &actions), actions }
        })
        .collect()
}

fn complete_of(plan: &Plan, rows: &[RowState], actions: &[usize]) -> Option<Percent> {
    let part = |at: &usize| Part {
        percent: plan.rows[*at].percent.unwrap_or_default(),
        days: rows[*at].stretch.map(|s| s.days),
    };
    progress::roll_up(&actions.iter().map(part).collect::<Vec<_>>())
}

fn planned_of(rows: &[RowState], actions: &[usize]) -> Option<Percent> {
    let part = |at: &usize| Some(Part { percent: rows[*at].planned?, days: rows[*at].stretch.map(|s| s.days) });
    progress::roll_up(&actions.iter().filter_map(part).collect::<Vec<_>>())
}

impl Survey<'_> {
    /// The actions for which a question is answered yes, by index.
    pub fn actions_where(&self, question: impl Fn(&Row, &RowState) -> bool) -> Vec<usize> {
        self.plan.actions().filter(|(at, row)| question(row, &self.rows[*at])).map(|(at, _)| at).collect()
    }

    /// A figure by its key.
    #[must_use]
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.of.key == key)
    }

    /// The value of a counted figure.
    #[must_use]
    pub fn count_of(&self, key: &str) -> i64 {
        match self.figure(key).map(|f| f.value) {
            Some(FigureValue::Count(count)) => count,
            _ => 0,
        }
    }

    /// The value of a figure that is a percentage.
    #[must_use]
    pub fn percent_of(&self, key: &str) -> Option<Percent> {
        match self.figure(key).map(|f| f.value) {
            Some(FigureValue::Percent(percent)) => percent,
            _ => None,
        }
    }

    /// How many actions stand at each level, in the policy's order, with their rows.
    #[must_use]
    pub fn status_rows(&self) -> Vec<(&crate::policy::Level, Vec<usize>)> {
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); self.policy.levels.len()];
        for (at, state) in self.rows.iter().enumerate() {
            let level = state.verdict.as_ref().and_then(|v| self.policy.levels.iter().position(|l| l.code == v.level));
            if let Some(level) = level {
                rows[level].push(at);
            }
        }
        self.policy.levels.iter().zip(rows).collect()
    }

    /// The computed status of a row.
    #[must_use]
    pub fn level_of(&self, row: usize) -> Option<&crate::policy::Level> {
        self.policy.level(&self.rows.get(row)?.verdict.as_ref()?.level)
    }

    fn count(&self, of: FigureDefinition, names: &[Arc<str>]) -> Figure {
        let actions: Vec<usize> = self.plan.actions().map(|(at, _)| at).collect();
        let rows = match &*of.key {
            "focus_areas" => self.plan.focus_areas().map(|(at, _)| at).collect(),
            "due_to_start" => self.actions_where(|row, _| self.is_due(row)),
            "reported" => self.actions_where(|row, _| row.percent.is_some() || row.status.is_some()),
            "started" => self.actions_where(|row, _| row.has_started()),
            "due_and_started" | "started_percent" => self.actions_where(|row, _| self.is_due(row) && row.has_started()),
            "complete" => self.actions_where(|row, _| row.percent == Some(Percent::HUNDRED)),
            "not_started" => self.actions_where(|row, _| self.is_due(row) && !row.has_started()),
            "past_finish" => self.actions_where(|row, state| self.is_past_finish(row, state)),
            "officers" => {
                let people: Vec<Arc<str>> = self.plan.officer_names().into_iter().map(Arc::from).collect();
                let count = i64::try_from(people.len()).unwrap_or(i64::MAX);
                return Figure { of, value: FigureValue::Count(count), rows: people };
            }
            _ => actions.clone(),
        };
        let codes = rows.iter().map(|at| Arc::clone(&names[*at])).collect();
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let value = match &*of.key {
            "started_percent" => {
                let due = self.actions_where(|row, _| self.is_due(row)).len();
                FigureValue::Percent(Percent::of(whole(rows.len()), whole(due)))
            }
            "percent_complete" => FigureValue::Percent(complete_of(self.plan, &self.rows, &actions)),
            "percent_planned" => FigureValue::Percent(planned_of(&self.rows, &actions)),
            _ => FigureValue::Count(whole(rows.len())),
        };
        Figure { of, value, rows: codes }
    }

    /// How many actions stand at each level.
    fn by_status(&self, names: &[Arc<str>]) -> Vec<Figure> {
        let figure = |(level, rows): (&crate::policy::Level, Vec<usize>)| Figure {
            of: FigureDefinition {
                key: status_key(&level.code).into(),
                label: format!("at the status \u{201c}{}\u{201d}", level.label).into(),
                definition: format!(
                    "Actions whose computed status is \u{201c}{}\u{201d}: {}",
                    level.label, level.meaning
                )
                .into(),
            },
            value: FigureValue::Count(i64::try_from(rows.len()).unwrap_or(i64::MAX)),
            rows: rows.iter().map(|at| Arc::clone(&names[*at])).collect(),
        };
        // What cannot be judged is a level only where there is any.
        let is_listed = |(level, rows): &(&crate::policy::Level, Vec<usize>)| {
            !rows.is_empty() || level.code != crate::policy::UNKNOWN
        };
        self.status_rows().into_iter().filter(is_listed).map(figure).collect()
    }

    /// Whether an action is due to have started.
    #[must_use]
    pub fn is_due(&self, row: &Row) -> bool {
        row.start.as_ref().is_some_and(|start| start.when.first <= self.on)
    }

    /// Whether an action's finish has passed before it was complete.
    #[must_use]
    pub fn is_past_finish(&self, row: &Row, state: &RowState) -> bool {
        let finish = row.finish.as_ref().map(|finish| finish.when.last).or(state.stretch.map(|s| s.finish));
        row.percent != Some(Percent::HUNDRED) && finish.is_some_and(|finish| finish < self.on)
    }
}
