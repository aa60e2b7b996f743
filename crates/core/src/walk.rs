//! The one walk over a plan by which it is surveyed on a day. **Not here.** What is asked of a survey
//! ([`crate::survey`]).

use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::figure::Figure;
use crate::plan::figures::FIGURES;
use crate::plan::{Plan, Row, RowKind};
use crate::policy::{Facts, Policy};
use crate::schedule;
use crate::survey::{AreaState, RowState, Survey, complete_of, planned_of};
use std::sync::Arc;

/// Surveys a plan on a day.
#[must_use]
pub fn survey<'a>(plan: &'a Plan, on: Date, calendar: &'a WorkingCalendar, policy: &'a Policy) -> Survey<'a> {
    let rows: Vec<RowState> = plan.rows.iter().map(|row| state_of(row, on, calendar, policy)).collect();
    let areas = areas_of(plan, &rows);
    let mut survey = Survey {
        plan,
        on,
        calendar,
        policy,
        index: plan.index(),
        rows,
        areas,
        figures: Vec::new(),
        numbers: std::sync::OnceLock::new(),
    };
    let names: Vec<Arc<str>> = plan.rows.iter().map(|row| row.name().into()).collect();
    let mut figures: Vec<Figure> = FIGURES.iter().map(|one| one.counted(&survey, &names)).collect();
    figures.extend(survey.by_status(&names));
    survey.figures = figures;
    survey
}

fn state_of(row: &Row, on: Date, calendar: &WorkingCalendar, policy: &Policy) -> RowState {
    let stretch = schedule::stretch_of(row, calendar);
    let gone = stretch.map_or(0, |s| s.gone(on, calendar));
    let planned = stretch.map(|s| s.planned(on, calendar));
    let judged = row.kind == RowKind::Action && !row.summary;
    let facts = || Facts {
        on,
        start: row.start.as_ref().map(|start| start.when.first),
        finish: row.finish.as_ref().map(|finish| finish.when.last),
        stretch,
        gone,
        planned,
        percent: row.percent,
        lifecycle: row.lifecycle,
        started: row.has_started(),
        done: row.done(),
    };
    let verdict = judged.then(|| policy.judge(&facts()));
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
            AreaState {
                row,
                complete: complete_of(plan, rows, &actions),
                planned: planned_of(plan, rows, &actions),
                actions,
            }
        })
        .collect()
}
