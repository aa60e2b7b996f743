//! `cycle`: Actions that wait for each other in a circle.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::plan::RowKind;
use crate::schedule::dependencies::Dependencies;
use crate::survey::Survey;

/// See `onpace explain cycle`.
pub(super) static RULE: Rule = Rule {
    name: "cycle",
    severity: Severity::Error,
    finds: "Actions that wait for each other in a circle.",
    why: "None of them can ever start; links within the circle are passed over where dates are worked out.",
    remedy: "Take one of the links away.",
    check: Some(check),
};

/// A way round is told up to so many.
const NAMED: usize = 12;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(dependencies) = Dependencies::of(survey.plan, survey.calendar) else { return };
    for cycle in dependencies.cycles(&dependencies.scheduled()) {
        let Some(first) = cycle.first() else { continue };
        let first = &survey.plan.rows[*first];
        let mut names: Vec<String> = cycle.iter().take(NAMED).map(|row| survey.plan.rows[*row].name()).collect();
        if cycle.len() > NAMED {
            names.push(format!("{} more", cycle.len() - NAMED));
        }
        names.push(first.name());
        let what = match cycle.as_slice() {
            [_] => format!("{} waits for itself", first.name()),
            all if all.iter().any(|row| survey.plan.rows[*row].kind == RowKind::FocusArea) => {
                format!("{} rows wait for each other in a circle", cycle.len())
            }
            _ => format!("{} actions wait for each other in a circle", cycle.len()),
        };
        let finding = RULE.finding(what).about(first.name()).at(first.place.clone());
        findings.push(finding.found(names.join(" before ")).expected("no action that waits for what waits for it"));
    }
}
