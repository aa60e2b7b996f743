//! Accounts, sessions and links to sign in.

use super::{administered, each, hand, named};
use crate::at;
use crate::opened;
use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_store::StoreError;
use onpace_store::accounts::{Session, SignInLink};
use onpace_store::post::LetterDraft;

fn session(account: &str, made_at: Instant) -> Session {
    Session { account: account.to_owned(), made_at, seen_at: made_at, ends_at: made_at + 100, assured: false }
}

fn link(account: &str) -> SignInLink {
    SignInLink { number: 0, account: account.to_owned(), browser: [9; 32], ends_at: at(100), used_at: None }
}

#[test]
fn an_account_is_found_by_id_and_by_address_in_any_case_and_every_change_is_noted() {
    each(|store| {
        let roles = [(None, Role::Admin), (Some("send".to_owned()), Role::Manager)];
        let id = store.set_account("Jo@example.org", &named("Jo"), &roles, &hand(at(1))).unwrap();
        assert_eq!(id, "user-1");
        let known = store.account(&id).unwrap();
        assert_eq!((&*known.email, &*known.details.name, known.roles.len()), ("Jo@example.org", "Jo", 2));
        assert_eq!(store.account_of("jo@EXAMPLE.org").unwrap(), Some(known.clone()));
        assert_eq!(store.accounts().unwrap(), [known]);
        assert_eq!(store.account_of("nobody@example.org").unwrap(), None);
        assert!(matches!(store.account("user-9"), Err(StoreError::NotFound(_))));
        assert_eq!(administered(&*store).len(), 1);
        // The same again is no change; another address is told without saying which.
        store.set_account("jo@example.org", &named("Jo"), &roles, &hand(at(2))).unwrap();
        assert_eq!(administered(&*store).len(), 1);
        store.change_account(&id, "joanna@example.org", &named("Jo"), &roles, &hand(at(3))).unwrap();
        assert_eq!(administered(&*store).last().unwrap(), "user-1 email address: one > another");
        let other = store.set_account("sam@example.org", &named("Sam"), &[], &hand(at(4))).unwrap();
        let taken = store.change_account(&other, "joanna@example.org", &named("Sam"), &[], &hand(at(5)));
        assert!(matches!(taken, Err(StoreError::NotAccepted(_))), "{taken:?}");
        assert_eq!(store.account(&other).unwrap().email, "sam@example.org");
    });
}

#[test]
fn a_plan_is_begun_with_whose_it_is_or_not_at_all() {
    each(|store| {
        let id = store.set_account("jo@example.org", &named("Jo"), &[], &hand(at(1))).unwrap();
        let begin =
            |plan: &str, account: &str| store.begin_plan(plan, vec![opened()], account, Role::Manager, &hand(at(2)));
        assert!(matches!(begin("send", "user-9"), Err(StoreError::NotFound(_))));
        assert_eq!(store.plans().unwrap(), [], "no plan without an owner");
        assert_eq!(begin("send", &id).unwrap().last, 1);
        assert_eq!(store.account(&id).unwrap().roles, [(Some("send".to_owned()), Role::Manager)]);
        assert!(matches!(begin("SEND", &id), Err(StoreError::Conflict { .. })));
        assert_eq!(store.account(&id).unwrap().roles.len(), 1);
    });
}

#[test]
fn sessions_end_with_the_address_that_they_came_by() {
    each(|store| {
        let id = store.set_account("jo@example.org", &named("Jo"), &[], &hand(at(1))).unwrap();
        store.begin_session([1; 32], &session(&id, at(10))).unwrap();
        store.begin_session([2; 32], &session(&id, at(20))).unwrap();
        store.touch_session([1; 32], at(30), true).unwrap();
        let seen = store.session([1; 32]).unwrap().unwrap();
        assert_eq!((seen.seen_at, seen.assured, seen.ends_at), (at(30), true, at(110)));
        assert_eq!(store.session([3; 32]).unwrap(), None);
        store.end_sessions([1; 32], Some(&id)).unwrap();
        assert!(store.session([1; 32]).unwrap().is_some() && store.session([2; 32]).unwrap().is_none());
        store.make_link(&link(&id), [7; 32], at(40)).unwrap();
        store.change_account(&id, "other@example.org", &named("Jo"), &[], &hand(at(50))).unwrap();
        assert_eq!(store.session([1; 32]).unwrap(), None, "what the old address let in is out");
        assert_eq!(store.link([7; 32]).unwrap(), None);
        store.begin_session([4; 32], &session(&id, at(60))).unwrap();
        store.begin_session([5; 32], &session(&id, at(1_000))).unwrap();
        assert_eq!(store.session([4; 32]).unwrap(), None, "what has ended goes");
        store.end_sessions([5; 32], None).unwrap();
        assert_eq!(store.session([5; 32]).unwrap(), None);
    });
}

#[test]
fn a_link_holds_once_and_only_with_the_secret_of_its_last_letter() {
    each(|store| {
        let id = store.set_account("jo@example.org", &named("Jo"), &[], &hand(at(1))).unwrap();
        let letter = LetterDraft { recipient: "jo@example.org".to_owned(), ..LetterDraft::default() };
        let number = store.ask_link(&link(&id), letter.clone(), at(10)).unwrap();
        let waiting = store.letters(10).unwrap();
        assert_eq!(waiting.iter().map(|one| one.draft.about.clone()).collect::<Vec<_>>(), [format!("link-{number}")]);
        store.arm_link(number, [1; 32]).unwrap();
        store.arm_link(number, [2; 32]).unwrap();
        assert_eq!(store.link([1; 32]).unwrap(), None, "an earlier secret holds no more");
        assert_eq!(store.link([2; 32]).unwrap().unwrap().account, id);
        assert!(store.use_link(number, at(20)).unwrap());
        assert!(!store.use_link(number, at(21)).unwrap(), "once");
        assert_eq!(store.link([2; 32]).unwrap().unwrap().used_at, Some(at(20)));
        store.arm_link(999, [3; 32]).unwrap();
        assert_eq!(store.link([3; 32]).unwrap(), None, "what is gone stays gone");
        // Who asks for an address that is nobody's leaves nothing behind.
        store.ask_link(&link(""), letter, at(30)).unwrap();
        assert_eq!(store.letters(10).unwrap().len(), 1);
    });
}
