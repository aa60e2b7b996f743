//! The pieces of a PDF: the lines of each page, all that is drawn on it as one, what is attached, and what the whole is told
//! to do. Programs number, pack and order the objects of a file as they like, so what counts is what a page leads to.
//! PDF 2.0, sections 7.7 and 12.
//!
//! **Not here.** Columns and rows.

use super::super::said::data;
use super::super::said::piece::{Piece, room, short};
use super::attached;
use super::lines;
use super::text::Fonts;
use super::{BUDGET, MOST_PAGES, Spent, folders, open, page};
use crate::problem::ReadProblem;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What of a page is drawn or done, its own or of the folders that it stands in.
const OF_PAGE: [&[u8]; 8] = [b"MediaBox", b"CropBox", b"Rotate", b"UserUnit", b"Group", b"Annots", b"AA", b"Resources"];
/// What the whole file is told to do.
const OF_WHOLE: [&[u8]; 4] = [b"AcroForm", b"OpenAction", b"AA", b"OCProperties"];
/// What says nothing of how an object looks: how a stream is packed, and the way back to what leads here.
const IDLE: [&[u8]; 9] =
    [b"Length", b"Filter", b"DecodeParms", b"Parent", b"P", b"StructParent", b"StructParents", b"ProcSet", b"Metadata"];
/// Objects stand in each other at most so deep.
const DEEPEST: usize = 64;
/// Objects that one page leads to.
const MOST_OBJECTS: usize = 200_000;
/// A stream, unpacked.
const LARGEST_STREAM: usize = 64 * 1024 * 1024;

/// The pieces.
pub(in crate::read) fn pieces(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    // The parser is somebody else's. What it does not foresee must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let pdf = open(bytes, path)?;
        of(&pdf, path)
    }));
    read.unwrap_or_else(|_| Err(ReadProblem::new(path, "a PDF that is damaged or cut off", "the whole file")))
}

fn of(pdf: &Document, path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let ids: Vec<ObjectId> = pdf.page_iter().take(MOST_PAGES).collect();
    let numbers: HashMap<ObjectId, usize> = ids.iter().copied().zip(1..).collect();
    let (mut fonts, mut budget, mut all) = (Fonts::default(), BUDGET, Vec::new());
    let mut streams = HashMap::new();
    for (id, number) in ids.iter().zip(1..) {
        room(all.len(), path)?;
        let stands = page(pdf, *id, &mut fonts, &mut budget)
            .map_err(|Spent(what)| ReadProblem::new(path, format!("a PDF with {what}"), "the file as it was kept"))?;
        for line in lines::lines_of(stands.words) {
            let place = format!("page {number}, line {}", line.number);
            all.push(Piece { place, says: line.text(), looks: String::new() });
        }
        let mut drawn = Drawn { pdf, numbers: &numbers, streams: &mut streams, seen: HashMap::new(), text: Vec::new() };
        drawn.page(*id);
        let says = format!("drawn as {}", short(&drawn.text));
        all.push(Piece { place: format!("page {number}, what is drawn"), says, looks: String::new() });
    }
    let Some(root) = pdf.trailer.get(b"Root").and_then(Object::as_reference).ok() else { return Ok(all) };
    let Ok(root) = pdf.get_dictionary(root) else { return Ok(all) };
    for key in OF_WHOLE {
        if let Ok(value) = root.get(key) {
            let mut drawn =
                Drawn { pdf, numbers: &numbers, streams: &mut streams, seen: HashMap::new(), text: Vec::new() };
            drawn.object(value, DEEPEST);
            let says = format!("{}: {}", String::from_utf8_lossy(key), short(&drawn.text));
            all.push(Piece { place: "what the file does when it is opened".to_owned(), says, looks: String::new() });
        }
    }
    for (name, content) in attached::each(pdf) {
        all.extend(attachment(&name, &content));
    }
    Ok(all)
}

