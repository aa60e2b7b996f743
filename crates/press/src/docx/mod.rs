//! DOCX, for those who forward, annotate and minute: WordprocessingML that a screen reader can walk.
//!
//! Written by hand because the writers to be had repeat no table header and describe no picture.
//! **Not here.** What a report says; how a chart is drawn ([`crate::charts`]).

mod body;
mod cell;
mod link;
mod numbering;
mod package;
mod page;
mod picture;
mod section;
mod table;
mod text;
mod widths;
mod xml;

use crate::format::{Format, PressError};
use onpace_report::document::Document;
use page::Page;

/// The medium's name in messages.
const MEDIUM: &str = "DOCX";

/// Word's format, as Office Open XML.
#[derive(Debug)]
pub struct Docx;

impl Format for Docx {
    fn ending(&self) -> &'static str {
        "docx"
    }

    fn name(&self) -> &'static str {
        "Word document"
    }

    fn write(&self, document: &Document) -> Result<Vec<u8>, PressError> {
        let mut page = Page::new(document);
        body::write(&mut page, document)?;
        package::zip(&package::parts(page, document))
    }
}
