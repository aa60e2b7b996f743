//! The parts of an office file, as its own lists of relations join them: the part that a program opens is the one that is
//! named there, whatever else lies in the container. ECMA-376, part 2, section 9. **Not here.** What the parts say.

use super::super::package::Package;
use super::super::xml::{Step, Tag, Xml};
use crate::problem::ReadProblem;

/// A part that another names.
pub(super) struct Related {
    /// By which the other names it.
    pub(super) id: String,
    /// The last word of what it is: `image`, `styles`.
    pub(super) kind: String,
    /// Its name in the container; of a link, its address.
    pub(super) target: String,
}

/// What kind of office file it is: the ending by which it is known.
pub(super) fn kind(bytes: &[u8], path: &str) -> Option<&'static str> {
    let package = Package::open(bytes, path).ok()?;
    let main = main(&package, path).ok()?;
    [("word/", "docx"), ("xl/", "xlsx")].into_iter().find_map(|(folder, kind)| main.starts_with(folder).then_some(kind))
}

/// The part that a program opens.
pub(super) fn main(package: &Package<'_>, path: &str) -> Result<String, ReadProblem> {
    let all = related(package, "", path)?;
    let main = all.into_iter().find(|one| one.kind == "officeDocument").map(|one| one.target);
    main.ok_or_else(|| ReadProblem::new(path, "an office file without its document", "the file as it was kept"))
}

/// The parts that a part names.
pub(super) fn related(package: &Package<'_>, part: &str, path: &str) -> Result<Vec<Related>, ReadProblem> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut all = Vec::new();
    let Some(text) = package.part(&list)? else { return Ok(all) };
    let mut xml = Xml::new(&text, path);
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "Relationship" => {
                let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target")) else {
                    continue;
                };
                let is_outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
                all.push(Related {
                    id: id.into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: if is_outside { target.into_owned() } else { inside(folder, &target) },
                });
            }
            Step::End => return Ok(all),
            _ => {}
        }
    }
}

/// The name of a part, told from the folder of the one that names it.
fn inside(folder: &str, target: &str) -> String {
    if let Some(from_root) = target.strip_prefix('/') {
        return from_root.to_owned();
    }
    let mut way: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(way.pop()),
            "." | "" => {}
            step => way.push(step),
        }
    }
    way.join("/")
}

/// What stands for a picture: the beginning of the hash of its bytes.
pub(super) fn picture(package: &Package<'_>, part: &str) -> Result<String, ReadProblem> {
    let Some(bytes) = package.unpacked(part)? else { return Ok("a picture that is missing".to_owned()) };
    Ok(format!("picture {}", super::piece::short(&bytes)))
}

/// Whether a mark of a text is set: there, and not said to be off.
pub(super) fn is_set(tag: &Tag<'_>) -> bool {
    tag.get("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off" | "none"))
}

/// The three parts of "8B0F1C" or "FF8B0F1C", from 0 to 255.
fn parts(colour: &str) -> Option<[u8; 3]> {
    let colour = colour.get(colour.len().checked_sub(6)?..)?;
    let part = |at: usize| u8::from_str_radix(colour.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Two parts of a colour are so far apart where it is more than a grey.
const COLOURFUL: u8 = 0x40;
/// All parts of a colour are above this where nobody sees it on paper.
const PALE: u8 = 0xd8;

/// A colour that catches the eye, as programs all write it; none of a grey or a tint.
pub(super) fn strong(colour: &str) -> Option<String> {
    let all = parts(colour)?;
    let (least, most) = (all.iter().min()?, all.iter().max()?);
    (most - least >= COLOURFUL && *least < PALE)
        .then(|| colour.get(colour.len() - 6..).unwrap_or_default().to_uppercase())
}

/// Whether letters of a colour are not seen on paper.
pub(super) fn is_pale(colour: &str) -> bool {
    parts(colour).is_some_and(|all| all.iter().all(|part| *part >= PALE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_from_where_the_list_lies() {
        for (folder, target, part) in [
            ("word", "media/picture1.png", "word/media/picture1.png"),
            ("xl/worksheets", "../tables/table1.xml", "xl/tables/table1.xml"),
            ("word", "/word/header.xml", "word/header.xml"),
            ("", "word/document.xml", "word/document.xml"),
        ] {
            assert_eq!(inside(folder, target), part);
        }
    }

    #[test]
    fn colours_of_a_status_are_told_from_greys_and_tints() {
        for (colour, is_strong, pale) in [
            ("8b0f1c", true, false),
            ("FFFFD166", true, false),
            ("FF2A9D8F", true, false),
            ("E8EDF2", false, true),
            ("FFFFFF", false, true),
            ("0B0C0C", false, false),
            ("auto", false, false),
            ("é", false, false),
        ] {
            assert_eq!((strong(colour).is_some(), is_pale(colour)), (is_strong, pale), "{colour}");
        }
    }
}
