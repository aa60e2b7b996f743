//! `numerator-over-denominator`: More of the part than of the whole.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, at, values_of};
use crate::measures::definition::MeasureUnit;

/// See `onpace explain numerator-over-denominator`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "numerator-over-denominator",
        severity: Severity::Error,
        finds: "More of the part than of the whole.",
        why: "One of the two was counted otherwise.",
        remedy: "Say which is wrong.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    for seen in ground
        .seen
        .iter()
        .filter(|seen| !seen.held.definition.may_pass_hundred && seen.held.definition.unit == MeasureUnit::Percent)
    {
        for (series, period, value) in values_of(seen.held) {
            if let Some((part, whole)) = value.said.counts().filter(|(part, whole)| part > whole) {
                findings.push(
                    at(&RULE.rule, seen.held, series, period, format!("{part} of {whole}")).expected("which is wrong?"),
                );
            }
        }
    }
}
