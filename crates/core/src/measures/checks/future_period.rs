//! `future-period`: A value as it was, of a period that has not ended.

use crate::checks::rule::Rule;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;

/// See `onpace explain future-period`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "future-period",
        severity: Severity::Error,
        finds: "A value as it was, of a period that has not ended.",
        why: "Nobody knows yet; a projection that is taken for a fact misleads everybody after it.",
        remedy: "Give it the status projected, or wait.",
        check: None,
    },
    look: None,
    claim: None,
};
