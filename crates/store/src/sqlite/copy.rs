//! A copy of a database that is in use, whole or not at all.
//!
//! **Not here.** Verifying a copy and restoring one: [`backup`](mod@crate::backup).

use crate::error::StoreError;
use crate::folder;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::Path;
use std::time::Duration;

/// Pages copied at a step; between steps others may write.
const PAGES: std::ffi::c_int = 4_096;

/// Copies the database behind a connection into a file, whole or not at all.
pub(crate) fn copy(from: &Connection, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::NotAccepted(format!("{} is there already; name another file", to.display())));
    }
    let part = to.with_extension("part");
    let _ = std::fs::remove_file(&part);
    let copied = (|| {
        folder::make_private(&part)?;
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
        // Kept states are a cache, made again from the events; a copy is better without.
        if target.table_exists(None, "snapshot")? {
            target.execute("DELETE FROM snapshot", [])?;
        }
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
pub(crate) fn settle(part: &Path, to: &Path) -> Result<(), StoreError> {
    let done = std::fs::File::open(part).and_then(|file| file.sync_all()).and_then(|()| std::fs::rename(part, to));
    done.map_err(|e| StoreError::Temporary(format!("{} could not be written: {e}", to.display())))?;
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// The backup that is made before a migration.
pub(super) fn before_migration(connection: &Connection, folder: &Path, schema: u32) -> Result<(), StoreError> {
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
