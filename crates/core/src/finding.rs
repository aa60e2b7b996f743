//! What is wrong, or worth knowing, in something given to us: where, what was found, what would be
//! accepted, and what was done meanwhile.
//!
//! A finding is not an error of the program. Terminal, page, report and JSON print the same parts.
//!
//! **Not here.** The rules ([`crate::checks`]).

use crate::place::Place;
use std::fmt;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Needs a person's attention.
    Warning,
    /// A report built on it would say something untrue.
    Error,
}

impl Severity {
    /// The word used everywhere: `info`, `warning`, `error`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, kebab-case and stable; `onpace explain RULE` tells its story.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The code of the action or focus area it is about, as the plan writes it.
    pub subject: Option<String>,
    /// The one sentence that a person needs.
    pub message: String,
    /// Where it stands.
    pub place: Option<Place>,
    /// What was found there.
    pub found: Option<String>,
    /// What would be accepted, or what follows from the rest of the plan.
    pub expected: Option<String>,
    /// What was done meanwhile, where something was.
    pub meanwhile: Option<String>,
}

impl Finding {
    /// A finding with its sentence; the rest is added with the methods below.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            subject: None,
            message: message.into(),
            place: None,
            found: None,
            expected: None,
            meanwhile: None,
        }
    }

    /// About which action or focus area.
    #[must_use]
    pub fn about(mut self, code: impl fmt::Display) -> Self {
        self.subject = Some(code.to_string());
        self
    }

    /// Where it stands.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        // A paragraph of a document has no number to be found by.
        self.place = Some(place).filter(|place| *place != Place::default());
        self
    }

    /// What was found.
    #[must_use]
    pub fn found(mut self, found: impl fmt::Display) -> Self {
        self.found = Some(found.to_string());
        self
    }

    /// What would be accepted.
    #[must_use]
    pub fn expected(mut self, expected: impl fmt::Display) -> Self {
        self.expected = Some(expected.to_string());
        self
    }

    /// What was done meanwhile.
    #[must_use]
    pub fn meanwhile(mut self, done: impl fmt::Display) -> Self {
        self.meanwhile = Some(done.to_string());
        self
    }
}
