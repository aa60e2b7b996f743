//! What a reader is. **Not here.** Any one of them, and their list.

use crate::grid::Contents;
use std::fmt;

/// How sure a reader is that a file is for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Its content says so.
    Sure,
    /// It could be read.
    Perhaps,
    /// It is something else.
    No,
}

/// One format.
pub trait Reader: Sync {
    /// Its name in messages and JSON: `csv`.
    fn name(&self) -> &'static str;
    /// Whether a file is for it.
    fn claim(&self, source: &Source<'_>) -> Claim;
    /// Its tables and prose.
    ///
    /// # Errors
    /// Where the file is not of the format after all.
    fn contents(&self, source: &Source<'_>) -> Result<Contents, ReadProblem>;
}

/// A file to be read.
#[derive(Debug)]
pub struct Source<'a> {
    /// How messages name it.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A file that cannot be read: what it is, what would be accepted.
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

/// Beginnings of files that people have and that are not text, with the way out.
const KNOWN: [(&[u8], &str, &str); 4] = [
    (
        b"PK\x03\x04",
        "a zip container, as Excel and Word files are",
        "save the sheet as CSV, or the document as plain text with its table as tab-separated lines",
    ),
    (b"%PDF", "a PDF", "the report's text, with its table as tab-separated lines"),
    (b"\xd0\xcf\x11\xe0", "an older Office file, as Project, Excel and Word wrote them", "export the plan as CSV"),
    (b"\xac\xed\x00\x05", "a ProjectLibre file", "export the plan as CSV"),
];

impl<'a> Source<'a> {
    /// The text of a file.
    ///
    /// # Errors
    /// A file that is too large, empty, not text, or not in UTF-8 is refused with the way out.
    pub fn of(bytes: &'a [u8], path: &'a str) -> Result<Self, ReadProblem> {
        if bytes.len() > super::LARGEST_BYTES {
            let accepted = format!("at most {} MB", super::LARGEST_BYTES / 1024 / 1024);
            return Err(ReadProblem::new(path, format!("{} MB", bytes.len() / 1024 / 1024), accepted));
        }
        if let Some((_, found, way_out)) = KNOWN.iter().find(|(magic, _, _)| bytes.starts_with(magic)) {
            return Err(ReadProblem::new(path, *found, *way_out));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Err(ReadProblem::new(path, "text in UTF-16", "the same text saved as UTF-8"));
        }
        let text = std::str::from_utf8(bytes).map_err(|e| {
            ReadProblem::new(
                path,
                format!("a byte at {} that is not UTF-8", e.valid_up_to()),
                "text in UTF-8 (\u{201c}CSV UTF-8\u{201d} when saving from Excel)",
            )
        })?;
        if text.contains('\0') {
            return Err(ReadProblem::new(path, "a file that is not text", "a report's text, Markdown, CSV or TSV"));
        }
        if text.trim().is_empty() {
            return Err(ReadProblem::new(
                path,
                "an empty file",
                "a report's text, Markdown, CSV or TSV with a table of the plan",
            ));
        }
        Ok(Self { path, text })
    }
}
