//! `rollup-disagrees`: A focus area whose own percentage is not the one that follows from its actions.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain rollup-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "rollup-disagrees",
    severity: Severity::Warning,
    finds: "A focus area whose own percentage is not the one that follows from its actions.",
    why: "Project planning software leaves the % Work Complete of a summary row at 0 when no resources have work on it, so the top rows of a report say nothing moves.",
    remedy: "Let it be computed; the file's own figure is kept as reported.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for area in &survey.areas {
        let row = &survey.plan.rows[area.row];
        let (Some(reported), Some(computed)) = (row.percent, area.complete) else { continue };
        if reported.in_tenths() == computed.in_tenths()
            || (reported.in_tenths() % 10 == 0 && reported.rounded() == computed.rounded())
        {
            continue;
        }
        findings.push(
            RULE.finding(format!(
                "{} {} is reported at {reported}; its {} {computed}",
                survey.plan.level_name,
                row.name(),
                super::rule::counted(area.actions.len(), "action comes to", "actions come to")
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.percent.as_ref()))
            .found(reported)
            .expected(computed),
        );
    }
}
