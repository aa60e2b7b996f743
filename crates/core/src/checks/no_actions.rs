//! `no-actions`: A focus area under which no action is listed.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain no-actions`.
pub(super) static RULE: Rule = Rule {
    name: "no-actions",
    severity: Severity::Warning,
    finds: "A focus area under which no action is listed.",
    why: "It is shown as having no actions, not as 0%: a table may list only a part of the plan.",
    remedy: "List its actions, or say why there are none in this report.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for area in survey.areas.iter().filter(|area| area.actions.is_empty()) {
        let row = &survey.plan.rows[area.row];
        findings.push(
            RULE.finding(format!(
                "{} {} ({}) has no actions listed",
                survey.plan.level_name,
                row.name(),
                crate::plan::shortened(&row.title, 60)
            ))
            .about(row.name())
            .at(row.place.clone())
            .found("no actions")
            .expected("at least one"),
        );
    }
}
