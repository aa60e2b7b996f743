//! What a leaf of the tree is made of, byte by byte: `docs/ledger-format.md` describes the same for
//! those who verify without this program.
//!
//! The head of a record goes in as text, its content only as a salted hash: content can be erased,
//! nobody can find it again by guessing, and the tree still stands.

use onpace_core::instant::Instant;
use onpace_core::ledger::merkle;
use onpace_core::ledger::merkle::Hash;
use std::fmt::Write as _;

/// The head of a record.
pub(crate) struct Head<'a> {
    pub(crate) plan: &'a str,
    pub(crate) seq: u64,
    pub(crate) version: u32,
    pub(crate) kind: &'a str,
    pub(crate) recorded_at: Instant,
    pub(crate) effective: Option<&'a str>,
    pub(crate) actor: &'a str,
    pub(crate) channel: &'a str,
    pub(crate) content: &'a [u8],
}

impl Head<'_> {
    /// The text whose hash is the leaf. No part of it may hold a line end.
    pub(crate) fn text(&self) -> String {
        format!(
            "onpace-event/1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            self.plan,
            self.seq,
            self.version,
            self.kind,
            self.recorded_at.micros(),
            self.effective.unwrap_or("-"),
            self.actor,
            self.channel,
            hex(self.content)
        )
    }

    pub(crate) fn leaf(&self) -> Hash {
        merkle::leaf(self.text().as_bytes())
    }
}

/// The salted hash of a record's content.
pub(crate) fn content_hash(salt: &[u8], body: &str) -> Hash {
    merkle::digest(&[salt, body.as_bytes()])
}

/// Bytes as lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The hash that a hexadecimal text of 64 letters names.
#[must_use]
pub fn unhex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(hash)
}
