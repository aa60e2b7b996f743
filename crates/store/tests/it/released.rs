//! Ledgers that earlier releases wrote are read for ever: a dump of each is in `tests/ledgers/`.

use crate::at;
use onpace_core::house::area::AreaKey;
use onpace_core::house::event::HouseEvent;
use onpace_core::ledger::event::{Event, Recorded};
use onpace_core::ledger::fold;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::state::State;
use onpace_core::ledger::stream::Stream;
use onpace_core::quantity::Percent;
use onpace_store::areas::{self, AreaPlace};
use onpace_store::verify::{Checkpoint, HistoryVerdict};
use onpace_store::{Access, Administration as _, Ledger as _, Proofs as _, Store, folder};
use onpace_testkit::skips::{Missing, skipped};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;

/// What `onpace checkpoint` printed when the dump was made.
const CHECKPOINT: &str = "onpace-ledger/040abb230b01c7e960d7ceb1d27f6265\n40\n\
                          d1147b70f13b3adf74ea3bf1a878294460cdce471ee539724b717e9b023eaa87\n";

/// The same of the dump of schema 5.
const CHECKPOINT_5: &str = "onpace-ledger/5f1c2ab98e0d47c3a6b1d0e94c7f8a25\n7\n\
                            c962f09b1d813beebf9915726bca4595ed0e000b4eb0ced79ef62ea422b03e65\n";

const KINDS: [&str; 18] = [
    "added",
    "approved",
    "baselined",
    "corrected",
    "date_decided",
    "date_proposed",
    "document",
    "erased",
    "linked",
    "moved",
    "opened",
    "reported",
    "revised",
    "status_lifted",
    "status_overridden",
    "superseded",
    "unlinked",
    "withdrawn",
];

/// Makes a data folder as the first release left it.
fn first_release(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let connection = Connection::open(folder::database(folder)).unwrap();
    connection.execute_batch(include_str!("../ledgers/schema-1.sql")).unwrap();
}

fn events(store: &Store, plan: &str) -> Vec<Recorded> {
    store.read(Stream::Plan(plan), 0, usize::MAX).unwrap().into_iter().map(|kept| kept.recorded).collect()
}

fn percent(state: &State, code: &str) -> Option<Percent> {
    state.row(code).unwrap().report.percent
}

#[test]
fn a_folder_of_the_first_release_opens_verifies_and_says_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    first_release(folder.path());
    let store = Store::open(folder.path(), Access::Write).unwrap();
    let before = folder.path().join(folder::BACKUPS).join("before-schema-2.db");
    assert!(before.exists(), "a backup is made before anything is changed");
    let saved = Checkpoint::parse(CHECKPOINT).unwrap();
    let verdict = store.verify(Some(&saved)).unwrap();
    assert_eq!((verdict.fault, verdict.checkpoint), (None, saved));

    let all = events(&store, "send");
    let on = |month, day| {
        let as_at = Some(jiff::civil::date(2022, month, day));
        fold::fold(&all, Until { as_at, known_by: None })
    };
    let may = on(5, 29);
    assert_eq!(percent(&may, "1A"), Some(Percent::whole(60)), "as the document had it");
    assert_eq!(may.row("1D").unwrap().spot.parent.as_deref(), Some("1A"));
    let june = on(6, 10);
    assert_eq!(percent(&june, "1A"), Some(Percent::whole(75)), "80 was said of 7 June, and erased");
    assert_eq!(percent(&june, "1B"), Some(Percent::whole(40)), "20 was taken back, 99 corrected");
    let changed = june.row("1B").unwrap();
    assert_eq!(changed.facts.title, "Publish the JSNA");
    assert_eq!(changed.facts.finish.as_ref().unwrap().when, "2022-06-30", "asked for and granted");
    assert!(june.row("1C").unwrap().withdrawn);
    assert!(june.row("1D").unwrap().links.is_empty());
    assert_eq!(june.row("1A").unwrap().overridden, None);
    let baselines = june.baselines.iter().map(|one| (&*one.name, one.rows.len())).collect::<Vec<_>>();
    assert_eq!(baselines, [("first", 4)]);
    assert_eq!(june.approvals.len(), 1);
    assert_eq!(events(&store, "other").len(), 10);
}

