//! `past-finish`: An action whose finish date has passed before it was complete.

use super::rule::Rule;
use crate::day;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain past-finish`.
pub(super) static RULE: Rule = Rule {
    name: "past-finish",
    severity: Severity::Warning,
    finds: "An action whose finish date has passed before it was complete.",
    why: "A date that passed in silence is what a board least forgives; inspectors read the dates first.",
    remedy: "Finish it, or propose a new date with a reason.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for (at, row) in survey.plan.actions() {
        let Some(finish) = row.finish.as_ref().map(|f| f.when.last).or(survey.rows[at].stretch.map(|s| s.finish))
        else {
            continue;
        };
        if finish >= survey.on || row.is_complete() || row.is_stopped() {
            continue;
        }
        let late = survey.calendar.count(finish, survey.on) - i32::from(survey.calendar.is_working(finish));
        let percent = row.percent.map_or_else(|| "no percentage".to_owned(), |p| p.to_string());
        findings.push(
            RULE.finding(format!(
                "{} was to finish on {} and stands at {percent}, {} later",
                row.name(),
                day::in_full(finish),
                super::rule::counted(usize::try_from(late).unwrap_or(0), "working day", "working days")
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.finish.as_ref()))
            .found(format!("{percent} on {}", day::in_words(survey.on)))
            .expected("100%, or a later finish that was agreed"),
        );
    }
}
