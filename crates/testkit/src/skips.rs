//! A test that cannot look says so, in one way: on its own output, in the list that closes the run, and in CI,
//! where the thing could have been had, by failing.
//!
//! **Not here.** How a program is installed: that is a chore of the project.

use std::io::Write as _;

/// What a test would have needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A program or module that a package brings. In CI this is a failure.
    Program,
    /// A right that the machine does not give: to mount, to trace, to make a network of its own.
    Right,
    /// Files that lie beside the project and are not part of it.
    Material,
}

/// The variable that holds the path of the list of what was skipped.
const LIST: &str = "ONPACE_SKIPS";
/// The variable that makes a skip for want of a program a failure.
const MUST: &str = "ONPACE_MUST";

/// Says that something is not looked at, and why. `what` is half a sentence: "`LibreOffice` is not here".
///
/// # Panics
///
/// Where a program is missing and `ONPACE_MUST` is set, as it is in CI.
pub fn skipped(missing: Missing, what: &str) {
    println!("skipped: {what}");
    if let Some(list) = std::env::var_os(LIST) {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(list);
        // One write a line, so that tests that run beside one another do not cut each other's.
        let _ = file.and_then(|mut file| file.write_all(format!("{what}\n").as_bytes()));
    }
    assert!(!is_failure(missing, std::env::var_os(MUST).is_some()), "{what}; in CI this must be looked at");
}

/// Whether a skip for want of this fails the test.
fn is_failure(missing: Missing, must: bool) -> bool {
    must && missing == Missing::Program
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_ci_what_could_have_been_had_must_be_there() {
        assert!(is_failure(Missing::Program, true));
        for (missing, must) in [(Missing::Program, false), (Missing::Right, true), (Missing::Material, true)] {
            assert!(!is_failure(missing, must), "{missing:?}");
        }
    }
}
