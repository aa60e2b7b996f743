//! What SQLite says, in the words of the store.

use crate::error::StoreError;

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
