//! What administrators do, as events in a stream of its own beside the plans: part of the same tree, so
//! that it can no more be altered unseen than a plan. It names accounts by their ids only.
//!
//! **Not here.** What is administered ([`crate::accounts`]), which calls [`note`] within its own transaction.

use crate::error::StoreError;
use crate::ledger::Stored;
use onpace_core::house::event::AdministeredChange;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;

/// By whom something is administered, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// The id of an account, or a word for a machine.
    pub actor: String,
    /// By which way.
    pub channel: Channel,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// The instant.
    pub now: Instant,
}

/// What administrators did.
pub trait Administration: Send + Sync {
    /// Notes something that was done and has no record of its own here, such as a backup.
    ///
    /// # Errors
    /// The disk.
    fn note(&self, hand: &Hand, about: &str, changes: Vec<AdministeredChange>) -> Result<(), StoreError>;

    /// Everything that was administered, in order.
    ///
    /// # Errors
    /// A record that cannot be understood.
    fn administered(&self) -> Result<Vec<Stored>, StoreError>;
}
