//! `parent-complete-first`: An action reported complete while actions that hang from it are not.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;
use std::collections::BTreeMap;

/// See `onpace explain parent-complete-first`.
pub(super) static RULE: Rule = Rule {
    name: "parent-complete-first",
    severity: Severity::Warning,
    finds: "An action reported complete while actions that hang from it are not.",
    why: "An inspector will ask what was finished: the group that was set up, or the work that it was set up for?",
    remedy: "Show its evidence, or reopen it.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let mut open: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (_, row) in survey.plan.actions() {
        let Some(parent) = row.parent.filter(|_| !row.is_complete() && !row.is_stopped()) else { continue };
        if survey.plan.rows[parent].is_complete() {
            open.entry(parent).or_default().push(row.name());
        }
    }
    for (parent, children) in open {
        let row = &survey.plan.rows[parent];
        findings.push(
            RULE.finding(format!(
                "{} is reported complete while {} still open",
                row.name(),
                match children.as_slice() {
                    [one] => format!("{one} is"),
                    many => format!("{} are", many.join(" and ")),
                }
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.percent.as_ref()))
            .found("100%")
            .expected("complete no sooner than the actions that hang from it"),
        );
    }
}
