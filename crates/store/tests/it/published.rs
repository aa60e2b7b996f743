//! What is published is held against its event.

use crate::at;
use crate::{opened, update};
use onpace_core::ledger::event::Event;
use onpace_core::ledger::stream::Stream;
use onpace_core::packs::event::PackEvent;
use onpace_store::published::Published;
use onpace_store::{Access, Entry, Ledger as _, Proofs as _, PublishedFiles as _, Store, folder};
use rusqlite::Connection;

fn published(words: &str) -> Published {
    Published { ending: "csv".to_owned(), kind: "text/csv".to_owned(), bytes: words.as_bytes().to_vec() }
}

fn entry(event: Event) -> Entry {
    Entry { effective: None, event, ..update("") }
}

/// A plan whose first pack is published.
fn store(folder: &std::path::Path) -> Store {
    let store = Store::open(folder, Access::Write).unwrap();
    store.append(Stream::Plan("send"), 0, at(1), vec![opened()]).unwrap();
    let file = published("as it was");
    let files = std::iter::once((file.ending.clone(), file.hash())).collect();
    let event = Event::Pack(PackEvent::PackPublished { number: 1, by: "user-1".to_owned(), files });
    store.publish(("send", 1), at(2), entry(event), 1, vec![file]).unwrap();
    store
}

#[test]
fn what_was_altered_or_taken_by_hand_is_found() {
    for (sql, words) in [
        ("UPDATE published SET bytes = x'00'", "is not what was published"),
        ("UPDATE published SET hash = '00'", "is not what was published"),
        ("DELETE FROM published", "is gone"),
        ("UPDATE published SET number = 9", "is not what was published"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        drop(store(folder.path()));
        Connection::open(folder::database(folder.path())).unwrap().execute(sql, []).unwrap();
        let store = Store::open(folder.path(), Access::Read).unwrap();
        let fault = store.verify(None).unwrap().fault.unwrap();
        assert!(fault.what.contains(words), "{sql}: {fault:?}");
    }
}
