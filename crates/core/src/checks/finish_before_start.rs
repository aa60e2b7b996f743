//! `finish-before-start`: An action that would end before it begins.

use super::rule::Rule;
use crate::day;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain finish-before-start`.
pub(super) static RULE: Rule = Rule {
    name: "finish-before-start",
    severity: Severity::Error,
    finds: "An action that would end before it begins.",
    why: "One of its two dates is wrong, so nothing planned can be counted for it.",
    remedy: "Correct the date that is wrong; a year that was not moved on is the usual cause.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for row in &survey.plan.rows {
        let (Some(start), Some(finish)) = (&row.start, &row.finish) else { continue };
        if finish.when.last >= start.when.first {
            continue;
        }
        let (start, finish) = (start.when, finish.when);
        findings.push(
            RULE.finding(format!(
                "{} ends on {} and starts on {}",
                row.name(),
                day::when_in_words(finish),
                day::when_in_words(start)
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.finish.as_ref()))
            .found(day::in_short(finish.last))
            .expected(format!("a finish on or after {}", day::in_short(start.first))),
        );
    }
}
