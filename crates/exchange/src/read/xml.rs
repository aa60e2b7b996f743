//! XML, step by step and within limits: no document type, no entities of its own, bounded depth.
//!
//! **Not here.** What the elements of any format mean.

use crate::grid::without_nul;
use crate::problem::ReadProblem;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// Elements stand in each other at most so deep.
const DEEPEST: usize = 64;
/// No attribute is longer, in bytes.
const LONGEST_ATTRIBUTE: usize = 100_000;

/// What comes next.
#[derive(Debug)]
pub(super) enum Step<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// The innermost element ends.
    Close,
    /// Text in it; one text may come in several steps.
    Text(Cow<'a, str>),
    /// The end.
    End,
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// An attribute's value, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut all = self.start.attributes();
        let found = all.with_checks(false).flatten().find(|one| one.key.local_name().into_inner() == name)?;
        if found.value.len() > LONGEST_ATTRIBUTE {
            return None;
        }
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The values of several attributes, found in one pass.
    pub(super) fn each<const N: usize>(&self, names: [&str; N]) -> [Option<Cow<'_, str>>; N] {
        let mut values = [const { None }; N];
        for one in self.start.attributes().with_checks(false).flatten() {
            let name = one.key.local_name().into_inner();
            let place = names.iter().zip(&mut values).find(|(known, _)| **known == name);
            if let Some((_, value)) = place.filter(|_| one.value.len() <= LONGEST_ATTRIBUTE) {
                *value = one.normalized_value(XmlVersion::Implicit1_0).ok();
            }
        }
        values
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }
}

/// A text of XML.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    path: &'a str,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Begins to read. `path` is how messages name the file.
    pub(super) fn new(text: &'a str, path: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, path, depth: 0 }
    }

    /// How many elements are open.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    fn refused(&self, found: impl Into<String>, accepted: &str) -> ReadProblem {
        let at = self.reader.error_position().max(self.reader.buffer_position());
        ReadProblem::new(self.path, format!("{} (at byte {at} of it)", found.into()), accepted)
    }

    /// The next step.
    ///
    /// # Errors
    /// XML that is broken, too deep, or that brings a document type or entities of its own.
    #[inline]
    pub(super) fn step(&mut self) -> Result<Step<'a>, ReadProblem> {
        loop {
            return Ok(match self.event()? {
                Event::Start(start) => Step::Open(Tag { start }),
                Event::End(_) => Step::Close,
                Event::Text(text) => Step::Text(without_nul(text_of(text))),
                Event::CData(text) => Step::Text(without_nul(text.xml10_content())),
                Event::GeneralRef(reference) => Step::Text(self.resolved(&reference)?),
                Event::Eof => Step::End,
                _ => continue,
            });
        }
    }

    /// The next event as the crate has it, within the limits.
    #[inline]
    fn event(&mut self) -> Result<Event<'a>, ReadProblem> {
        match self.reader.read_event() {
            Ok(event @ Event::Start(_)) if self.depth < DEEPEST => {
                self.depth += 1;
                Ok(event)
            }
            Ok(event @ Event::End(_)) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(event)
            }
            Ok(event @ Event::Text(_)) => Ok(event),
            other => self.rare(other),
        }
    }

    /// What comes seldom, kept apart so that what comes often is short.
    #[cold]
    fn rare(&self, read: Result<Event<'a>, quick_xml::Error>) -> Result<Event<'a>, ReadProblem> {
        match read {
            Ok(Event::Start(_)) => Err(self.refused(
                format!("XML with elements in each other more than {DEEPEST} deep"),
                "a file as office programs save it",
            )),
            Ok(Event::DocType(_)) => Err(self.refused(
                "XML with a document type of its own, which could bring in other files",
                "the file as its program exports it, without <!DOCTYPE>",
            )),
            Ok(Event::Eof) if self.depth > 0 => Err(self.refused("XML that is cut off", "the whole file")),
            Ok(event) => Ok(event),
            Err(error) => {
                // The parser repeats the tag that it could not read, whatever its length.
                let error = onpace_core::plan::shortened(&error.to_string(), 120);
                let accepted = "the file saved again by the program that made it";
                Err(self.refused(format!("XML that is not whole: {error}"), accepted))
            }
        }
    }

    fn resolved(&self, reference: &quick_xml::events::BytesRef<'a>) -> Result<Cow<'a, str>, ReadProblem> {
        if let Ok(Some(letter)) = reference.resolve_char_ref() {
            return Ok(letter.to_string().into());
        }
        let name = reference.xml10_content();
        quick_xml::escape::resolve_xml_entity(&name).map(Cow::Borrowed).ok_or_else(|| {
            let name = onpace_core::plan::shortened(&name, 40);
            self.refused(format!("an entity of its own, &{name};"), "the file as its program exports it")
        })
    }

    /// All text up to the end of the element that was just opened, elements in it without marks.
    pub(super) fn text(&mut self) -> Result<String, ReadProblem> {
        let (until, mut all) = (self.depth, String::new());
        while self.depth >= until {
            if let Step::Text(text) = self.step()? {
                all.push_str(&text);
            }
        }
        Ok(all)
    }

    /// The text of the element that was just opened, which mostly is one piece and is not copied.
    pub(super) fn leaf(&mut self) -> Result<Cow<'a, str>, ReadProblem> {
        let until = self.depth;
        let mut all = match self.step()? {
            Step::Text(text) => text,
            Step::Close | Step::End => return Ok(Cow::Borrowed("")),
            Step::Open(_) => Cow::Borrowed(""),
        };
        while self.depth >= until {
            if let Step::Text(more) = self.step()? {
                all.to_mut().push_str(&more);
            }
        }
        Ok(all)
    }

    /// Goes past the end of the element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), ReadProblem> {
        let until = self.depth;
        while self.depth >= until {
            match self.event()? {
                Event::GeneralRef(reference) => drop(self.resolved(&reference)?),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }
}

/// A text, its line ends as XML has them. What only sets elements apart is left as it is: most of a file.
fn text_of(text: BytesText<'_>) -> Cow<'_, str> {
    let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
    if is_blank { text.into_inner() } else { text.xml10_content() }
}
