//! A state as it is kept: JSON, packed while it is written, so that the state of a large plan is nowhere whole as text.
//! **Not here.** When states are kept, and whether one is still right ([`crate::shelf`]).

use crate::problem::{Kind, Problem};
use lz4_flex::frame::{FrameDecoder, FrameEncoder};
use onpace_core::ledger::state::State;
use std::io::{BufWriter, Read as _};

/// JSON comes in pieces of a few letters.
const PIECE: usize = 64 * 1024;

/// A state as it is kept.
///
/// # Errors
/// A state that JSON cannot hold: none that events make.
pub fn pack(state: &State) -> Result<Vec<u8>, Problem> {
    let mut packed = FrameEncoder::new(Vec::new());
    let mut whole = BufWriter::with_capacity(PIECE, &mut packed);
    serde_json::to_writer(&mut whole, state).map_err(|e| Problem::new(Kind::Unexpected, e))?;
    whole.into_inner().map_err(|e| Problem::new(Kind::Unexpected, e))?;
    packed.finish().map_err(|e| Problem::new(Kind::Unexpected, e))
}

/// The state that was kept; none where it is not of this form, or damaged.
#[must_use]
pub fn state(body: &[u8]) -> Option<State> {
    let mut text = Vec::new();
    FrameDecoder::new(body).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).map(State::indexed).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_comes_back_as_it_was_and_a_damaged_one_not_at_all() {
        let state = State::default();
        let body = pack(&state).unwrap();
        assert_eq!(super::state(&body).unwrap(), state.indexed());
        for damaged in [&b""[..], b"{}", &body[..body.len() / 2], &body[1..]] {
            assert!(super::state(damaged).is_none());
        }
    }
}
