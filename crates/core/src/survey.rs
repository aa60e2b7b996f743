//! A plan on a day: every row judged, every focus area rolled up, every figure counted, and what is asked of it.
//!
//! Reports, findings and JSON all read this and count nothing themselves. **Not here.** Making one ([`crate::walk`]);
//! what each figure counts ([`crate::plan::figures`]).

use crate::calendar::WorkingCalendar;
use crate::claim::{NumberAccount, account_of};
use crate::day::Date;
use crate::figure::{Figure, FigureDefinition, FigureValue};
use crate::plan::{Code, Plan, Row};
use crate::policy::{Policy, Verdict};
use crate::progress::{self, WeightedPart};
use crate::quantity::Percent;
use crate::schedule::Stretch;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

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
    /// Every figure of [`crate::plan::figures::FIGURES`], in that order, then one for each level of the status scale.
    pub figures: Vec<Figure>,
    /// What became of the numbers that its document says, once that was asked.
    pub numbers: OnceLock<NumberAccount>,
}

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

/// The share complete of actions.
pub(crate) fn complete_of(plan: &Plan, rows: &[RowState], actions: &[usize]) -> Option<Percent> {
    let part = |at: &usize| WeightedPart {
        percent: plan.rows[*at].done().unwrap_or_default(),
        days: rows[*at].stretch.map(|s| s.days),
    };
    let going = actions.iter().filter(|at| !plan.rows[**at].is_stopped());
    progress::roll_up(&going.map(part).collect::<Vec<_>>())
}

/// The share of actions that should be complete.
pub(crate) fn planned_of(plan: &Plan, rows: &[RowState], actions: &[usize]) -> Option<Percent> {
    let part = |at: &usize| Some(WeightedPart { percent: rows[*at].planned?, days: rows[*at].stretch.map(|s| s.days) });
    let going = actions.iter().filter(|at| !plan.rows[**at].is_stopped());
    progress::roll_up(&going.filter_map(part).collect::<Vec<_>>())
}

impl Survey<'_> {
    /// What became of every number that the document says.
    pub fn account(&self) -> &NumberAccount {
        self.numbers.get_or_init(|| account_of(&self.plan.paper, self))
    }

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

    /// How many actions stand at each level.
    pub(crate) fn by_status(&self, names: &[Arc<str>]) -> Vec<Figure> {
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
        // What is not judged is a level only where there is any.
        let is_listed = |(level, rows): &(&crate::policy::Level, Vec<usize>)| {
            !rows.is_empty() || !crate::policy::is_beside_the_scale(&level.code)
        };
        self.status_rows().into_iter().filter(is_listed).map(figure).collect()
    }

    /// Whether an action is due to have started.
    #[must_use]
    pub fn is_due(&self, row: &Row) -> bool {
        !row.is_stopped() && row.start.as_ref().is_some_and(|start| start.when.first <= self.on)
    }

    /// Whether an action's finish has passed before it was complete.
    #[must_use]
    pub fn is_past_finish(&self, row: &Row, state: &RowState) -> bool {
        let finish = row.finish.as_ref().map(|finish| finish.when.last).or(state.stretch.map(|s| s.finish));
        !row.is_complete() && !row.is_stopped() && finish.is_some_and(|finish| finish < self.on)
    }
}
