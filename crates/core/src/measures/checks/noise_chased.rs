//! `noise-chased`: An exception, an action or a question raised on a single value that lies in the usual range.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;
use crate::measures::claims::sentence::MeasureClaim;

/// See `onpace explain noise-chased`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "noise-chased",
        severity: Severity::Info,
        finds: "An exception, an action or a question raised on a single value that lies in the usual range.",
        why: "Whoever explains chance explains it again next month.",
        remedy: "Look at how it is done, not at the month.",
        check: None,
    },
    look: None,
    claim: Some(claim),
};

fn claim(claim: &MeasureClaim<'_>) -> Option<Finding> {
    let period = claim.asked_about?;
    if claim.is_signalled(period) {
        return None;
    }
    let value = claim.number_in(period).map(|value| claim.seen.held.definition.unit.shown(value));
    let found = claim.finding(&RULE.rule, format!("{period} lies in the usual range."));
    let found = value.map_or_else(|| found.clone(), |value| found.clone().found(value));
    Some(found.expected("look at how it is done, not at the month"))
}
