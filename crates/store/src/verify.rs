//! Whether what is kept is what was written: every record against its leaf, every leaf into the root,
//! the root against a checkpoint that somebody saved. And what stands beside the records against what they say.
//!
//! **Not here.** Who may sign in, against the record of it (`sqlite/accounted`); the file's own rules (`schema`).

use crate::error::StoreError;
use crate::leaf::{hex, unhex};
use onpace_core::ledger::merkle::Hash;
use onpace_core::ledger::stream::Stream;

/// What stands for a whole history: so many events, and the root over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Of which folder: its random name.
    pub origin: String,
    /// How many events.
    pub size: u64,
    /// The root of the Merkle tree over them.
    pub root: Hash,
}

/// The first words of a checkpoint's text.
pub(crate) const ORIGIN: &str = "onpace-ledger/";

/// Three lines: origin, size, root in hexadecimal.
impl std::fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{ORIGIN}{}\n{}\n{}\n", self.origin, self.size, hex(&self.root))
    }
}

impl Checkpoint {
    /// Reads the three lines.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let origin = lines.next()?.strip_prefix(ORIGIN)?.to_owned();
        Some(Self { origin, size: lines.next()?.parse().ok()?, root: unhex(lines.next()?)? })
    }
}

/// The first record that is not what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its leaf, from 0, where it has one.
    pub position: Option<u64>,
    /// Its plan.
    pub plan: Option<String>,
    /// Its sequence number there.
    pub seq: Option<u64>,
    /// What is the matter.
    pub what: String,
}

impl Fault {
    pub(crate) fn of(what: impl Into<String>) -> Self {
        Self { position: None, plan: None, seq: None, what: what.into() }
    }
}

/// What verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryVerdict {
    /// Where the history stands.
    pub checkpoint: Checkpoint,
    /// The first fault; none where all is as it was written.
    pub fault: Option<Fault>,
}

/// A proof that an event is in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// Its leaf, from 0.
    pub position: u64,
    /// The leaf's hash.
    pub leaf: Hash,
    /// The way from it to the root.
    pub path: Vec<Hash>,
    /// The checkpoint that the path leads to.
    pub checkpoint: Checkpoint,
}

/// That history is as it was recorded.
pub trait Proofs: Send + Sync {
    /// Where the history stands.
    ///
    /// # Errors
    /// The disk.
    fn checkpoint(&self) -> Result<Checkpoint, StoreError>;

    /// Where the history stood just after an event of a stream was recorded.
    ///
    /// # Errors
    /// No such event; the disk.
    fn checkpoint_after(&self, stream: Stream<'_>, seq: u64) -> Result<Checkpoint, StoreError>;

    /// Checks everything: the file's own structure, every record, every leaf, and that who may sign in is who
    /// the records say; and against a checkpoint that was saved, that its history is the beginning of this one.
    ///
    /// Without a checkpoint it cannot tell whether the whole was written again, with hashes that agree.
    ///
    /// # Errors
    /// A file that cannot be read at all.
    fn verify(&self, saved: Option<&Checkpoint>) -> Result<HistoryVerdict, StoreError>;

    /// Proves that an event is in the history.
    ///
    /// # Errors
    /// No such event.
    fn prove(&self, stream: Stream<'_>, seq: u64) -> Result<Inclusion, StoreError>;

    /// Proves that an earlier history is the beginning of this one.
    ///
    /// # Errors
    /// A size that was never reached.
    fn prove_since(&self, size: u64) -> Result<(Vec<Hash>, Checkpoint), StoreError>;

    /// A plan's history with its evidence, as lines for those who read it without this program.
    ///
    /// # Errors
    /// No such plan.
    fn export(&self, plan: &str) -> Result<String, StoreError>;
}
