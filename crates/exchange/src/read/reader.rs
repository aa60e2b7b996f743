//! What a reader is. **Not here.** Any one of them, and their list.

use super::source::Source;
use crate::grid::Contents;
use crate::problem::ReadProblem;

/// How sure a reader is that a file is for it; the surest reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// It is something else.
    No,
    /// It could be read.
    Perhaps,
    /// It has the form, and a heading row with so many columns that are known.
    Columns(usize),
}

/// One format.
pub trait Reader: Sync {
    /// Its name in messages and JSON: `csv`.
    fn name(&self) -> &'static str;
    /// Whether a file is for it.
    fn claim(&self, source: &Source<'_>) -> Claim;
    /// Its tables and prose.
    ///
    /// # Errors
    /// Where the file is not of the format after all.
    fn contents(&self, source: &Source<'_>) -> Result<Contents, ReadProblem>;
}
