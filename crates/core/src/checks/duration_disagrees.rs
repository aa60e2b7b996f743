//! `duration-disagrees`: A stated duration that its own dates do not come to, on Monday to Friday or on the calendar in use.

use super::rule::Rule;
use crate::calendar::WorkingCalendar;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain duration-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "duration-disagrees",
    severity: Severity::Warning,
    finds: "A stated duration that its own dates do not come to, on Monday to Friday or on the calendar in use.",
    why: "One of the three is wrong, and a schedule built on it moves the wrong day.",
    remedy: "Correct the duration or one of the dates.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let weekdays = WorkingCalendar::weekdays();
    for (at, row) in survey.plan.rows.iter().enumerate() {
        let (Some(stated), Some(stretch), true) = (row.duration, survey.rows[at].stretch, row.finish.is_some()) else {
            continue;
        };
        let plain = weekdays.count(stretch.start, stretch.finish);
        // A schedule has days of its own: half term, a week of four days. Where they come to it, it is right.
        if stated.0 == stretch.days || stated.0 == plain || row.milestone || row.own_days {
            continue;
        }
        findings.push(
            RULE.finding(format!(
                "{} states {stated}; its dates come to {}",
                row.name(),
                crate::quantity::WorkingDays(stretch.days)
            ))
            .about(row.name())
            .at(row.place.in_column(survey.plan.headings.duration.as_ref()))
            .found(stated)
            .expected(crate::quantity::WorkingDays(stretch.days))
            .meanwhile("counted with its dates"),
        );
    }
}
