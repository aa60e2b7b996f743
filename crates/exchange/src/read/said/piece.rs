//! One piece of what a file says, and how texts in it are made alike. **Not here.** The pieces of any medium.

use super::super::source::text_of;
use crate::problem::ReadProblem;
use onpace_core::ledger::merkle::digest;
use std::borrow::Cow;

/// One thing that a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Where, in words: "table 2, row 3, cell 1".
    pub place: String,
    /// What: words, a value, or what stands for a picture.
    pub says: String,
    /// What of its looks changes what is read: hidden, struck out, of a colour that stands for a status; mostly nothing.
    pub looks: String,
}

/// Pieces of a file; a pack of 5,000 rows has so many as JSON, and fewer in any other medium.
pub(super) const MOST_PIECES: usize = 1_000_000;
/// Where a piece is, is said in so many bytes.
pub(super) const LONGEST_PLACE: usize = 200;

/// Refuses one piece too many.
pub(in crate::read) fn room(so_far: usize, path: &str) -> Result<(), ReadProblem> {
    if so_far <= MOST_PIECES {
        return Ok(());
    }
    Err(ReadProblem::new(path, format!("more than {MOST_PIECES} pieces"), "the file as it was kept"))
}

/// The text of a file that is nothing else.
pub(super) fn text<'a>(bytes: &'a [u8], path: &str) -> Result<Cow<'a, str>, ReadProblem> {
    text_of(bytes).map_err(|found| ReadProblem::new(path, found, "text in UTF-8"))
}

/// What stands for something that cannot be shown in words: the beginning of its hash.
pub(in crate::read) fn short(bytes: &[u8]) -> String {
    let first = digest(&[bytes]).first_chunk::<8>().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(first))
}

/// A text with one blank for any room in it: programs break and indent lines as they like.
pub(super) fn close(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
