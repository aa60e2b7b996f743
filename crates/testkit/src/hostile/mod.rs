//! Files that nobody should send and somebody will: each with its name and with what is to come of it.
//!
//! Tests hold the outcomes, a bench the time and the memory. **Not here.** Readers.
#![expect(
    clippy::format_collect,
    clippy::too_many_lines,
    clippy::missing_panics_doc,
    reason = "lists of cases, a line each, that nothing but tests and benches makes"
)]

mod documents;
pub mod office;
mod packages;
pub mod pdfs;
mod schedules;
mod sheets;
mod xml;

/// What is to come of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Refused, and what was found begins with this.
    Refused(&'static str),
    /// Read as a plan of so many rows.
    Read(usize),
    /// Read or refused; what counts is that it ends.
    Ends,
}

/// One file.
pub struct Case {
    /// What is wrong with it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is to come of it.
    pub outcome: Outcome,
}

impl Case {
    pub(crate) fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>, outcome: Outcome) -> Self {
        Self { name: name.into(), bytes: bytes.into(), outcome }
    }

    pub(crate) fn refused(name: impl Into<String>, bytes: impl Into<Vec<u8>>, found: &'static str) -> Self {
        Self::new(name, bytes, Outcome::Refused(found))
    }

    pub(crate) fn ends(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(name, bytes, Outcome::Ends)
    }
}

/// A subject, and what makes its files.
pub type HostileSubject = (&'static str, fn() -> Vec<Case>);

/// Every subject.
pub const SUBJECTS: &[HostileSubject] = &[
    ("packages", packages::cases),
    ("xml", xml::cases),
    ("sheets", sheets::cases),
    ("documents", documents::cases),
    ("schedules", schedules::cases),
    ("pdf", pdfs::cases),
];
