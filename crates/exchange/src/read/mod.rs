//! Which reader a file is for, told by its content and never by its name.

mod delimited;
mod reader;
mod report_text;
mod source;

pub use reader::{Claim, Reader};
pub use source::Source;

use crate::draft::{self, Draft};
use crate::problem::ReadProblem;
use onpace_core::plan;

/// Every reader; the surest of a file reads it, the first of those that are as sure.
pub static READERS: &[&dyn Reader] = &[&report_text::ReportText, &delimited::Delimited];

/// No table of a plan is wider; a wider one is refused before its cells are made.
const MOST_COLUMNS: usize = 1_000;

/// Files are read up to this size.
pub const LARGEST_BYTES: usize = 64 * 1024 * 1024;

/// Reads a plan from the bytes of a file. `path` is how messages name it.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read, with what would be.
pub fn read(bytes: &[u8], path: &str) -> Result<Draft, ReadProblem> {
    let source = Source::of(bytes, path)?;
    let claims = READERS.iter().rev().map(|reader| (*reader, reader.claim(&source)));
    let surest = claims.filter(|(_, claim)| *claim > Claim::No).max_by_key(|(_, claim)| *claim);
    let Some((reader, _)) = surest else {
        return Err(ReadProblem::new(
            path,
            "no table of a plan was found in it",
            "a table with a heading row that names at least the tasks and one of their dates, people or percentages",
        ));
    };
    let contents = reader.contents(&source)?;
    let mut draft = draft::draft_of(&contents, path)?;
    draft.plan.source = plan::Source { path: path.to_owned(), format: reader.name().to_owned() };
    Ok(draft)
}
