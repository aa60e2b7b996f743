//! Which reader a file is for, told by its content and never by its name.

mod delimited;
mod reader;
mod report_text;

pub use reader::{Claim, ReadProblem, Reader, Source};

use crate::draft::{self, Draft};
use onpace_core::plan;

/// Every reader; the first that is sure of a file reads it, else the first that could.
pub static READERS: &[&dyn Reader] = &[&report_text::ReportText, &delimited::Delimited];

/// Files are read up to this size.
pub const LARGEST_BYTES: usize = 64 * 1024 * 1024;

/// Reads a plan from the bytes of a file. `path` is how messages name it.
///
/// # Errors
/// [`ReadProblem`] where the file is none that can be read, with what would be.
pub fn read(bytes: &[u8], path: &str) -> Result<Draft, ReadProblem> {
    let source = Source::of(bytes, path)?;
    let claims: Vec<_> = READERS.iter().map(|reader| (*reader, reader.claim(&source))).collect();
    let sure = claims.iter().find(|(_, claim)| *claim == Claim::Sure);
    let reader = sure.or_else(|| claims.iter().find(|(_, claim)| *claim == Claim::Perhaps));
    let Some((reader, _)) = reader else {
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
