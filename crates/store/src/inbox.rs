//! Mail that came in: what people wrote instead of following their link. It holds personal data, so that it lives
//! beside the ledger and can go: some time after it was dealt with, and when its sender is forgotten.
//!
//! **Not here.** Reading mail, and what a message means, which is the office's.

use crate::error::StoreError;
use onpace_core::instant::Instant;
use std::collections::HashMap;

/// A message as it came, for one plan.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Incoming {
    /// The plan; empty for nobody's.
    pub plan: String,
    /// The name of its file in the mail folder, without marks.
    pub file: String,
    /// What it is, by a word of the office.
    pub kind: String,
    /// The sender's address, in small letters; empty where none is said.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// Its words; of one that could not be read, why.
    pub words: String,
    /// The names of the files in it, a line each.
    pub files: String,
    /// When it was taken in.
    pub came_at: Instant,
}

/// A message that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub incoming: Incoming,
    /// When it was dealt with, by whom, and what became of it; `None` while it waits.
    pub filed: Option<Filed>,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// When.
    pub at: Instant,
    /// The id of the account.
    pub by: String,
    /// What became of it, or why it was put aside.
    pub what: String,
}

/// Which messages are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingFilter {
    /// Of which plan; of nobody's where it is empty.
    pub plan: String,
    /// Of these senders, addresses in small letters, or of all others; of anybody where nobody says.
    pub senders: Option<(Vec<String>, bool)>,
    /// Those that were dealt with, or those that wait.
    pub is_filed: bool,
    /// Of one kind, where that is said.
    pub kind: Option<String>,
}

impl IncomingFilter {
    /// The senders as a list that a statement reads, and whether it is of them.
    pub(crate) fn listed(&self) -> Result<(Option<String>, bool), StoreError> {
        let Some((senders, is_of_them)) = &self.senders else { return Ok((None, true)) };
        let list = serde_json::to_string(senders).map_err(|e| StoreError::NotAccepted(e.to_string()))?;
        Ok((Some(list), *is_of_them))
    }
}

/// Mail that came in.
pub trait Inbox: Send + Sync {
    /// Takes messages in, all or none; one of the same file for the same plan stays as it is.
    ///
    /// # Errors
    /// The disk.
    fn take_in(&self, all: Vec<Incoming>) -> Result<(), StoreError>;

    /// The messages of a plan, of nobody's where it is empty: those that wait first, then the newest first.
    ///
    /// # Errors
    /// The disk.
    fn incoming(&self, plan: &str, most: u32) -> Result<Vec<Kept>, StoreError>;

    /// The messages that are wanted, newest first, after so many.
    ///
    /// # Errors
    /// The disk.
    fn incoming_page(&self, wanted: &IncomingFilter, after: usize, most: usize) -> Result<Vec<Kept>, StoreError>;

    /// How many messages are wanted.
    ///
    /// # Errors
    /// The disk.
    fn incoming_count(&self, wanted: &IncomingFilter) -> Result<usize, StoreError>;

    /// How many messages of each sender were taken in after an instant.
    ///
    /// # Errors
    /// The disk.
    fn incoming_since(&self, since: Instant) -> Result<HashMap<String, u32>, StoreError>;

    /// How many messages of a plan wait.
    ///
    /// # Errors
    /// The disk.
    fn incoming_waiting(&self, plan: &str) -> Result<usize, StoreError>;

    /// A message of a plan.
    ///
    /// # Errors
    /// The disk.
    fn incoming_one(&self, plan: &str, number: i64) -> Result<Option<Kept>, StoreError>;

    /// Notes what became of a message; what became of it before stays beside it. False where there is none.
    ///
    /// # Errors
    /// The disk.
    fn file_incoming(&self, plan: &str, number: i64, filed: Filed) -> Result<bool, StoreError>;

    /// Gives a message that is nobody's to a plan. False where there is none.
    ///
    /// # Errors
    /// The disk.
    fn give_incoming(&self, number: i64, plan: &str) -> Result<bool, StoreError>;

    /// Drops what was dealt with before an instant; the files of which nothing is kept any more.
    ///
    /// # Errors
    /// The disk.
    fn drop_filed(&self, before: Instant) -> Result<Vec<String>, StoreError>;

    /// Drops every message of a sender; the files of which nothing is kept any more.
    ///
    /// # Errors
    /// The disk.
    fn drop_incoming_of(&self, sender: &str) -> Result<Vec<String>, StoreError>;
}
