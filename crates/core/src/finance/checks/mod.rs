//! Rules about money: what does not add up, or can be read in two ways. A rule a file; the list is [`FINANCE_RULES`]. **Not
//! here.** Rules about plans ([`crate::checks`]).

pub mod finance_rule;

use crate::checks::rule::Rule;
use crate::finding::Finding;
use finance_rule::{FinanceGround, FinanceRule};

macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*
        /// Every rule, in the order in which findings are listed.
        pub static FINANCE_RULES: &[&FinanceRule] = &[$(&$module::RULE),*];
    };
}

rules! {
    balance_does_not_carry lines_do_not_add sign_ambiguous unit_suspect year_ambiguous amount_not_read
}

/// What every rule finds in a table of money.
#[must_use]
pub fn findings(ground: &FinanceGround<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for look in FINANCE_RULES.iter().filter_map(|rule| rule.look) {
        look(ground, &mut findings);
    }
    findings
}

/// The rule of a name, for what is found while a file is read.
#[must_use]
pub fn finance_rule_named(name: &str) -> Option<&'static Rule> {
    FINANCE_RULES.iter().map(|rule| &rule.rule).find(|rule| rule.name == name)
}
