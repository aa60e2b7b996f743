//! `sum-disagrees`: parts that do not come to the total beside them, within their rounding.

use super::contradicted::found;
use super::rule::Rule;
use crate::claim::Contradiction;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain sum-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "sum-disagrees",
    severity: Severity::Error,
    finds: "Parts that do not come to the total beside them, within their rounding.",
    why: "A reader who adds the parts up gets another number, and no longer knows which of them to believe.",
    remedy: "Correct the part or the total; a balance that is carried must begin where the last one ended.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    findings.extend(found(&RULE, Contradiction::Sum, survey));
}
