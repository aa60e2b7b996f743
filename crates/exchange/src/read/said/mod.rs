//! What a file says, piece by piece, whichever program saved it last: two files that say the same have the same pieces,
//! whatever their bytes. What is hidden, struck out, covered or drawn is a piece as well, or a look of one.
//!
//! A new medium is one file here and one line in the list. **Not here.** What a plan in a file holds (the readers beside);
//! what a difference means for who holds the file (`onpace-office`).

mod compared;
pub(super) mod data;
mod document;
mod office;
mod page;
pub(super) mod piece;
mod rows;
mod workbook;

pub use compared::{Discrepancy, discrepancies, framed};
pub use piece::Piece;

use super::source::{MARKUP, text_of};
use crate::problem::ReadProblem;

/// The pieces of a file, by its bytes and how messages name it.
type PiecesOf = fn(&[u8], &str) -> Result<Vec<Piece>, ReadProblem>;

/// A medium whose files can be taken to pieces.
#[derive(Clone, Copy, Debug)]
pub struct Medium {
    /// The ending by which reports are written in it.
    pub ending: &'static str,
    pieces: PiecesOf,
}

impl PartialEq for Medium {
    fn eq(&self, other: &Self) -> bool {
        self.ending == other.ending
    }
}

/// Every medium.
static MEDIA: [Medium; 7] = [
    Medium { ending: "pdf", pieces: super::pdf::pieces },
    Medium { ending: "docx", pieces: document::pieces },
    Medium { ending: "xlsx", pieces: workbook::pieces },
    Medium { ending: "json", pieces: data::pieces },
    Medium { ending: "html", pieces: page::pieces },
    Medium { ending: "csv", pieces: rows::of_table },
    Medium { ending: "md", pieces: rows::of_lines },
];

impl Medium {
    /// The medium of a file, told by its content; of plain text, rows or lines by the name. None where it is none of these.
    #[must_use]
    pub fn of(bytes: &[u8], path: &str) -> Option<Self> {
        let by_ending = |ending: &str| MEDIA.iter().find(|one| one.ending == ending).copied();
        if bytes.starts_with(b"%PDF") {
            return by_ending("pdf");
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return by_ending(office::kind(bytes, path)?);
        }
        let text = text_of(bytes).ok()?;
        let start = text.trim_start();
        let is_table = || path.rsplit('.').next().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        by_ending(match start {
            "" => return None,
            _ if start.starts_with(['{', '[']) => "json",
            _ if MARKUP.iter().any(|mark| super::marks::begins(start, mark)) => "html",
            _ if is_table() => "csv",
            _ => "md",
        })
    }

    /// The pieces of a file of this medium, in the order in which they are read.
    ///
    /// # Errors
    /// [`ReadProblem`] where the file is damaged, locked or beyond the limits.
    pub fn pieces(&self, bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
        if bytes.len() > super::LARGEST_BYTES {
            let most = super::LARGEST_BYTES / 1024 / 1024;
            return Err(ReadProblem::new(path, format!("more than {most} MB"), format!("a file of at most {most} MB")));
        }
        (self.pieces)(bytes, path)
    }
}
