//! `date-disagrees`: a day in the prose that there is not, or that is on another weekday.

use super::contradicted::found;
use super::rule::Rule;
use crate::claim::Contradiction;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain date-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "date-disagrees",
    severity: Severity::Error,
    finds: "A day in the prose that there is not, or that is on another weekday.",
    why: "People come on the wrong day, or on none.",
    remedy: "Correct the weekday, or the date.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    findings.extend(found(&RULE, Contradiction::Day, survey));
}
