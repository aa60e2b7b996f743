//! `count-disagrees`: a count in the prose that the table does not bear out.

use super::rule::Rule;
use crate::claim::{Claim, ClaimKind};
use crate::day;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain count-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "count-disagrees",
    severity: Severity::Error,
    finds: "A count in the prose that the table does not bear out.",
    why: "Two numbers for one thing: whichever is right, a reader who counts the rows stops believing the rest.",
    remedy: "Let the sentence take its number from the table ({{started}} in a narrative).",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for claim in &survey.plan.claims {
        let rows = counted_for(claim, survey);
        let counted = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if counted == claim.count {
            continue;
        }
        let when = claim.within.map(|w| format!(" in {}", day::when_in_words(w))).unwrap_or_default();
        findings.push(
            RULE.finding(format!(
                "the text says {} {}{when}; the table has {counted}",
                claim.count,
                claim.kind.words()
            ))
            .at(claim.place.clone())
            .found(format!("{} in \u{201c}{}\u{201d}", claim.count, claim.text))
            .expected(counted),
        );
    }
}

/// The rows that a claim speaks of, as the table has them.
#[must_use]
pub fn counted_for(claim: &Claim, survey: &Survey<'_>) -> Vec<usize> {
    match claim.kind {
        ClaimKind::DueToStart => survey.actions_where(|row, _| match (claim.within, &row.start) {
            (Some(within), Some(start)) => (within.first..=within.last).contains(&start.when.first),
            _ => survey.is_due(row),
        }),
        ClaimKind::Reported => survey.actions_where(|row, _| row.percent.is_some() || row.status.is_some()),
        ClaimKind::Started => survey.actions_where(|row, _| row.has_started()),
        ClaimKind::Complete => survey.actions_where(|row, _| row.is_complete()),
        ClaimKind::NotStarted => survey.actions_where(|row, _| survey.is_due(row) && !row.has_started()),
        ClaimKind::PastFinish => survey.actions_where(|row, state| survey.is_past_finish(row, state)),
        ClaimKind::Actions => survey.actions_where(|_, _| true),
        ClaimKind::FocusAreas => survey.areas.iter().map(|area| area.row).collect(),
    }
}
