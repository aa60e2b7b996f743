//! An independent reader of Office Open XML: unzips a file and reads its parts into plain trees.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// Every part of a package by name.
pub(crate) fn unzipped(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..zip.len())
        .map(|place| {
            let mut entry = zip.by_index(place).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// An element with what is in it; text is a child without a name.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Element>,
    text: String,
}

impl Element {
    /// Reads a part; fails on anything that is not well-formed.
    pub(crate) fn read(part: &[u8]) -> Self {
        let mut reader = Reader::from_str(std::str::from_utf8(part).unwrap());
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::of(&start)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => open.last_mut().unwrap().add_text(&text),
                Event::GeneralRef(reference) => {
                    let entity = format!("&{};", &*reference);
                    open.last_mut().unwrap().add_text(&quick_xml::escape::unescape(&entity).unwrap());
                }
                Event::Decl(_) => {}
                Event::Eof => break,
                other => panic!("{other:?} has no place in a part"),
            }
        }
        assert_eq!(open.len(), 1, "an element was left open");
        open.remove(0)
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
            (attribute.key.0.to_owned(), value)
        });
        let name = start.name().0.to_owned();
        Self { name, attributes: attributes.collect(), ..Self::default() }
    }

    fn add_text(&mut self, text: &str) {
        self.children.push(Self { text: text.to_owned(), ..Self::default() });
    }

    /// All elements of a name below this one, in order.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    /// The first element of a name below this one.
    pub(crate) fn first(&self, name: &str) -> Option<&Self> {
        self.all(name).into_iter().next()
    }

    /// The words in this element.
    pub(crate) fn words(&self) -> String {
        self.text.clone() + &self.children.iter().map(Self::words).collect::<String>()
    }

    /// An attribute; empty where there is none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}
