//! Appending where nothing came in about what a decision rests on, whatever else did; and letters with it.

use crate::at;
use crate::{opened, update};
use onpace_core::ledger::event::Event;
use onpace_core::ledger::stream::Stream;
use onpace_core::ledger::subject::Subject;
use onpace_core::plan::event::PlanEvent;
use onpace_store::post::{LetterDraft, Post};
use onpace_store::{Access, Entry, Ledger as _, Letters as _, Stand, Store, StoreError};

fn about(row: &str) -> Entry {
    Entry { event: Event::Plan(PlanEvent::StatusLifted { row: row.into() }), ..update("") }
}

fn resting(since: u64, row: &str) -> Stand {
    Stand::Untouched { since, on: vec![Subject::Row(row.into())] }
}

fn post(recipient: &str) -> Post {
    let draft =
        LetterDraft { about: format!("ask/{recipient}"), recipient: recipient.to_owned(), ..LetterDraft::default() };
    Post { letters: vec![draft], due_at: at(1) }
}

/// Where it went, or the number at which the plan was found.
fn put(store: &Store, stand: Stand, row: &str) -> Result<u64, u64> {
    match store.append_where(Stream::Plan("send"), stand, at(5), vec![about(row)], post(row)) {
        Ok(appended) => Ok(appended.last),
        Err(StoreError::Conflict { found, .. }) => Err(found),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn what_rests_on_one_row_waits_for_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.append(Stream::Plan("send"), 0, at(1), vec![opened(), about("1A"), about("1B")]).unwrap();
    assert_eq!(put(&store, resting(3, "1A"), "1A"), Ok(4));
    assert_eq!(put(&store, resting(3, "1B"), "1B"), Ok(5), "another row has come in between");
    assert_eq!(put(&store, resting(3, "1A"), "1A"), Err(5), "the same row has");
    assert_eq!(put(&store, resting(4, "1A"), "1A"), Ok(6), "and was known");
    assert_eq!(put(&store, Stand::At(5), "1C"), Err(6));
    assert_eq!(store.letters(10).unwrap().len(), 2, "a letter goes in with its event or not at all");

    // Letters that go out by other ways, and sessions, change no plan.
    store.put_letter(LetterDraft { about: "link-1".into(), ..LetterDraft::default() }, at(5)).unwrap();
    assert_eq!(put(&store, resting(5, "1B"), "1B"), Ok(7));
    // An erasure may change anything.
    store.erase(Stream::Plan("send"), 3, at(6), "person-2", "asked for").unwrap();
    assert_eq!(put(&store, resting(7, "1B"), "1B"), Err(8));
    assert_eq!(put(&store, resting(8, "1B"), "1B"), Ok(9));
    // And so may what is about no row.
    let document = Entry { event: Event::Plan(PlanEvent::PolicyChosen { policy: "pace".into() }), ..update("") };
    store.append(Stream::Plan("send"), 9, at(7), vec![document]).unwrap();
    assert_eq!(put(&store, resting(9, "1D"), "1D"), Err(10));
    drop(store);

    // Who knows the plan as it was before the service began again looks anew.
    let store = Store::open(folder.path(), Access::Write).unwrap();
    assert_eq!(put(&store, resting(9, "1D"), "1D"), Err(10));
    assert_eq!(put(&store, resting(10, "1D"), "1D"), Ok(11));
    assert!(onpace_store::Store::open(folder.path(), Access::Read).unwrap().plans().unwrap()[0].seq == 11);
}
