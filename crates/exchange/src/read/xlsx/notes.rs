//! Notes that people hang on cells: each goes with its row. **Not here.** What becomes of them.

use super::super::package::Package;
use super::super::xml::{Step, Xml};
use super::relations;
use crate::grid::Grid;
use crate::problem::ReadProblem;
use std::collections::HashMap;

/// So many notes of a sheet are read.
const MOST_NOTES: usize = 20_000;
/// No note is kept longer, in letters.
const LONGEST: usize = 2_000;
/// The name of its writer, which Excel sets above a note, is no longer, in letters.
const LONGEST_NAME: usize = 60;

/// Hangs the notes of a sheet on the rows of their cells.
pub(super) fn hang(package: &Package<'_>, part: &str, grid: &mut Grid, path: &str) -> Result<(), ReadProblem> {
    let Some((folder, file)) = part.rsplit_once('/') else { return Ok(()) };
    let targets = relations(package, &format!("{folder}/_rels/{file}.rels"), path)?;
    // "../comments1.xml" is seen from the folder of the sheets.
    let mut listed: Vec<String> = targets
        .values()
        .filter(|target| target.contains("comments"))
        .map(|target| target.replace("/../", "/"))
        .collect();
    listed.sort_unstable();
    for target in listed {
        let Some(text) = package.part(&target)? else { continue };
        let notes = notes_of(&text, path)?;
        for row in &mut grid.rows {
            if let Some(found) = row.place.row.and_then(|number| notes.get(&number)) {
                row.look.get_or_insert_default().notes.extend(found.iter().cloned());
            }
        }
    }
    Ok(())
}

/// The notes of each row, in the order of the file.
fn notes_of(text: &str, path: &str) -> Result<HashMap<u32, Vec<Box<str>>>, ReadProblem> {
    let mut notes: HashMap<u32, Vec<Box<str>>> = HashMap::new();
    let mut xml = Xml::new(text, path);
    let mut count = 0;
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "comment" && count < MOST_NOTES => {
                count += 1;
                let cell = tag.get("ref").unwrap_or_default().into_owned();
                let digits = cell.trim_start_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '$');
                let (row, said) = (digits.parse::<u32>().ok(), note(&xml.text()?));
                if let Some(row) = row.filter(|_| !said.is_empty()) {
                    notes.entry(row).or_default().push(said.into());
                }
            }
            Step::End => return Ok(notes),
            _ => {}
        }
    }
}

/// What a note says, without the name of its writer.
fn note(text: &str) -> String {
    let said = match text.split_once(":\n") {
        Some((name, rest)) if name.chars().count() <= LONGEST_NAME && !name.contains('\n') => rest,
        _ => text,
    };
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(LONGEST).collect()
}
