//! `holidays-counted`: A duration that counts bank holidays as working days.

use super::rule::Rule;
use crate::calendar::{Division, WorkingCalendar};
use crate::day;
use crate::finding::{Finding, Severity};
use crate::quantity::WorkingDays;
use crate::survey::Survey;

/// See `onpace explain holidays-counted`.
pub(super) static RULE: Rule = Rule {
    name: "holidays-counted",
    severity: Severity::Info,
    finds: "A duration that counts bank holidays as working days.",
    why: "Nobody works on Good Friday: a plan whose days count it is shorter than it looks. Both readings are shown before one is chosen.",
    remedy: "Choose the calendar of the plan in its settings, or with --calendar; see what each duration or finish would be.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let weekdays = WorkingCalendar::weekdays();
    // England and Wales stand in where the calendar in use knows no bank holidays.
    let other = WorkingCalendar::of_division(Division::EnglandAndWales);
    let without = if survey.calendar.name() == "none" { &other } else { survey.calendar };
    for (at, row) in survey.plan.rows.iter().enumerate() {
        let (Some(stated), Some(stretch)) = (row.duration, survey.rows[at].stretch) else { continue };
        let days = without.count(stretch.start, stretch.finish);
        if stated.0 != weekdays.count(stretch.start, stretch.finish) || days == stated.0 {
            continue;
        }
        let finish = without.finish_of(stretch.start, stated.0);
        let finish = finish.map_or_else(|| "no day in reach".to_owned(), day::in_full);
        findings.push(
            RULE.finding(format!(
                "{}: without bank holidays it has {} to its finish, or {stated} would end on {finish}",
                row.name(),
                WorkingDays(days)
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.duration.as_ref()))
            .found(stated)
            .expected(format!("{}, or a finish on {finish} ({})", WorkingDays(days), without.title())),
        );
    }
}
