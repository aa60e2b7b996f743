//! The pieces of a workbook: the name of each sheet, each cell with its value and how a number is shown, formulas, notes,
//! pictures, words in shapes, rules that colour cells, heads and feet of printed pages. ECMA-376, part 1, section 18.
//!
//! **Not here.** Widths, typefaces, panes, which programs write as they like.

use super::super::package::Package;
use super::super::xlsx::{rich_text, shared_strings};
use super::super::xml::{Step, Tag, Xml};
use super::office::{self, Related, is_pale, strong};
use super::piece::{Piece, close, room};
use crate::problem::ReadProblem;
use std::borrow::Cow;
use std::collections::HashMap;

pub(super) fn pieces(bytes: &[u8], path: &str) -> Result<Vec<Piece>, ReadProblem> {
    let package = Package::open(bytes, path)?;
    let main = office::main(&package, path)?;
    let related = office::related(&package, &main, path)?;
    let of_kind = |kind: &str| related.iter().find(|one| one.kind == kind).map(|one| one.target.as_str());
    let strings = match of_kind("sharedStrings").map(|part| package.part(part)).transpose()?.flatten() {
        Some(text) => shared_strings(&text, path)?,
        None => Vec::new(),
    };
    let styles = match of_kind("styles").map(|part| package.part(part)).transpose()?.flatten() {
        Some(text) => Styles::read(&text, path)?,
        None => Styles::default(),
    };
    let Some(text) = package.part(&main)? else { return Ok(Vec::new()) };
    let (mut xml, mut all) = (Xml::new(&text, path), Vec::new());
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "workbookPr" && is_true(&tag, "date1904") => {
                let says = "days are counted from 1904".to_owned();
                all.push(Piece { place: "the workbook".to_owned(), says, ..Piece::default() });
            }
            Step::Open(tag) if tag.name() == "sheet" => {
                let name = tag.get("name").unwrap_or_default().into_owned();
                let state = tag.get("state").filter(|state| *state != "visible").map(|_| "hidden".to_owned());
                let target = tag.get("id").and_then(|id| related.iter().find(|one| one.id == *id));
                all.push(Piece {
                    place: format!("sheet {name}"),
                    says: format!("sheet {name}"),
                    looks: state.unwrap_or_default(),
                });
                if let Some(target) = target {
                    let book = Book { package: &package, strings: &strings, styles: &styles, path };
                    book.sheet(&name, &target.target, &mut all)?;
                }
            }
            Step::End => return Ok(all),
            _ => {}
        }
    }
}

/// What all sheets share.
struct Book<'a> {
    package: &'a Package<'a>,
    strings: &'a [Box<str>],
    styles: &'a Styles,
    path: &'a str,
}

