//! `lines-do-not-add`: Lines do not give their total, beyond rounding.

use crate::checks::rule::Rule;
use crate::finance::carry::Unsound;
use crate::finance::checks::finance_rule::{FinanceGround, FinanceRule};
use crate::finance::money::Money;
use crate::finding::{Finding, Severity};

/// See `onpace explain lines-do-not-add`.
pub(super) static RULE: FinanceRule = FinanceRule {
    rule: Rule {
        name: "lines-do-not-add",
        severity: Severity::Error,
        finds: "Lines do not give their total, beyond rounding.",
        why: "A board decides on the total, and nobody pays it: the lines are what is spent.",
        remedy: "Correct the total, or the line that it holds another value of.",
        check: None,
    },
    look: Some(look),
};

fn look(ground: &FinanceGround<'_>, findings: &mut Vec<Finding>) {
    for unsound in &ground.read.unsound {
        let Unsound::Lines { year, words, total, lines } = unsound else { continue };
        let by = total.minus(*lines).map(Money::size);
        let much = if total.in_pence() > lines.in_pence() { "more" } else { "less" };
        let by = by.map(|by| format!(", {by} {much} than its lines")).unwrap_or_default();
        let message = format!("{year}: \u{201c}{words}\u{201d} says {total}{by}, which come to {lines}.");
        let found = RULE.rule.finding(message).found(total.to_string()).expected(lines.to_string());
        findings.push(found.meanwhile("the lines are used").at(ground.place.clone()));
    }
}
