//! `change-disagrees`: a rise, a fall or a difference that does not lead from the one value to the other.

use super::contradicted::found;
use super::rule::Rule;
use crate::claim::Contradiction;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain change-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "change-disagrees",
    severity: Severity::Error,
    finds: "A rise, a fall or a difference that does not lead from the one value to the other.",
    why: "Which way a number went, and how far, is what most readers take away.",
    remedy: "Correct the values, or the words for the change.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    findings.extend(found(&RULE, Contradiction::Change, survey));
}
