//! `symbol-unknown`: A mark in a cell that is no number and no known symbol.

use crate::checks::rule::Rule;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;

/// See `onpace explain symbol-unknown`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "symbol-unknown",
        severity: Severity::Info,
        finds: "A mark in a cell that is no number and no known symbol.",
        why: "A mark may hide a number, or mean that there is none.",
        remedy: "Write x, z, c, low, or the number.",
        check: None,
    },
    look: None,
    claim: None,
};
