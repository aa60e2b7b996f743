//! `stale-data`: Updates that are 14 or more days old on the day of the report, or were when a document was presented.
//!
//! Of a plan that is held each action has its own day; a document has one for all.

use super::rule::{Rule, counted, named};
use crate::day::{self, Date};
use crate::finding::{Finding, Severity};
use crate::plan::{Occasion, Row};
use crate::survey::Survey;

/// See `onpace explain stale-data`.
pub(super) static RULE: Rule = Rule {
    name: "stale-data",
    severity: Severity::Warning,
    finds: "Updates that are 14 or more days old on the day of the report, or were when a document was presented.",
    why: "Finish dates pass between the counting and the meeting, with no word of them in the paper.",
    remedy: "Ask again before the meeting, or say on the first page how old the data is.",
    check: Some(check),
};

/// Days from which an update is called old.
const OLD: i32 = 14;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let open: Vec<&Row> = survey.plan.actions().map(|(_, row)| row).filter(|row| is_open(row)).collect();
    if survey.plan.rows.iter().any(|row| row.heard.is_some()) {
        findings.extend(of_updates(survey, &open));
    } else if let Some(data) = &survey.plan.data_date {
        findings.extend(of_document(survey, data, &open));
    }
}

fn is_open(row: &Row) -> bool {
    !row.is_complete()
}

/// Of a plan that is held: how old the last update of each open action is, and how many were never heard of.
fn of_updates(survey: &Survey<'_>, open: &[&Row]) -> Option<Finding> {
    let age = |row: &&Row| row.heard.map(|heard| day::days_between(heard, survey.on).max(0));
    let mut ages: Vec<(i32, String)> = open.iter().filter_map(|row| Some((age(row)?, row.name()))).collect();
    ages.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    let old = ages.iter().filter(|(days, _)| *days >= OLD).count();
    // What is not due to start yet has nothing to say.
    let silent: Vec<String> =
        open.iter().filter(|row| row.heard.is_none() && survey.is_due(row)).map(|row| row.name()).collect();
    let (oldest, name) = ages.first().filter(|_| old > 0)?;
    let median = ages.get(ages.len() / 2).map_or(0, |(days, _)| *days);
    let never = match silent.len() {
        0 => String::new(),
        count => format!("; {} no update ({})", counted(count, "action has had", "actions have had"), named(&silent)),
    };
    Some(
        RULE.finding(format!(
            "of {} with an update, {} last updated {OLD} or more days before {}; half were last updated {median} or more days before, and the longest ago, {name}, {} before{never}",
            counted(ages.len(), "open action", "open actions"),
            counted(old, "was", "were"),
            day::in_words(survey.on),
            days(*oldest),
        ))
        .found(format!("an update {} old", days(*oldest)))
        .expected(format!("less than {OLD} days before {}", day::in_words(survey.on))),
    )
}

fn days(count: i32) -> String {
    counted(usize::try_from(count).unwrap_or(0), "day", "days")
}

/// Of a document: how old its data was when it was presented, or is on the day of the report.
fn of_document(survey: &Survey<'_>, data: &Occasion, open: &[&Row]) -> Option<Finding> {
    let gathered = data.dated.when.last;
    let meeting = survey.plan.meeting.as_ref().map(|meeting| meeting.dated.when.first);
    let shown: Date = meeting.unwrap_or(survey.on).max(survey.on);
    let age = day::days_between(gathered, shown);
    if age < OLD {
        return None;
    }
    let has_passed = |row: &&&Row| {
        row.finish.as_ref().is_some_and(|finish| finish.when.last >= gathered && finish.when.last < shown)
    };
    let passed: Vec<String> = open.iter().filter(has_passed).map(|row| row.name()).collect();
    let since = if passed.is_empty() {
        String::new()
    } else {
        let dates = counted(passed.len(), "finish date passed", "finish dates passed");
        format!("; {dates} in between ({})", passed.join(", "))
    };
    Some(
        RULE.finding(format!(
            "the data of {} is {age} days old on {}{since}",
            day::in_words(gathered),
            day::in_words(shown)
        ))
        .at(data.place.clone())
        .found(format!("data of {}", day::in_full(gathered)))
        .expected(format!("less than {OLD} days before {}", day::in_words(shown))),
    )
}
