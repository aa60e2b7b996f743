//! Board packs as the ledger holds them: prepared, signed off, published, withdrawn.
//!
//! **Not here.** What stands in one, which is the report's; its files, which are the press's and the store's.

pub mod facts;
pub mod event;
pub mod refusal;
pub mod command;
pub mod pack;
pub mod seal;
pub(crate) mod apply;
pub mod decide;
