//! Links by which people answer a round without an account, and the browsers that are answering by one. Kept as
//! hashes; a link is of an address, not of a plan, so that one mail serves all plans. **Not here.** What a link
//! lets somebody do, which is the office's.

use crate::error::StoreError;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::Hash;

/// A link as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskLink {
    /// Its number.
    pub number: i64,
    /// Whose: an address.
    pub email: String,
    /// When it was made.
    pub made_at: Instant,
    /// When it stops to hold.
    pub ends_at: Instant,
    /// When it was taken back, where it was.
    pub revoked_at: Option<Instant>,
}

/// A link to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskLinkDraft {
    /// Whose: an address.
    pub email: String,
    /// The hash of its secret.
    pub hash: Hash,
    /// When it stops to hold.
    pub ends_at: Instant,
}

/// Links by which people answer a round.
pub trait AskLinks: Send + Sync {
    /// Makes a link for an address, by the hash of its secret.
    ///
    /// # Errors
    /// The disk.
    fn make_ask_link(&self, email: &str, hash: Hash, now: Instant, ends_at: Instant) -> Result<i64, StoreError>;

    /// Makes some links, all or none.
    ///
    /// # Errors
    /// The disk.
    fn make_ask_links(&self, links: Vec<AskLinkDraft>, now: Instant) -> Result<(), StoreError>;

    /// The link of a secret, by its hash, whether it holds or not.
    ///
    /// # Errors
    /// The disk.
    fn link_to_answer(&self, hash: Hash) -> Result<Option<AskLink>, StoreError>;

    /// The newest link of an address.
    ///
    /// # Errors
    /// The disk.
    fn newest_ask_link(&self, email: &str) -> Result<Option<AskLink>, StoreError>;

    /// Takes back every link of an address that was made before an instant, and ends who answers by one.
    ///
    /// # Errors
    /// The disk.
    fn revoke_ask_links(&self, email: &str, made_before: Instant, now: Instant) -> Result<(), StoreError>;

    /// Notes that a browser answers by a link, by the hash of what the browser was given.
    ///
    /// # Errors
    /// The disk.
    fn begin_answering(&self, hash: Hash, link: i64, now: Instant, ends_at: Instant) -> Result<(), StoreError>;

    /// The link by which a browser answers, while it may.
    ///
    /// # Errors
    /// The disk.
    fn answering(&self, hash: Hash, now: Instant) -> Result<Option<AskLink>, StoreError>;
}
