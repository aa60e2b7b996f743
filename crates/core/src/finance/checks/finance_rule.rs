//! What a rule about money is, and what it looks at. **Not here.** Any rule.

use crate::checks::rule::Rule;
use crate::finance::carry::{MoneyTable, TableRead};
use crate::finance::money::Money;
use crate::finding::Finding;
use crate::place::Place;

/// What a rule looks at: a table of money as it is written, and as it was read.
pub struct FinanceGround<'g> {
    /// As it is written.
    pub table: &'g MoneyTable,
    /// As it was read.
    pub read: &'g TableRead,
    /// Where it stands.
    pub place: Place,
}

/// A rule about money.
pub struct FinanceRule {
    /// Its name, and what it finds.
    pub rule: Rule,
    /// Looks at a table; none for what is found while a file is read.
    pub look: Option<fn(&FinanceGround<'_>, &mut Vec<Finding>)>,
}

/// A balance in words, for no sign stands bare: "a deficit of £1.024m".
#[must_use]
pub fn balance(amount: Money) -> String {
    match amount.in_pence().cmp(&0) {
        std::cmp::Ordering::Greater => format!("a deficit of {amount}"),
        std::cmp::Ordering::Less => format!("a surplus of {amount}"),
        std::cmp::Ordering::Equal => "a balance of nothing".to_owned(),
    }
}
