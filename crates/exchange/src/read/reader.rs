//! What a reader is. **Not here.** Any one of them, and their list.

use super::source::SourceFile;
use crate::grid::Contents;
use crate::problem::ReadProblem;
use crate::schedule::Schedule;

/// How sure a reader is that a file is for it; the surest reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReaderClaim {
    /// It is something else.
    No,
    /// It could be read.
    Perhaps,
    /// It has the form, and a heading row with so many columns that are known.
    Columns(usize),
    /// It is this and nothing else.
    Certain,
}

/// One format.
pub trait Reader: Sync {
    /// Its name in messages and JSON: `csv`.
    fn name(&self) -> &'static str;
    /// Whether a file is for it.
    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim;
    /// Its tables and prose.
    ///
    /// # Errors
    /// Where the file is not of the format after all.
    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem>;
    /// The whole model of a schedule file; none where the format is no schedule.
    fn schedule(&self, _source: &SourceFile<'_>) -> Option<Result<Schedule, ReadProblem>> {
        None
    }
}
