//! What somebody with the file could do by SQL: take words away, slip an administrator in, take the file's rules away.
//! Each is refused by the file, or found. **Not here.** Bytes that were flipped, records that were altered (`damage`).

use crate::at;
use crate::{opened, update};
use onpace_core::access::Role;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Channel;
use onpace_core::ledger::stream::Stream;
use onpace_store::accounts::AccountDetails;
use onpace_store::administration::Hand;
use onpace_store::factors::Factor;
use onpace_store::post::LetterDraft;
use onpace_store::{
    Access, Accounts as _, Directory as _, Factors as _, HouseSettings as _, Ledger as _, Letters as _, Proofs as _,
    Store, StoreError, folder,
};
use rusqlite::Connection;
use std::path::Path;

/// Two plans: send 2 is erased by send 5, other 3 by other 4. Leaves 0 to 3 are send 1 to 4, 4 to 6 other 1 to 3.
fn erased(folder: &Path) {
    let store = Store::open(folder, Access::Write).unwrap();
    store
        .append(Stream::Plan("send"), 0, at(1), vec![opened(), update("one"), update("two"), update("three")])
        .unwrap();
    store.append(Stream::Plan("other"), 0, at(1), vec![opened(), update("one"), update("two")]).unwrap();
    store.erase(Stream::Plan("send"), 2, at(5), "person-1", "asked").unwrap();
    store.erase(Stream::Plan("other"), 3, at(6), "person-1", "asked").unwrap();
    assert_eq!(store.verify(None).unwrap().fault, None);
}

fn raw(folder: &Path) -> Connection {
    Connection::open(folder::database(folder)).unwrap()
}

/// Takes every rule of the file away, for whoever has the file can.
fn without_rules(folder: &Path) -> Connection {
    let raw = raw(folder);
    let names: Vec<String> = {
        let mut all = raw.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").unwrap();
        all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    for name in names {
        raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    raw
}

fn fault(folder: &Path) -> Option<onpace_store::verify::Fault> {
    Store::open(folder, Access::Read).unwrap().verify(None).unwrap().fault
}

#[test]
fn words_that_were_taken_away_untold_are_missed_whatever_stands_in_the_table_of_erasures() {
    let take = "UPDATE event SET salt = NULL, body = NULL WHERE position = ";
    for (sql, seq, says) in [
        (format!("INSERT INTO erasure VALUES (2, 2); {take} 2"), 3, "no later event of its plan says"),
        // By the event that tells of another erasure, of its own plan and of another.
        (format!("INSERT INTO erasure VALUES (2, 7); {take} 2"), 3, "no later event of its plan says"),
        (format!("INSERT INTO erasure VALUES (2, 8); {take} 2"), 3, "no later event of its plan says"),
        // A chain: first the words that say so, then those that they are about.
        (format!("INSERT INTO erasure VALUES (7, 8); {take} 7"), 5, "never erased"),
        (format!("INSERT INTO erasure VALUES (2, 7), (7, 8); {take} 2; {take} 7"), 5, "never erased"),
        (format!("{take} 2"), 3, "nobody recorded why"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        erased(folder.path());
        without_rules(folder.path()).execute_batch(&sql).unwrap();
        let fault = fault(folder.path()).unwrap();
        assert!(fault.what.contains(says), "{sql}: {fault:?}");
        assert_eq!((fault.plan.as_deref(), fault.seq), (Some("send"), Some(seq)), "{sql}: {fault:?}");
    }
}

#[test]
fn an_erasure_that_is_told_and_did_not_happen_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.append(Stream::Plan("send"), 0, at(1), vec![opened(), update("one")]).unwrap();
    let content = |connection: &Connection| {
        let of = "SELECT salt, body FROM event WHERE position = 1";
        connection.query_row(of, [], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?))).unwrap()
    };
    let (salt, body) = content(&raw(folder.path()));
    store.erase(Stream::Plan("send"), 2, at(5), "person-1", "asked").unwrap();
    drop(store);
    let raw = without_rules(folder.path());
    raw.execute("DELETE FROM erasure", []).unwrap();
    raw.execute("UPDATE event SET salt = ?1, body = ?2 WHERE position = 1", rusqlite::params![salt, body]).unwrap();
    drop(raw);
    let fault = fault(folder.path()).unwrap();
    assert!(fault.what.contains("content was erased which is there"), "{fault:?}");
    assert_eq!(fault.seq, Some(3));
}

