//! A plan that somebody begins is theirs from its first event on, or is not there.

use crate::at;
use crate::{opened, update};
use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::stream::Stream;
use onpace_store::accounts::AccountDetails;
use onpace_store::administration::Hand;
use onpace_store::{Access, Accounts as _, Administration as _, Ledger as _, Proofs as _, Store, StoreError};

fn hand(now: Instant) -> Hand {
    Hand { actor: "user-1".to_owned(), channel: Channel::Web, reason: None, now }
}

#[test]
fn a_plan_and_the_role_in_it_are_there_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Access::Write).unwrap();
    let details = AccountDetails { name: "Jo Carter".to_owned(), ..AccountDetails::default() };
    let who = store.set_account("jo@example.org", &details, &[], &hand(at(1))).unwrap();
    let leaves = store.leaves().unwrap();

    let refused = store.begin_plan("send", vec![opened(), update("one")], "user-99", Role::Manager, &hand(at(2)));
    assert!(matches!(refused, Err(StoreError::NotFound(_))), "{refused:?}");
    assert_eq!(store.plans().unwrap(), [], "no plan that is nobody's");
    assert_eq!(store.leaves().unwrap(), leaves, "nor anything of one");

    let appended = store.begin_plan("send", vec![opened(), update("one")], &who, Role::Manager, &hand(at(3))).unwrap();
    assert_eq!((appended.first, appended.last), (1, 2));
    assert_eq!(store.account(&who).unwrap().roles, [(Some("send".to_owned()), Role::Manager)]);
    assert_eq!(store.administered().unwrap().len(), 2, "that it was given is history");

    // What is taken stays as it is, and gives nobody a role.
    let taken = store.begin_plan("SEND", vec![opened()], &who, Role::Officer, &hand(at(4)));
    assert!(matches!(taken, Err(StoreError::Conflict { .. })), "{taken:?}");
    assert_eq!(store.account(&who).unwrap().roles.len(), 1);
    // The writer goes on from where this left the history.
    store.append(Stream::Plan("send"), 2, at(5), vec![update("two")]).unwrap();
    assert_eq!(store.verify(None).unwrap().fault, None);
}
