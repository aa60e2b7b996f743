//! From grids to a plan: find the heading rows, read the cells, build the rows.
//!
//! Reading never fails half-way: what is understood becomes the plan, the rest becomes findings. It
//! refuses only a file in which no table of a plan was found.

mod areas;
mod cells;
pub(crate) mod codes;
mod guess;
pub mod headings;
mod occasions;
mod outline;
mod rows;
mod tables;
mod waiting;

use crate::account::ReadingAccount;
use crate::grid::{Contents, GridRow, Paragraph};
use crate::mapping::{self, Mapping};
use crate::problem::ReadProblem;
use onpace_core::checks::reading;
use onpace_core::claim::read::claims_in;
use onpace_core::finding::Finding;
use onpace_core::plan::{Plan, shortened};

/// A plan as somebody else wrote it, and what was found while reading it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What was understood.
    pub plan: Plan,
    /// What was not, or not without a word.
    pub findings: Vec<Finding>,
    /// Where everything went.
    pub account: ReadingAccount,
}

/// The headings of an export stand among its first rows.
const ROWS_OF_A_PRESET: usize = 15;
/// A plan is at most this many rows.
const MOST_ROWS: usize = 250_000;
/// No prose claims more; each claim is held against every row.
const MOST_CLAIMS: usize = 1_000;
/// A claim's sentence is kept up to here, in letters: findings and JSON repeat it.
const LONGEST_SENTENCE: usize = 1_000;

/// Builds the plan that a file's tables and prose make.
///
/// # Errors
/// Where no table has a heading row that is understood, or there is no action and no focus area.
pub fn draft_of(contents: &Contents, path: &str, mapping: Option<&Mapping>) -> Result<Draft, ReadProblem> {
    let mut draft = Draft { findings: contents.findings.clone(), ..Draft::default() };
    let mapping = mapping.or_else(|| preset_for(contents));
    draft.account.mapping = mapping.map(|mapping| mapping.name.clone()).filter(|name| !name.is_empty());
    draft.account.left_out.clone_from(&contents.unread);
    let (keys, grids): (Vec<_>, Vec<_>) = contents.grids.iter().partition(|grid| tables::people_of(grid).is_some());
    draft.plan.people.extend(keys.into_iter().filter_map(tables::people_of).flatten());
    let left_out = &mut draft.account.left_out;
    let (tables, above) = tables::tables_of(grids.into_iter(), mapping, &mut draft.plan.headings, left_out);
    if tables.is_empty() {
        return Err(ReadProblem::new(
            path,
            "no table with a heading row that was understood",
            "a heading row that names the tasks (Task Name, Action, Title, Code) and at least one of: people, start, finish, duration, % complete, RAG; or a mapping that says which column is what (--map)",
        ));
    }
    if tables.iter().map(|table| table.body.len()).sum::<usize>() > MOST_ROWS {
        let accepted = format!("a plan of at most {MOST_ROWS} rows");
        return Err(ReadProblem::new(path, format!("more than {MOST_ROWS} rows"), accepted));
    }
    let conventions = cells::Conventions::of(&tables, mapping);
    let mut builder = rows::Builder::default();
    let mut accounts = Vec::with_capacity(tables.len());
    for table in &tables {
        let mut account = table.account.clone();
        for row in &table.body {
            builder.take(row, table, conventions, &mut draft, &mut account.rows);
        }
        accounts.push(account);
    }
    draft.account.tables = accounts;
    builder.settle(&mut draft);
    if draft.plan.rows.is_empty() {
        return Err(ReadProblem::new(path, "a heading row and no rows below it", "at least one action"));
    }
    read_prose(&contents.prose, &above, path, &mut draft);
    Ok(draft)
}

/// The preset whose headings a file has.
fn preset_for(contents: &Contents) -> Option<&'static Mapping> {
    let rows = || contents.grids.iter().flat_map(|grid| grid.rows.iter().take(ROWS_OF_A_PRESET));
    mapping::presets().iter().find(|preset| rows().any(|row| preset.is_for(row.cells.iter())))
}

fn read_prose(prose: &[Paragraph], above: &[Paragraph], path: &str, draft: &mut Draft) {
    let plan = &mut draft.plan;
    for paragraph in above.iter().chain(prose) {
        let mut claims = claims_in(&paragraph.text, &paragraph.place);
        let room = MOST_CLAIMS - plan.claims.len();
        let is_full = claims.len() > room;
        claims.truncate(room);
        for claim in &mut claims {
            claim.text = shortened(&claim.text, LONGEST_SENTENCE).into();
        }
        plan.claims.extend(claims);
        if is_full {
            let message = format!("the text makes more than {MOST_CLAIMS} claims in numbers; the others were not read");
            let finding = reading::UNREAD_ROW.finding(message).at(paragraph.place.clone());
            draft.findings.push(finding.meanwhile("left the others out"));
            break;
        }
    }
    occasions::read(above.iter().chain(prose), plan);
    if plan.title.is_empty() {
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem).clone_into(&mut plan.title);
    }
}

/// The finding that a row was left out.
fn unread(row: &GridRow, why: &str) -> Finding {
    let text = row.cells.iter().collect::<Vec<_>>().join(" | ");
    reading::UNREAD_ROW
        .finding(format!("a row was not read: {why}"))
        .at(row.place.clone())
        .found(shortened(&text, 80))
        .expected("a focus area or an action with a title")
        .meanwhile("left it out; the other rows were read")
}