#[test]
fn the_file_refuses_an_erasure_that_no_event_tells_of() {
    let folder = tempfile::tempdir().unwrap();
    erased(folder.path());
    let raw = raw(folder.path());
    let copy = "SELECT position, plan, seq, version, kind, recorded_at, effective, actor, channel, content, leaf, NULL, NULL \
                FROM event WHERE position = 2";
    for sql in [
        "INSERT INTO erasure VALUES (2, 2)".to_owned(),
        "INSERT INTO erasure VALUES (2, 7)".to_owned(),
        "INSERT INTO erasure VALUES (2, 8)".to_owned(),
        "INSERT INTO erasure VALUES (7, 8)".to_owned(),
        "INSERT OR REPLACE INTO erasure VALUES (1, 8)".to_owned(),
        "UPDATE event SET salt = NULL, body = NULL WHERE position = 2".to_owned(),
        "UPDATE event SET salt = NULL, body = NULL WHERE position = 7".to_owned(),
        // What replaces a row deletes it without a word.
        format!("INSERT OR REPLACE INTO event {copy}"),
        format!("INSERT OR REPLACE INTO event {}", copy.replace("SELECT position", "SELECT 9")),
    ] {
        let refused = raw.execute_batch(&sql).unwrap_err().to_string();
        assert!(refused.contains("append-only") || refused.contains("only erased with a record"), "{sql}: {refused}");
    }
    drop(raw);
    assert_eq!(fault(folder.path()), None);
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.erase(Stream::Plan("send"), 3, at(9), "person-1", "asked as well").unwrap();
    assert_eq!(store.verify(None).unwrap().fault, None, "and lets a lawful one through");
}

fn hand(now: Instant) -> Hand {
    Hand { actor: "test".to_owned(), channel: Channel::Web, reason: None, now }
}

fn named(name: &str) -> AccountDetails {
    AccountDetails { name: name.to_owned(), disabled: false }
}

/// An administrator with a passkey, a manager who was a reader and whose app is gone, and a user who was stopped.
fn administered(folder: &Path) {
    let store = Store::open(folder, Access::Write).unwrap();
    let of = |role| (Some("My plan".to_owned()), role);
    let factor = |kind: &str| Factor {
        number: 0,
        kind: kind.to_owned(),
        name: "mine".to_owned(),
        secret: "secret".to_owned(),
        used_up_to: None,
    };
    let admin = store.set_account("admin@here.invalid", &named("Ada"), &[(None, Role::Admin)], &hand(at(1))).unwrap();
    let manager = store.set_account("m@here.invalid", &named("Max"), &[of(Role::Reader)], &hand(at(2))).unwrap();
    let stopped = store.set_account("s@here.invalid", &named("Sam"), &[of(Role::Officer)], &hand(at(3))).unwrap();
    let roles = [of(Role::Manager), of(Role::Auditor), of(Role::Manager)];
    store.change_account(&manager, "max@here.invalid", &named("Maxine"), &roles, &hand(at(4))).unwrap();
    let no_more = AccountDetails { disabled: true, ..named("Sam") };
    store.set_account("s@here.invalid", &no_more, &[of(Role::Officer)], &hand(at(5))).unwrap();
    let letter = |about: &str, recipient: &str| LetterDraft {
        about: about.to_owned(),
        recipient: recipient.to_owned(),
        subject: "Your second factor".to_owned(),
        body: "It changed.".to_owned(),
    };
    store.add_factor(&admin, factor("passkey"), letter("factor-1", "admin@here.invalid"), &hand(at(6))).unwrap();
    store.add_factor(&manager, factor("totp"), letter("factor-2", "max@here.invalid"), &hand(at(7))).unwrap();
    store.drop_factor(&manager, 2, letter("factor-3", "max@here.invalid"), &hand(at(8))).unwrap();
    store.use_factor(1, 9, Some("another counter".to_owned())).unwrap();
    store.set_setting("written-at", "10").unwrap();
    assert_eq!((admin.as_str(), stopped.as_str()), ("user-1", "user-3"));
    assert_eq!(store.verify(None).unwrap().fault, None);
}

