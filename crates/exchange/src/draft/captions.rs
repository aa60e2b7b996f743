//! The area that a table's caption, heading or sheet names, where several tables are alike: "one sheet a priority". **Not
//! here.** Areas that have a row or a column of their own ([`super::areas`]).

use super::codes::top_row;
use super::tables::Table;
use crate::field::{Field, plain};
use crate::grid::{Grid, Paragraph};
use std::collections::HashSet;
use std::sync::Arc;

/// A heading stands at most so many paragraphs above its table.
const LINES_ABOVE: usize = 500;
/// A longer heading is a sentence.
const LONGEST: usize = 160;

/// Gives tables that name no areas themselves those of what stands over them.
pub(super) fn name(tables: &mut [(&Grid, Table<'_>)], prose: &[Paragraph]) {
    let over = |(grid, table): &(&Grid, Table<'_>)| match &grid.sheet {
        Some(sheet) => table.title_of_sheet().filter(|title| !is_shared(title, tables)).unwrap_or(sheet).to_owned(),
        None if grid.below == 0 => String::new(),
        None => heading_over(grid, prose).unwrap_or_default(),
    };
    let names: Vec<String> = tables.iter().map(over).collect();
    let own = |table: &Table<'_>| table.has_own_headings() && table.says_no_areas();
    let alike: HashSet<&str> = tables
        .iter()
        .zip(&names)
        .filter(|((_, table), name)| own(table) && !name.is_empty())
        .map(|(_, name)| name.as_str())
        .collect();
    let several = alike.len() > 1;
    let mut before: Option<Arc<str>> = None;
    let given: Vec<Option<Arc<str>>> = tables
        .iter()
        .zip(&names)
        .map(|((grid, table), name)| {
            // A table that goes on from another is of the same area, unless a heading came between.
            if !table.has_own_headings() && grid.sheet.is_none() && name.is_empty() {
                return before.clone();
            }
            let says_so = top_row(name).is_some_and(|(_, _, title)| !title.is_empty());
            let is_named = table.says_no_areas() && !name.is_empty() && (several || says_so) && !table.closed;
            before = is_named.then(|| Arc::from(name.as_str()));
            before.clone()
        })
        .collect();
    for ((_, table), area) in tables.iter_mut().zip(given) {
        if let Some(area) = area {
            table.belongs_to(area);
        }
    }
}

/// Whether another sheet has the same title.
fn is_shared(title: &str, tables: &[(&Grid, Table<'_>)]) -> bool {
    tables.iter().filter(|(_, table)| table.title_of_sheet() == Some(title)).count() > 1
}

/// The heading that stands over a table, or a line that names an area by a word for it; not the title of all.
pub(super) fn heading_over(grid: &Grid, prose: &[Paragraph]) -> Option<String> {
    let before = prose.get(..grid.below)?;
    let is_title = |at: usize| at == 0 && prose.iter().skip(1).any(|line| line.heading);
    let names = |(at, line): &(usize, &Paragraph)| {
        // "Recommendation 3C had moved to green." is a sentence, and no heading.
        let is_sentence = line.text.trim_end().ends_with('.') && !line.heading;
        let says_area = !is_sentence && top_row(&line.text).is_some_and(|(_, _, title)| !title.is_empty());
        (line.heading || says_area) && !is_title(*at) && line.text.chars().count() <= LONGEST
    };
    // "Table 1: Safe staffing".
    if let Some(title) = before.last().and_then(|line| captioned(&line.text)) {
        return Some(title.to_owned());
    }
    let (_, found) = before.iter().enumerate().rev().take(LINES_ABOVE).find(names)?;
    let is_of_the_document =
        matches!(plain(&found.text).as_str(), "introduction" | "contents" | "background" | "action plan" | "actions");
    (!is_of_the_document).then(|| found.text.clone())
}

/// What the caption of a table says behind its number.
fn captioned(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("Table ")?;
    let title = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered = title.len() < rest.len();
    let title = title.trim_start_matches([':', '.', ' ', '-', '\u{2013}']).trim();
    (is_numbered && !title.is_empty() && title.chars().count() <= LONGEST).then_some(title)
}

impl Table<'_> {
    /// Whether no column and no row of it names an area.
    fn says_no_areas(&self) -> bool {
        self.columns.of_field(Field::FocusArea).is_none()
            && !self.has_areas()
            && !self
                .body
                .iter()
                .any(|row| row.is_banner() && row.cells.iter().any(|cell| top_row(cell.trim()).is_some()))
    }
}
