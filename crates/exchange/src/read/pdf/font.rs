//! What the codes of a font say and how wide they are. PDF 2.0, sections 9.6 to 9.10.
//!
//! The font's own map to Unicode counts most, then its encoding; a font that has neither says nothing,
//! and what is set in it is counted as lost. **Not here.** Where the text stands.

use super::tokens::{Token, Tokens};
use lopdf::{Dictionary, Document, Object};
use std::collections::HashMap;

/// A map to Unicode, unpacked.
const LARGEST_MAP: usize = 2 * 1024 * 1024;
/// Codes of a font: two bytes, as every font of several bytes in use has.
const MOST_CODES: u32 = 0x1_0000;

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Codes of two bytes.
    pub(super) is_wide: bool,
    /// Set in bold.
    pub(super) is_bold: bool,
    letters: HashMap<u32, Box<str>>,
    widths: HashMap<u32, f64>,
    width: Option<f64>,
}

impl Font {
    /// The font of a dictionary.
    pub(super) fn of(pdf: &Document, font: &Dictionary) -> Self {
        let name = name(pdf, font, b"BaseFont").to_ascii_lowercase();
        let mut made = Self {
            is_wide: font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0"),
            is_bold: ["bold", "black", "heavy"].iter().any(|word| name.contains(word)),
            ..Self::default()
        };
        let map = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream);
        if let Ok(map) = map.and_then(|stream| stream.get_plain_content_with_limit(LARGEST_MAP)) {
            made.letters = map_of(&map);
        }
        if made.is_wide {
            made.wide_widths(pdf, font);
        } else {
            made.encoding(pdf, font);
            made.narrow_widths(pdf, font);
        }
        made
    }

    /// How many codes it knows something of.
    pub(super) fn codes(&self) -> usize {
        self.letters.len() + self.widths.len()
    }

    /// What a code says; none where nobody knows.
    pub(super) fn letters(&self, code: u32) -> Option<&str> {
        self.letters.get(&code).map(|letters| apart(letters))
    }

    /// How wide a code is, where the letters are 1 high.
    pub(super) fn width(&self, code: u32) -> f64 {
        let usual = || self.width.unwrap_or_else(|| usual_width(self.letters(code).unwrap_or_default()));
        self.widths.get(&code).copied().unwrap_or_else(usual)
    }

    /// What the encoding says of codes of one byte that the map does not.
    fn encoding(&mut self, pdf: &Document, font: &Dictionary) {
        // Without an encoding the library would read the map once more.
        if !font.has(b"Encoding") && font.has(b"ToUnicode") {
            return;
        }
        let Ok(encoding) = font.get_font_encoding_with_limit(pdf, LARGEST_MAP) else { return };
        for code in 0..=255u8 {
            if self.letters.contains_key(&u32::from(code)) {
                continue;
            }
            let Ok(text) = encoding.bytes_to_string(&[code]) else { continue };
            if !text.is_empty() && !text.contains('\u{fffd}') {
                self.letters.insert(u32::from(code), text.into());
            }
        }
    }

    fn narrow_widths(&mut self, pdf: &Document, font: &Dictionary) {
        let first = font.get_deref(b"FirstChar", pdf).and_then(Object::as_i64).unwrap_or(0);
        let Ok(widths) = font.get_deref(b"Widths", pdf).and_then(Object::as_array) else { return };
        for (code, width) in (first.clamp(0, 255)..256).zip(widths) {
            if let (Ok(code), Some(width)) = (u32::try_from(code), number(pdf, width)) {
                self.widths.insert(code, width / 1000.0);
            }
        }
        let is_type_3 = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type3");
        if is_type_3 {
            // Widths of such a font are in units of its own.
            let matrix = font.get_deref(b"FontMatrix", pdf).and_then(Object::as_array);
            let unit = matrix.ok().and_then(|matrix| number(pdf, matrix.first()?)).unwrap_or(0.001).abs();
            self.widths.values_mut().for_each(|width| *width *= 1000.0 * unit);
        }
    }

    fn wide_widths(&mut self, pdf: &Document, font: &Dictionary) {
        let descendants = font.get_deref(b"DescendantFonts", pdf).and_then(Object::as_array);
        let one = descendants.ok().and_then(|all| pdf.dereference(all.first()?).ok()?.1.as_dict().ok());
        let Some(one) = one else { return };
        let usual = one.get(b"DW").ok().and_then(|width| number(pdf, width));
        self.width = Some(usual.unwrap_or(1000.0) / 1000.0);
        let Ok(list) = one.get_deref(b"W", pdf).and_then(Object::as_array) else { return };
        let mut items = list.iter().take(2 * MOST_CODES as usize);
        while let (Some(first), Some(next)) = (items.next(), items.next()) {
            let Some(first) = code_of(pdf, first) else { continue };
            if let Ok((_, Object::Array(widths))) = pdf.dereference(next) {
                for (code, width) in (first..MOST_CODES).zip(widths) {
                    self.widths.extend(number(pdf, width).map(|width| (code, width / 1000.0)));
                }
            } else if let (Some(last), Some(width)) = (code_of(pdf, next), items.next().and_then(|w| number(pdf, w))) {
                // A damaged list may say the same stretch ten thousand times; each code is set once.
                for code in first..=last {
                    if self.widths.len() >= MOST_CODES as usize || self.widths.contains_key(&code) {
                        break;
                    }
                    self.widths.insert(code, width / 1000.0);
                }
            }
        }
    }
}

