//! The document as it grows, with what its parts must agree on: links, pictures, lists, anchors.
//!
//! **Not here.** How those are written into the package ([`super::package`]).

use super::xml::{Attributes, Xml};
use onpace_core::figure::Figure;
use onpace_report::document::Document;
use std::collections::BTreeMap;

/// A picture as it stands in the package, and the size at which it is shown.
pub(super) struct Picture {
    /// The PNG file.
    pub(super) png: Vec<u8>,
    pub(super) width: u64,
    pub(super) height: u64,
}

/// What has been written so far.
pub(super) struct Page {
    /// The main part.
    pub(super) xml: Xml,
    /// Where external links lead, each once.
    pub(super) links: Vec<String>,
    /// The pictures, in order.
    pub(super) pictures: Vec<Picture>,
    /// How many numbered lists there are: each begins at 1 and so needs a number of its own.
    pub(super) numbered_lists: usize,
    /// The width between the margins, in twentieths of a point.
    pub(super) width: u32,
    /// The depth of the last heading, so that a chart's heading stands right below it.
    pub(super) depth: u8,
    /// The anchor of each figure's line in the annex.
    anchors: BTreeMap<String, String>,
    drawings: usize,
}

impl Page {
    /// Nothing yet.
    pub(super) fn new(document: &Document) -> Self {
        let anchor = |(place, figure): (usize, &Figure)| (figure.of.key.to_string(), anchor_name(place));
        Self {
            xml: Xml::part(),
            links: Vec::new(),
            pictures: Vec::new(),
            numbered_lists: 0,
            width: 0,
            depth: 1,
            anchors: document.figures.iter().enumerate().map(anchor).collect(),
            drawings: 0,
        }
    }

    /// An element, where what is inside must know of the whole document.
    pub(super) fn within<R>(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self) -> R,
    ) -> R {
        self.xml.open(name, attributes);
        let result = inside(self);
        self.xml.close(name);
        result
    }

    /// Where the annex defines a figure, if it does.
    pub(super) fn anchor_of(&self, key: &str) -> Option<&str> {
        self.anchors.get(key).map(String::as_str)
    }

    /// The relationship that stands for a link.
    pub(super) fn link(&mut self, target: String) -> String {
        let place = self.links.iter().position(|known| *known == target).unwrap_or_else(|| {
            self.links.push(target);
            self.links.len() - 1
        });
        link_relationship(place)
    }

    /// A number that no other drawing has.
    pub(super) fn next_drawing(&mut self) -> usize {
        self.drawings += 1;
        self.drawings
    }

    /// Keeps a picture; gives the relationship that stands for it.
    pub(super) fn picture(&mut self, picture: Picture) -> String {
        self.pictures.push(picture);
        picture_relationship(self.pictures.len() - 1)
    }
}

/// The anchor of the figure at a place of the annex.
pub(super) fn anchor_name(place: usize) -> String {
    format!("figure_{}", place + 1)
}

/// The relationship of the link at a place.
pub(super) fn link_relationship(place: usize) -> String {
    format!("link{}", place + 1)
}

/// The relationship of the picture at a place.
pub(super) fn picture_relationship(place: usize) -> String {
    format!("picture{}", place + 1)
}
