//! `scale-mixed`: A value on another scale than its neighbours: 0.35 among 31 and 36.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, doubted};
use crate::measures::doubt::ValueDoubt;

/// See `onpace explain scale-mixed`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "scale-mixed",
        severity: Severity::Warning,
        finds: "A value on another scale than its neighbours: 0.35 among 31 and 36.",
        why: "A hundredth of what is meant moves every mean.",
        remedy: "Say which is meant.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    doubted(ground, findings, &RULE.rule, |doubt| matches!(doubt, ValueDoubt::OtherScale));
}
