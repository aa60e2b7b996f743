//! `code-style`: A code written in another case than the rest.

use super::rule::Rule;
use crate::finding::{Finding, Severity};
use crate::survey::Survey;

/// See `onpace explain code-style`.
pub(super) static RULE: Rule = Rule {
    name: "code-style",
    severity: Severity::Info,
    finds: "A code written in another case than the rest.",
    why: "Codes are compared without case, so nothing is lost here; in a spreadsheet's filter it would be.",
    remedy: "Write it as the others are.",
    check: Some(check),
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let has = |code: &str, upper: bool| {
        code.bytes().any(|b| if upper { b.is_ascii_uppercase() } else { b.is_ascii_lowercase() })
    };
    let codes = || survey.plan.actions().map(|(_, row)| row).filter(|row| !row.code.is_empty());
    let upper = codes().filter(|row| has(row.code.as_str(), true)).count();
    let lower = codes().filter(|row| has(row.code.as_str(), false)).count();
    if upper == 0 || lower == 0 {
        return;
    }
    let odd_is_lower = lower <= upper;
    for row in codes().filter(|row| has(row.code.as_str(), !odd_is_lower)) {
        let usual = if odd_is_lower { row.code.key() } else { row.code.as_str().to_ascii_lowercase() };
        findings.push(
            RULE.finding(format!("{} is written unlike the other codes", row.code))
                .about(&row.code)
                .at(row.place.in_column(survey.plan.headings.title.as_ref()))
                .found(&row.code)
                .expected(usual),
        );
    }
}
