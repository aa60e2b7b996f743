//! The numbering part: bullets, and numbers that begin at 1 in every list.

use super::xml::Xml;

/// The number of the bulleted list, that of the style, and how many go before the documents' own.
const BULLETS: &str = "1";
const NUMBERS: &str = "2";
const TAKEN: usize = 2;

/// The number by which the paragraphs of the numbered list at a place (from 1) refer to it.
pub(super) fn of_list(place: usize) -> String {
    (TAKEN + place).to_string()
}

/// The part, for a document with so many numbered lists.
pub(super) fn part(numbered_lists: usize) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespace = [("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")];
    xml.within("w:numbering", &namespace, |xml| {
        shape(xml, BULLETS, "bullet", "•");
        shape(xml, NUMBERS, "decimal", "%1.");
        instance(xml, BULLETS, BULLETS, false);
        instance(xml, NUMBERS, NUMBERS, false);
        for place in 1..=numbered_lists {
            instance(xml, &of_list(place), NUMBERS, true);
        }
    });
    xml.into_bytes()
}

fn shape(xml: &mut Xml, number: &str, format: &str, text: &str) {
    xml.within("w:abstractNum", &[("w:abstractNumId", number)], |xml| {
        xml.empty("w:multiLevelType", &[("w:val", "singleLevel")]);
        xml.within("w:lvl", &[("w:ilvl", "0")], |xml| {
            xml.empty("w:start", &[("w:val", "1")]);
            xml.empty("w:numFmt", &[("w:val", format)]);
            xml.empty("w:lvlText", &[("w:val", text)]);
            xml.empty("w:lvlJc", &[("w:val", "left")]);
            xml.within("w:pPr", &[], |xml| xml.empty("w:ind", &[("w:left", "567"), ("w:hanging", "425")]));
        });
    });
}

fn instance(xml: &mut Xml, number: &str, shape: &str, restart: bool) {
    xml.within("w:num", &[("w:numId", number)], |xml| {
        xml.empty("w:abstractNumId", &[("w:val", shape)]);
        if restart {
            xml.within("w:lvlOverride", &[("w:ilvl", "0")], |xml| xml.empty("w:startOverride", &[("w:val", "1")]));
        }
    });
}
