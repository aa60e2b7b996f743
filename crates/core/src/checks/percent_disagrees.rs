//! `percent-disagrees`: a percentage or a fraction that is not the share of the counts beside it, or of the rows.

use super::contradicted::found;
use super::rule::Rule;
use crate::claim::Contradiction;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain percent-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "percent-disagrees",
    severity: Severity::Error,
    finds: "A percentage or a fraction that is not the share of the counts beside it, or of the rows.",
    why: "The sentence contradicts itself or the plan, so one of its numbers was not counted when the others were.",
    remedy: "Let the sentence take both from figures ({{started_percent}} in a narrative).",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    findings.extend(found(&RULE, Contradiction::Share, survey));
}
