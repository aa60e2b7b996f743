//! The pieces of a Word document: each paragraph, each cell of a table, each picture, what stands above and below the pages,
//! and comments. What was taken out by a tracked change still stands there, struck out. ECMA-376, part 1, section 17.
//!
//! **Not here.** Sizes, spaces, typefaces, which programs write as they like.

use super::super::package::Package;
use super::super::xml::{Step, Tag, Xml};
use super::office::{self, Related, is_pale, is_set, strong};
use super::piece::{Piece, close, room};
use crate::problem::ReadProblem;
use std::collections::{BTreeSet, HashSet};

/// Parts beside the main one that are read, by the kind of their relation, and how they are called.
const BESIDE: [(&str, &str); 5] = [
    ("header", "above the pages"),
    ("footer", "below the pages"),
    ("footnotes", "footnotes"),
    ("endnotes", "endnotes"),
    ("comments", "comments"),
];

/// Letters below this are a speck, in half points.
const SMALLEST: u32 = 8;

/// A program counts pages anew, so the number that a field last showed says nothing.
const COUNTED: [&str; 3] = ["PAGE", "NUMPAGES", "SECTIONPAGES"];

pub(super) fn pieces(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let package = Package::open(bytes, path)?;
    let main = office::main(&package, path)?;
    let related = office::related(&package, &main, path)?;
    let hidden = hidden_styles(&package, &related, path)?;
    let mut all = part(&package, &main, "", &hidden, path)?;
    for (kind, place) in BESIDE {
        // The same head stands in a part for each kind of page.
        let mut seen = BTreeSet::new();
        for one in related.iter().filter(|one| one.kind == kind) {
            let pieces = part(&package, &one.target, place, &hidden, path)?;
            let new = pieces.into_iter().filter(|piece| seen.insert((piece.says.clone(), piece.looks.clone())));
            all.extend(new.collect::<Vec<_>>());
        }
    }
    Ok(all)
}

/// The styles by which text is not seen.
fn hidden_styles(package: &Package<'_>, related: &[Related], path: &str) -> Result<HashSet<String>, ReadProblem> {
    let mut hidden = HashSet::new();
    let Some(styles) = related.iter().find(|one| one.kind == "styles") else { return Ok(hidden) };
    let Some(text) = package.part(&styles.target)? else { return Ok(hidden) };
    let (mut xml, mut style) = (Xml::new(&text, path), None);
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "style" => style = tag.get("styleId").map(std::borrow::Cow::into_owned),
            Step::Open(tag) if tag.name() == "vanish" && is_set(&tag) => hidden.extend(style.clone()),
            Step::End => return Ok(hidden),
            _ => {}
        }
    }
}

fn part(
    package: &Package<'_>,
    name: &str,
    place: &'static str,
    hidden: &HashSet<String>,
    path: &str,
) -> Result<Vec<Piece>, ReadProblem> {
    let Some(text) = package.part(name)? else { return Ok(Vec::new()) };
    let related = office::related(package, name, path)?;
    let mut body = Body {
        package,
        path,
        related,
        hidden,
        place,
        all: Vec::new(),
        tables: Vec::new(),
        count: 0,
        paragraph: 0,
        text: Words::default(),
        taken_out: 0,
        fields: Vec::new(),
    };
    let mut xml = Xml::new(&text, path);
    body.until_end(&mut xml)?;
    Ok(body.all)
}

/// A table that is open.
#[derive(Default)]
struct Table {
    number: u32,
    row: u32,
    cell: u32,
    /// What its open cell says.
    words: Words,
}

/// Words as they are put together.
#[derive(Default)]
struct Words {
    said: String,
    looks: BTreeSet<String>,
}

/// What is said of letters before they come.
#[derive(Default)]
struct Run {
    /// Its paragraph is not seen.
    is_hidden: bool,
    looks: BTreeSet<String>,
    shade: Option<String>,
    is_pale: bool,
}

struct Body<'a, 'p> {
    package: &'a Package<'p>,
    path: &'a str,
    related: Vec<Related>,
    hidden: &'a HashSet<String>,
    place: &'static str,
    all: Vec<Piece>,
    tables: Vec<Table>,
    count: u32,
    paragraph: u32,
    text: Words,
    /// How many tracked changes that took something out are open.
    taken_out: usize,
    /// Fields that are open.
    fields: Vec<Field>,
}

