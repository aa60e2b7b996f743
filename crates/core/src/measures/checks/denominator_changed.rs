//! `denominator-changed`: A whole that moves by more than a fifth without a break.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, doubted};
use crate::measures::doubt::ValueDoubt;

/// See `onpace explain denominator-changed`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "denominator-changed",
        severity: Severity::Warning,
        finds: "A whole that moves by more than a fifth without a break.",
        why: "Fewer cases may have been counted, and the percentage moves by that alone.",
        remedy: "Say what changed, as a break with its reason, or give the missing rest.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    doubted(ground, findings, &RULE.rule, |doubt| matches!(doubt, ValueDoubt::WholeMoved { .. }));
}
