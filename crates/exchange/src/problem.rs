//! Why a file was not read: what it is, what would be accepted. Findings inside a file that was read
//! are `onpace-core`'s.

use std::fmt;

/// A file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadProblem {
    /// The file.
    pub path: String,
    /// What was found.
    pub found: String,
    /// What would be accepted.
    pub accepted: String,
}

impl ReadProblem {
    /// A refusal.
    #[must_use]
    pub fn new(path: &str, found: impl Into<String>, accepted: impl Into<String>) -> Self {
        Self { path: path.to_owned(), found: found.into(), accepted: accepted.into() }
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "this file was not read\n  file      {}\n  found     {}\n  accepted  {}\n  we did    nothing: no plan was made from it",
            self.path, self.found, self.accepted
        )
    }
}

impl std::error::Error for ReadProblem {}
