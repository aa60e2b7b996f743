//! The data folder: one database, one writer, no network disk.

use crate::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The database's name in the folder.
pub const DATABASE: &str = "onpace.db";
/// The folder of backups in the folder.
pub const BACKUPS: &str = "backups";
const LOCK: &str = "lock";

/// How long a writer waits for another to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// The path of the database in a folder.
#[must_use]
pub fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

/// Makes a folder, and those above it, readable by its owner only, where it is not there.
///
/// # Errors
/// A place where no folder can be made.
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Whether the system lets this process write in a folder at all, be its disk full or not.
#[must_use]
pub fn can_be_written(folder: &Path) -> bool {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    let opened = private().append(true).open(folder.join(LOCK));
    !opened.is_err_and(|e| matches!(e.kind(), PermissionDenied | ReadOnlyFilesystem))
}

/// Makes the data folder, readable by its owner only, where it is not there.
///
/// # Errors
/// A place where no folder can be made.
pub fn make(folder: &Path) -> Result<(), StoreError> {
    make_private_folder(folder)
        .map_err(|e| StoreError::NotAccepted(format!("the data folder {} could not be made: {e}", folder.display())))
}

/// Makes an empty file that only its owner reads, whatever the process leaves to others, where there is none.
/// The database gives the rights of its file to those beside it.
///
/// # Errors
/// A place where no file can be made.
pub(crate) fn make_private(file: &Path) -> Result<(), StoreError> {
    let made = private().append(true).open(file);
    made.map(|_| ())
        .map_err(|e| StoreError::Temporary(format!("{} could not be made: {e}; nothing was saved", file.display())))
}

/// How a file is made that only its owner reads.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

/// Refuses a disk on another machine: there, two machines may both believe that they alone write, and
/// the locks that the database stands on do not hold.
///
/// # Errors
/// A folder on NFS, SMB, AFS, Coda, Ceph, Lustre or GPFS.
pub fn refuse_network_disk(folder: &Path) -> Result<(), StoreError> {
    #[cfg(target_os = "linux")]
    if let Ok(found) = rustix::fs::statfs(folder) {
        // f_type is of a width that differs by machine; all of these fit 32 bits.
        let kind = u32::try_from(i128::from(found.f_type) & 0xffff_ffff).unwrap_or(0);
        if let Some(name) = network_disk(kind) {
            return Err(StoreError::NotAccepted(format!(
                "{} is on a network disk ({name}), where what is saved could be lost; name a folder on a disk of this machine",
                folder.display()
            )));
        }
    }
    Ok(())
}

/// The name of a network disk by its number, statfs(2).
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux numbers its disks"))]
fn network_disk(kind: u32) -> Option<&'static str> {
    Some(match kind {
        0x6969 => "NFS",
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => "SMB",
        0x5346_414f => "AFS",
        0x7375_7245 => "Coda",
        0x00c3_6400 => "Ceph",
        0x0bd0_0bd0 => "Lustre",
        0x4750_4653 => "GPFS",
        _ => return None,
    })
}

/// The one writer's hold on a folder; given back when dropped, or by the system when the process ends.
#[derive(Debug)]
pub struct Hold {
    _file: File,
}

impl Hold {
    /// Takes the folder, waiting up to ten seconds for another writer to end.
    ///
    /// # Errors
    /// Another process that goes on holding it.
    pub fn take(folder: &Path) -> Result<Self, StoreError> {
        Self::take_within(folder, PATIENCE)
    }

    /// Takes the folder, waiting so long.
    ///
    /// # Errors
    /// Another process that goes on holding it.
    pub fn take_within(folder: &Path, patience: Duration) -> Result<Self, StoreError> {
        let path = folder.join(LOCK);
        let refused =
            |e: &dyn std::fmt::Display| StoreError::Temporary(format!("{} could not be opened: {e}", path.display()));
        let opened = private().read(true).write(true).truncate(false).open(&path);
        let mut file = opened.map_err(|e| refused(&e))?;
        let since = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if since.elapsed() < patience => {
                    std::thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    let _ = file.read_to_string(&mut holder);
                    return Err(StoreError::Temporary(format!(
                        "another Onpace (process {}) is writing to {}; end it, or try again later",
                        holder.trim(),
                        folder.display()
                    )));
                }
                Err(TryLockError::Error(e)) => return Err(refused(&e)),
            }
        }
        // Only for the message above; a disk that is full must not keep anybody from reading.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disks_of_other_machines_are_known_and_this_one_is_taken() {
        for kind in [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42] {
            assert!(network_disk(kind).is_some());
        }
        for local in [0xef53, 0x9123_683e, 0x5846_5342, 0x0102_1994] {
            assert_eq!(network_disk(local), None, "ext4, btrfs, xfs and tmpfs are of this machine");
        }
        assert!(refuse_network_disk(&std::env::temp_dir()).is_ok());
    }

    #[test]
    fn a_folder_has_one_writer() {
        let folder = tempfile::tempdir().unwrap();
        let first = Hold::take(folder.path()).unwrap();
        let second = Hold::take_within(folder.path(), Duration::from_millis(20)).unwrap_err();
        assert!(second.to_string().contains(&std::process::id().to_string()), "{second}");
        drop(first);
        assert!(Hold::take(folder.path()).is_ok());
    }
}
