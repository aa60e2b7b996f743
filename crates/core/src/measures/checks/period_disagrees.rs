//! `period-disagrees`: A cell that names another period than its heading.

use crate::checks::rule::Rule;
use crate::finding::Severity;
use crate::measures::checks::measure_rule::MeasureRule;

/// See `onpace explain period-disagrees`.
pub(super) static RULE: MeasureRule = MeasureRule {
    rule: Rule {
        name: "period-disagrees",
        severity: Severity::Warning,
        finds: "A cell that names another period than its heading.",
        why: "The same number under another month is another fact.",
        remedy: "The date of the cell is kept; say which is right.",
        check: None,
    },
    look: None,
    claim: None,
};
