//! `calendar-ends`: Dates of the plan beyond what its calendar knows.

use super::rule::{Rule, counted, named};
use crate::day;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain calendar-ends`.
pub(super) static RULE: Rule = Rule {
    name: "calendar-ends",
    severity: Severity::Warning,
    finds: "Dates of the plan beyond what its calendar knows.",
    why: "Bank holidays and school terms are known for some years only. Beyond them every weekday counts as worked, and no figure says so by itself.",
    remedy: "Add the days that are missing to a calendar of your own, or take the durations beyond that day with care.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(known) = survey.calendar.known() else { return };
    let is_beyond = |at: &usize| {
        survey.rows[*at].stretch.is_some_and(|stretch| stretch.start < known.from || stretch.finish > known.until)
    };
    let beyond: Vec<String> =
        survey.plan.actions().map(|(at, _)| at).filter(is_beyond).map(|at| survey.plan.rows[at].name()).collect();
    if beyond.is_empty() {
        return;
    }
    findings.push(
        RULE.finding(format!(
            "{} {} outside the time for which the calendar \u{201c}{}\u{201d} knows {}: {}",
            counted(beyond.len(), "action", "actions"),
            if beyond.len() == 1 { "has dates" } else { "have dates" },
            survey.calendar.name(),
            known.what,
            named(&beyond),
        ))
        .found(format!("dates before {} or after {}", day::in_words(known.from), day::in_words(known.until)))
        .expected("dates within that time, or a calendar that knows more"),
    );
}
