//! Names that people had before they were renamed or forgotten: as salted hashes, so that what is published later does
//! not tell them, and nobody reads them here. Whoever holds the file can try a name that they know of already.
//!
//! **Not here.** How names are spelt, which the core says; what stands in their place on a page.

use onpace_core::ledger::merkle::Hash;

/// The former names of a plan's people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormerNames {
    /// The salt of the installation.
    pub salt: String,
    /// Each hash of a spelling, of how many words it is, and what stands for it.
    pub all: Vec<FormerName>,
}

/// A spelling of a former name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerName {
    /// Its hash.
    pub hash: Hash,
    /// Of how many words it is.
    pub words: usize,
    /// A neutral word, never a name.
    pub stands_for: String,
}