#[test]
fn every_kind_of_event_of_the_first_release_is_read_and_written_the_same() {
    let folder = tempfile::tempdir().unwrap();
    first_release(folder.path());
    let store = Store::open(folder.path(), Access::Write).unwrap();
    let connection = Connection::open(folder::database(folder.path())).unwrap();
    let mut texts = connection.prepare("SELECT kind, body FROM event WHERE plan = 1 ORDER BY seq").unwrap();
    let texts: Vec<(String, Option<String>)> =
        texts.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let all = events(&store, "send");
    assert_eq!(all.len(), texts.len());
    for (event, (kind, body)) in all.iter().zip(&texts) {
        let Some(event) = &event.event else {
            assert_eq!(body, &None);
            continue;
        };
        assert_eq!(event.kind(), kind);
        let was: serde_json::Value = serde_json::from_str(body.as_deref().unwrap()).unwrap();
        assert_eq!(serde_json::to_value(event).unwrap(), was["event"], "{kind} is written as it was");
    }
    let kinds: BTreeSet<&str> = texts.iter().map(|(kind, _)| &**kind).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), KINDS);
}

#[test]
fn a_folder_of_the_first_release_is_brought_up_to_date_even_to_be_read() {
    let folder = tempfile::tempdir().unwrap();
    first_release(folder.path());
    let store = Store::open(folder.path(), Access::Read).unwrap();
    assert_eq!(events(&store, "send").len(), 30);
    let before = folder.path().join(folder::BACKUPS).join("before-schema-2.db");
    let schema: u32 =
        Connection::open(before).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(schema, 1, "the backup is as it was");
}

/// Makes a data folder as schema 5 left it.
fn fifth_schema(folder: &Path) -> Connection {
    std::fs::create_dir_all(folder).unwrap();
    let connection = Connection::open(folder::database(folder)).unwrap();
    connection.execute_batch(include_str!("../ledgers/schema-5.sql")).unwrap();
    connection
}

#[test]
fn what_was_administered_before_that_was_recorded_is_noted_as_found_once() {
    let folder = tempfile::tempdir().unwrap();
    drop(fifth_schema(folder.path()));
    let saved = Checkpoint::parse(CHECKPOINT_5).unwrap();
    for _ in 0..2 {
        let store = Store::open(folder.path(), Access::Write).unwrap();
        let verdict = store.verify(Some(&saved)).unwrap();
        assert_eq!((verdict.fault, verdict.checkpoint.size), (None, saved.size + 1));
        let all = store.administered().unwrap();
        let noted = all.last().unwrap();
        assert_eq!((all.len(), noted.actor.as_str()), (5, "upgrade"));
        assert!(noted.recorded.reason.as_deref().unwrap().contains("not recorded"));
        let Some(Event::House(HouseEvent::Administered { about, changes })) = &noted.recorded.event else {
            panic!("{noted:?}")
        };
        let told: Vec<_> = changes.iter().map(|one| (&*one.what, &*one.before, &*one.after)).collect();
        assert_eq!((about.as_str(), told), ("user-1", vec![("roles", "", "admin"), ("may sign in", "", "yes")]));
    }
    let raw = Connection::open(folder::database(folder.path())).unwrap();
    raw.execute("INSERT INTO granted VALUES (3, '', 'admin')", []).unwrap();
    drop(raw);
    let fault = Store::open(folder.path(), Access::Read).unwrap().verify(Some(&saved)).unwrap().fault.unwrap();
    assert!(fault.what.contains("user-3"), "{fault:?}");
}

#[test]
fn words_that_were_taken_from_an_older_folder_are_missed_and_its_lawful_erasure_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let raw = fifth_schema(folder.path());
    // As the rules of that time let it through.
    raw.execute_batch(
        "INSERT INTO erasure VALUES (2, 6); UPDATE event SET salt = NULL, body = NULL WHERE position = 2",
    )
    .unwrap();
    drop(raw);
    let saved = Checkpoint::parse(CHECKPOINT_5).unwrap();
    let fault = Store::open(folder.path(), Access::Write).unwrap().verify(Some(&saved)).unwrap().fault.unwrap();
    assert_eq!((fault.plan.as_deref(), fault.seq), (Some("send"), Some(1)));
    assert!(fault.what.contains("no later event of its plan"), "{fault:?}");
}

/// What `onpace checkpoint` printed when the dump of schema 7 was made, by the release before areas.
const CHECKPOINT_7: &str = "onpace-ledger/2c32e107b6831041406cecddaf2f4494\n23\n\
                            87de0ebd410310218ba231b0d44d7b1116fd437cebbbff49e2ecbfaf32dcd526\n";

