//! `count-disagrees`: a count in the document that the plan's rows do not bear out.

use super::contradicted::found;
use super::rule::Rule;
use crate::claim::Contradiction;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain count-disagrees`.
pub(super) static RULE: Rule = Rule {
    name: "count-disagrees",
    severity: Severity::Error,
    finds: "A count in the document that the plan\u{2019}s rows do not bear out.",
    why: "Two numbers for one thing: whichever is right, a reader who counts the rows stops believing the rest.",
    remedy: "Let the sentence take its number from the table ({{started}} in a narrative).",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    findings.extend(found(&RULE, Contradiction::Count, survey));
}
