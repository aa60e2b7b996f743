//! Flipped bytes are found or harmless; a history that was rewritten is named; a newer end is missed.

use crate::at;
use crate::{opened, update};
use onpace_core::ledger::stream::Stream;
use onpace_store::verify::Checkpoint;
use onpace_store::{Access, Directory as _, Ledger as _, Proofs as _, Store, folder};
use rusqlite::Connection;
use std::path::Path;

/// A folder with two plans, closed, so that all of it is in one file.
fn kept(folder: &Path) -> Checkpoint {
    let store = Store::open(folder, Access::Write).unwrap();
    store.append(Stream::Plan("send"), 0, at(1), vec![opened(), update("one"), update("two")]).unwrap();
    store.append(Stream::Plan("other"), 0, at(1), vec![opened()]).unwrap();
    for n in 0..60 {
        store.append(Stream::Plan("send"), 3 + n, at(1), vec![update(&format!("update {n}"))]).unwrap();
    }
    store.erase(Stream::Plan("send"), 2, at(5), "person-1", "asked").unwrap();
    store.name_people("send", vec![("JC".into(), None), ("DHd".into(), Some("a post".into()))]).unwrap();
    store.checkpoint().unwrap()
}

/// Everything that a reader would be told.
fn told(folder: &Path) -> Option<String> {
    let store = Store::open(folder, Access::Read).ok()?;
    let verdict = store.verify(None).ok()?;
    if verdict.fault.is_some() {
        return None;
    }
    let events =
        (store.read(Stream::Plan("send"), 0, usize::MAX).ok()?, store.read(Stream::Plan("other"), 0, usize::MAX).ok()?);
    Some(format!("{verdict:?} {events:?} {:?}", store.people(None).ok()?))
}

#[test]
fn every_flipped_byte_is_found_or_harmless() {
    let folder = tempfile::tempdir().unwrap();
    kept(folder.path());
    let sound = told(folder.path()).unwrap();
    let whole = std::fs::read(folder::database(folder.path())).unwrap();
    let place = tempfile::tempdir().unwrap();
    let (mut found, mut harmless) = (0, 0);
    // A step that is odd and no divisor of a page walks over every kind of place.
    for at in (0..whole.len()).step_by(131) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x5a;
        for left in std::fs::read_dir(place.path()).unwrap().flatten() {
            std::fs::remove_file(left.path()).unwrap();
        }
        std::fs::write(folder::database(place.path()), &damaged).unwrap();
        match told(place.path()) {
            None => found += 1,
            Some(same) => {
                assert_eq!(same, sound, "byte {at} was flipped, nobody noticed, and something else is told");
                harmless += 1;
            }
        }
    }
    assert!(found > 50 && harmless > 0, "{found} found, {harmless} harmless");
}

