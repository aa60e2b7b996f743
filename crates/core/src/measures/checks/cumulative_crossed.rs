//! `cumulative-crossed`: A running count compared with another month's, or over the month in which it begins again.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;
use crate::measures::claims::sentence::MeasureClaim;

/// See `onpace explain cumulative-crossed`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "cumulative-crossed",
        severity: Severity::Error,
        finds: "A running count compared with another month's, or over the month in which it begins again.",
        why: "A count that begins again each year falls by itself.",
        remedy: "Compare with the same month of the year before.",
        check: None,
    },
    look: None,
    claim: Some(claim),
};

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let reset = claim.seen.held.definition.resets?;
    let (from, to) = claim.compared()?;
    let is_like = from.first().month() == to.first().month();
    if is_like && reset.year_of(from) != reset.year_of(to) {
        return None;
    }
    let before = to.year_before().and_then(|like| Some((like, claim.value_in(like)?)));
    let like = before.map_or_else(
        || "the same month of the year before".to_owned(),
        |(like, value)| format!("{} {}: {value}", "the like month,", like),
    );
    let found =
        claim.finding(&RULE.rule, format!("It compares {from} with {to} of a count that begins again each year."));
    Some(found.expected(like))
}
