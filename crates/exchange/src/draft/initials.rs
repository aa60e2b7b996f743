//! The key of a plan's people: a table, or a line, that says whose initials are whose. **Not here.** Reading the people beside
//! an action ([`super::people`]).

use super::columns::Columns;
use crate::field::{Field, plain};
use crate::grid::Grid;
use onpace_core::plan::KeyedPerson;

/// A line that explains initials names so many people at least, and is no longer, in bytes.
const PEOPLE_OF_A_KEY: usize = 2;
const LONGEST_KEY: usize = 3_000;

/// The people of a table of initials and who they are; `None` where a grid is another table.
pub(super) fn people_of(grid: &Grid) -> Option<Vec<KeyedPerson>> {
    let header = grid.rows.first()?;
    let dated = |columns: &Columns| {
        [Field::Start, Field::Finish, Field::Percent].into_iter().any(|field| columns.of_field(field).is_some())
    };
    if Columns::of(&header.cells).is_some_and(|columns| dated(&columns)) {
        return None;
    }
    // "Name and post" describes as much as "Name".
    let find = |words: &[&str]| {
        header
            .cells
            .iter()
            .position(|cell| cell.len() <= 60 && plain(cell).split(' ').any(|word| words.contains(&word)))
    };
    let initials = find(&["initials", "initial"])?;
    let described =
        find(&["name", "post", "designation", "role", "job", "title", "who"]).filter(|at| *at != initials)?;
    let people = grid.rows.iter().skip(1).filter_map(|row| {
        let text = |at: usize| row.cells.get(at).map(str::trim).filter(|cell| !cell.is_empty());
        Some(KeyedPerson { initials: text(initials)?.into(), described: text(described)?.into() })
    });
    Some(people.collect())
}

/// The people whose initials a line explains: "JD = Joan Dormer, headteacher; KM = Kit Marr".
pub(super) fn people_in(line: &str) -> Vec<KeyedPerson> {
    if line.len() > LONGEST_KEY || !line.contains(['=', '\u{2013}', ':']) {
        return Vec::new();
    }
    let line = line.strip_prefix("Key:").or_else(|| line.strip_prefix("Initials:")).unwrap_or(line);
    let one = |part: &str| {
        let (initials, described) = part.split_once('=').or_else(|| part.split_once(" \u{2013} "))?;
        let (initials, described) = (initials.trim(), described.trim());
        let is_initials = (2..=4).contains(&initials.chars().count())
            && initials.starts_with(char::is_uppercase)
            && initials.chars().all(char::is_alphabetic)
            && initials.chars().filter(|letter| letter.is_uppercase()).count() >= 2;
        let is_name = described.split_whitespace().count() >= 2 && described.starts_with(char::is_uppercase);
        (is_initials && is_name).then(|| KeyedPerson { initials: initials.into(), described: described.into() })
    };
    let parts: Vec<&str> = line.split([';', '\n']).filter(|part| !part.trim().is_empty()).collect();
    let people: Vec<KeyedPerson> = parts.iter().filter_map(|part| one(part)).collect();
    if people.len() >= PEOPLE_OF_A_KEY && people.len() == parts.len() { people } else { Vec::new() }
}
