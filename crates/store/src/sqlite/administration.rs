//! What administrators did: in SQLite. **Not here.** The values ([`crate::administration`]).

use super::{Store, append_within};
use crate::administration::{Administration, Hand};
use crate::error::StoreError;
use crate::ledger::{Entry, Ledger as _, Stored};
use onpace_core::house::event::{AdministeredChange, HouseEvent};
use onpace_core::ledger::event::Event;
use onpace_core::ledger::stream::Stream;
use rusqlite::Connection;

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
    append_within(connection, Stream::House, hand.now, entry)
}

impl Administration for Store {
    fn note(&self, hand: &Hand, about: &str, changes: Vec<AdministeredChange>) -> Result<(), StoreError> {
        let (hand, about) = (hand.clone(), about.to_owned());
        self.write(move |connection| {
            let act = connection.transaction()?;
            note(&act, &hand, &about, changes)?;
            act.commit()?;
            Ok(())
        })
    }

    fn administered(&self) -> Result<Vec<Stored>, StoreError> {
        match self.read(Stream::House, 0, usize::MAX) {
            Err(StoreError::NotFound(_)) => Ok(Vec::new()),
            other => other,
        }
    }
}
