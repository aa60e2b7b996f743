//! Backups: taken while others write, verified by reading them back, restored into a new folder.
//!
//! A backup is one SQLite file with everything in it.

use crate::error::StoreError;
use crate::folder;
use crate::sqlite::{Access, Store};
use crate::verify::Checkpoint;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pages copied at a step; between steps others may write.
const PAGES: std::ffi::c_int = 4_096;

/// Copies the database behind a connection into a file, whole or not at all.
fn copy(from: &Connection, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::NotAccepted(format!("{} is there already; name another file", to.display())));
    }
    let part = to.with_extension("part");
    let _ = std::fs::remove_file(&part);
    let copied = (|| {
        let mut target = Connection::open(&part)?;
        let backup = Backup::new(from, &mut target)?;
        loop {
            let step = backup.step(PAGES)?;
            let pages = backup.progress();
            let done = u64::try_from(pages.pagecount - pages.remaining).unwrap_or(0);
            progress(done, u64::try_from(pages.pagecount).unwrap_or(0));
            match step {
                rusqlite::backup::StepResult::Done => break,
                rusqlite::backup::StepResult::More => {}
                _ => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        drop(backup);
        // One file, with nothing beside it.
        target.pragma_update(None, "journal_mode", "DELETE")?;
        drop(target);
        Ok::<(), StoreError>(())
    })();
    let settled = copied.and_then(|()| settle(&part, to));
    if settled.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    settled
}

/// Gives a file its name once the disk has it.
fn settle(part: &Path, to: &Path) -> Result<(), StoreError> {
    let done = std::fs::File::open(part).and_then(|file| file.sync_all()).and_then(|()| std::fs::rename(part, to));
    done.map_err(|e| StoreError::Temporary(format!("{} could not be written: {e}", to.display())))?;
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// The backup that is made before a migration.
pub(crate) fn before_migration(connection: &Connection, folder: &Path, schema: u32) -> Result<(), StoreError> {
    let backups = folder.join(folder::BACKUPS);
    folder::make(&backups)?;
    let mut to = backups.join(format!("before-schema-{}.db", schema + 1));
    let mut n = 1;
    while to.exists() {
        n += 1;
        to = backups.join(format!("before-schema-{}-{n}.db", schema + 1));
    }
    copy(connection, &to, &mut |_, _| {})
}

impl Store {
    /// Takes a backup into a file, and verifies it there. `progress` hears pages done and pages in all.
    ///
    /// # Errors
    /// A file that is there, a disk that is full, a backup that does not verify.
    pub fn back_up(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Checkpoint, StoreError> {
        copy(&self.reader(), to, progress)?;
        match verify(to) {
            Ok(checkpoint) => Ok(checkpoint),
            Err(problem) => {
                let _ = std::fs::remove_file(to);
                Err(problem)
            }
        }
    }
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
