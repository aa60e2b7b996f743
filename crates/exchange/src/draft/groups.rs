//! Rows that name the group of rows below them: one cell right above the same headings again, or above the first headings
//! with a word for an area. **Not here.** Rows that are focus areas in the plan's own way ([`super::rows`]).

use super::codes::top_row;
use super::columns::Columns;
use crate::field::Field;
use crate::grid::GridRow;
use std::borrow::Cow;
use std::sync::Arc;

/// A line that was cut into so many words or more may be the name of an area.
const FEWEST_WORDS: usize = 4;

/// What a table is like.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// The column of titles.
    pub(super) title: Option<usize>,
    /// Text that was set for pages.
    pub(super) flows: bool,
    /// Whether a column names areas.
    pub(super) says_area: bool,
}

/// The rows below the headings, told apart.
pub(super) struct Parted<'a> {
    /// Those of the plan.
    pub(super) rows: Vec<&'a GridRow>,
    /// The areas that rows name for those below them, each from a row on.
    pub(super) areas: Vec<(usize, Arc<str>)>,
    /// So many rows name one.
    pub(super) groups: usize,
    /// A line of its own above the headings that names no area.
    pub(super) title: Option<Cow<'a, str>>,
}

/// Tells rows apart. `before` is the last row above the headings; blank rows, and the headings again, are left out.
pub(super) fn part<'a>(
    body: impl Iterator<Item = &'a GridRow>,
    before: Option<&'a GridRow>,
    shape: Shape,
    is_again: &dyn Fn(&GridRow) -> bool,
) -> Parted<'a> {
    let all: Vec<(&GridRow, bool)> =
        body.filter(|row| !row.cells.are_blank()).map(|row| (row, is_again(row))).collect();
    let names_group = |at: usize| {
        // A remark may stand between the name of a group and its headings.
        let is_remark = |at: usize| all.get(at).is_some_and(|(row, _)| shape.flows && row.is_banner());
        let is_head = |at: usize| all.get(at).is_some_and(|(_, is_again)| *is_again);
        let below = is_head(at + 1)
            || is_remark(at + 1) && is_head(at + 2) && all.get(at).is_some_and(|(row, _)| names_an_area(row));
        below && all.get(at).is_some_and(|(row, _)| lone_text(row).is_some() && !runs_on(row, shape))
    };
    let groups: Vec<usize> = (0..all.len()).filter(|at| names_group(*at)).collect();
    let is_area = |row: &&GridRow| !shape.says_area && (!groups.is_empty() || names_an_area(row));
    let first = before.filter(is_area).and_then(lone_text);
    let mut parted =
        Parted { rows: Vec::with_capacity(all.len()), areas: Vec::new(), groups: groups.len(), title: None };
    parted.title = before.filter(|_| first.is_none()).and_then(lone_text);
    parted.areas.extend(first.map(|text| (0, Arc::from(&*text))));
    for (at, (row, is_again)) in all.iter().enumerate() {
        if groups.binary_search(&at).is_ok() {
            parted.areas.extend(lone_text(row).map(|text| (parted.rows.len(), Arc::from(&*text))));
        } else if !is_again {
            parted.rows.push(row);
        }
    }
    parted
}

/// In text that is set for pages a lone title above the headings runs on from the page before.
fn runs_on(row: &GridRow, shape: Shape) -> bool {
    let at = row.cells.iter().position(|cell| !cell.trim().is_empty());
    shape.flows && at == shape.title && !row.is_banner()
}

/// The text of a row that says one thing only: one cell, or a line for an area whose words were taken for cells.
fn lone_text(row: &GridRow) -> Option<Cow<'_, str>> {
    let said: Vec<&str> = row.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let text = *said.first()?;
    if said.iter().all(|again| *again == text) {
        return Some(text.into());
    }
    let are_words = said.len() >= FEWEST_WORDS && said.iter().all(|cell| !cell.contains(char::is_whitespace));
    let line = are_words.then(|| said.join(" "))?;
    top_row(&line).is_some_and(|(_, _, title)| !title.is_empty()).then_some(line.into())
}

/// Whether a row is one cell that names an area: "Outcome 1: Children wait less".
fn names_an_area(row: &GridRow) -> bool {
    lone_text(row).and_then(|text| top_row(&text)).is_some_and(|(_, _, title)| !title.is_empty())
}

/// The text of a row that says one thing only, somewhere else than under the title: a section's name.
pub(super) fn banner_of<'a>(row: &'a GridRow, columns: &Columns, flows: bool) -> Option<Cow<'a, str>> {
    let mut said = row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let (at, text) = said.next()?;
    if said.next().is_some() {
        // On a page its words may be taken for cells.
        return lone_text(row).filter(|_| flows);
    }
    let names_a_top_row = top_row(text.trim()).is_some_and(|(_, _, title)| !title.is_empty());
    let is_elsewhere = columns.of_field(Field::Title) != Some(at);
    (is_elsewhere && (row.is_banner() || names_a_top_row)).then_some(text.trim().into())
}