/// A field: a code, and what it last showed.
#[derive(Default)]
struct Field {
    code: String,
    shows: bool,
    shown: String,
}

impl Body<'_, '_> {
    fn place(&self) -> String {
        match self.tables.last() {
            Some(table) => format!("table {}, row {}, cell {}", table.number, table.row, table.cell),
            None if self.place.is_empty() => format!("paragraph {}", self.paragraph),
            None => self.place.to_owned(),
        }
    }

    /// The words that are put together: of the open cell, or of the open paragraph.
    fn words(&mut self) -> &mut Words {
        match self.tables.last_mut() {
            Some(table) => &mut table.words,
            None => &mut self.text,
        }
    }

    /// What was put together is a piece.
    fn done(&mut self) {
        let place = self.place();
        let words = std::mem::take(self.words());
        let says = close(&words.said);
        if !says.is_empty() {
            let looks = words.looks.into_iter().collect::<Vec<_>>().join(", ");
            self.all.push(Piece { place, says, looks });
        }
    }

    fn until_end(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadProblem> {
        let (mut run, mut open): (Run, Vec<String>) = (Run::default(), Vec::new());
        loop {
            room(self.all.len(), self.path)?;
            match xml.step()? {
                Step::Open(tag) => {
                    let name = tag.name().to_owned();
                    match name.as_str() {
                        "t" | "delText" => self.say(&xml.text()?, &run),
                        "instrText" => {
                            let code = xml.text()?;
                            self.fields.last_mut().into_iter().for_each(|field| field.code.push_str(&code));
                        }
                        // What it looked like before.
                        "rPrChange" | "pPrChange" | "tcPrChange" | "tblPrChange" => xml.skip()?,
                        "drawing" | "pict" | "object" => self.drawn(xml)?,
                        "fldSimple" if is_counted(&tag.get("instr").unwrap_or_default()) => {
                            let shown = xml.text()?;
                            self.number(&shown);
                        }
                        _ => {
                            // What is said of the mark at a paragraph's end is not said of its letters.
                            let is_of_end = open.iter().any(|one| one == "pPr") && name != "pStyle";
                            if !is_of_end {
                                self.opened(&tag, &mut run);
                            }
                            open.push(name);
                        }
                    }
                }
                Step::Close => self.closed(&open.pop().unwrap_or_default()),
                Step::Text(_) => {}
                Step::End => {
                    self.done();
                    return Ok(());
                }
            }
        }
    }

    fn opened(&mut self, tag: &Tag<'_>, run: &mut Run) {
        match tag.name() {
            "tbl" => {
                self.done();
                self.count += 1;
                self.tables.push(Table { number: self.count, ..Table::default() });
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.cell) = (table.row + 1, 0);
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell += 1;
                }
            }
            "p" => {
                self.paragraph += u32::from(self.tables.is_empty());
                self.words().said.push('\n');
                *run = Run::default();
            }
            "r" => *run = Run { is_hidden: run.is_hidden, ..Run::default() },
            "del" | "moveFrom" => self.taken_out += 1,
            "tab" if tag.get("pos").is_none() => self.words().said.push(' '),
            "br" | "cr" => self.words().said.push('\n'),
            "noBreakHyphen" => self.words().said.push('-'),
            "sym" => {
                let code = tag.get("char").unwrap_or_default().into_owned();
                self.words().said.push_str(&code);
            }
            "fldChar" => self.field(&tag.get("fldCharType").unwrap_or_default()),
            "pStyle" => run.is_hidden = tag.get("val").is_some_and(|style| self.hidden.contains(&*style)),
            "hyperlink" => {
                let address = tag.get("id").and_then(|id| self.related.iter().find(|one| one.id == *id));
                if let Some(address) = address.map(|one| format!("leads to {}", one.target)) {
                    self.words().looks.insert(address);
                }
            }
            "shd" => self.shade(tag, run),
            _ => run.told(tag, self.hidden),
        }
    }

    fn shade(&mut self, tag: &Tag<'_>, run: &mut Run) {
        let Some(fill) = tag.get("fill").and_then(|fill| strong(&fill)) else { return };
        run.shade = Some(fill.clone());
        if let Some(table) = self.tables.last_mut() {
            table.words.looks.insert(format!("on {fill}"));
        }
    }

    fn closed(&mut self, name: &str) {
        match name {
            "tc" => self.done(),
            "tbl" => drop(self.tables.pop()),
            "p" if self.tables.is_empty() => self.done(),
            "del" | "moveFrom" => self.taken_out = self.taken_out.saturating_sub(1),
            _ => {}
        }
    }

    fn say(&mut self, said: &str, run: &Run) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.shows && is_counted(&field.code)) {
            field.shown.push_str(said);
            return;
        }
        let is_taken_out = self.taken_out > 0;
        let words = self.words();
        words.said.push_str(said);
        if said.trim().is_empty() {
            return;
        }
        words.looks.extend(run.looks.iter().cloned());
        words.looks.extend(run.shade.iter().map(|fill| format!("on {fill}")));
        if run.is_pale && run.shade.is_none() {
            words.looks.insert("in letters as pale as the paper".to_owned());
        }
        if run.is_hidden {
            words.looks.insert("hidden".to_owned());
        }
        if is_taken_out {
            words.looks.insert("taken out".to_owned());
        }
    }

    /// A mark of a field: its begin, what parts its code from what it shows, its end.
    fn field(&mut self, mark: &str) {
        match mark {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            _ => {
                let Some(field) = self.fields.pop() else { return };
                if is_counted(&field.code) {
                    self.number(&field.shown);
                } else {
                    for part in [" {", &close(&field.code), "} "] {
                        self.words().said.push_str(part);
                    }
                }
            }
        }
    }

    /// The number that a counted field shows; anything else that stands in its place is said.
    fn number(&mut self, shown: &str) {
        let is_number = shown.trim().bytes().all(|byte| byte.is_ascii_digit());
        self.words().said.push_str(if is_number { "#" } else { shown });
    }

    /// A picture or a shape that was just opened: what it is of, and words in it.
    fn drawn(&mut self, xml: &mut Xml<'_>) -> Result<(), ReadProblem> {
        let (until, mut of, mut words, mut about) = (xml.depth(), Vec::new(), String::new(), String::new());
        while xml.depth() >= until {
            let Step::Open(tag) = xml.step()? else { continue };
            match tag.name() {
                "t" => words.push_str(&xml.text()?),
                "docPr" => about = close(&tag.get("descr").unwrap_or_default()),
                "blip" | "imagedata" => {
                    let id = tag.get("embed").or_else(|| tag.get("link")).or_else(|| tag.get("id")).unwrap_or_default();
                    let part = self.related.iter().find(|one| one.id == *id).map(|one| one.target.clone());
                    of.push(office::picture(self.package, &part.unwrap_or_default())?);
                }
                _ => {}
            }
        }
        let what = if of.is_empty() { "a shape".to_owned() } else { of.join(", ") };
        let says =
            [what, about, close(&words)].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(": ");
        self.all.push(Piece { place: format!("picture, {}", self.place()), says, looks: String::new() });
        Ok(())
    }
}

fn is_counted(code: &str) -> bool {
    code.split_whitespace().next().is_some_and(|word| COUNTED.contains(&word))
}

impl Run {
    fn told(&mut self, tag: &Tag<'_>, hidden: &HashSet<String>) {
        let look = match tag.name() {
            "vanish" | "webHidden" | "specVanish" if is_set(tag) => "hidden",
            "strike" | "dstrike" if is_set(tag) => "struck out",
            "rStyle" if tag.get("val").is_some_and(|style| hidden.contains(&*style)) => "hidden",
            "sz" if tag.number("val").is_some_and(|size| size < SMALLEST) => "in letters too small to read",
            "color" => {
                self.is_pale = tag.get("val").is_some_and(|colour| is_pale(&colour));
                return;
            }
            _ => return,
        };
        self.looks.insert(look.to_owned());
    }
}
