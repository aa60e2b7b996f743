//! The ledger on SQLite: one connection writes, in a thread of its own; a few read beside it.
//!
//! Bundled, never the system's: older ones lose data in rare cases of WAL. `synchronous=FULL`: when an
//! append returns, the disk has it.

mod accounted;
mod accounts;
mod administration;
mod append;
mod ask_links;
pub mod backup;
mod content;
mod copy;
mod directory;
mod error;
mod export;
mod factors;
mod former;
mod heads;
mod inbox;
mod latest;
mod plan;
mod post;
mod published;
mod read;
mod readers;
mod schema;
mod settings;
mod verify;
mod writer;

pub(crate) use plan::no_plan;

use crate::areas::AreaPlace;
use crate::error::StoreError;
use crate::folder::{self, Hold};
use crate::ledger::{Appended, Entry, Ledger, PlanHead, Snapshot, Stand, Stored};
use crate::post::Post;
use jiff::civil::Date;
use latest::Latest;
use onpace_core::house::area::AreaKey;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Recorded;
use onpace_core::ledger::fold::Until;
use onpace_core::ledger::merkle::{Hash, Tree};
use onpace_core::ledger::stream::Stream;
use readers::Readers;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use writer::Writer;

pub(crate) use append::{Beside, append_within, begin_within};

/// What a folder is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look; others may write meanwhile.
    Read,
    /// To record; nobody else may. Makes the folder where it is not there.
    Write,
}

/// An open data folder.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    area: AreaKey,
    readers: Readers,
    writer: Option<Writer>,
    /// Where plans stand, as the writer says.
    latest: Arc<Latest>,
    directory_writes: AtomicU64,
    /// Trees over the first events, by how many: what was recorded never changes.
    trees: Mutex<BTreeMap<u64, Tree>>,
    work: Counters,
}

/// So many trees are kept, of a few hundred bytes each.
const MOST_TREES: usize = 256;

#[derive(Debug, Default)]
struct Counters {
    heads: AtomicU64,
    events: AtomicU64,
    states: AtomicU64,
    people: AtomicU64,
    leaves: AtomicU64,
}

/// How much was read through an open folder since it was opened, in records: it must not grow with what has nothing to
/// do with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// Heads of plans.
    pub heads: u64,
    /// Events, with what is in them.
    pub events: u64,
    /// Kept states, each as large as its plan.
    pub states: u64,
    /// People of the directory.
    pub people: u64,
    /// Leaves that were hashed into trees for checkpoints.
    pub leaves: u64,
}

impl Store {
    /// Opens the data folder of an area; that of an installation is its first area's.
    ///
    /// # Errors
    /// No folder to read, a network disk, another writer, a newer schema, a damaged file.
    pub fn open(place: impl Into<AreaPlace>, access: Access) -> Result<Self, StoreError> {
        let AreaPlace { folder, area } = place.into();
        let folder = folder.as_path();
        let database = folder::database(folder);
        if !database.exists() {
            if access == Access::Read {
                return Err(StoreError::NotFound(format!(
                    "{} holds no plans; `onpace import FILE --plan NAME --data {}` begins one",
                    folder.display(),
                    folder.display()
                )));
            }
            folder::make(folder)?;
        }
        folder::refuse_network_disk(folder)?;
        // An older file is brought up to date even to be read, and only a writer may do that.
        let stale = !database.exists() || schema::version(&connect_to_read(&database)?)? < schema::NEWEST;
        let hold = if access == Access::Write || stale { Some(Hold::take(folder)?) } else { None };
        if stale {
            bring_up_to_date(folder, &database)?;
        }
        let latest = Arc::new(Latest::default());
        let writer = match (access, hold) {
            (Access::Write, Some(hold)) => Some(Writer::start(connect(&database, true)?, hold, Arc::clone(&latest))?),
            _ => None,
        };
        let readers = Readers::open(move || connect_to_read(&database))?;
        Ok(Self {
            folder: folder.to_owned(),
            area,
            readers,
            writer,
            latest,
            directory_writes: AtomicU64::new(0),
            trees: Mutex::default(),
            work: Counters::default(),
        })
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether it was opened to record.
    #[must_use]
    pub const fn can_record(&self) -> bool {
        self.writer.is_some()
    }

    /// How often the directory was written through this, so that names made before are known to be old.
    #[must_use]
    pub fn directory_writes(&self) -> u64 {
        self.directory_writes.load(Ordering::SeqCst)
    }

    pub(crate) fn directory_written(&self) {
        self.directory_writes.fetch_add(1, Ordering::SeqCst);
    }

    /// How much was read through this.
    #[must_use]
    pub fn work(&self) -> Work {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Work {
            heads: read(&self.work.heads),
            events: read(&self.work.events),
            states: read(&self.work.states),
            people: read(&self.work.people),
            leaves: read(&self.work.leaves),
        }
    }

    pub(crate) fn people_were_read(&self, number: usize) {
        self.work.people.fetch_add(number as u64, Ordering::Relaxed);
    }

    /// The tree over the first events, so many of them; only those are hashed that no tree before it holds.
    pub(crate) fn tree_of(&self, size: u64) -> Result<Tree, StoreError> {
        let trees = || self.trees.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tree = trees().range(..=size).next_back().map(|(_, tree)| tree.clone()).unwrap_or_default();
        let before = tree.size();
        read::leaves_between(&*self.reader()?, before, size, &mut tree)?;
        self.work.leaves.fetch_add(tree.size() - before, Ordering::Relaxed);
        let mut trees = trees();
        if trees.len() >= MOST_TREES {
            trees.pop_first();
        }
        trees.insert(size, tree.clone());
        Ok(tree)
    }

    /// The folder's own random name, which its checkpoints carry.
    ///
    /// # Errors
    /// The disk.
    pub fn id(&self) -> Result<String, StoreError> {
        Ok(self.reader()?.query_row("SELECT value FROM meta WHERE key = 'id'", [], |row| row.get(0))?)
    }

    /// A connection for reading, for as long as it is held. Nobody asks for a second while they hold one.
    pub(crate) fn reader(&self) -> Result<MutexGuard<'_, Connection>, StoreError> {
        self.readers.lend()
    }

