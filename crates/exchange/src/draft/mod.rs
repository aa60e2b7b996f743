//! From grids to a plan: find the header rows, read the cells, build the rows.
//!
//! Reading never fails half-way: what is understood becomes the plan, the rest becomes findings. It
//! refuses only a file in which no table of a plan was found.

mod cells;
pub mod headings;
mod occasions;
mod rows;

use crate::grid::{Contents, Grid, GridRow};
use crate::read::ReadProblem;
use headings::{Columns, Field};
use onpace_core::checks::reading;
use onpace_core::claim::read::claims_in;
use onpace_core::finding::Finding;
use onpace_core::plan::{Headings, Person, Plan};
use std::sync::Arc;

/// A plan as somebody else wrote it, and what was found while reading it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What was understood.
    pub plan: Plan,
    /// What was not, or not without a word.
    pub findings: Vec<Finding>,
}

/// A plan is at most this many rows.
const MOST_ROWS: usize = 250_000;

/// Builds the plan that a file's tables and prose make.
///
/// # Errors
/// Where no table has a heading row that is understood, or there is no action and no focus area.
pub fn draft_of(contents: &Contents, path: &str) -> Result<Draft, ReadProblem> {
    let mut draft = Draft::default();
    let mut builder = rows::Builder::default();
    let mut columns: Option<Columns> = None;
    for grid in &contents.grids {
        if let Some(people) = people_of(grid) {
            draft.plan.people.extend(people);
            continue;
        }
        read_grid(grid, &mut columns, &mut builder, &mut draft);
        if builder.len() > MOST_ROWS {
            return Err(ReadProblem::new(
                path,
                format!("more than {MOST_ROWS} rows"),
                format!("a plan of at most {MOST_ROWS} rows"),
            ));
        }
    }
    if columns.is_none() {
        return Err(ReadProblem::new(
            path,
            "no table with a heading row that was understood",
            "a heading row that names the tasks (Task Name, Action, Title, Code) and at least one of: people, start, finish, duration, % complete, RAG",
        ));
    }
    builder.settle(&mut draft);
    if draft.plan.rows.is_empty() {
        return Err(ReadProblem::new(path, "a heading row and no rows below it", "at least one action"));
    }
    read_prose(contents, path, &mut draft.plan);
    Ok(draft)
}

/// A table continues the one before it when it has no heading row of its own.
fn read_grid(grid: &Grid, columns: &mut Option<Columns>, builder: &mut rows::Builder, draft: &mut Draft) {
    let header = grid.rows.iter().take(30).position(|row| Columns::of(&row.cells).is_some());
    let body = match header {
        Some(at) => {
            let found = Columns::of(&grid.rows[at].cells).unwrap_or_default();
            note_headings(&found, &grid.rows[at], &mut draft.plan.headings);
            *columns = Some(found);
            &grid.rows[at + 1..]
        }
        None => &grid.rows[..],
    };
    let Some(columns) = columns.as_ref() else { return };
    let conventions = cells::Conventions::of(body, columns);
    for row in body.iter().filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty())) {
        // A header row repeated at the top of a page is no row of the plan.
        if Columns::of(&row.cells).is_some_and(|again| again.of_field(Field::Title) == columns.of_field(Field::Title)) {
            continue;
        }
        builder.take(row, columns, conventions, grid.flows, draft);
    }
}

fn note_headings(columns: &Columns, header: &GridRow, headings: &mut Headings) {
    let name = |field| columns.of_field(field).and_then(|at| header.cells.get(at)).map(|text| Arc::from(text.trim()));
    headings.start = headings.start.take().or_else(|| name(Field::Start));
    headings.finish = headings.finish.take().or_else(|| name(Field::Finish));
    headings.duration = headings.duration.take().or_else(|| name(Field::Duration));
    headings.percent = headings.percent.take().or_else(|| name(Field::Percent));
    headings.status = headings.status.take().or_else(|| name(Field::Status));
    headings.title = headings.title.take().or_else(|| name(Field::Title));
    let people = [Field::Officers, Field::Lead, Field::Accountable].into_iter().find_map(name);
    headings.officers = headings.officers.take().or(people);
}

/// A table of initials and who they are.
fn people_of(grid: &Grid) -> Option<Vec<Person>> {
    let header = grid.rows.first()?;
    let find =
        |words: &[&str]| header.cells.iter().position(|cell| words.contains(&cell.trim().to_lowercase().as_str()));
    let initials = find(&["initials", "initial"])?;
    let described = find(&["name", "post", "designation", "role", "job title", "title"])?;
    let people = grid.rows.iter().skip(1).filter_map(|row| {
        let text = |at: usize| row.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        Some(Person { initials: text(initials)?.into(), described: text(described)?.into() })
    });
    Some(people.collect())
}

fn read_prose(contents: &Contents, path: &str, plan: &mut Plan) {
    for paragraph in &contents.prose {
        plan.claims.extend(claims_in(&paragraph.text, &paragraph.place));
    }
    occasions::read(&contents.prose, plan);
    if plan.title.is_empty() {
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem).clone_into(&mut plan.title);
    }
}

/// The finding that a row was left out.
fn unread(row: &GridRow, why: &str) -> Finding {
    let text = row.cells.join(" | ");
    reading::UNREAD_ROW
        .finding(format!("a row was not read: {why}"))
        .at(row.place.clone())
        .found(onpace_core::plan::shortened(&text, 80))
        .expected("a focus area or an action with a title")
        .meanwhile("left it out; the other rows were read")
}
