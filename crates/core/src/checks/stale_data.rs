//! `stale-data`: Data that was 14 or more days old when it was presented, or is on the day of the report.

use super::rule::Rule;
use crate::day;
use crate::finding::{Finding, Severity};
use crate::quantity::Percent;
use crate::survey::Survey;

/// See `onpace explain stale-data`.
pub(super) static RULE: Rule = Rule {
    name: "stale-data",
    severity: Severity::Warning,
    finds: "Data that was 14 or more days old when it was presented, or is on the day of the report.",
    why: "Finish dates pass between the counting and the meeting, with no word of them in the paper.",
    remedy: "Ask again before the meeting, or say on the first page how old the data is.",
    check: Some(check),
};

/// Days from which data is called old.
const OLD: i32 = 14;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(data) = &survey.plan.data_date else { return };
    let gathered = data.dated.when.last;
    let meeting = survey.plan.meeting.as_ref().map(|m| m.dated.when.first);
    let shown = meeting.unwrap_or(survey.on).max(survey.on);
    let days = day::days_between(gathered, shown);
    if days < OLD {
        return;
    }
    let passed: Vec<String> = survey
        .actions_where(|row, _| {
            row.percent != Some(Percent::HUNDRED)
                && row.finish.as_ref().is_some_and(|f| f.when.last >= gathered && f.when.last < shown)
        })
        .into_iter()
        .map(|at| survey.plan.rows[at].name())
        .collect();
    let since = if passed.is_empty() {
        String::new()
    } else {
        format!(
            "; {} in between ({})",
            super::rule::counted(passed.len(), "finish date passed", "finish dates passed"),
            passed.join(", ")
        )
    };
    findings.push(
        RULE.finding(format!(
            "the data of {} is {days} days old on {}{since}",
            day::in_words(gathered),
            day::in_words(shown)
        ))
        .at(data.place.clone())
        .found(format!("data of {}", day::in_full(gathered)))
        .expected(format!("less than {OLD} days before {}", day::in_words(shown))),
    );
}
