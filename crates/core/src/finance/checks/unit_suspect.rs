//! `unit-suspect`: A factor of about a thousand between an amount and its neighbours.

use crate::checks::rule::Rule;
use crate::finance::checks::finance_rule::{FinanceGround, FinanceRule};
use crate::finding::{Finding, Severity};

/// See `onpace explain unit-suspect`.
pub(super) static RULE: FinanceRule = FinanceRule {
    rule: Rule {
        name: "unit-suspect",
        severity: Severity::Warning,
        finds: "A factor of about a thousand between an amount and its neighbours.",
        why: "Somebody entered pounds where thousands stand, or thousands where millions do.",
        remedy: "Say which is meant.",
        check: None,
    },
    look: Some(look),
};

/// About a thousand times as much, or a thousandth.
const LEAST: i64 = 500;
const MOST: i64 = 2_000;

fn look(ground: &FinanceGround<'_>, findings: &mut Vec<Finding>) {
    for row in &ground.table.rows {
        for (at, pair) in row.amounts.windows(2).enumerate() {
            let [Some(before), Some(after)] = pair else { continue };
            let (small, large) = (
                before.in_pence().abs().min(after.in_pence().abs()),
                before.in_pence().abs().max(after.in_pence().abs()),
            );
            let is_suspect = small > 0 && (LEAST..=MOST).contains(&(large / small));
            let Some(year) = ground.table.years.get(at + 1).filter(|_| is_suspect) else { continue };
            let message = format!(
                "\u{201c}{}\u{201d} is {} in {year} and {} the year before: is the unit the same?",
                row.words,
                after.size(),
                before.size()
            );
            findings.push(RULE.rule.finding(message).found(after.size().to_string()).at(ground.place.clone()));
        }
    }
}
