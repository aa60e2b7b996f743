//! `status-contradicts`: A word about an action that its own row contradicts.

use super::rule::Rule;
use super::status_disagrees;
use crate::day;
use crate::finding::{Finding, Severity};
use crate::plan::{Lifecycle, Row};
use crate::quantity::Percent;
use crate::survey::{RowState, Survey};
use crate::vocabulary::{Rating, Vocabulary};

/// See `onpace explain status-contradicts`.
pub(super) static RULE: Rule = Rule {
    name: "status-contradicts",
    severity: Severity::Warning,
    finds: "A word about an action that its own row contradicts: complete at 10%, not started at 80%, green past its finish.",
    why: "Two entries about one action cannot both be true, and each reader believes another.",
    remedy: "Ask the lead officer which is right, and change the other.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for (at, row) in survey.plan.actions() {
        let level = survey.rows[at].verdict.as_ref().map_or("", |verdict| verdict.level.as_str());
        let Some((word, beside, expected)) = contradicted(survey, row, &survey.rows[at], level) else { continue };
        findings.push(
            RULE.finding(format!("{} is reported {word} and {beside}", row.name()))
                .about(row.name())
                .at(row.place.in_column(survey.plan.headings.status.as_ref()))
                .found(format!("{word}, {beside}"))
                .expected(expected),
        );
    }
}

/// The word, what stands beside it, and what would agree with it.
fn contradicted(
    survey: &Survey<'_>,
    row: &Row,
    state: &RowState,
    level: &str,
) -> Option<(String, String, &'static str)> {
    let word = || match (&row.status, row.lifecycle) {
        (Some(status), _) => format!("\u{201c}{status}\u{201d}"),
        (None, said) => said.map_or_else(String::new, |said| said.in_words().to_owned()),
    };
    let at = |percent: Percent| format!("stands at {percent}");
    match (row.lifecycle, row.percent) {
        (Some(Lifecycle::Complete), Some(percent)) if percent < Percent::HUNDRED => {
            return Some((word(), at(percent), "100%, or another word"));
        }
        (Some(Lifecycle::NotStarted), Some(percent)) if percent > Percent::ZERO => {
            return Some((word(), at(percent), "0%, or another word"));
        }
        (Some(Lifecycle::Started), Some(Percent::HUNDRED)) => {
            return Some((word(), at(Percent::HUNDRED), "less than 100%, or another word"));
        }
        _ => {}
    }
    let status = row.status.as_deref()?;
    // What the policy comes to says the same already, in its own words.
    let is_said = status_disagrees::disagrees(status, level);
    let finish = row.finish.as_ref().map(|finish| finish.when.last);
    let finish = finish.filter(|_| survey.is_past_finish(row, state) && !is_said)?;
    if Vocabulary::british().read(status).rating != Some(Rating::Green) {
        return None;
    }
    Some((
        word(),
        format!("was to finish on {}", day::in_full(finish)),
        "a later finish that was agreed, or another word",
    ))
}
