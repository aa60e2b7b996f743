//! `duplicate-period`: Two values of one series for one period in one file.

use crate::checks::rule::Rule;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;

/// See `onpace explain duplicate-period`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "duplicate-period",
        severity: Severity::Error,
        finds: "Two values of one series for one period in one file.",
        why: "Only one of them can be true.",
        remedy: "Keep one; the first stays until one is chosen.",
        check: None,
    },
    look: None,
    claim: None,
};
