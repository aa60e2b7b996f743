//! `amount-not-read`: A cell of a table of money that is no amount.

use crate::checks::rule::Rule;
use crate::finance::checks::finance_rule::FinanceRule;
use crate::finding::Severity;

/// See `onpace explain amount-not-read`.
pub(super) static RULE: FinanceRule = FinanceRule {
    rule: Rule {
        name: "amount-not-read",
        severity: Severity::Warning,
        finds: "A cell of a table of money that is no amount.",
        why: "What is not read is in no sum.",
        remedy: "Write the amount, or leave the cell empty.",
        check: None,
    },
    look: None,
};
