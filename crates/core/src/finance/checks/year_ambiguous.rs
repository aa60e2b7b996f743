//! `year-ambiguous`: A year that can be read in two ways.

use crate::checks::rule::Rule;
use crate::finance::checks::finance_rule::FinanceRule;
use crate::finding::Severity;

/// See `onpace explain year-ambiguous`.
pub(super) static RULE: FinanceRule = FinanceRule {
    rule: Rule {
        name: "year-ambiguous",
        severity: Severity::Warning,
        finds: "A year that can be read in two ways.",
        why: "\u{201c}2024\u{201d} is 2023/24 to some and 2024/25 to others.",
        remedy: "Write both years, such as 2024/25.",
        check: None,
    },
    look: None,
};
