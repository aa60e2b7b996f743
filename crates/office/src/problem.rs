//! Why an act could not be done, for the person who asked for it.

use std::fmt;

/// What kind of problem, which decides the exit code (DESIGN 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing of that name.
    NotFound,
    /// An input that cannot be accepted.
    NotAccepted,
    /// The disk, not the input.
    Temporary,
    /// Something that should not happen.
    Unexpected,
}

/// A problem, in words that say what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub kind: Kind,
    /// The message.
    pub message: String,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: Kind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}
