//! Why an act could not be done, for the person who asked for it.

use onpace_core::ledger::refusal::Refusal;
use onpace_store::StoreError;
use std::fmt;

/// What kind of problem, which decides the exit code (DESIGN 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something that must be given was not.
    Usage,
    /// Nothing of that name.
    NotFound,
    /// An input that cannot be accepted.
    NotAccepted,
    /// Something that is not theirs to do.
    NotAllowed,
    /// Somebody else's change came in between.
    Conflict,
    /// What is kept is not what was written.
    Integrity,
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
    /// Which value of what was asked it is about, where it is about one: `finish`, `reason`.
    pub field: Option<&'static str>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(kind: Kind, message: impl fmt::Display) -> Self {
        Self { kind, message: message.to_string(), field: None }
    }

    /// The same, about one value of what was asked.
    #[must_use]
    pub fn about(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let kind = match error {
            StoreError::NotFound(_) => Kind::NotFound,
            StoreError::Conflict { .. } => Kind::Conflict,
            StoreError::NotAccepted(_) => Kind::NotAccepted,
            StoreError::Integrity(_) => Kind::Integrity,
            StoreError::Temporary(_) => Kind::Temporary,
        };
        Self::new(kind, error)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let field = refusal.field;
        Self { field, ..Self::new(Kind::NotAccepted, refusal) }
    }
}