fn code_of(pdf: &Document, object: &Object) -> Option<u32> {
    let code = pdf.dereference(object).ok()?.1.as_i64().ok()?;
    u32::try_from(code).ok().filter(|code| *code < MOST_CODES)
}

/// The number that an object is, or points at.
pub(super) fn number(pdf: &Document, object: &Object) -> Option<f64> {
    let number = f64::from(pdf.dereference(object).ok()?.1.as_float().ok()?);
    (number.abs() < 1e9).then_some(number)
}

fn name(pdf: &Document, dictionary: &Dictionary, key: &[u8]) -> String {
    let name = dictionary.get_deref(key, pdf).and_then(Object::as_name).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

/// About how wide letters are in a font that does not say, as the fonts that every reader has do not.
fn usual_width(letters: &str) -> f64 {
    letters
        .chars()
        .map(|letter| match letter {
            'i' | 'l' | 'j' | 't' | 'f' | 'I' | '.' | ',' | ';' | ':' | '!' | '|' | '\'' | '(' | ')' | '[' | ']'
            | ' ' | '/' => 0.28,
            'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.85,
            'A'..='Z' => 0.68,
            _ => 0.55,
        })
        .sum()
}

/// The codes of a character map, with what they say.
fn map_of(bytes: &[u8]) -> HashMap<u32, Box<str>> {
    let (mut tokens, mut operands, mut map) = (Tokens::new(bytes), Vec::new(), HashMap::new());
    while let Some(operator) = tokens.next(&mut operands) {
        match operator {
            b"endbfchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Token::Text(code), Token::Text(to)] = pair {
                        put(&mut map, code_in(code), &utf_16(to));
                    }
                }
            }
            b"endbfrange" => operands.chunks_exact(3).for_each(|three| range(three, &mut map)),
            _ => {}
        }
    }
    map
}

fn range(three: &[Token], map: &mut HashMap<u32, Box<str>>) {
    let [Token::Text(first), Token::Text(last), to] = three else { return };
    let (first, last) = (code_in(first), code_in(last).min(MOST_CODES - 1));
    match to {
        Token::List(all) => {
            for (code, to) in (first..=last).zip(all) {
                if let Token::Text(to) = to {
                    put(map, code, &utf_16(to));
                }
            }
        }
        Token::Text(to) => {
            let mut units = utf_16(to);
            for code in first..=last {
                if map.contains_key(&code) {
                    return;
                }
                put(map, code, &units);
                let Some(unit) = units.last_mut() else { return };
                *unit = unit.wrapping_add(1);
            }
        }
        _ => {}
    }
}

fn put(map: &mut HashMap<u32, Box<str>>, code: u32, units: &[u16]) {
    let text = String::from_utf16_lossy(units.get(..8).unwrap_or(units));
    if code < MOST_CODES && !text.is_empty() && !text.contains('\0') {
        map.insert(code, text.into());
    }
}

/// Letters that are printed as one are still letters, by which people search.
fn apart(letters: &str) -> &str {
    match letters {
        "\u{fb00}" => "ff",
        "\u{fb01}" => "fi",
        "\u{fb02}" => "fl",
        "\u{fb03}" => "ffi",
        "\u{fb04}" => "ffl",
        "\u{fb05}" | "\u{fb06}" => "st",
        other => other,
    }
}

fn code_in(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn utf_16(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        bytes => bytes.as_chunks::<2>().0.iter().copied().map(u16::from_be_bytes).collect(),
    }
}
