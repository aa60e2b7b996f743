//! What an event and a kept state are as bytes.

use onpace_core::instant::Instant;
use onpace_core::ledger::apply::STATE_FORM;
use onpace_core::ledger::event::Event;
use onpace_core::ledger::merkle;
use serde::{Deserialize, Serialize};

/// The content of a record, which can be erased.
#[derive(Serialize, Deserialize)]
pub(super) struct Content {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    pub(super) event: Event,
}

/// What tells a snapshot that is whole, and of this form of states, from any other: a newer program may make another
/// state of the same events.
pub(super) fn snapshot_checksum(seq: u64, recorded_at: Instant, latest: Option<&str>, body: &[u8]) -> merkle::Hash {
    let head = format!("state-form/{STATE_FORM} packed\n{seq}\n{}\n{}\n", recorded_at.micros(), latest.unwrap_or("-"));
    merkle::digest(&[head.as_bytes(), body])
}
