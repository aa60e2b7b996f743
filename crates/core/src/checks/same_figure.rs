//! `same-figure`: The same percentage on nearly every action.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::forecast::{Untold, default_looking};
use crate::survey::Survey;

/// See `onpace explain same-figure`.
pub(super) static RULE: Rule = Rule {
    name: "same-figure",
    severity: Severity::Warning,
    finds: "The same percentage on nearly every action.",
    why: "Work of 34 days and of 383 days does not stand at 5% on the same day; the number is used as a flag.",
    remedy: "Ask what happened and whether the finish is still right; ask for the percentage last.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(Untold::Default { percent, same, of }) = default_looking(survey) else { return };
    findings.push(
        RULE.finding(format!("{same} of {of} actions are reported at exactly {percent}"))
            .found(format!("{percent}, {same} times"))
            .expected("percentages that differ as the work does"),
    );
}
