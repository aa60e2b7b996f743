//! From bytes to text, markup, a container or a plan of Project, told by the content and never by the name; or to a
//! refusal that names what the bytes are and the way out.
//!
//! Excel still saves "CSV" in Windows-1252 unless asked for UTF-8, so bytes that are not UTF-8 are
//! read as that where nothing speaks against it. **Not here.** Tables and prose.

use super::foreign;
use super::marks::{begins, utf_16};
use super::package::Package;
use crate::problem::ReadProblem;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// A file to be read.
#[derive(Debug)]
pub struct SourceFile<'a> {
    /// How messages name it.
    pub path: &'a str,
    /// What it is made of.
    pub form: SourceForm<'a>,
}

/// What a file is made of.
#[derive(Debug)]
pub enum SourceForm<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// Text that begins as XML or HTML.
    Markup(Cow<'a, str>),
    /// An office file.
    Package(Package<'a>),
    /// A PDF.
    Pdf(&'a [u8]),
    /// A plan as Microsoft Project saves it.
    ProjectPlan(&'a [u8]),
}

/// Beginnings of markup.
pub(super) const MARKUP: [&str; 8] = ["<?xml", "<!doctype", "<html", "<project", "<table", "<body", "<head", "<!--"];

impl<'a> SourceFile<'a> {
    /// What a file is made of.
    ///
    /// # Errors
    /// A file that is too large, empty or none of these is refused with the way out.
    pub fn of(bytes: &'a [u8], path: &'a str) -> Result<Self, ReadProblem> {
        let refused = |found: &str, accepted: &str| Err(ReadProblem::new(path, found, accepted));
        let most = super::LARGEST_BYTES / 1024 / 1024;
        if bytes.len() > super::LARGEST_BYTES {
            return refused(&format!("more than {most} MB"), &format!("a file of at most {most} MB"));
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let package = Package::open(bytes, path)?;
            return match foreign::container(&package) {
                Some((found, way_out)) => refused(found, way_out),
                None => Ok(Self { path, form: SourceForm::Package(package) }),
            };
        }
        if bytes.starts_with(b"%PDF") {
            return Ok(Self { path, form: SourceForm::Pdf(bytes) });
        }
        if onpace_mpp::is_plan(bytes) {
            return Ok(Self { path, form: SourceForm::ProjectPlan(bytes) });
        }
        if let Some((found, way_out)) = foreign::lock(path, bytes).or_else(|| foreign::bytes(bytes)) {
            return refused(found, way_out);
        }
        let text = text_of(bytes).map_err(|found| {
            ReadProblem::new(path, found, "text in UTF-8 (\u{201c}CSV UTF-8\u{201d} when saving from Excel)")
        })?;
        if text.contains('\0') {
            return refused("a file that is not text", "a report's text, Markdown, CSV or TSV, or an office file");
        }
        let start = text.trim_start();
        if start.is_empty() {
            return refused("an empty file", "a report's text, Markdown, CSV or TSV with a table of the plan");
        }
        if let Some((found, way_out)) = foreign::text(start) {
            return refused(found, way_out);
        }
        let is_markup = MARKUP.iter().any(|mark| begins(start, mark));
        Ok(Self { path, form: if is_markup { SourceForm::Markup(text) } else { SourceForm::Text(text) } })
    }

    /// Its text, where it is plain text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let SourceForm::Text(text) = &self.form { Some(text) } else { None }
    }

    /// Its text, where it is markup.
    #[must_use]
    pub fn markup(&self) -> Option<&str> {
        if let SourceForm::Markup(text) = &self.form { Some(text.trim_start()) } else { None }
    }

    /// Its container, where it is an office file.
    #[must_use]
    pub fn package(&self) -> Option<&Package<'a>> {
        if let SourceForm::Package(package) = &self.form { Some(package) } else { None }
    }
}

/// UTF-16 where the first bytes say so, else UTF-8, else Windows-1252, else what speaks against all.
pub(super) fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some(text) = utf_16(bytes) {
        return text.map(Cow::Owned);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let problem = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(problem) => problem,
    };
    let is_undefined = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
    // A letter of several bytes before the first stray one: UTF-8 that was damaged, not another code.
    let valid = bytes.get(..problem.valid_up_to()).unwrap_or_default();
    let is_mixed = !valid.is_ascii();
    if is_mixed || bytes.iter().any(|byte| is_undefined(byte) || is_control(byte)) {
        let line = valid.split(|byte| *byte == b'\n').count();
        let stray = bytes.get(valid.len()).copied().unwrap_or_default();
        return Err(format!("a byte on line {line} that is not UTF-8 (0x{stray:02x})"));
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}
