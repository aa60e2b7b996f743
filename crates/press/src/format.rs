//! A medium that a report can be written in. **Not here.** Any one of them: each has its own file.

use onpace_report::document::Document;
use thiserror::Error;

/// One medium.
pub trait Format: Sync {
    /// The ending of its files, without the point: `pdf`.
    fn ending(&self) -> &'static str;
    /// Its name for people: "PDF".
    fn name(&self) -> &'static str;
    /// Writes a document. The same document gives the same bytes.
    ///
    /// # Errors
    /// [`PressError`] where the medium's own library refuses.
    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError>;
}

/// A document that could not be written in a medium.
#[derive(Debug, Error)]
#[error("the {medium} could not be written: {why}")]
pub struct PressError {
    /// The medium's name.
    pub medium: &'static str,
    /// What its library said.
    pub why: String,
}

impl PressError {
    /// Wraps what a library said.
    pub fn new(medium: &'static str, why: impl std::fmt::Display) -> Self {
        Self { medium, why: why.to_string() }
    }
}