    /// Does something with the one connection that writes.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer()?.act(act)
    }

    /// Appends to a stream where it stands as it must, and writes something else in the same transaction.
    pub(crate) fn append_with(
        &self,
        stream: Stream<'_>,
        stand: Stand,
        now: Instant,
        entries: Vec<Entry>,
        beside: Option<Beside>,
    ) -> Result<Appended, StoreError> {
        self.writer()?.append(append::Request::prepare(stream, stand, now, entries)?.with(beside))
    }

    fn writer(&self) -> Result<&Writer, StoreError> {
        self.writer.as_ref().ok_or_else(|| StoreError::NotAccepted("the data folder was opened to be read".to_owned()))
    }
}

/// A connection with the settings that durability rests on.
fn connect(database: &Path, create: bool) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(database, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    // What is erased is overwritten, not only forgotten.
    connection.pragma_update(None, "secure_delete", "ON")?;
    // How a statement is carried out does not hang on its values: else many would be prepared anew for each use.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// A connection that reads. Beside a log that others write to it needs a little room on the disk; where
/// the disk has none, and nobody writes, the file is read as it stands.
fn connect_to_read(database: &Path) -> Result<Connection, StoreError> {
    let connected = connect(database, false).and_then(|connection| {
        schema::version(&connection)?;
        Ok(connection)
    });
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    let is_still = std::fs::metadata(log).map_or(true, |log| log.len() == 0);
    match connected {
        Err(StoreError::Temporary(_)) if is_still => {
            let path = database.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Ok(Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?)
        }
        other => other,
    }
}

/// Makes a new file, or takes an older one to the newest schema with a backup made before.
fn bring_up_to_date(folder: &Path, database: &Path) -> Result<(), StoreError> {
    folder::make_private(database)?;
    let mut connection = connect(database, true)?;
    let from = schema::version(&connection)?;
    if from > 0 && from < schema::NEWEST {
        copy::before_migration(&connection, folder, from)?;
    }
    if from < schema::NEWEST {
        schema::migrate(&mut connection, from, accounted::adopt)?;
    }
    Ok(())
}

impl Ledger for Store {
    fn area(&self) -> &AreaKey {
        &self.area
    }

    fn plans(&self) -> Result<Vec<PlanHead>, StoreError> {
        let all = read::plans(&*self.reader()?)?;
        self.work.heads.fetch_add(all.len() as u64, Ordering::Relaxed);
        Ok(all)
    }

    fn head(&self, plan: &str) -> Result<Option<PlanHead>, StoreError> {
        let ask = || {
            self.work.heads.fetch_add(1, Ordering::Relaxed);
            read::head(&*self.reader()?, plan)
        };
        if self.can_record() { self.latest.of(plan, ask) } else { ask() }
    }

    fn append(
        &self,
        stream: Stream<'_>,
        expected: u64,
        now: Instant,
        entries: Vec<Entry>,
    ) -> Result<Appended, StoreError> {
        self.append_with(stream, Stand::At(expected), now, entries, None)
    }

    fn append_where(
        &self,
        stream: Stream<'_>,
        stand: Stand,
        now: Instant,
        entries: Vec<Entry>,
        post: Post,
    ) -> Result<Appended, StoreError> {
        let Post { letters, due_at } = post;
        let put_all = move |connection: &Connection| {
            letters.iter().try_for_each(|letter| post::put_by_day(connection, letter, now, due_at))
        };
        self.append_with(stream, stand, now, entries, Some(Box::new(put_all)))
    }

    fn read(&self, stream: Stream<'_>, after: u64, most: usize) -> Result<Vec<Stored>, StoreError> {
        let found = read::events(&*self.reader()?, stream.name(), after, most)?;
        self.work.events.fetch_add(found.len() as u64, Ordering::Relaxed);
        Ok(found)
    }

    fn read_some_for(
        &self,
        stream: Stream<'_>,
        after: u64,
        until: Until,
        most: usize,
    ) -> Result<Vec<Recorded>, StoreError> {
        let found = read::events_for(&*self.reader()?, stream.name(), after, until, most)?;
        self.work.events.fetch_add(found.len() as u64, Ordering::Relaxed);
        Ok(found)
    }

    fn erase(
        &self,
        stream: Stream<'_>,
        seq: u64,
        now: Instant,
        actor: &str,
        reason: &str,
    ) -> Result<Appended, StoreError> {
        let (plan, actor, reason) = (stream.name().to_owned(), actor.to_owned(), reason.to_owned());
        self.write(move |connection| append::erase(connection, &plan, seq, now, &actor, &reason))
    }

    fn leaves(&self) -> Result<Vec<Hash>, StoreError> {
        read::leaves(&*self.reader()?)
    }

    fn snapshot(
        &self,
        stream: Stream<'_>,
        as_at: Option<Date>,
        known_by: Option<Instant>,
    ) -> Result<Option<Snapshot>, StoreError> {
        self.work.states.fetch_add(1, Ordering::Relaxed);
        read::snapshot(&*self.reader()?, stream.name(), as_at, known_by)
    }

    fn last_snapshot(&self, stream: Stream<'_>) -> Result<(u64, u64), StoreError> {
        read::last_snapshot(&*self.reader()?, stream.name())
    }

    fn snapshots(&self, stream: Stream<'_>) -> Result<Vec<Snapshot>, StoreError> {
        read::snapshots(&*self.reader()?, stream.name())
    }

    fn keep_snapshots(&self, stream: Stream<'_>, snapshots: Vec<Snapshot>) -> Result<(), StoreError> {
        let plan = stream.name().to_owned();
        self.write(move |connection| append::keep_snapshots(connection, &plan, &snapshots))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_schema_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        drop(Store::open(folder.path(), Access::Write).unwrap());
        let newer = connect(&folder::database(folder.path()), false).unwrap();
        newer.pragma_update(None, "user_version", schema::NEWEST + 1).unwrap();
        drop(newer);
        let refused = Store::open(folder.path(), Access::Write).unwrap_err().to_string();
        assert!(refused.contains("newer Onpace"), "{refused}");
    }

    #[test]
    fn the_file_itself_refuses_to_change_history() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), Access::Write).unwrap();
        let entry = crate::ledger::Entry {
            effective: None,
            actor: "test".into(),
            channel: onpace_core::ledger::event::Channel::Cli,
            reason: None,
            event: onpace_core::ledger::event::Event::Plan(onpace_core::plan::event::PlanEvent::Opened {
                title: "A plan".into(),
                level_name: "Pillar".into(),
            }),
        };
        store.append(Stream::Plan("send"), 0, Instant::from_micros(1), vec![entry]).unwrap();
        drop(store);
        let raw = Connection::open(folder::database(folder.path())).unwrap();
        for sql in [
            "UPDATE event SET actor = 'x'",
            "DELETE FROM event",
            "UPDATE event SET body = '{}'",
            "UPDATE event SET body = NULL, salt = NULL",
            "UPDATE event SET leaf = x'00'",
            "INSERT OR REPLACE INTO event SELECT position, plan, seq, version, kind, recorded_at, effective, actor,
             channel, content, leaf, NULL, NULL FROM event",
            "INSERT OR REPLACE INTO event SELECT 1, plan, seq, version, kind, recorded_at, effective, actor,
             channel, content, leaf, NULL, NULL FROM event",
            "INSERT INTO erasure VALUES (0, 0)",
            "DELETE FROM plan",
        ] {
            assert!(raw.execute(sql, []).is_err(), "{sql}");
        }
    }
}
