//! Backups: taken while others write, verified by reading them back, restored into a new folder.
//!
//! A backup is one SQLite file with everything in it.

use crate::error::StoreError;
use crate::folder;
use crate::sqlite::copy::{copy, settle};
use crate::sqlite::{Access, Store};
use crate::verify::{Checkpoint, Proofs as _};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

impl Store {
    /// Takes a backup into a file, and verifies it there. `progress` hears pages done and pages in all.
    ///
    /// # Errors
    /// A file that is there, a disk that is full, a backup that does not verify.
    pub fn back_up(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Checkpoint, StoreError> {
        copy(&*self.reader()?, to, progress)?;
        match verify(to) {
            Ok(checkpoint) => Ok(checkpoint),
            Err(problem) => {
                let _ = std::fs::remove_file(to);
                Err(problem)
            }
        }
    }
}

/// The installations of a backup and of a data folder, by their random names, where both are known and differ.
#[must_use]
pub fn of_another(file: &Path, folder: &Path) -> Option<(String, String)> {
    let (its, ours) = (origin(file)?, origin_in(folder)?);
    (its != ours).then_some((its, ours))
}

/// The installation that a folder is of: its database says so or, where that is lost, the newest backup beside it.
fn origin_in(data: &Path) -> Option<String> {
    origin(&folder::database(data)).or_else(|| {
        let kept = std::fs::read_dir(data.join(folder::BACKUPS)).ok()?;
        let written =
            |path: &PathBuf| path.metadata().and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        let mut kept: Vec<PathBuf> = kept.flatten().map(|entry| entry.path()).collect();
        kept.retain(|path| path.extension().is_some_and(|ending| ending == "db"));
        kept.sort_by_key(|path| std::cmp::Reverse(written(path)));
        kept.iter().find_map(|path| origin(path))
    })
}

/// The installation that a database is of; nothing where it cannot be read.
fn origin(database: &Path) -> Option<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags).ok()?;
    connection.query_row("SELECT value FROM meta WHERE key = 'id'", [], |row| row.get(0)).ok()
}

/// Verifies a backup: restored to a temporary place beside it, and walked whole.
///
/// # Errors
/// A file that is no backup, or whose history was altered.
pub fn verify(file: &Path) -> Result<Checkpoint, StoreError> {
    let beside = file.parent().unwrap_or(Path::new("."));
    let drill = Drill::beside(beside)?;
    let place = drill.0.join("restored");
    restore(file, &place)
}

/// Restores a backup into a new folder, and verifies it there.
///
/// # Errors
/// A folder that holds plans; a file that is no backup, or whose history was altered.
pub fn restore(file: &Path, to: &Path) -> Result<Checkpoint, StoreError> {
    if !file.is_file() {
        return Err(StoreError::NotFound(format!("there is no backup {}", file.display())));
    }
    let mut magic = [0; 16];
    let is_sqlite = std::fs::File::open(file)
        .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut magic))
        .is_ok_and(|()| &magic == b"SQLite format 3\0");
    if !is_sqlite {
        return Err(StoreError::NotAccepted(format!(
            "{} is not a backup; accepted is what `onpace backup create` wrote",
            file.display()
        )));
    }
    let database = folder::database(to);
    if database.exists() {
        return Err(StoreError::NotAccepted(format!(
            "{} holds plans, which restoring would write over; name a new folder",
            to.display()
        )));
    }
    folder::make(to)?;
    folder::refuse_network_disk(to)?;
    let part = database.with_extension("part");
    let copied = std::fs::copy(file, &part)
        .map_err(|e| StoreError::Temporary(format!("{} could not be written: {e}", part.display())));
    let restored = copied.and_then(|_| settle(&part, &database)).and_then(|()| {
        let verdict = Store::open(to, Access::Read)?.verify(None)?;
        match verdict.fault {
            None => Ok(verdict.checkpoint),
            Some(fault) => Err(StoreError::Integrity(format!("{} is damaged: {}", file.display(), fault.what))),
        }
    });
    if restored.is_err() {
        for leftover in [part, database.clone(), beside(&database, "-wal"), beside(&database, "-shm")] {
            let _ = std::fs::remove_file(leftover);
        }
    }
    restored
}

fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A temporary folder that goes when it is dropped.
#[derive(Debug)]
pub struct Drill(PathBuf);

impl Drill {
    /// One that is new, in a folder.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn beside(folder: &Path) -> Result<Self, StoreError> {
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|e| StoreError::Temporary(format!("no randomness: {e}")))?;
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let path = folder.join(format!(".onpace-drill-{}", crate::leaf::hex(&name)));
        folder::make(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Drill {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
