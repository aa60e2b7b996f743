//! Why the store could not do something. The kinds are those that a caller must tell apart.

use thiserror::Error;

/// A problem of the store.
#[derive(Debug, Error)]
pub enum StoreError {
    /// No such data folder, plan or event.
    #[error("{0}")]
    NotFound(String),
    /// Something else was appended in between.
    #[error(
        "the plan stands at event {found}, not at {expected}: {came_between} came in between; look again and repeat"
    )]
    Conflict {
        /// The sequence number that the caller had seen.
        expected: u64,
        /// The one that is there.
        found: u64,
        /// The kinds of what came in between.
        came_between: String,
    },
    /// A folder, file or value that is not taken.
    #[error("{0}")]
    NotAccepted(String),
    /// What is kept is not what was written.
    #[error("{0}")]
    Integrity(String),
    /// The disk, or another process; trying again may help.
    #[error("{0}")]
    Temporary(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let is_refused =
            error.sqlite_error().is_some_and(|e| e.extended_code & 0xff == rusqlite::ffi::SQLITE_CONSTRAINT);
        match error.sqlite_error_code() {
            Some(Code::DatabaseCorrupt | Code::NotADatabase | Code::TypeMismatch) => {
                Self::Integrity(format!("the data folder is damaged: {error}; restore a backup"))
            }
            Some(Code::DiskFull) => {
                Self::Temporary("nothing was saved: the disk is full; free some space and repeat".to_owned())
            }
            Some(Code::SystemIoFailure) => Self::Temporary(format!(
                "nothing was saved: the disk is full or failing ({error}); free some space or check it, and repeat"
            )),
            Some(_) if is_refused => Self::Integrity(format!("the data folder refused a change: {error}")),
            None => Self::Integrity(format!("the data folder holds a value that is not expected: {error}")),
            Some(_) => Self::Temporary(format!("nothing was saved: {error}; check the disk and repeat")),
        }
    }
}
