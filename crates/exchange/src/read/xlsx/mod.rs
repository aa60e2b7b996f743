//! Excel workbooks (.xlsx): every sheet a table of texts, as a person sees them.
//!
//! Dates and percentages are numbers with a format; they come out as "2022-04-13" and "5%". Text of a
//! cell merged over rows counts in each of them. Formulas are never run: what the file last showed
//! counts. ECMA-376, part 1, sections 18.2 to 18.8. **Not here.** What columns mean.

mod notes;
mod sheet;
mod styles;

use super::package::Package;
use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use super::xml::{Step, Xml};
use crate::grid::Contents;
use crate::problem::ReadProblem;
use std::collections::HashMap;
use styles::Styles;

/// The reader.
pub(super) struct Xlsx;

/// Sheets of a workbook.
const MOST_SHEETS: usize = 255;

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    part: String,
    hidden: bool,
}

/// What all sheets share.
struct Book {
    strings: Vec<Box<str>>,
    styles: Styles,
    from_1904: bool,
}

impl Reader for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        match source.package() {
            Some(package) if package.has_folder("xl/") => ReaderClaim::Certain,
            _ => ReaderClaim::No,
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        let Some(package) = source.package() else { return Ok(Contents::default()) };
        let (listed, from_1904) = sheets(package, source.path)?;
        let strings = match package.part("xl/sharedStrings.xml")? {
            Some(text) => shared_strings(&text, source.path)?,
            None => Vec::new(),
        };
        if listed.len() > MOST_SHEETS {
            let found = format!("a workbook of {} sheets", listed.len());
            return Err(ReadProblem::new(source.path, found, format!("a workbook of at most {MOST_SHEETS} sheets")));
        }
        let book = Book { strings, styles: Styles::read(package, source.path)?, from_1904 };
        let mut contents = Contents::default();
        for one in listed {
            let Some(text) = package.part(&one.part)? else { continue };
            if one.hidden {
                contents.unread.push(format!("sheet {}, which is hidden", one.name));
                continue;
            }
            let mut grid = sheet::read(&text, &one.name, &book, source.path)?;
            notes::hang(package, &one.part, &mut grid, source.path)?;
            contents.grids.push(grid);
        }
        Ok(contents)
    }
}

/// The sheets in the order of their tabs, and whether days count from 1904.
fn sheets(package: &Package<'_>, path: &str) -> Result<(Vec<Listed>, bool), ReadProblem> {
    let targets = relations(package, "xl/_rels/workbook.xml.rels", path)?;
    let Some(text) = package.part("xl/workbook.xml")? else {
        return Err(ReadProblem::new(
            path,
            "a workbook without its list of sheets",
            "the workbook saved again by Excel",
        ));
    };
    let (mut listed, mut from_1904) = (Vec::new(), false);
    let mut xml = Xml::new(&text, path);
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "workbookPr" => {
                from_1904 = tag.get("date1904").is_some_and(|value| value == "1" || value == "true");
            }
            Step::Open(tag) if tag.name() == "sheet" => {
                let target = tag.get("id").and_then(|id| targets.get(&*id));
                let Some(target) = target.filter(|target| target.contains("sheet")) else { continue };
                let hidden = tag.get("state").is_some_and(|state| state != "visible");
                let name = tag.get("name").unwrap_or_default().into_owned();
                listed.push(Listed { name, part: target.clone(), hidden });
            }
            Step::End => break,
            _ => {}
        }
    }
    Ok((listed, from_1904))
}

/// The parts that a part points at, by id, with the folder before them.
pub(super) fn relations(package: &Package<'_>, part: &str, path: &str) -> Result<HashMap<String, String>, ReadProblem> {
    let mut targets = HashMap::new();
    let Some(text) = package.part(part)? else { return Ok(targets) };
    let folder = part.split('/').next().unwrap_or_default();
    let mut xml = Xml::new(&text, path);
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "Relationship" => {
                let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) else { continue };
                let target = match target.strip_prefix('/') {
                    Some(from_root) => from_root.to_owned(),
                    None => format!("{folder}/{target}"),
                };
                targets.insert(id.into_owned(), target);
            }
            Step::End => return Ok(targets),
            _ => {}
        }
    }
}

/// The texts that cells share. What is spoken (phonetic runs) is left out.
pub(super) fn shared_strings(text: &str, path: &str) -> Result<Vec<Box<str>>, ReadProblem> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(text, path);
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "si" => strings.push(rich_text(&mut xml)?.into()),
            Step::End => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of an element that was just opened: of its `t`, without `rPh`.
pub(super) fn rich_text(xml: &mut Xml<'_>) -> Result<String, ReadProblem> {
    let (until, mut all) = (xml.depth(), String::new());
    while xml.depth() >= until {
        if let Step::Open(tag) = xml.step()? {
            match tag.name() {
                "t" => push_unescaped(&mut all, &xml.text()?),
                "rPh" => xml.skip()?,
                _ => {}
            }
        }
    }
    Ok(all)
}

/// Adds a text in which `_x000D_` stands for a letter that XML cannot hold: ECMA-376, part 1, section
/// 22.9.2.19. A text that only looks so begins with `_x005F_`.
fn push_unescaped(all: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let letter = rest.get(at..at + 7).filter(|mark| mark.ends_with('_')).and_then(|mark| {
            let digits = mark.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
            u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
        });
        let (before, after) = rest.split_at(at);
        all.push_str(before);
        if let Some(letter) = letter {
            all.push(letter);
            rest = after.get(7..).unwrap_or_default();
        } else {
            all.push_str("_x");
            rest = after.get(2..).unwrap_or_default();
        }
    }
    all.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::push_unescaped;

    #[test]
    fn letters_that_xml_cannot_hold_are_read_and_marks_of_that_kind_are_not() {
        for (written, read) in [
            ("plain", "plain"),
            ("two_x000D_lines", "two\rlines"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x_x0041_", "_xA"),
            ("a_xyz_ _x00e9", "a_xyz_ _x00e9"),
            ("_xD800_", "_xD800_"),
        ] {
            let mut all = String::new();
            push_unescaped(&mut all, written);
            assert_eq!(all, read, "{written}");
        }
    }
}
