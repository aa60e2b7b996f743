//! Rows that name the section below them: a name and nothing else, between rows that say who and when; or a lone number
//! above the numbers that hang from it. **Not here.** Cells merged over the whole width ([`super::groups`]).

use super::super::outline::{areas_by_number, is_silent};
use super::{Builder, Draft, Field, GridRow, Table, became_an_area};
use onpace_core::plan::{Code, Row, RowKind};

/// The name of a section has no more letters.
const LONGEST_NAME: usize = 120;

impl Builder {
    /// Where nothing says which rows are focus areas: those that are only a name, then those that are only a number.
    pub(super) fn lone_rows_are_areas(&mut self, draft: &mut Draft) {
        let has_areas = || self.rows.iter().any(|row| row.kind == RowKind::FocusArea);
        if self.kinds_stated || self.levels.iter().any(Option::is_some) || has_areas() {
            return;
        }
        let sections = sections_of(&self.rows, &self.lone);
        if sections.is_empty() {
            for at in areas_by_number(&self.rows) {
                self.is_an_area(at, draft);
            }
            return;
        }
        // One heading above the whole table names no section of it.
        if self.area_texts.windows(2).all(|pair| pair.first() == pair.last()) {
            self.area_texts.iter_mut().for_each(String::clear);
        }
        for at in sections {
            self.is_an_area(at, draft);
            if let Some(row) = self.rows.get_mut(at) {
                self.guesses.sections.add(&row.place);
                if row.title.is_empty() {
                    row.title = row.code.as_str().into();
                    row.code = Code::default();
                }
            }
        }
    }

    /// Whether a lone title names a section, and does not run on from the row above: the table begins with one.
    pub(super) fn names_a_section(&self, title: &str) -> bool {
        let begins = self.rows.first().zip(self.lone.first());
        begins.is_some_and(|(row, lone)| *lone && row.code.is_empty() && row.kind == RowKind::Action)
            && title.starts_with(char::is_uppercase)
    }

    fn is_an_area(&mut self, at: usize, draft: &mut Draft) {
        if let Some(row) = self.rows.get_mut(at) {
            row.kind = RowKind::FocusArea;
            row.outline_level = 1;
            became_an_area(draft);
        }
    }
}

/// The rows that are only a name, each above rows that say more. Their codes tell them from actions of which nothing is known
/// yet; without codes the first row must be one of them.
fn sections_of(rows: &[Row], lone: &[bool]) -> Vec<usize> {
    let is_bare = |at: usize| {
        rows.get(at)
            .is_some_and(|row| is_silent(row) && row.notes.is_none() && name_of(row).chars().count() <= LONGEST_NAME)
            && lone.get(at).is_some_and(|lone| *lone)
    };
    let (bare, others): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(|at| is_bare(*at));
    let shapes: Vec<String> = others.iter().filter_map(|at| rows.get(*at)).map(|row| shape_of(&row.code)).collect();
    let have_codes = shapes.iter().all(|shape| shape.contains('9'));
    let by_code = |at: &usize| rows.get(*at).is_some_and(|row| !shapes.contains(&shape_of(&row.code)));
    let first_is = bare.first() == Some(&0) && shapes.iter().all(String::is_empty);
    let is_above = |at: &usize| others.binary_search(&(at + 1)).is_ok();
    let are_sections = bare.len() < others.len()
        && bare.iter().all(is_above)
        && if have_codes { bare.iter().all(by_code) } else { first_is && bare.len() > 1 };
    if are_sections { bare } else { Vec::new() }
}

fn name_of(row: &Row) -> &str {
    if row.title.is_empty() { row.code.as_str() } else { &row.title }
}

/// "A9" of "AT10", "9.9" of "1.12": what a code is made of.
fn shape_of(code: &Code) -> String {
    let mut shape = String::new();
    for letter in code.as_str().chars() {
        let kind = if letter.is_numeric() {
            '9'
        } else if letter.is_alphabetic() {
            'A'
        } else {
            letter
        };
        if !shape.ends_with(kind) {
            shape.push(kind);
        }
    }
    shape
}

/// Whether a row has no cell filled but those of its code and title.
pub(super) fn names_only(row: &GridRow, table: &Table<'_>) -> bool {
    let of_name = [Field::Code, Field::Title].map(|field| table.columns.of_field(field));
    let filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    filled.into_iter().all(|(at, _)| of_name.contains(&Some(at)))
}
