//! Why a command stopped before its end. **Not here.** Exit codes, which `main.rs` gives.

use onpace_office::problem::Problem;

/// Why a command stopped.
pub(crate) enum Stop {
    /// Whoever read the output has gone.
    ClosedPipe,
    /// A problem for the person.
    Problem(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
