//! What a writer is. **Not here.** Any one of them, and their list.

use onpace_core::plan::Plan;
use std::fmt;

/// One format.
pub trait Writer: Sync {
    /// The ending of its files, without the point: `csv`.
    fn ending(&self) -> &'static str;
    /// The file's bytes. The same plan gives the same bytes.
    ///
    /// # Errors
    /// A plan that the format cannot hold.
    fn write(&self, plan: &Plan) -> Result<Vec<u8>, WriteProblem>;
    /// Files that stand beside a file of a name, in its folder.
    fn beside(&self, _plan: &Plan, _name: &str) -> Vec<Beside> {
        Vec::new()
    }
}

/// A file that stands beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why a plan cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteProblem {
    /// What is in the way.
    pub found: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for WriteProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.found, self.remedy)
    }
}

impl std::error::Error for WriteProblem {}
