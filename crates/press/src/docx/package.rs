//! The package: its parts, how they refer to each other, and the zip around them.
//!
//! **Not here.** The main part ([`super::body`]).

use super::page::{Page, link_relationship, picture_relationship};
use super::text::{self, Ink};
use super::xml::Xml;
use super::{MEDIUM, numbering};
use crate::format::PressError;
use crate::ooxml::full_title;
use onpace_core::day::in_words;
use onpace_report::document::Document;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part's place in the package, and its content.
pub(super) type Part = (String, Vec<u8>);

/// Every part, in the order in which readers look for them.
pub(super) fn parts(page: Page, document: &Document) -> Vec<Part> {
    let relationships = relationships(&page);
    let numbering = numbering::part(page.numbered_lists);
    let mut parts: Vec<Part> = [
        ("[Content_Types].xml", include_bytes!("parts/content_types.xml").to_vec()),
        ("_rels/.rels", include_bytes!("parts/package.rels").to_vec()),
        ("docProps/core.xml", properties(document)),
        ("word/document.xml", page.xml.into_bytes()),
        ("word/_rels/document.xml.rels", relationships),
        ("word/styles.xml", include_bytes!("parts/styles.xml").to_vec()),
        ("word/numbering.xml", numbering),
        ("word/settings.xml", include_bytes!("parts/settings.xml").to_vec()),
        ("word/fontTable.xml", include_bytes!("parts/fontTable.xml").to_vec()),
        ("word/header.xml", header(document)),
        ("word/footer.xml", footer(document)),
    ]
    .map(|(name, content)| (name.to_owned(), content))
    .into();
    parts.extend(page.pictures.into_iter().enumerate().map(|(place, picture)| (picture_file(place), picture.png)));
    parts
}

/// The parts as one file, which holds no time but the format's first day.
pub(super) fn zip(parts: &[Part]) -> Result<Vec<u8>, PressError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), options).map_err(|why| PressError::new(MEDIUM, why))?;
        zip.write_all(content).map_err(|why| PressError::new(MEDIUM, why))?;
    }
    Ok(zip.finish().map_err(|why| PressError::new(MEDIUM, why))?.into_inner())
}

fn picture_file(place: usize) -> String {
    format!("word/media/{}.png", picture_relationship(place))
}

fn relationships(page: &Page) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespace = [("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")];
    xml.within("Relationships", &namespace, |xml| {
        let mut relate = |id: &str, kind: &str, target: &str, external: bool| {
            let kind = format!("{OFFICE}/{kind}");
            let inside = [("Id", id), ("Type", kind.as_str()), ("Target", target), ("TargetMode", "External")];
            xml.empty("Relationship", inside.get(..if external { 4 } else { 3 }).unwrap_or_default());
        };
        for part in ["styles", "numbering", "settings", "fontTable", "header", "footer"] {
            relate(part, part, &format!("{part}.xml"), false);
        }
        for place in 0..page.pictures.len() {
            let id = picture_relationship(place);
            relate(&id, "image", &format!("media/{id}.png"), false);
        }
        for (place, target) in page.links.iter().enumerate() {
            relate(&link_relationship(place), "hyperlink", target, true);
        }
    });
    xml.into_bytes()
}

/// Title, language and the day that the report speaks of; no author, for nobody wrote it by hand.
fn properties(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let day = format!("{}T00:00:00Z", document.as_at);
    xml.within("cp:coreProperties", &namespaces, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(&full_title(document)));
        xml.within("dc:language", &[], |xml| xml.text("en-GB"));
        for moment in ["dcterms:created", "dcterms:modified"] {
            xml.within(moment, &[("xsi:type", "dcterms:W3CDTF")], |xml| xml.text(&day));
        }
    });
    xml.into_bytes()
}

fn header(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.within("w:hdr", &[("xmlns:w", MAIN)], |xml| text::paragraph(xml, "Header", &full_title(document)));
    xml.into_bytes()
}

fn footer(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    let field = |xml: &mut Xml, instruction: &str| {
        xml.within("w:fldSimple", &[("w:instr", instruction)], |xml| text::run(xml, "1", Ink::Plain));
    };
    xml.within("w:ftr", &[("xmlns:w", MAIN)], |xml| {
        xml.within("w:p", &[], |xml| {
            text::style(xml, "Footer");
            text::run(xml, &format!("As at {}   ·   Page ", in_words(document.as_at)), Ink::Plain);
            field(xml, " PAGE ");
            text::run(xml, " of ", Ink::Plain);
            field(xml, " NUMPAGES ");
        });
    });
    xml.into_bytes()
}
