//! What somebody signs of a pack: its figures, and files of it as they were then. **Not here.** Making either.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was signed, as the record of the pack has it: under `figures`, `round` and `status_counts` each value by its name,
/// as JSON writes it ("29", "5.8", "null").
pub type SignedValues = BTreeMap<String, BTreeMap<String, String>>;

/// What was signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The hash of its figures in SHA-256, as hexadecimal digits.
    pub figures: String,
    /// The figures themselves, to be read when they cannot be counted any more. Earlier releases signed the hash alone.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: SignedValues,
    /// The hash of each file of it in SHA-256, as hexadecimal digits, by its ending: a later release may write others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// The release that wrote them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub release: String,
}
