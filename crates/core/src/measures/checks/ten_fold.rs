//! `ten-fold`: A value that is about ten, a hundred or a thousand times its neighbours.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, doubted};
use crate::measures::doubt::ValueDoubt;

/// See `onpace explain ten-fold`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "ten-fold",
        severity: Severity::Warning,
        finds: "A value that is about ten, a hundred or a thousand times its neighbours.",
        why: "A point was lost or a nought was added more often than a number grew so.",
        remedy: "Say which is meant.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    doubted(ground, findings, &RULE.rule, |doubt| matches!(doubt, ValueDoubt::TenFold { .. }));
}
