//! The pieces of a web page: its words, and each element with what is said of it, for an element can cover, hide or colour
//! words. Comments say nothing, and browsers write a page's frame anew. **Not here.** Tables of a plan.

use super::piece::{Piece, close, room, text};
use crate::problem::ReadProblem;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Elements that a browser puts in where they were left out.
const FRAME: [&[u8]; 4] = [b"html", b"head", b"body", b"tbody"];

pub(super) fn pieces(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let text = text(bytes, path)?;
    let mut page = Page::default();
    let mut emitter = DefaultEmitter::<()>::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(&*text, emitter) {
        let Ok(token) = token;
        room(page.all.len(), path)?;
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&tag.name),
            Token::String(said) => page.say(&String::from_utf8_lossy(&said.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    Ok(page.all)
}

#[derive(Default)]
struct Page {
    all: Vec<Piece>,
    /// The last heading, and whether it is still open.
    heading: String,
    in_heading: bool,
    /// The number of the table, of the row in it, and of the cell in that.
    table: u32,
    in_table: bool,
    row: u32,
    cell: u32,
    /// Whether the last piece was words: what only a comment parts is one text.
    in_words: bool,
}

impl Page {
    fn place(&self) -> String {
        let under = if self.heading.is_empty() {
            "at the top".to_owned()
        } else {
            format!("under \u{201c}{}\u{201d}", self.heading)
        };
        if self.in_table {
            format!("{under}, table {}, row {}, cell {}", self.table, self.row, self.cell)
        } else {
            under
        }
    }

    fn open(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        self.in_words = false;
        match name {
            b"h1" | b"h2" | b"h3" | b"h4" => {
                self.heading.clear();
                self.in_heading = true;
            }
            b"table" => {
                self.table += 1;
                (self.in_table, self.row, self.cell) = (true, 0, 0);
            }
            b"main" => self.heading.clear(),
            b"tr" => (self.row, self.cell) = (self.row + 1, 0),
            b"td" | b"th" => self.cell += 1,
            _ => {}
        }
        let attributes = tag.attributes.iter().map(|(name, value)| {
            format!(" {}=\"{}\"", String::from_utf8_lossy(name), close(&String::from_utf8_lossy(&value.value)))
        });
        let attributes = attributes.collect::<Vec<_>>().concat();
        if !(FRAME.contains(&name) && attributes.is_empty()) {
            let says = format!("<{}{attributes}>", String::from_utf8_lossy(name));
            self.all.push(Piece { place: self.place(), says, ..Piece::default() });
        }
    }

    fn close(&mut self, name: &[u8]) {
        self.in_words = false;
        match name {
            b"h1" | b"h2" | b"h3" | b"h4" => self.in_heading = false,
            b"table" => self.in_table = false,
            _ => {}
        }
    }

    fn say(&mut self, said: &str) {
        let says = close(said);
        if says.is_empty() {
            return;
        }
        if self.in_heading {
            self.heading.push_str(&says);
        }
        let place = self.place();
        match self.all.last_mut().filter(|_| self.in_words) {
            Some(last) => {
                last.says.push(' ');
                last.says.push_str(&says);
            }
            None => self.all.push(Piece { place, says, ..Piece::default() }),
        }
        self.in_words = true;
    }
}
