//! `sign-ambiguous`: Two readings of the signs both add up, or neither does.

use crate::checks::rule::Rule;
use crate::finance::carry::Unsound;
use crate::finance::checks::finance_rule::{FinanceGround, FinanceRule};
use crate::finding::{Finding, Severity};

/// See `onpace explain sign-ambiguous`.
pub(super) static RULE: FinanceRule = FinanceRule {
    rule: Rule {
        name: "sign-ambiguous",
        severity: Severity::Warning,
        finds: "Two readings of the signs both add up, or neither does.",
        why: "A deficit that is read as a surplus is the worst mistake that a table can cause.",
        remedy: "Say in the title which way a deficit is written, or give lines of income and spending.",
        check: None,
    },
    look: Some(look),
};

fn look(ground: &FinanceGround<'_>, findings: &mut Vec<Finding>) {
    if ground.read.unsound.contains(&Unsound::Signs) {
        let message = "Nothing in the table says whether an amount above nothing is a deficit or a surplus.";
        findings.push(
            RULE.rule.finding(message).meanwhile("amounts above nothing are read as deficits").at(ground.place.clone()),
        );
    }
}
