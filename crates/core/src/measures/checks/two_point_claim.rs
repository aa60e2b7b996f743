//! `two-point-claim`: A text makes something of two neighbouring values that both lie in the usual range.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;
use crate::measures::claims::sentence::MeasureClaim;

/// See `onpace explain two-point-claim`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "two-point-claim",
        severity: Severity::Warning,
        finds: "A text makes something of two neighbouring values that both lie in the usual range.",
        why: "Any two months differ; most of that is chance.",
        remedy: "Say the usual range, or compare with the same month of the year before.",
        check: None,
    },
    look: None,
    claim: Some(claim),
};

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let (from, to) = claim.compared().or_else(|| claim.jumped())?;
    let is_like = from.year_before() == Some(to) || to.year_before() == Some(from);
    if is_like || claim.is_signalled(from) || claim.is_signalled(to) {
        return None;
    }
    let what = format!("It makes something of {from} and {to}, which both lie in the usual range.");
    Some(claim.finding(&RULE.rule, what).expected(claim.range().unwrap_or_else(|| "what is usual".to_owned())))
}
