//! `not-started`: An action that is due to have started and has not.

use super::rule::Rule;
use crate::day;
use crate::finding::{Finding, Severity};
use crate::plan::Lifecycle;
use crate::survey::Survey;

/// See `onpace explain not-started`.
pub(super) static RULE: Rule = Rule {
    name: "not-started",
    severity: Severity::Warning,
    finds: "An action that is due to have started and has not.",
    why: "Work that has not begun cannot be late yet by its finish, so a status that looks at the finish alone hides it.",
    remedy: "Start it, or move its start with a reason.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for (at, row) in survey.plan.actions().filter(|(_, row)| survey.is_due(row)) {
        let Some(start) = &row.start else { continue };
        if row.has_started() {
            continue;
        }
        let gone = match survey.rows[at].stretch {
            // Also those since its finish: it waits on.
            Some(stretch) => {
                let days = usize::try_from(survey.calendar.count(stretch.start, survey.on)).unwrap_or(0);
                format!(" after {}", super::rule::counted(days, "working day", "working days"))
            }
            None => String::new(),
        };
        let heard = match row.lifecycle {
            _ if row.percent.is_some() => "reported at 0%",
            Some(Lifecycle::NotStarted) => "reported as not started",
            _ => "nothing is reported",
        };
        findings.push(
            RULE.finding(format!("{} was to start on {}; {heard}{gone}", row.name(), day::when_in_words(start.when)))
                .about(row.name())
                .at(row.place.in_column(survey.plan.headings.percent.as_ref()))
                .found(heard)
                .expected("more than 0%"),
        );
    }
}
