//! `no-slack`: An action that cannot slip by a day without putting off the end of the plan.

use super::rule::{Rule, counted};
use crate::finding::{Finding, Severity};
use crate::schedule::dependencies::Dependencies;
use crate::schedule::network::Dates;
use crate::survey::Survey;

/// See `onpace explain no-slack`.
pub(super) static RULE: Rule = Rule {
    name: "no-slack",
    severity: Severity::Info,
    finds: "Actions that cannot slip by a day without putting off the end of the plan.",
    why: "They and what they wait for are the critical path: a board that looks at anything first looks at these.",
    remedy: "Watch them, or make time behind them. `onpace plan whatif` shows what a slip moves.",
    check: Some(check),
};

/// So many are named.
const NAMED: usize = 12;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(dependencies) = Dependencies::of(survey.plan, survey.calendar) else { return };
    let scheduled = dependencies.scheduled();
    let is_open = |row: &usize| !survey.plan.rows[*row].is_complete();
    let has_none = |row: &usize| dependencies.dates_of(*row, &scheduled).is_some_and(Dates::is_critical);
    let rows: Vec<usize> = dependencies.linked().filter(is_open).filter(has_none).collect();
    let Some(first) = rows.first() else { return };
    let mut names: Vec<String> = rows.iter().take(NAMED).map(|row| survey.plan.rows[*row].name()).collect();
    if rows.len() > NAMED {
        names.push(format!("and {} more", rows.len() - NAMED));
    }
    let what = counted(
        rows.len(),
        "action has no slack: a slip of it puts off the end of the plan",
        "actions have no slack: a slip of any puts off the end of the plan",
    );
    let place = survey.plan.rows[*first].place.in_column(survey.plan.headings.finish.as_ref());
    findings.push(RULE.finding(what).at(place).found(names.join(", ")));
}
