//! From bytes to text, or to a refusal that names what the bytes are and the way out.
//!
//! Excel still saves "CSV" in Windows-1252 unless asked for UTF-8, so bytes that are not UTF-8 are
//! read as that where nothing speaks against it. **Not here.** Tables and prose.

use crate::problem::ReadProblem;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// A file to be read.
#[derive(Debug)]
pub struct Source<'a> {
    /// How messages name it.
    pub path: &'a str,
    /// Its text.
    pub text: Cow<'a, str>,
}

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

/// Beginnings of texts that are no plan as people write them.
const KNOWN_TEXTS: [(&str, &str, &str); 5] = [
    ("{\\rtf", "a rich text file", "save the document as plain text with its table as tab-separated lines"),
    ("<?xml", "an XML file", "export the plan as CSV"),
    ("<!doctype html", "a web page", "copy its table into a spreadsheet and save that as CSV"),
    ("<html", "a web page", "copy its table into a spreadsheet and save that as CSV"),
    ("{", "JSON, which is written and not read", "the file that it was made from, or the same plan as CSV"),
];

impl<'a> Source<'a> {
    /// The text of a file.
    ///
    /// # Errors
    /// A file that is too large, empty or not text is refused with the way out.
    pub fn of(bytes: &'a [u8], path: &'a str) -> Result<Self, ReadProblem> {
        let refused = |found: &str, accepted: &str| Err(ReadProblem::new(path, found, accepted));
        let most = super::LARGEST_BYTES / 1024 / 1024;
        if bytes.len() > super::LARGEST_BYTES {
            return refused(&format!("more than {most} MB"), &format!("a file of at most {most} MB"));
        }
        if let Some((_, found, way_out)) = KNOWN.iter().find(|(magic, _, _)| bytes.starts_with(magic)) {
            return refused(found, way_out);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return refused("text in UTF-16", "the same text saved as UTF-8");
        }
        let text = text_of(bytes).map_err(|found| {
            ReadProblem::new(path, found, "text in UTF-8 (\u{201c}CSV UTF-8\u{201d} when saving from Excel)")
        })?;
        if text.contains('\0') {
            return refused("a file that is not text", "a report's text, Markdown, CSV or TSV");
        }
        let begins = text.trim_start();
        if begins.is_empty() {
            return refused("an empty file", "a report's text, Markdown, CSV or TSV with a table of the plan");
        }
        let known = KNOWN_TEXTS.iter().find(|(mark, _, _)| {
            begins.as_bytes().get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
        });
        match known {
            Some((_, found, way_out)) => refused(found, way_out),
            None => Ok(Self { path, text }),
        }
    }
}

/// UTF-8, else Windows-1252, else what speaks against both.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let problem = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(problem) => problem,
    };
    let is_undefined = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
    // A letter of several bytes before the first stray one: UTF-8 that was damaged, not another code.
    let is_mixed = !bytes[..problem.valid_up_to()].is_ascii();
    if is_mixed || bytes.iter().any(|byte| is_undefined(byte) || is_control(byte)) {
        let line = bytes[..problem.valid_up_to()].split(|byte| *byte == b'\n').count();
        return Err(format!("a byte on line {line} that is not UTF-8 (0x{:02x})", bytes[problem.valid_up_to()]));
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}
