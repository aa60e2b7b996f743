//! From grids to a plan: find the heading rows, read the cells, build the rows.
//!
//! Reading never fails half-way: what is understood becomes the plan, the rest becomes findings. It
//! refuses only a file in which no table of a plan was found.

mod areas;
mod beside;
mod bullets;
mod captions;
mod cards;
mod cells;
pub(crate) mod codes;
mod derived;
mod entry;
mod extracts;
mod groups;
mod initials;
mod guess;
pub mod columns;
pub mod headings;
mod key;
mod kinds;
mod labelled;
mod lines;
mod meaning;
mod months;
mod names;
mod values;
mod occasions;
mod outline;
mod paper;
mod parts;
mod people;
mod percents;
mod registers;
mod rows;
mod said;
mod tables;
mod ticks;
mod unused;
mod waiting;

use self::key::Key;
use self::tables::Table;
use crate::account::ReadingAccount;
use crate::field::Field;
use crate::grid::{Contents, Grid, GridRow, Paragraph};
use crate::mapping::{self, Mapping};
use crate::problem::ReadProblem;
use onpace_core::checks::reading;
use onpace_core::claim::{Paper, Said};
use onpace_core::finding::Finding;
use onpace_core::place::Place;
use onpace_core::plan::status_words::StatusWord;
use onpace_core::plan::{Plan, Row, shortened};
use std::borrow::Cow;
use std::collections::HashSet;

/// A plan as somebody else wrote it, and what was found while reading it.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What was understood.
    pub plan: Plan,
    /// What was not, or not without a word.
    pub findings: Vec<Finding>,
    /// Where everything went.
    pub account: ReadingAccount,
    /// What somebody said of words of its statuses.
    pub words: Vec<StatusWord>,
}

/// The headings of an export stand among its first rows.
const ROWS_OF_A_PRESET: usize = 15;
/// A document says which year it is of among its first lines.
const LINES_OF_A_TITLE: usize = 40;
/// A plan is at most this many rows.
const MOST_ROWS: usize = 250_000;

/// Builds the plan that a file's tables and prose make.
///
/// # Errors
/// Where no table has a heading row that is understood, or there is no action and no focus area.
pub fn draft_of(contents: &Contents, path: &str, mapping: Option<&Mapping>) -> Result<Draft, ReadProblem> {
    let mut draft = Draft { findings: contents.findings.clone(), ..Draft::default() };
    let mapping = mapping_for(contents, mapping);
    let mapping = mapping.as_deref();
    draft.account.mapping = mapping.map(|mapping| mapping.name.clone()).filter(|name| !name.is_empty());
    draft.account.left_out.clone_from(&contents.unread);
    draft.words = mapping.map(Mapping::status_words).unwrap_or_default();
    let (cards, taken) = cards::of_cards(contents);
    let tables_left = contents.grids.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, grid)| grid);
    let (keys, grids): (Vec<_>, Vec<_>) = tables_left.partition(|grid| initials::people_of(grid).is_some());
    let grids: Vec<&Grid> = cards.iter().chain(grids).collect();
    let parts: Vec<Option<Vec<Grid>>> = grids.iter().map(|grid| parts::of(grid)).collect();
    let grids: Vec<&Grid> = grids.into_iter().zip(&parts).flat_map(parts::each).collect();
    let apart: Vec<Option<Grid>> = grids.iter().map(|grid| lines::apart(grid)).collect();
    let grids: Vec<&Grid> = grids.into_iter().zip(&apart).map(|(grid, apart)| apart.as_ref().unwrap_or(grid)).collect();
    draft.plan.people.extend(keys.into_iter().filter_map(initials::people_of).flatten());
    draft.plan.people.extend(contents.prose.iter().flat_map(|line| initials::people_in(&line.text)));
    let key = Key::of(contents, mapping);
    let left_out = &mut draft.account.left_out;
    let (tables, above) = tables::tables_of(grids.into_iter(), mapping, &key, left_out);
    // A document without a table of the plan may tell it in lines.
    let lines = if tables.is_empty() { labelled::of_lines(contents) } else { None };
    let (tables, above) = match &lines {
        Some(grid) => tables::tables_of(std::iter::once(grid), mapping, &key, &mut Vec::new()),
        None => (tables, above),
    };
    let (mut tables, apart) = kinds::sorted(tables);
    captions::name(&mut tables, &contents.prose);
    let tables: Vec<Table<'_>> = tables.into_iter().map(|(_, table)| table).collect();
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
    let school_year = school_year(contents, &above);
    let conventions = cells::Conventions::of(&tables, mapping, school_year);
    if conventions.by_month {
        let message = "dates are read with the month first: some make sense only so, and none with the day first";
        let finding = reading::GUESSED.finding(message.to_owned());
        let expected = "days as in 13/04/2022, or a mapping with dates = \u{201c}month-first\u{201d}";
        draft.findings.push(finding.expected(expected).meanwhile("took 03/04/22 as 4 March 2022"));
    }
    draft.plan.headings = tables::headings_of(&tables);
    let people = people::People::of(&tables);
    let builder = || rows::Builder::with(&key.vocabulary, people);
    let mut building = builder();
    let mut accounts = Vec::with_capacity(tables.len());
    for table in &tables {
        let mut account = table.account.clone();
        building.begin(table, school_year);
        for (nth, row) in table.body.iter().enumerate() {
            building.take((nth, row), table, conventions, &mut draft, &mut account.rows);
        }
        draft.findings.extend(table.columns_left_out());
        accounts.push(account);
    }
    draft.account.tables = accounts;
    building.settle(&mut draft);
    let said: Vec<Field> = tables.iter().flat_map(|table| table.columns.fields()).collect();
    extracts::check(&apart, &said, conventions, builder, &mut draft);
    if draft.plan.rows.is_empty() {
        return Err(ReadProblem::new(path, "a heading row and no rows below it", "at least one action"));
    }
    take_paper(contents, &key, paper::of(contents, &above, &tables, &planned(&tables, &apart)), &mut draft);
    describe(&contents.prose, &above, path, &mut draft.plan);
    Ok(draft)
}

