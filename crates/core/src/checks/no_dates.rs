//! `no-dates`: An action without a start or without a finish.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain no-dates`.
pub(super) static RULE: Rule = Rule {
    name: "no-dates",
    severity: Severity::Warning,
    finds: "An action without a start or without a finish.",
    why: "It cannot be planned, judged or asked about at the right time.",
    remedy: "Give it both dates; a month is enough to begin with.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    // A list of some actions says less of each than a plan.
    if survey.plan.lists_some() {
        return;
    }
    for (at, row) in survey.plan.actions() {
        let derived = survey.rows[at].stretch.is_some();
        let (missing, heading) = match (&row.start, &row.finish) {
            (None, None) => ("start or finish", &survey.plan.headings.start),
            (None, Some(_)) => ("start", &survey.plan.headings.start),
            (Some(_), None) if !derived => ("finish", &survey.plan.headings.finish),
            _ => continue,
        };
        findings.push(
            RULE.finding(format!("{} has no {missing}", row.name()))
                .about(row.name())
                .at(row.place.in_column(heading.as_ref()))
                .found(format!("no {missing}"))
                .expected("a day, or a month"),
        );
    }
}
