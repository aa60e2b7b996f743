//! Tables that are one action each: cards of labels with their values beside or below them, and tables that are turned, an
//! action a column. **Not here.** Tables with headings ([`super::tables`]).

use super::captions::heading_over;
use super::codes::top_row;
use super::entry::{Entry, is_label, means, put, table_of};
use super::headings::field_of;
use crate::field::Field;
use crate::grid::{Contents, Grid, GridRow};

/// A card has at least so many labels that are known.
const FEWEST_LABELS: usize = 3;
/// And a table that is turned at most so many.
const MOST_LABELS: usize = 30;

/// The table that the cards of a document make, and which of its tables are cards.
pub(super) fn of_cards(contents: &Contents) -> (Option<Grid>, Vec<usize>) {
    let (mut entries, mut taken) = (Vec::new(), Vec::new());
    for (at, grid) in contents.grids.iter().enumerate() {
        if let Some(columns) = turned(grid) {
            entries.extend(columns);
            taken.push(at);
        } else if let Some(mut entry) = card(grid) {
            if entry.area.is_empty() && !entry.says(Field::FocusArea) {
                entry.area = heading_over(grid, &contents.prose).unwrap_or_default();
            }
            entries.push(entry);
            taken.push(at);
        }
    }
    if entries.len() < contents.grids.len().min(2) {
        return (None, Vec::new());
    }
    let first = entries.first().map(|entry| entry.area.clone()).unwrap_or_default();
    // One heading over all of them is the document's.
    if entries.len() > 1 && entries.iter().all(|entry| entry.area == first) && top_row(&first).is_none() {
        for entry in &mut entries {
            entry.area.clear();
        }
    }
    (table_of(entries), taken)
}

/// A table that is turned: labels down the left, an action in each column beside them.
fn turned(grid: &Grid) -> Option<Vec<Entry>> {
    let rows: Vec<&GridRow> = grid.rows.iter().filter(|row| !row.cells.are_blank()).take(MOST_LABELS + 2).collect();
    if rows.len() > MOST_LABELS + 1 {
        return None;
    }
    let (head, body) = rows.split_first()?;
    let width = head.cells.len();
    let is_told = |row: &&GridRow| row.cells.get(0).is_some_and(|label| means_one(label).is_some());
    let labels: Vec<&&GridRow> = rows.iter().filter(|row| is_told(row)).collect();
    let names = |row: &GridRow| row.cells.get(0).and_then(means_one) == Some(Field::Title);
    // Its first row numbers the columns, and says nothing that a heading says.
    let is_head = head.cells.get(0).is_some_and(|cell| cell.trim().is_empty())
        && head.cells.iter().skip(1).all(|cell| !cell.trim().is_empty() && means_one(cell).is_none());
    let is_turned = width >= 3
        && (FEWEST_LABELS..=MOST_LABELS).contains(&labels.len())
        && labels.len() == body.len()
        && is_head
        && body.iter().any(|row| names(row));
    if !is_turned {
        return None;
    }
    let column = |at: usize| {
        let mut entry =
            Entry { place: grid.rows.first().map(|row| row.place.clone()).unwrap_or_default(), ..Entry::default() };
        for row in body {
            put(&mut entry, row.cells.get(0).unwrap_or_default(), row.cells.get(at).unwrap_or_default().trim());
        }
        entry
    };
    let entries: Vec<Entry> = (1..width).map(column).filter(|entry| !entry.title.is_empty()).collect();
    (!entries.is_empty()).then_some(entries)
}

/// What a label means, where it is one.
fn means_one(text: &str) -> Option<Field> {
    let text = text.trim().trim_end_matches([':', '?']);
    means(text).filter(|_| is_label(text))
}

/// A table of labels at the left and values beside them.
fn card(grid: &Grid) -> Option<Entry> {
    let rows: Vec<Vec<&str>> = grid.rows.iter().map(filled).filter(|cells| !cells.is_empty()).collect();
    if rows.len() > 60 || rows.iter().any(|cells| cells.len() > 4) {
        return None;
    }
    let mut entry = Entry { place: grid.rows.first()?.place.clone(), ..Entry::default() };
    let (mut known, mut beside, mut stacked, mut strangers, mut at) = (0, 0, 0, 0, 0);
    // A form has either kind of label: with its value beside it, or below it.
    let is_beside = |cells: &Vec<&str>| matches!(&cells[..], [label, value] if is_label(label) && !is_label(value));
    let has_beside = rows.iter().any(is_beside);
    while let Some(cells) = rows.get(at) {
        let begins = at;
        // Labels side by side with anything but labels below are the headings of a table.
        if cells.len() > 2
            && cells.iter().all(|cell| is_label(cell))
            && at + 1 < rows.len()
            && rows
                .get(at + 1)
                .is_some_and(|below| below.len() > 1 && !is_label(below.first().copied().unwrap_or_default()))
            && rows.len() - at > 2
            && at > 0
        {
            return None;
        }
        let below = rows.get(at + 1);
        let heads = |cells: &[&str]| cells.iter().all(|cell| is_label(cell));
        let pairs: Vec<(&str, &str)> = match below {
            // Labels side by side, with their values below.
            Some(below)
                if (at == 0 || !has_beside)
                    && cells.len() == below.len()
                    && heads(cells)
                    && !below.iter().all(|cell| means_one(cell).is_some())
                    && (at > 0 || cells.len() > 1 && !is_label(below.first()?))
                    && rows.len() > 3 =>
            {
                at += 1;
                stacked += 1;
                cells.iter().copied().zip(below.iter().copied()).collect()
            }
            _ if cells.len() % 2 == 0 => {
                cells.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
            }
            // "Progress: two rooms were found" in a cell of its own.
            _ => cells.iter().flat_map(|cell| lines_of(cell)).collect(),
        };
        for (label, value) in pairs {
            if is_label(label)
                && !(field_of(value).is_some() && value.split_whitespace().count() <= 3 && cells.len() == 2 && at == 0)
            {
                known += usize::from(means(label).is_some());
                beside += usize::from(at == begins && means(label).is_some());
                put(&mut entry, label, value);
            } else {
                strangers += 1;
            }
        }
        at += 1;
    }
    // Headings with their values below them are a table; a card has labels beside their values as well.
    let is_card =
        known >= FEWEST_LABELS && (beside >= 2 || stacked >= 2) && strangers * 2 <= known && !entry.title.is_empty();
    is_card.then_some(entry)
}

/// The labels with a value in the lines of a cell, or the label that it is.
fn lines_of(cell: &str) -> Vec<(&str, &str)> {
    let parted = |line| {
        let line: &str = line;
        let at = line.find([':', '?'])?;
        let (label, value) = (line.get(..at)?, line.get(at + 1..)?.trim());
        (is_label(label) && !value.is_empty()).then_some((label, value))
    };
    let found: Vec<(&str, &str)> = cell.lines().filter_map(parted).collect();
    if found.is_empty() && is_label(cell) { vec![(cell, "")] } else { found }
}

fn filled(row: &GridRow) -> Vec<&str> {
    let mut cells: Vec<&str> = Vec::new();
    for cell in row.cells.iter().map(str::trim) {
        // A merged cell may stand in each of its columns.
        if !cell.is_empty() && cells.last() != Some(&cell) {
            cells.push(cell);
        }
    }
    cells
}
