//! Notes: Rich Text Format to plain text.
//!
//! Source: Microsoft, *Rich Text Format Specification* 1.9. Read is what notes of plans have: paragraphs, tabs,
//! quotes, dashes, letters by number or in the code page of their font. Groups that are not text (fonts, colours,
//! pictures, what is marked as to be passed over) are left out. **Not here.** How anything looks.

use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Groups that hold no text of the note.
const NO_TEXT: [&str; 17] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "headerl",
    "headerr",
    "footerl",
    "footerr",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
];

/// No deeper; what a note nests deeper is read as if it stood here.
const DEEPEST: usize = 256;

/// The plain text of a note, be it rich text or not; a last end of line goes.
pub(crate) fn plain(bytes: &[u8]) -> String {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    let mut text = if bytes.starts_with(b"{\\rtf") {
        let mut reader = Reader::new(bytes);
        reader.read();
        reader.text
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
    };
    if text.ends_with('\n') {
        text.pop();
    }
    text
}

/// What holds outside all braces.
const OUTERMOST: Group = Group { is_text: true, is_fonts: false, font: None, stand_ins: 1 };

/// What holds inside a pair of braces.
#[derive(Clone)]
struct Group {
    is_text: bool,
    is_fonts: bool,
    /// The font that letters are in.
    font: Option<i32>,
    /// So many letters stand in for one by number, for who cannot read those.
    stand_ins: i32,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    group: Group,
    /// The groups that it stands in, the innermost last.
    outer: Vec<Group>,
    /// How far groups go deeper than is kept.
    deeper: usize,
    code_page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// The font that is being defined.
    defined: i32,
    /// The font of letters that say none.
    default_font: i32,
    /// Letters of a code page that wait, for one may take several bytes.
    bytes_waiting: Vec<u8>,
    /// Halves of a letter by number.
    units_waiting: Vec<u16>,
    skip: i32,
    text: String,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            group: OUTERMOST,
            outer: Vec::new(),
            deeper: 0,
            code_page: WINDOWS_1252,
            fonts: HashMap::new(),
            defined: 0,
            default_font: 0,
            bytes_waiting: Vec::new(),
            units_waiting: Vec::new(),
            skip: 0,
            text: String::new(),
        }
    }

    fn read(&mut self) {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => self.open(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ => self.byte(byte),
            }
        }
        self.flush();
    }

    fn open(&mut self) {
        self.flush();
        self.skip = 0;
        if self.outer.len() + 1 < DEEPEST {
            self.outer.push(self.group.clone());
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        self.flush();
        self.skip = 0;
        match self.deeper {
            0 => self.group = self.outer.pop().unwrap_or(OUTERMOST),
            _ => self.deeper -= 1,
        }
    }

    fn control(&mut self) {
        let Some(next) = self.bytes.get(self.at).copied() else { return };
        if !next.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(next);
        }
        let from = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let word = self.since(from);
        let from = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let number = self.since(from).parse::<i32>().ok();
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(word, number);
    }

    /// What was passed since a place.
    fn since(&self, from: usize) -> &'a str {
        self.bytes.get(from..self.at).and_then(|passed| std::str::from_utf8(passed).ok()).unwrap_or_default()
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let two = self.bytes.get(self.at..self.at + 2).and_then(|two| std::str::from_utf8(two).ok());
                if let Some(byte) = two.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            b'*' => self.group.is_text = false,
            b'~' => self.letter('\u{a0}'),
            b'_' => self.letter('\u{2011}'),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'\r' | b'\n' => self.letter('\n'),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "line" | "sect" | "page" | "row" => self.letter('\n'),
            "tab" | "cell" => self.letter('\t'),
            "lquote" => self.letter('\u{2018}'),
            "rquote" => self.letter('\u{2019}'),
            "ldblquote" => self.letter('\u{201c}'),
            "rdblquote" => self.letter('\u{201d}'),
            "bullet" => self.letter('\u{2022}'),
            "endash" => self.letter('\u{2013}'),
            "emdash" => self.letter('\u{2014}'),
            "enspace" => self.letter('\u{2002}'),
            "emspace" => self.letter('\u{2003}'),
            "u" => self.by_number(number.unwrap_or(0)),
            "uc" => self.group.stand_ins = number.unwrap_or(1).clamp(0, 255),
            "bin" => self.at = self.at.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0)),
            "ansicpg" => self.code_page = code_page(number.unwrap_or(1_252)),
            "deff" => self.default_font = number.unwrap_or(0),
            "f" => {
                self.flush();
                let font = number.unwrap_or(0);
                if self.group.is_fonts {
                    self.defined = font;
                } else {
                    self.group.font = Some(font);
                }
            }
            "fcharset" if self.group.is_fonts => {
                if let Some(encoding) = of_charset(number.unwrap_or(0)) {
                    self.fonts.insert(self.defined, encoding);
                }
            }
            "plain" => {
                self.flush();
                self.group.font = None;
            }
            _ if NO_TEXT.contains(&word) => {
                self.group.is_text = false;
                self.group.is_fonts = word == "fonttbl";
            }
            _ => {}
        }
    }

    /// A letter by its number; letters that stand in for it follow.
    fn by_number(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or(0);
        if self.group.is_text {
            self.flush_bytes();
            self.units_waiting.push(unit);
        }
        self.skip = self.group.stand_ins;
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.group.is_text {
            self.flush_units();
            self.bytes_waiting.push(byte);
        }
    }

    fn letter(&mut self, letter: char) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if self.group.is_text {
            self.flush();
            self.text.push(letter);
        }
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_units();
    }

    fn flush_bytes(&mut self) {
        if self.bytes_waiting.is_empty() {
            return;
        }
        let font = self.group.font.unwrap_or(self.default_font);
        let encoding = self.fonts.get(&font).copied().unwrap_or(self.code_page);
        let (text, _) = encoding.decode_without_bom_handling(&self.bytes_waiting);
        self.text.push_str(&text);
        self.bytes_waiting.clear();
    }

    fn flush_units(&mut self) {
        let units = self.units_waiting.drain(..);
        self.text.extend(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
    }
}

fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        other => format!("windows-{other}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The code page of a font; none where the document's holds.
fn of_charset(charset: i32) -> Option<&'static Encoding> {
    Some(code_page(match charset {
        0 => 1_252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1_253,
        162 => 1_254,
        163 => 1_258,
        177 => 1_255,
        178 => 1_256,
        186 => 1_257,
        204 => 1_251,
        222 => 874,
        238 => 1_250,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rich_text_becomes_plain() {
        for (rich, expected) in [
            (r"no rich text", "no rich text"),
            (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset0 Arial;}}\f0 One\par Two\par }", "One\nTwo"),
            (r"{\rtf1 a\tab b\line c}", "a\tb\nc"),
            (r"{\rtf1\ansicpg1250 \'9aed\'e1}", "\u{161}ed\u{e1}"),
            (r"{\rtf1{\fonttbl{\f1\fcharset204 Arial;}}\f1 \'cf\'eb\'e0\'ed}", "\u{41f}\u{43b}\u{430}\u{43d}"),
            (r"{\rtf1{\fonttbl{\f1\fcharset128 MS;}}\f1 \'8c\'76}", "\u{8a08}"),
            (r"{\rtf1\uc1 \u8364?5, \u-10179?\u-8701?}", "\u{20ac}5, \u{1f603}"),
            (r"{\rtf1\uc2 \u8364\'80\'80 5}", "\u{20ac} 5"),
            (
                r"{\rtf1 \ldblquote q\rdblquote  \lquote x\rquote  \bullet  \endash  \emdash}",
                "\u{201c}q\u{201d} \u{2018}x\u{2019} \u{2022} \u{2013} \u{2014}",
            ),
            (r"{\rtf1{\*\generator Riched20;}{\pict 0102}text \{braces\} \\}", "text {braces} \\"),
            (r"{\rtf1 \'zz cut off \'4", "zz cut off 4"),
            (r"{\rtf1}}}}x", "x"),
        ] {
            assert_eq!(plain(rich.as_bytes()), expected, "{rich}");
        }
        assert_eq!(plain(b"one\n\0rest"), "one");
        assert_eq!(plain("{\\rtf1".repeat(100_000).as_bytes()), "", "deep, and no trouble");
    }
}
