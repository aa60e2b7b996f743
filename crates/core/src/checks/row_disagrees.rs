//! `row-disagrees`: a sentence about one action that its row in the plan does not say.

use super::contradicted::found;
use super::rule::Rule;
use crate::claim::Contradiction;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain row-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "row-disagrees",
    severity: Severity::Error,
    finds: "A sentence about one action that its row in the plan does not say.",
    why: "One paper has two stories of one action.",
    remedy: "Correct the sentence, or report on the action.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    findings.extend(found(&RULE, Contradiction::Row, survey));
}
