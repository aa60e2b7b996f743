//! The monthly round: when it runs, who is asked about what and why, how it went, and what in an answer wants
//! a second look.
//!
//! **Not here.** What happened in a round, which is the ledger's ([`crate::ledger::round`]); mails and pages.

pub mod dates;
pub mod presence;
pub mod scope;
pub mod statistics;
pub mod figures;
pub mod flags;
