//! What any store must do, a file a noun. A second store is one more line in [`each`].

mod accounts;
mod ask_links;
mod directory;
mod factors;
mod inbox;
mod ledger;
mod letters;
mod proofs;
mod published;
mod settings;

use onpace_core::house::event::HouseEvent;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_store::accounts::AccountDetails;
use onpace_store::administration::Hand;
use onpace_store::{
    Access, Accounts, Administration, AskLinks, Directory, Factors, HouseSettings, Inbox, Ledger, Letters, Proofs,
    PublishedFiles, Store,
};
use std::sync::Arc;

/// A whole store, by all its nouns.
trait Whole:
    Ledger
    + Accounts
    + Administration
    + AskLinks
    + Directory
    + Factors
    + HouseSettings
    + Inbox
    + Letters
    + Proofs
    + PublishedFiles
{
}

impl<T> Whole for T where
    T: Ledger
        + Accounts
        + Administration
        + AskLinks
        + Directory
        + Factors
        + HouseSettings
        + Inbox
        + Letters
        + Proofs
        + PublishedFiles
{
}

/// Runs a test on every store there is, new and empty.
fn each(test: impl Fn(Arc<dyn Whole>)) {
    let folder = tempfile::tempdir().unwrap();
    test(Arc::new(Store::open(folder.path(), Access::Write).unwrap()));
}

/// By whom something is done at an instant.
fn hand(now: Instant) -> Hand {
    Hand { actor: "user-1".to_owned(), channel: Channel::Web, reason: None, now }
}

fn named(name: &str) -> AccountDetails {
    AccountDetails { name: name.to_owned(), ..AccountDetails::default() }
}

/// What was administered, each with what it is about and what changed.
fn administered(store: &dyn Whole) -> Vec<String> {
    let told = |event: Event| match event {
        Event::House(HouseEvent::Administered { about, changes }) => {
            let changes = changes.iter().map(|one| format!("{}: {} > {}", one.what, one.before, one.after));
            format!("{about} {}", changes.collect::<Vec<_>>().join(", "))
        }
        other => format!("{other:?}"),
    };
    store.administered().unwrap().into_iter().filter_map(|one| one.recorded.event).map(told).collect()
}
