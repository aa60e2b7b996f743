//! How what is asked is refused: what is the matter, and what would be accepted.

use std::fmt;

/// Why something asked was not done, and what would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is the matter.
    pub what: String,
    /// What would be accepted.
    pub accepted: String,
    /// Which value of what was asked it is about, where it is about one: `finish`, `reason`.
    pub field: Option<&'static str>,
}

impl Refusal {
    /// A refusal.
    pub fn new(what: impl Into<String>, accepted: impl Into<String>) -> Self {
        Self { what: what.into(), accepted: accepted.into(), field: None }
    }

    /// The same, about one value of what was asked.
    #[must_use]
    pub fn about(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; accepted: {}", self.what, self.accepted)
    }
}

impl std::error::Error for Refusal {}
