//! `balance-does-not-carry`: Opening plus in-year is not closing, or a closing balance is not the next opening one, beyond rounding.

use crate::checks::rule::Rule;
use crate::finance::carry::Unsound;
use crate::finance::checks::finance_rule::{FinanceGround, FinanceRule, balance};
use crate::finding::{Finding, Severity};

/// See `onpace explain balance-does-not-carry`.
pub(super) static RULE: FinanceRule = FinanceRule {
    rule: Rule {
        name: "balance-does-not-carry",
        severity: Severity::Error,
        finds: "Opening plus in-year is not closing, or a closing balance is not the next opening one, beyond rounding.",
        why: "Whoever adds it up once finds that one of the three is of another year, another block or another forecast.",
        remedy: "Say which of the three is right, and correct the others.",
        check: None,
    },
    look: Some(look),
};

fn look(ground: &FinanceGround<'_>, findings: &mut Vec<Finding>) {
    for unsound in &ground.read.unsound {
        let found = match unsound {
            Unsound::Carry { year, closing, carried } => RULE
                .rule
                .finding(format!(
                    "{year}: opening and in-year come to {}, and the table closes with {}.",
                    balance(*carried),
                    balance(*closing)
                ))
                .found(balance(*closing))
                .expected(balance(*carried)),
            Unsound::Next { year, opening, closing } => RULE
                .rule
                .finding(format!(
                    "{year} opens with {}, and the year before closed with {}.",
                    balance(*opening),
                    balance(*closing)
                ))
                .found(balance(*opening))
                .expected(balance(*closing)),
            Unsound::Lines { .. } | Unsound::Signs => continue,
        };
        findings.push(found.at(ground.place.clone()));
    }
}
