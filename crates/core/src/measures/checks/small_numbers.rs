//! `small-numbers`: A count so small that somebody could be known by it, in a text for readers who may not see it.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;
use crate::measures::claims::sentence::MeasureClaim;

/// See `onpace explain small-numbers`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "small-numbers",
        severity: Severity::Error,
        finds: "A count so small that somebody could be known by it, in a text for readers who may not see it.",
        why: "Three children excluded in May are three families whom their neighbours know.",
        remedy: "Write ‘fewer than 5’, or a longer period.",
        check: None,
    },
    look: None,
    claim: Some(claim),
};

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let small = claim.seen.held.definition.small_numbers.hides()?;
    let is_small = |count: i64| u64::try_from(count).is_ok_and(|count| small.hides(count));
    let count = claim.counts.iter().copied().find(|count| is_small(*count))?;
    let found = claim.finding(&RULE.rule, "It tells a count so small that somebody could be known by it.").found(count);
    Some(found.expected(format!("\u{2018}fewer than {}\u{2019}, or a longer period", small.threshold)))
}
