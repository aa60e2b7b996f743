//! A writer of XML in which no element can be left open and no text can be read as markup.
//!
//! **Not here.** What any element means.

use crate::ooxml::printable;
use quick_xml::escape::escape;

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// XML as it grows.
#[derive(Debug)]
pub(super) struct Xml(String);

/// Attributes of an element, in order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// The start of a part of the package.
    pub(super) fn part() -> Self {
        Self(DECLARATION.to_owned())
    }

    /// An element and all that is written inside it.
    pub(super) fn within(&mut self, name: &str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inside(self);
        self.close(name);
    }

    /// The start of an element: only for what brings its own `within`.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// The end of the element that was opened last.
    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with nothing inside.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        self.0.push_str(&escape(printable(words)));
    }

    /// The finished part.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }
}
