//! `weekday-disagrees`: A weekday written beside a date that falls on another day.

use super::rule::Rule;
use crate::day::{self, Dated};
use crate::finding::{Finding, Severity};
use crate::place::Place;
use crate::plan::Row;
use crate::survey::Survey;

/// See `onpace explain weekday-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "weekday-disagrees",
    severity: Severity::Error,
    finds: "A weekday written beside a date that falls on another day.",
    why: "One of the two is a slip of the hand, and only its writer knows which.",
    remedy: "Correct the weekday, or the date.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let headings = &survey.plan.headings;
    for row in &survey.plan.rows {
        for (dated, heading) in [(&row.start, &headings.start), (&row.finish, &headings.finish)] {
            if let Some(dated) = dated.as_ref().filter(|d| d.weekday_contradicts()) {
                findings.push(finding_for(dated, Some(row), row.place.in_column(heading.as_ref())));
            }
        }
    }
    for occasion in
        [&survey.plan.data_date, &survey.plan.meeting].into_iter().flatten().filter(|o| o.dated.weekday_contradicts())
    {
        findings.push(finding_for(&occasion.dated, None, occasion.place.clone()));
    }
}

fn finding_for(dated: &Dated, row: Option<&Row>, place: Place) -> Finding {
    let date = dated.when.first;
    let written = dated.weekday.map(day::weekday_name).unwrap_or_default();
    let finding = RULE
        .finding(format!("{} is a {}, not a {written}", day::in_words(date), day::weekday_name(date.weekday())))
        .at(place)
        .found(format!("\u{201c}{}\u{201d}", dated.text))
        .expected(format!("{}, or the date of the {written} that was meant", day::in_full(date)))
        .meanwhile("took the date and left the weekday aside");
    match row {
        Some(row) => finding.about(row.name()),
        None => finding,
    }
}
