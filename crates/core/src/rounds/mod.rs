//! The monthly round: when it runs, who is asked about what and why, how it went, and what in an answer wants
//! a second look.
//!
//! **Not here.** Mails and pages.

pub mod facts;
pub mod event;
pub mod refusal;
pub mod command;
pub mod round;
pub(crate) mod apply;
pub mod rests_on;
pub mod decide;
pub mod dates;
pub mod presence;
pub mod scope;
pub mod expected;
pub mod statistics;
pub mod figures;
pub mod flags;