/// What is attached: of data each value.
fn attachment(name: &str, content: &[u8]) -> Vec<Piece> {
    let values = content.starts_with(b"{").then(|| data::pieces(content, name).ok()).flatten();
    let place = format!("attached {name}");
    match values {
        Some(values) => {
            values.into_iter().map(|one| Piece { place: format!("{place}, {}", one.place), ..one }).collect()
        }
        None => vec![Piece { says: format!("{place}: {}", short(content)), place, looks: String::new() }],
    }
}

/// All that an object leads to, written in one way.
struct Drawn<'a> {
    pdf: &'a Document,
    numbers: &'a HashMap<ObjectId, usize>,
    /// What stands for the content of each stream.
    streams: &'a mut HashMap<ObjectId, String>,
    /// Objects that were written, by the order in which they came.
    seen: HashMap<ObjectId, usize>,
    text: Vec<u8>,
}

impl Drawn<'_> {
    fn page(&mut self, id: ObjectId) {
        let Ok(page) = self.pdf.get_dictionary(id) else { return };
        let mut contents = Vec::new();
        for part in self.pdf.get_page_contents(id) {
            if let Ok(stream) = self.pdf.get_object(part).and_then(Object::as_stream) {
                contents.extend(unpacked(stream));
                contents.push(b'\n');
            }
        }
        self.text.extend(contents);
        let above = folders(self.pdf, page);
        for key in OF_PAGE {
            if let Some(value) = above.iter().find_map(|folder| folder.get(key).ok()) {
                self.write(key);
                self.object(value, DEEPEST);
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        self.text.push(b' ');
        self.text.extend_from_slice(bytes);
    }

    fn object(&mut self, object: &Object, deep: usize) {
        let Some(deep) = deep.checked_sub(1) else { return self.write(b"deeper") };
        match object {
            Object::Null => self.write(b"null"),
            Object::Boolean(is) => self.write(if *is { b"true" } else { b"false" }),
            Object::Integer(number) => self.write(number.to_string().as_bytes()),
            // 12.0 is 12.
            Object::Real(number) => {
                let text = format!("{number:.3}");
                self.write(text.trim_end_matches('0').trim_end_matches('.').as_bytes());
            }
            Object::Name(name) => {
                self.write(b"/");
                self.text.extend_from_slice(name);
            }
            Object::String(text, _) => {
                self.write(format!("({} bytes)", text.len()).as_bytes());
                self.text.extend_from_slice(text);
            }
            Object::Array(all) => {
                self.write(b"[");
                for one in all {
                    self.object(one, deep);
                }
                self.write(b"]");
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary, deep),
            Object::Stream(stream) => {
                self.dictionary(&stream.dict, deep);
                self.write(short(&unpacked(stream)).as_bytes());
            }
            Object::Reference(id) => self.reference(*id, deep),
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, deep: usize) {
        let mut all: Vec<(&Vec<u8>, &Object)> =
            dictionary.iter().filter(|(key, _)| !IDLE.contains(&key.as_slice())).collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        self.write(b"<<");
        for (key, value) in all {
            self.write(key);
            self.object(value, deep);
        }
        self.write(b">>");
    }

    fn reference(&mut self, id: ObjectId, deep: usize) {
        if let Some(page) = self.numbers.get(&id) {
            return self.write(format!("page {page}").as_bytes());
        }
        if let Some(order) = self.seen.get(&id) {
            return self.write(format!("object {order}").as_bytes());
        }
        if self.seen.len() >= MOST_OBJECTS {
            return self.write(b"more");
        }
        self.seen.insert(id, self.seen.len());
        match self.pdf.get_object(id) {
            Ok(Object::Stream(stream)) => {
                self.dictionary(&stream.dict, deep);
                let content = self.streams.entry(id).or_insert_with(|| short(&unpacked(stream))).clone();
                self.write(content.as_bytes());
            }
            Ok(object) => self.object(object, deep),
            Err(_) => self.write(b"null"),
        }
    }
}

/// The content of a stream; a picture stays packed as it is.
fn unpacked(stream: &Stream) -> Vec<u8> {
    stream.get_plain_content_with_limit(LARGEST_STREAM).unwrap_or_else(|_| stream.content.clone())
}