#[test]
fn the_first_record_that_was_altered_is_named() {
    for (sql, seq, says) in [
        (
            "UPDATE event SET body = replace(body, 'update 7', 'update 8') WHERE position = 11",
            Some(11),
            "content has been altered",
        ),
        ("UPDATE event SET actor = 'person-9' WHERE seq = 9 AND plan = 1", Some(9), "who, when or what"),
        ("UPDATE event SET effective = '2022-05-01' WHERE seq = 5 AND plan = 1", Some(5), "who, when or what"),
        ("UPDATE event SET body = NULL, salt = NULL WHERE position = 20", Some(20), "content is missing"),
        ("DELETE FROM event WHERE position = 30", None, "leaf 30 is missing"),
        ("UPDATE event SET leaf = zeroblob(32) WHERE position = 40", None, "who, when or what"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        kept(folder.path());
        let raw = rusqlite::Connection::open(folder::database(folder.path())).unwrap();
        for trigger in ["event_is_fixed", "event_stays"] {
            raw.execute(&format!("DROP TRIGGER {trigger}"), []).unwrap();
        }
        raw.execute(sql, []).unwrap();
        drop(raw);
        let fault = Store::open(folder.path(), Access::Read).unwrap().verify(None).unwrap().fault.unwrap();
        assert!(fault.what.contains(says), "{sql}: {fault:?}");
        assert!(seq.is_none() || fault.seq == seq, "{sql}: {fault:?}");
    }
}

#[test]
fn a_saved_checkpoint_tells_a_rewritten_history_and_a_missing_end() {
    let folder = tempfile::tempdir().unwrap();
    let saved = kept(folder.path());
    assert_eq!(Checkpoint::parse(&saved.to_string()), Some(saved.clone()));
    let fault = |saved: &Checkpoint| {
        Store::open(folder.path(), Access::Read).unwrap().verify(Some(saved)).unwrap().fault.map(|fault| fault.what)
    };
    assert_eq!(fault(&saved), None);
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.append(Stream::Plan("other"), 1, at(9), vec![update("later")]).unwrap();
    drop(store);
    assert_eq!(fault(&saved), None, "it goes on from there");
    let longer = Checkpoint { size: saved.size + 9, ..saved.clone() };
    assert!(fault(&longer).unwrap().contains("the end of the history is gone"));
    let another = Checkpoint { root: [7; 32], ..saved.clone() };
    assert!(fault(&another).unwrap().contains("history was rewritten"));
    let elsewhere = Checkpoint { origin: "f00d".into(), ..saved };
    assert!(fault(&elsewhere).unwrap().contains("another data folder"));
}

#[test]
fn an_end_that_was_cut_off_is_missed_without_a_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    kept(folder.path());
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.append(Stream::Plan("other"), 1, at(9), vec![update("later")]).unwrap();
    drop(store);
    let fault =
        || Store::open(folder.path(), Access::Read).unwrap().verify(None).unwrap().fault.map(|fault| fault.what);
    assert_eq!(fault(), None);
    let raw = Connection::open(folder.path().join("onpace.db")).unwrap();
    let rules = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
    let rules: Vec<(String, String)> = raw
        .prepare(rules)
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, _) in &rules {
        raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    raw.execute_batch("DELETE FROM event WHERE position = (SELECT max(position) FROM event)").unwrap();
    for (_, rule) in &rules {
        raw.execute_batch(rule).unwrap();
    }
    drop(raw);
    assert!(fault().unwrap().contains("the end of the history is gone"));
}

#[test]
fn what_was_erased_is_nowhere_in_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Access::Write).unwrap();
    store.append(Stream::Plan("send"), 0, at(1), vec![opened(), update("an-unmistakable-secret")]).unwrap();
    let holds = || {
        let files = std::fs::read_dir(folder.path()).unwrap().flatten();
        files
            .map(|file| std::fs::read(file.path()).unwrap())
            .any(|bytes| bytes.windows(22).any(|w| w == b"an-unmistakable-secret"))
    };
    assert!(holds());
    store.erase(Stream::Plan("send"), 2, at(5), "person-1", "asked").unwrap();
    assert!(!holds());
    assert_eq!(store.verify(None).unwrap().fault, None);
}

#[test]
fn a_backup_is_one_file_that_restores_to_the_same_and_a_damaged_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    kept(folder.path());
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("backup.db");
    let store = Store::open(folder.path(), Access::Read).unwrap();
    let taken = store.back_up(&file, &mut |_, _| {}).unwrap();
    assert!(store.back_up(&file, &mut |_, _| {}).is_err(), "never over another file");
    let restored = place.path().join("restored");
    assert_eq!(onpace_store::backup::restore(&file, &restored).unwrap(), taken);
    assert_eq!(told(&restored), told(folder.path()));
    assert!(onpace_store::backup::restore(&file, &restored).is_err(), "never over another folder");
    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes.windows(8).position(|w| w == b"update 7").unwrap();
    bytes[at] = b'U';
    let damaged = place.path().join("damaged.db");
    std::fs::write(&damaged, &bytes).unwrap();
    let refused = onpace_store::backup::restore(&damaged, &place.path().join("again")).unwrap_err();
    assert!(refused.to_string().contains("damaged"), "{refused}");
    assert!(!folder::database(&place.path().join("again")).exists());
    std::fs::write(&damaged, b"not a backup").unwrap();
    assert!(onpace_store::backup::verify(&damaged).unwrap_err().to_string().contains("not a backup"));
    let leftovers: Vec<_> = std::fs::read_dir(place.path()).unwrap().flatten().map(|e| e.file_name()).collect();
    assert!(leftovers.iter().all(|name| !name.to_string_lossy().contains("drill")), "{leftovers:?}");
}
