//! What administrators do, as events in a stream of its own beside the plans: part of the same tree, so
//! that it can no more be altered unseen than a plan. It names accounts by their ids only.
//!
//! **Not here.** What is administered ([`crate::accounts`]), which calls [`note`] within its own transaction.

use crate::error::StoreError;
use crate::ledger::{Entry, Ledger as _, OWN_STREAM, Stored};
use crate::sqlite::{Store, append_within};
use onpace_core::house::event::{AdministeredChange, HouseEvent};
use onpace_core::ledger::event::{Channel, Event};
use rusqlite::Connection;

/// By whom something is administered, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// The id of an account, or a word for a machine.
    pub actor: String,
    /// By which way.
    pub channel: Channel,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// The instant, in microseconds since 1970.
    pub now: i64,
}

/// Notes what changed, within the transaction that changes it; nothing where nothing did.
pub(crate) fn note(
    connection: &Connection,
    hand: &Hand,
    about: &str,
    changes: Vec<AdministeredChange>,
) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let entry = Entry {
        effective: None,
        actor: hand.actor.clone(),
        channel: hand.channel,
        reason: hand.reason.clone(),
        event: Event::House(HouseEvent::Administered { about: about.to_owned(), changes }),
    };
    append_within(connection, OWN_STREAM, hand.now, entry)
}

impl Store {
    /// Notes something that was done and has no record of its own here, such as a backup.
    ///
    /// # Errors
    /// The disk.
    pub fn note(&self, hand: &Hand, about: &str, changes: Vec<AdministeredChange>) -> Result<(), StoreError> {
        let (hand, about) = (hand.clone(), about.to_owned());
        self.write(move |connection| {
            let act = connection.transaction()?;
            note(&act, &hand, &about, changes)?;
            act.commit()?;
            Ok(())
        })
    }

    /// Everything that was administered, in order.
    ///
    /// # Errors
    /// A record that cannot be understood.
    pub fn administered(&self) -> Result<Vec<Stored>, StoreError> {
        match self.read(OWN_STREAM, 0, usize::MAX) {
            Err(StoreError::NotFound(_)) => Ok(Vec::new()),
            other => other,
        }
    }
}
