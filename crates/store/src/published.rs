//! What was published of a pack, byte for byte: kept with the event that says so, in one transaction, and served from
//! here for ever, whatever becomes of the people and the words in it. It goes when the pack is taken back.
//!
//! **Not here.** Making it, and who reads it, which is the office's.

use crate::error::StoreError;
use crate::leaf::hex;
use crate::ledger::{Appended, Entry};
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::digest;

/// One thing that everybody may read of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Which: `html`, `csv`, …
    pub ending: String,
    /// The type that browsers know it by.
    pub kind: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Published {
    /// Its SHA-256, as hexadecimal digits.
    #[must_use]
    pub fn hash(&self) -> String {
        hex(&digest(&[&self.bytes]))
    }
}

/// What everybody may read, byte for byte as it was published.
pub trait PublishedFiles: Send + Sync {
    /// Appends that a pack was published, and keeps what was: both or neither.
    ///
    /// # Errors
    /// As [`crate::Ledger::append`].
    fn publish(
        &self,
        at: (&str, u64),
        now: Instant,
        entry: Entry,
        number: u32,
        files: Vec<Published>,
    ) -> Result<Appended, StoreError>;

    /// Appends that a pack was taken back, and lets go of what was published of it.
    ///
    /// # Errors
    /// As [`crate::Ledger::append`].
    fn withdraw(&self, at: (&str, u64), now: Instant, entry: Entry, number: u32) -> Result<Appended, StoreError>;

    /// Keeps what an earlier release had published and kept nowhere; what is kept already stays.
    ///
    /// # Errors
    /// The disk; a folder that was opened to be read.
    fn keep_published(&self, plan: &str, number: u32, at: Instant, files: Vec<Published>) -> Result<(), StoreError>;

    /// What is kept of a pack, by its endings; nothing where it was never published, or was taken back.
    ///
    /// # Errors
    /// The disk; bytes that are not those that were kept.
    fn published(&self, plan: &str, number: u32) -> Result<Vec<Published>, StoreError>;
}
