//! Money of a recovery plan: years, lines, scenarios, balances that carry, and what is said of them. Whole pence everywhere; a
//! positive net is a deficit inside, and no sign stands bare outside. **Not here.** Money that stands beside the rows of a plan
//! (`claim::money`).

pub mod carry;
pub mod checks;
pub mod lines;
pub mod money;
pub mod reconcile;
pub mod rounding;
pub mod year;
