//! `behind-plan`: An action 10 or more points behind the share of its working days that has gone.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::quantity::Percent;
use crate::survey::Survey;

/// See `onpace explain behind-plan`.
pub(super) static RULE: Rule = Rule {
    name: "behind-plan",
    severity: Severity::Warning,
    finds: "An action 10 or more points behind the share of its working days that has gone.",
    why: "A percentage means little beside no date: 5% is well on the first day and lost on the last.",
    remedy: "Ask whether the finish is still right; report what was done.",
    check: Some(check),
};

/// Points behind from which it is told; the amber line of the policy `pace`.
const BEHIND: Percent = Percent::whole(10);

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for (at, row) in survey.plan.actions() {
        let Some(planned) = survey.rows[at].planned else { continue };
        let percent = row.percent.unwrap_or_default();
        if planned.minus(percent) < BEHIND {
            continue;
        }
        findings.push(
            RULE.finding(format!(
                "{} is {} points behind: {planned} of its working days have gone",
                row.name(),
                planned.points_above(percent)
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.percent.as_ref()))
            .found(row.percent.map_or_else(|| "no percentage".to_owned(), |p| p.to_string()))
            .expected(planned),
        );
    }
}
