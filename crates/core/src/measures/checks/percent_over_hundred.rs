//! `percent-over-hundred`: A percentage over 100 where the whole holds the part.

use crate::checks::rule::Rule;
use crate::finding::Finding;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::{MeasureGround, MeasureRule, doubted};
use crate::measures::doubt::ValueDoubt;

/// See `onpace explain percent-over-hundred`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "percent-over-hundred",
        severity: Severity::Error,
        finds: "A percentage over 100 where the whole holds the part.",
        why: "No more than all of them can be.",
        remedy: "Give a value up to 100; rates of events may pass it, and their definition says so.",
        check: None,
    },
    look: Some(look),
    claim: None,
};

fn look(ground: &MeasureGround<'_>, findings: &mut Vec<Finding>) {
    doubted(ground, findings, &RULE.rule, |doubt| matches!(doubt, ValueDoubt::OverHundred));
}
