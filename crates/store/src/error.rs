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
