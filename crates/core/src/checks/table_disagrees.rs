//! `table-disagrees`: a sum of money in the prose that the table beside it has otherwise.

use super::contradicted::found;
use super::rule::Rule;
use crate::claim::Contradiction;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain table-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "table-disagrees",
    severity: Severity::Error,
    finds: "A sum of money in the prose that the table beside it has otherwise.",
    why: "Two sums for one thing in one paper.",
    remedy: "Correct the sentence, or the table.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    findings.extend(found(&RULE, Contradiction::Table, survey));
}
