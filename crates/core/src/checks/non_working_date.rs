//! `non-working-date`: A date on a day that is not worked: a weekend, or a bank holiday.

use super::rule::Rule;
use crate::calendar::{Division, WorkingCalendar};
use crate::day::{self, Dated, Precision};
use crate::finding::{Finding, Severity};
use crate::place::Place;
use crate::survey::Survey;

/// See `onpace explain non-working-date`.
pub(super) static RULE: Rule = Rule {
    name: "non-working-date",
    severity: Severity::Info,
    finds: "A date on a day that is not worked: a weekend, or a bank holiday.",
    why: "A board that met on a Sunday did not, and work that ends on Good Friday ends before it.",
    remedy: "Check the date.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let other = WorkingCalendar::of_division(Division::EnglandAndWales);
    let calendar = if survey.calendar.name() == "none" { &other } else { survey.calendar };
    let headings = &survey.plan.headings;
    for row in &survey.plan.rows {
        for (dated, what, heading) in
            [(&row.start, "starts", &headings.start), (&row.finish, "finishes", &headings.finish)]
        {
            let Some(dated) = dated else { continue };
            let place = row.place.in_column(heading.as_ref());
            findings.extend(
                finding_for(calendar, dated, &format!("{} {what} on", row.name()), place).map(|f| f.about(row.name())),
            );
        }
    }
    for occasion in [&survey.plan.data_date, &survey.plan.meeting].into_iter().flatten() {
        let what = format!("the text \u{201c}{}\u{201d} speaks of", crate::plan::shortened(&occasion.words, 80));
        findings.extend(finding_for(calendar, &occasion.dated, &what, occasion.place.clone()));
    }
}

fn finding_for(calendar: &WorkingCalendar, dated: &Dated, what: &str, place: Place) -> Option<Finding> {
    let date = dated.when.first;
    if dated.when.precision != Precision::Day {
        return None;
    }
    let why = calendar.why_off(date)?;
    let kind = if why.starts_with("a ") { why } else { format!("a bank holiday or a day off ({why})") };
    let finding = RULE.finding(format!("{what} {}, which is {kind}", day::in_full(date)));
    Some(finding.at(place).found(format!("\u{201c}{}\u{201d}", dated.text)).expected("a working day"))
}
