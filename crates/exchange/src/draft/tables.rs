//! Which grids are tables of the plan, under which heading row; which is the key of initials.

use super::headings::{Columns, Field};
use crate::grid::{Grid, GridRow};
use onpace_core::plan::{Headings, Person};
use std::sync::Arc;

/// The rows of one grid, and what their columns hold.
pub(super) struct Table<'a> {
    /// Which column holds what.
    pub(super) columns: Columns,
    /// The rows that are not headings.
    pub(super) body: Vec<&'a GridRow>,
    /// Whether a row may be cut by a page and run on in the next.
    pub(super) flows: bool,
}

/// A heading row stands among the first rows of a table.
const ROWS_TO_LOOK_AT: usize = 30;
/// A heading row that replaces the one before it names so many columns; fewer may be values.
const COLUMNS_OF_A_NEW_HEADING: usize = 3;

/// The tables of the plan. One without a heading row of its own continues the one before it.
pub(super) fn tables_of<'a>(grids: impl Iterator<Item = &'a Grid>, headings: &mut Headings) -> Vec<Table<'a>> {
    let mut heading: Option<Columns> = None;
    let mut columns = Columns::default();
    let mut tables = Vec::new();
    for grid in grids {
        let at = heading_row(grid, heading.as_ref());
        let body = &grid.rows[at.map_or(0, |at| at + 1)..];
        if let Some(row) = at.and_then(|at| grid.rows.get(at)) {
            let found = Columns::of(&row.cells).unwrap_or_default();
            note(&found, row, headings);
            let is_rank = found.of_field(Field::FocusArea).is_some_and(|at| are_ranks(body, at));
            columns = if is_rank { found.clone().without(Field::FocusArea) } else { found.clone() };
            heading = Some(found);
        }
        let Some(heading) = &heading else { continue };
        // Blank rows, and the heading row again at the top of a page, are no rows of the plan.
        let is_heading =
            |row: &GridRow| heading.might_be(&row.cells) && Columns::of(&row.cells).as_ref() == Some(heading);
        let is_row = |row: &&GridRow| !row.cells.are_blank() && !is_heading(row);
        tables.push(Table { columns: columns.clone(), body: body.iter().filter(is_row).collect(), flows: grid.flows });
    }
    tables
}

fn heading_row(grid: &Grid, before: Option<&Columns>) -> Option<usize> {
    let Some(before) = before else {
        return grid.rows.iter().take(ROWS_TO_LOOK_AT).position(|row| Columns::of(&row.cells).is_some());
    };
    let first = Columns::of(&grid.rows.first()?.cells)?;
    (first == *before || first.count() >= COLUMNS_OF_A_NEW_HEADING).then_some(0)
}

/// A column "Priority" that only ever says high, medium or low ranks rows and names no focus area.
fn are_ranks(rows: &[GridRow], at: usize) -> bool {
    let ranks = ["high", "medium", "med", "low", "critical", "urgent", "h", "m", "l"];
    let mut said = rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim().to_lowercase());
    rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()))
        && said.all(|cell| cell.is_empty() || ranks.contains(&cell.as_str()))
}

/// Keeps the first heading of each kind, so that findings can name the column.
fn note(columns: &Columns, row: &GridRow, headings: &mut Headings) {
    let name = |field| columns.of_field(field).and_then(|at| row.cells.get(at)).map(|text| Arc::from(text.trim()));
    headings.start = headings.start.take().or_else(|| name(Field::Start));
    headings.finish = headings.finish.take().or_else(|| name(Field::Finish));
    headings.duration = headings.duration.take().or_else(|| name(Field::Duration));
    headings.percent = headings.percent.take().or_else(|| name(Field::Percent));
    headings.status = headings.status.take().or_else(|| name(Field::Status));
    headings.title = headings.title.take().or_else(|| name(Field::Title));
    let people = [Field::Officers, Field::Lead, Field::Accountable].into_iter().find_map(name);
    headings.officers = headings.officers.take().or(people);
}

/// The people of a table of initials and who they are; `None` where a grid is another table.
pub(super) fn people_of(grid: &Grid) -> Option<Vec<Person>> {
    let header = grid.rows.first()?;
    let dated = |columns: &Columns| {
        [Field::Start, Field::Finish, Field::Percent].into_iter().any(|field| columns.of_field(field).is_some())
    };
    if Columns::of(&header.cells).is_some_and(|columns| dated(&columns)) {
        return None;
    }
    let find =
        |words: &[&str]| header.cells.iter().position(|cell| words.contains(&cell.trim().to_lowercase().as_str()));
    let initials = find(&["initials", "initial"])?;
    let described = find(&["name", "post", "designation", "role", "job title", "title"])?;
    let people = grid.rows.iter().skip(1).filter_map(|row| {
        let text = |at: usize| row.cells.get(at).map(str::trim).filter(|cell| !cell.is_empty());
        Some(Person { initials: text(initials)?.into(), described: text(described)?.into() })
    });
    Some(people.collect())
}
