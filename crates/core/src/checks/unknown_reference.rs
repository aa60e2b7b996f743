//! `unknown-reference`: A cross-reference to a row that is not in the plan as read.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain unknown-reference`.
pub(super) static RULE: Rule = Rule {
    name: "unknown-reference",
    severity: Severity::Warning,
    finds: "A cross-reference to a row that is not in the plan as read.",
    why: "The reader cannot follow it; a partial table is a usual reason.",
    remedy: "List the row, or correct the reference.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let index = &survey.index;
    for row in &survey.plan.rows {
        for code in row.references.iter().filter(|code| !index.contains_key(code)) {
            findings.push(
                RULE.finding(format!("{} refers to {code}, which is not listed", row.name()))
                    .about(row.name())
                    .at(row.place.in_column(survey.plan.headings.title.as_ref()))
                    .found(code)
                    .expected("the code of a row in this plan"),
            );
        }
    }
}