impl Book<'_> {
    fn sheet(&self, name: &str, part: &str, all: &mut Vec<Piece>) -> Result<(), ReadProblem> {
        let Some(text) = self.package.part(part)? else { return Ok(()) };
        let mut hidden = Hidden::default();
        let mut xml = Xml::new(&text, self.path);
        let place = |cell: &str| format!("sheet {name}, {cell}");
        loop {
            match xml.step()? {
                Step::Open(tag) => match tag.name() {
                    "col" => hidden.column(&tag),
                    "row" => hidden.row = is_true(&tag, "hidden") || tag.get("ht").is_some_and(|height| height == "0"),
                    "c" => {
                        room(all.len(), self.path)?;
                        let reference = tag.get("r").unwrap_or_default().into_owned();
                        let style: usize = tag.get("s").and_then(|style| style.parse().ok()).unwrap_or(0);
                        let kind = tag.get("t").unwrap_or_default().into_owned();
                        let (says, is_number) = self.cell(&mut xml, &kind)?;
                        if !says.is_empty() {
                            let looks = self.styles.looks(style, is_number, hidden.is_cell(&reference));
                            all.push(Piece { place: place(&format!("cell {reference}")), says, looks });
                        }
                    }
                    "cfRule" => {
                        let rule = format!("a rule that colours cells: {}", tag.get("type").unwrap_or_default());
                        all.push(Piece { place: place("its rules"), says: rule, ..Piece::default() });
                    }
                    "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                        let says = close(&xml.text()?);
                        if !says.is_empty() {
                            all.push(Piece { place: place("above or below the pages"), says, ..Piece::default() });
                        }
                    }
                    _ => {}
                },
                Step::End => break,
                _ => {}
            }
        }
        self.beside(name, part, all)
    }

    /// What the cell that was just opened says, and whether that is a number.
    fn cell(&self, xml: &mut Xml<'_>, kind: &str) -> Result<(String, bool), ReadProblem> {
        let (until, mut value, mut formula, mut inline) = (xml.depth(), String::new(), String::new(), String::new());
        while xml.depth() >= until {
            let Step::Open(tag) = xml.step()? else { continue };
            match tag.name() {
                "v" => value = xml.leaf()?.into_owned(),
                "f" => formula = format!(" by the formula ={}", xml.text()?),
                "is" => inline = rich_text(xml)?,
                _ => xml.skip()?,
            }
        }
        let (shown, is_number) = match kind {
            "s" => {
                let at: Option<usize> = value.trim().parse().ok();
                let text = at.and_then(|at| self.strings.get(at)).map(|text| close(text));
                (text.unwrap_or_default(), false)
            }
            "inlineStr" => (close(&inline), false),
            "b" | "e" | "str" | "d" => (close(&value), false),
            _ => match value.trim().parse::<f64>() {
                Ok(number) => (number.to_string(), true),
                Err(_) => (close(&value), false),
            },
        };
        Ok((shown + &formula, is_number))
    }

    /// Notes, pictures and shapes of a sheet.
    fn beside(&self, name: &str, part: &str, all: &mut Vec<Piece>) -> Result<(), ReadProblem> {
        let place = |what: &str| format!("sheet {name}, {what}");
        for one in office::related(self.package, part, self.path)? {
            match one.kind.as_str() {
                "comments" => {
                    let words = self.words_of(&one.target, "comment")?;
                    let note = |says| Piece { place: place("a note"), says, ..Piece::default() };
                    all.extend(words.into_iter().map(note));
                }
                "drawing" => {
                    let words = self.words_of(&one.target, "sp")?;
                    let shape = |says: String| Piece { place: place("a shape"), says, ..Piece::default() };
                    all.extend(words.into_iter().map(shape));
                    for inner in office::related(self.package, &one.target, self.path)? {
                        all.push(Piece { place: place("a picture"), says: self.picture(&inner)?, ..Piece::default() });
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn picture(&self, one: &Related) -> Result<String, ReadProblem> {
        if one.kind == "image" { office::picture(self.package, &one.target) } else { Ok(format!("a {}", one.kind)) }
    }

    /// The words in each element of a name.
    fn words_of(&self, part: &str, element: &str) -> Result<Vec<String>, ReadProblem> {
        let mut all = Vec::new();
        let Some(text) = self.package.part(part)? else { return Ok(all) };
        let mut xml = Xml::new(&text, self.path);
        loop {
            match xml.step()? {
                Step::Open(tag) if tag.name() == element => all.push(close(&xml.text()?)),
                Step::End => return Ok(all),
                _ => {}
            }
        }
    }
}

fn is_true(tag: &Tag<'_>, name: &str) -> bool {
    tag.get(name).is_some_and(|value| value == "1" || value == "true")
}

/// What of a sheet is not seen.
#[derive(Default)]
struct Hidden {
    /// From which column to which, from 1.
    columns: Vec<(u32, u32)>,
    row: bool,
}

impl Hidden {
    fn column(&mut self, tag: &Tag<'_>) {
        if is_true(tag, "hidden") || tag.get("width").is_some_and(|width| width == "0") {
            self.columns.push((tag.number("min").unwrap_or(1), tag.number("max").unwrap_or(1)));
        }
    }

    fn is_cell(&self, reference: &str) -> bool {
        let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).take(4);
        let column = letters.fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
        self.row || self.columns.iter().any(|(from, to)| (*from..=*to).contains(&column))
    }
}

/// How cells of each style look.
#[derive(Default)]
struct Styles {
    /// Of each style: the form of its numbers, its letters, its ground.
    cells: Vec<(usize, usize, usize)>,
    forms: HashMap<usize, String>,
    fonts: Vec<Option<String>>,
    fills: Vec<Option<String>>,
}

impl Styles {
    fn read(text: &str, path: &str) -> Result<Self, ReadProblem> {
        let mut styles = Self::default();
        let (mut xml, mut in_cells) = (Xml::new(text, path), false);
        let number = |tag: &Tag<'_>, name: &str| tag.number(name).unwrap_or(0) as usize;
        loop {
            match xml.step()? {
                Step::Open(tag) => match tag.name() {
                    "numFmt" => {
                        let form = tag.get("formatCode").map(Cow::into_owned).unwrap_or_default();
                        styles.forms.insert(number(&tag, "numFmtId"), form);
                    }
                    "font" => styles.fonts.push(colour(&mut xml, "color")?),
                    "fill" => styles.fills.push(colour(&mut xml, "fgColor")?),
                    "cellStyleXfs" | "cellStyles" | "dxfs" => xml.skip()?,
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        styles.cells.push((number(&tag, "numFmtId"), number(&tag, "fontId"), number(&tag, "fillId")));
                    }
                    _ => {}
                },
                Step::End => return Ok(styles),
                _ => {}
            }
        }
    }

    fn looks(&self, style: usize, is_number: bool, is_hidden: bool) -> String {
        let (form, font, fill) = self.cells.get(style).copied().unwrap_or_default();
        let form = plain_form(self.forms.get(&form).map_or_else(|| built_in(form), String::as_str));
        let (font, fill) = (self.fonts.get(font).cloned().flatten(), self.fills.get(fill).cloned().flatten());
        let mut looks = Vec::new();
        if is_hidden {
            looks.push("hidden".to_owned());
        }
        // A form of numbers can show any words in their place; one of texts can hide them.
        if !form.is_empty() && (is_number || form.contains(';')) {
            looks.push(format!("shown as {form}"));
        }
        let ground = fill.as_deref().and_then(strong);
        if ground.is_none() && font.as_deref().is_some_and(is_pale) {
            looks.push("in letters as pale as the paper".to_owned());
        }
        looks.extend(ground.map(|fill| format!("on {fill}")));
        looks.join(", ")
    }
}

/// The forms that every workbook has without listing them, where they are alike everywhere: ECMA-376, part 1, section
/// 18.8.30.
const fn built_in(form: usize) -> &'static str {
    match form {
        0 | 49 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "mm-dd-yy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        _ => "a form of its own",
    }
}

/// A form of numbers as all programs write it: a letter that stands for itself behind a stroke, for some quote it; what
/// stands for itself anyhow without.
fn plain_form(form: &str) -> String {
    let form = form.trim_end_matches(";@");
    if form.eq_ignore_ascii_case("general") || form == "@" {
        return String::new();
    }
    let (mut plain, mut letters, mut quoted) = (String::new(), form.chars(), false);
    while let Some(letter) = letters.next() {
        let own = match letter {
            '"' => {
                quoted = !quoted;
                continue;
            }
            '\\' => letters.next(),
            _ if quoted => Some(letter),
            _ => None,
        };
        match own {
            Some(own) if !" -/:().,".contains(own) => plain.extend(['\\', own]),
            Some(own) => plain.push(own),
            None => plain.extend(letter.to_lowercase()),
        }
    }
    plain
}

/// The colour of a name in the element that was just opened.
fn colour(xml: &mut Xml<'_>, name: &str) -> Result<Option<String>, ReadProblem> {
    let (until, mut found) = (xml.depth(), None);
    while xml.depth() >= until {
        if let Step::Open(tag) = xml.step()?
            && tag.name() == name
        {
            found = tag.get("rgb").map(Cow::into_owned);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::plain_form;

    #[test]
    fn a_form_of_numbers_is_the_same_whichever_program_wrote_it() {
        for (one, other) in [("0.0\"%\"", "0.0\\%"), ("dd mmm yyyy", "dd\\ mmm\\ yyyy;@"), ("General", "@")] {
            assert_eq!(plain_form(one), plain_form(other), "{one}");
        }
        for (one, other) in [("0.0\"%\"", "0.0%"), ("0", "\"9\""), ("0.0", "0.00")] {
            assert_ne!(plain_form(one), plain_form(other), "{one}");
        }
    }
}
