//! Why a command stopped before its end. **Not here.** Exit codes, which `main.rs` gives.

use onpace_office::problem::Problem;
use std::os::unix::net::UnixStream;

/// Why a command stopped.
pub(crate) enum Stop {
    /// Whoever read the output has gone.
    ClosedPipe,
    /// A problem for the person.
    Problem(Problem),
    /// Another process serves the data folder, and does the command when it is asked.
    AtService(UnixStream),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
