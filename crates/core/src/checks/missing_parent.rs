//! `missing-parent`: A sub-action whose code names an action that is not listed.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain missing-parent`.
pub(super) static RULE: Rule = Rule {
    name: "missing-parent",
    severity: Severity::Info,
    finds: "A sub-action whose code names an action that is not listed.",
    why: "It is kept under its focus area; nobody can see what it is a part of.",
    remedy: "List the action it hangs from, or correct the code.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    // A list of some actions says less of each than a plan.
    if survey.plan.lists_some() {
        return;
    }
    let index = &survey.index;
    for (_, row) in survey.plan.actions() {
        let Some(parent) = row.code.parent().filter(|parent| parent.parent().is_some()) else { continue };
        if !index.contains_key(&parent) {
            findings.push(
                RULE.finding(format!("{} hangs from {parent}, which is not listed", row.name()))
                    .about(row.name())
                    .at(row.place.in_column(survey.plan.headings.title.as_ref()))
                    .found(format!("no row {parent}"))
                    .expected(format!("a row {parent}"))
                    .meanwhile("kept it under its focus area"),
            );
        }
    }
}