#[test]
fn a_folder_of_before_areas_is_the_first_area_without_a_byte_changed() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder::database(folder.path());
    std::fs::create_dir_all(folder.path()).unwrap();
    Connection::open(&database).unwrap().execute_batch(include_str!("../ledgers/schema-7.sql")).unwrap();
    let saved = Checkpoint::parse(CHECKPOINT_7).unwrap();
    let content = |folder: &Path| -> Vec<(i64, Vec<u8>, Option<String>)> {
        let connection = Connection::open(folder::database(folder)).unwrap();
        let mut all = connection.prepare("SELECT position, leaf, body FROM event ORDER BY position").unwrap();
        let all = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        all.map(Result::unwrap).collect()
    };
    let before = content(folder.path());
    let store = Store::open(folder.path(), Access::Write).unwrap();
    assert!(store.area().is_first());
    assert_eq!(store.verify(Some(&saved)).unwrap(), HistoryVerdict { checkpoint: saved.clone(), fault: None });
    // Another area beside it has a tree of its own, and leaves this one's alone.
    let devon = AreaPlace::of(folder.path(), AreaKey::parse("devon").unwrap());
    let other = Store::open(&devon, Access::Write).unwrap();
    let opened = vec![crate::opened()];
    other.append(Stream::Plan("send"), 0, at(1), opened).unwrap();
    assert_eq!(store.checkpoint().unwrap(), saved);
    assert_ne!(other.checkpoint().unwrap().origin, saved.origin);
    assert_eq!(other.checkpoint().unwrap().size, 1);
    let keys: Vec<String> = areas::all(folder.path()).unwrap().iter().map(|place| place.area.to_string()).collect();
    assert_eq!(keys, ["1", "devon"]);
    drop((store, other));
    assert_eq!(content(folder.path()), before);
    // Moved elsewhere, an area is a data folder like any other.
    let elsewhere = tempfile::tempdir().unwrap();
    let moved = elsewhere.path().join("devon");
    std::fs::rename(&devon.folder, &moved).unwrap();
    let store = Store::open(&moved, Access::Write).unwrap();
    assert!(store.area().is_first() && store.plans().unwrap().len() == 1);
}

/// Names a folder to the same test in a process of its own, which brings it up to date and may be killed.
const TO_MIGRATE: &str = "ONPACE_TEST_TO_MIGRATE";

/// Case DUR-09: killed at the first write of the migration, at the second, and so on until none is left.
#[test]
fn killed_anywhere_in_the_migration_it_is_whole_and_the_backup_made_before_is_there() {
    if let Some(folder) = std::env::var_os(TO_MIGRATE) {
        Store::open(Path::new(&folder), Access::Write).unwrap();
        return;
    }
    let strace = |arguments: &[&str]| {
        let mut command = std::process::Command::new("strace");
        command.args(arguments).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command
    };
    if !strace(&["-e", "trace=none", "true"]).status().is_ok_and(|status| status.success()) {
        skipped(Missing::Right, "strace is not here or may not trace, so nothing was killed in the middle");
        return;
    }
    let this = std::env::current_exe().unwrap();
    let name = "released::killed_anywhere_in_the_migration_it_is_whole_and_the_backup_made_before_is_there";
    let (mut write, mut killed) = (1, 0);
    loop {
        let folder = tempfile::tempdir().unwrap();
        first_release(folder.path());
        let inject = format!("inject=pwrite64:signal=KILL:when={write}");
        let mut migrating = strace(&["-f", "-qq", "-o", "/dev/null", "-e", &inject]);
        migrating.arg(&this).args(["--exact", name]).env(TO_MIGRATE, folder.path());
        let is_whole = migrating.status().unwrap().success();
        let store = Store::open(folder.path(), Access::Write).unwrap();
        assert_eq!(events(&store, "send").len(), 30, "killed at write {write}");
        let verdict = store.verify(Some(&Checkpoint::parse(CHECKPOINT).unwrap())).unwrap();
        assert!(verdict.fault.is_none(), "killed at write {write}: {:?}", verdict.fault);
        let backup = Connection::open(folder.path().join(folder::BACKUPS).join("before-schema-2.db")).unwrap();
        let schema: u32 = backup.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        let kept: u32 = backup.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap();
        assert_eq!((schema, kept), (1, 40), "killed at write {write}: the backup is as it was");
        if is_whole {
            break;
        }
        killed += 1;
        // Each of the first, then fewer: a migration writes the same page many times.
        write += 1 + write / 5;
        assert!(write < 5_000);
    }
    assert!(killed > 5, "{killed}");
}