#[test]
fn who_was_slipped_in_or_out_by_hand_is_found_and_named_by_id_alone() {
    for (sql, says) in [
        (
            "INSERT INTO account (email, details) VALUES ('evil@there.invalid', '{\"name\":\"Eve\"}')",
            "may sign in: recorded nothing",
        ),
        ("INSERT INTO granted VALUES (2, '', 'admin')", "user-2 is not what the record of changes says: roles"),
        ("INSERT INTO granted VALUES (9, '', 'admin')", "user-9"),
        ("DELETE FROM granted WHERE account = 1", "found nothing"),
        ("UPDATE granted SET plan = 'Other' WHERE account = 3", "officer/Other"),
        ("UPDATE account SET details = '{\"name\":\"Sam\"}' WHERE number = 3", "user-3"),
        ("UPDATE account SET details = '{' WHERE number = 3", "the account user-3 is damaged"),
        ("DELETE FROM account WHERE number = 3", "user-3"),
        ("DELETE FROM factor", "user-1 is not what the record of changes says: second factor"),
        ("INSERT INTO factor (account, kind, name, secret, made_at) VALUES (2, 'totp', '', 'mine', 1)", "user-2"),
        ("UPDATE factor SET account = 2", "user-1"),
        ("INSERT INTO setting VALUES ('sign-in-by', 'anybody')", "the setting \u{201c}sign-in-by\u{201d}"),
        ("UPDATE setting SET value = 'x'", "the setting \u{201c}written-at\u{201d}"),
        ("DROP TRIGGER event_stays", "the trigger event_stays is gone"),
        (
            "DROP TRIGGER plan_stays; CREATE TRIGGER plan_stays BEFORE DELETE ON plan BEGIN SELECT 1; END",
            "the trigger plan_stays is not the one",
        ),
        (
            "CREATE TRIGGER more AFTER INSERT ON account BEGIN INSERT INTO granted VALUES (NEW.number, '', 'admin'); END",
            "the trigger more is none",
        ),
        ("DROP INDEX event_of_plan", "the index event_of_plan is gone"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        administered(folder.path());
        raw(folder.path()).execute_batch(sql).unwrap();
        let fault = fault(folder.path()).unwrap();
        assert!(fault.what.contains(says), "{sql}: {fault:?}");
        for private in ["invalid", "Eve", "Sam", "Ada", "secret"] {
            assert!(!fault.what.contains(private), "{sql}: {fault:?}");
        }
    }
}

#[test]
fn what_was_administered_is_never_erased() {
    let folder = tempfile::tempdir().unwrap();
    administered(folder.path());
    let store = Store::open(folder.path(), Access::Write).unwrap();
    assert!(matches!(store.erase(Stream::House, 1, at(20), "person-1", "why"), Err(StoreError::NotAccepted(_))));
}

#[test]
fn letters_that_nothing_explains_are_listed_and_are_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    administered(folder.path());
    let store = Store::open(folder.path(), Access::Write).unwrap();
    let letter =
        |about: &str, to: &str| LetterDraft { about: about.into(), recipient: to.into(), ..LetterDraft::default() };
    let link = onpace_store::accounts::SignInLink {
        number: 0,
        account: "user-1".to_owned(),
        browser: [0; 32],
        ends_at: at(99),
        used_at: None,
    };
    store.ask_link(&link, letter("", "Admin@here.invalid"), at(1)).unwrap();
    store.name_people("send", vec![("JC".into(), None)]).unwrap();
    let jo = onpace_store::directory::Details { email: Some("jo@here.invalid".into()), ..Default::default() };
    store.set_person("person-1", &jo, &hand(at(9))).unwrap();
    store.put_letter(letter("ask/1", "JO@here.invalid"), at(2)).unwrap();
    assert!(store.letters_without_cause().unwrap().is_empty());
    store.put_letter(letter("ask/2", "evil@there.invalid"), at(3)).unwrap();
    store.put_letter(letter("link-1/more", "admin@here.invalid"), at(3)).unwrap();
    store.put_letter(letter("link-2", "max@here.invalid"), at(3)).unwrap();
    assert_eq!(store.letters_without_cause().unwrap(), [6, 7, 8]);
    assert_eq!(store.verify(None).unwrap().fault, None);
}

#[test]
fn a_backup_tells_whose_it_is_also_beside_what_is_left_of_a_folder() {
    let (ours, theirs, place) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let backed_up = |folder: &Path, name: &str| {
        erased(folder);
        let file = place.path().join(name);
        let taken = Store::open(folder, Access::Read).unwrap().back_up(&file, &mut |_, _| {}).unwrap();
        (file, taken.origin)
    };
    let (own, our_id) = backed_up(ours.path(), "ours.db");
    let (other, their_id) = backed_up(theirs.path(), "theirs.db");
    let of_another = |file: &Path| onpace_store::backup::of_another(file, ours.path());
    let both = Some((their_id, our_id));
    assert_eq!((of_another(&own), of_another(&other)), (None, both.clone()));
    // The database is lost; a backup beside it says still whose the folder is.
    std::fs::create_dir(ours.path().join(folder::BACKUPS)).unwrap();
    std::fs::copy(&own, ours.path().join(folder::BACKUPS).join("kept.db")).unwrap();
    for file in std::fs::read_dir(ours.path()).unwrap().flatten().filter(|file| file.path().is_file()) {
        std::fs::remove_file(file.path()).unwrap();
    }
    assert_eq!((of_another(&own), of_another(&other)), (None, both));
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(onpace_store::backup::of_another(&other, empty.path()), None, "nothing to compare with");
}
