//! Checkpoints after an event: the same as over all leaves, and no leaf is hashed twice for them.

use crate::at;
use crate::{opened, update};
use onpace_core::ledger::merkle::Tree;
use onpace_core::ledger::stream::Stream;
use onpace_store::{Access, Accounts as _, Ledger as _, Proofs as _, Store, StoreError};

#[test]
fn a_checkpoint_after_an_event_is_made_of_what_no_earlier_one_holds() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.append(Stream::Plan("send"), 0, at(1), vec![opened(), update("one"), update("two")]).unwrap();
    store.append(Stream::Plan("other"), 0, at(1), vec![opened(), update("three")]).unwrap();
    store.append(Stream::Plan("send"), 3, at(2), vec![update("four")]).unwrap();
    let leaves = store.leaves().unwrap();
    // Of which plan and event it is after: the leaves under it, and those that are hashed for it.
    for (plan, seq, size, hashed) in [
        ("send", 3, 3, 3),
        ("send", 3, 3, 0),
        ("other", 2, 5, 2),
        ("send", 4, 6, 1),
        ("send", 2, 2, 2),
        ("OTHER", 1, 4, 1),
        ("send", 4, 6, 0),
    ] {
        let before = store.work().leaves;
        let checkpoint = store.checkpoint_after(Stream::Plan(plan), seq).unwrap();
        let expected: Tree = leaves.iter().take(size).copied().collect();
        assert_eq!((checkpoint.size, checkpoint.root), (size as u64, expected.root()), "{plan} {seq}");
        assert_eq!(store.work().leaves - before, hashed, "{plan} {seq}");
    }
    assert_eq!(store.checkpoint_after(Stream::Plan("send"), 4).unwrap(), store.checkpoint().unwrap());
    assert!(matches!(store.checkpoint_after(Stream::Plan("send"), 5), Err(StoreError::NotFound(_))));
    // What is erased keeps its leaf.
    let before = store.checkpoint_after(Stream::Plan("send"), 4).unwrap();
    store.erase(Stream::Plan("send"), 2, at(5), "person-1", "asked").unwrap();
    assert_eq!(store.checkpoint_after(Stream::Plan("send"), 4).unwrap(), before);
    assert_eq!(store.checkpoint_after(Stream::Plan("send"), 5).unwrap(), store.checkpoint().unwrap());
}

#[test]
fn one_plan_is_found_as_in_the_list_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.append(Stream::Plan("Send"), 0, at(1), vec![opened(), update("one")]).unwrap();
    store.append(Stream::Plan("other"), 0, at(5), vec![opened()]).unwrap();
    for head in store.plans().unwrap() {
        assert_eq!(store.head(&head.name.to_uppercase()).unwrap(), Some(head));
    }
    let details = onpace_store::accounts::AccountDetails::default();
    let hand = onpace_store::administration::Hand {
        actor: "test".to_owned(),
        channel: onpace_core::ledger::event::Channel::Cli,
        reason: None,
        now: at(1),
    };
    store.set_account("jo@example.org", &details, &[], &hand).unwrap();
    for none in ["nowhere", "", "@house", "sen"] {
        assert_eq!(store.head(none).unwrap(), None, "{none}");
    }
}