/// The document's paper, with how many actions it counts, which may be more than it lists.
fn take_paper(contents: &Contents, key: &Key, paper: Paper, draft: &mut Draft) {
    let beside = |row: &Row| Some(Said { text: row.notes.clone()?, place: row.place.clone() });
    let cells = draft.plan.rows.iter().filter_map(beside).collect();
    draft.plan.paper = Paper { cells, ..paper };
    draft.plan.paper.counted =
        contents.grids.iter().filter_map(|grid| derived::counted_in(grid, &key.vocabulary)).max();
    if draft.plan.lists_some() {
        // Of a list of some actions nobody expects what a plan says.
        draft.findings.retain(|finding| finding.rule != reading::COLUMNS_LEFT_OUT.name);
    }
}

/// The year in which the school year begins that a document's title speaks of: 2023 of "2023-24".
fn school_year(contents: &Contents, above: &[Paragraph]) -> Option<i16> {
    let titles = above.iter().chain(&contents.prose).take(LINES_OF_A_TITLE).map(|line| &*line.text);
    let sheets = contents.grids.iter().filter_map(|grid| grid.sheet.as_deref());
    titles.chain(sheets).find_map(school_year_in)
}

fn school_year_in(text: &str) -> Option<i16> {
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ',' | ':')).find_map(|word| {
        let (from, to) = word.split_once(['-', '/', '\u{2013}'])?;
        let begins: i16 = from.parse().ok().filter(|_| from.len() == 4)?;
        let ends: i16 = to.parse().ok().filter(|_| matches!(to.len(), 2 | 4))?;
        let next = begins.checked_add(1)?;
        ((1980..=2079).contains(&begins) && (ends == next || ends == next % 100)).then_some(begins)
    })
}

/// How many labels with a value a line has: "Lead: Ada Moss. Due: 3 May".
pub(crate) fn labels_in(line: &str) -> usize {
    labelled::count(line)
}

/// The mapping to read by: the one that is given, the preset for the file, or what the one says over the other.
fn mapping_for<'a>(contents: &Contents, given: Option<&'a Mapping>) -> Option<Cow<'a, Mapping>> {
    let preset = if given.is_none_or(|given| given.columns.is_empty()) { preset_for(contents) } else { None };
    match (given, preset) {
        (Some(given), Some(preset)) => Some(Cow::Owned(Mapping { columns: preset.columns.clone(), ..given.clone() })),
        (given, preset) => given.or(preset).map(Cow::Borrowed),
    }
}

/// The preset whose headings a file has.
fn preset_for(contents: &Contents) -> Option<&'static Mapping> {
    mapping::presets().iter().find(|preset| is_of(preset, contents))
}

/// Whether a file has the headings of those that a mapping is for.
pub(crate) fn is_of(mapping: &Mapping, contents: &Contents) -> bool {
    let mut rows = contents.grids.iter().flat_map(|grid| grid.rows.iter().take(ROWS_OF_A_PRESET));
    rows.any(|row| mapping.is_for(row.cells.iter()))
}

/// The places of rows that the plan has, or that say again what it has.
fn planned(tables: &[Table<'_>], apart: &[kinds::Apart<'_>]) -> HashSet<Place> {
    let is_again = |kind| matches!(kind, kinds::Kind::Extract | kinds::Kind::More | kinds::Kind::Earlier);
    let again = apart.iter().filter(|apart| is_again(apart.kind));
    paper::places(tables.iter().chain(again.flat_map(|apart| apart.tables.iter().map(|(_, table)| table))))
}

/// What a document says in which there is no plan: its prose and its tables of figures.
#[must_use]
pub fn paper_of(contents: &Contents, path: &str) -> Draft {
    let mut draft = Draft { findings: contents.findings.clone(), ..Draft::default() };
    draft.plan.paper = paper::of(contents, &[], &[], &HashSet::new());
    describe(&contents.prose, &[], path, &mut draft.plan);
    draft
}

/// The title and the days that a document says of itself.
fn describe(prose: &[Paragraph], above: &[Paragraph], path: &str, plan: &mut Plan) {
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
