//! Which grids are tables of the plan, under which heading row; which is the key of initials.

use super::columns::Columns;
use super::derived::{a_summary, is_computed_status, is_summary, statuses_counted};
use super::groups::{self, Shape};
use super::headings::field_of;
use super::key::Key;
use super::meaning::{is_latest, is_original, surely};
use super::ticks;
use super::values::Looks;
use crate::account::{ColumnAccount, TableAccount};
use crate::field::{Field, plain};
use crate::grid::{CellValue, Cells, Grid, GridRow, Paragraph};
use crate::mapping::{Mapping, told_apart};
use onpace_core::checks::rule::counted;
use onpace_core::plan::{Headings, shortened};
use onpace_core::vocabulary::Vocabulary;
use std::sync::Arc;

/// The rows of one grid, and what their columns hold.
pub(super) struct Table<'a> {
    /// Which column holds what.
    pub(super) columns: Columns,
    /// Its headings.
    headings: Vec<String>,
    /// The rows that are not headings.
    pub(super) body: Vec<&'a GridRow>,
    /// Whether a row may be cut by a page and run on in the next.
    pub(super) flows: bool,
    /// The area that rows belong to which name none: from the row of that number in the body on.
    areas: Vec<(usize, Arc<str>)>,
    /// What stands as a line of its own above its headings.
    title: Option<Arc<str>>,
    /// Whether its sheet says that all in it is closed.
    pub(super) closed: bool,
    /// Its columns that are a status each, one of which is ticked in a row.
    ticks: Vec<usize>,
    /// What became of it.
    pub(super) account: TableAccount,
}

impl Table<'_> {
    /// The value of a field of a row, where the file keeps one.
    pub(super) fn value(&self, row: &GridRow, field: Field) -> Option<CellValue> {
        self.column(row, field).and_then(|at| row.cells.value(at))
    }

    /// The column of a field that holds for a row: of several the first that says anything, or is coloured as a status.
    pub(super) fn column(&self, row: &GridRow, field: Field) -> Option<usize> {
        let says = |at: &usize| {
            row.cells.get(*at).is_some_and(|cell| !cell.trim().is_empty())
                || field == Field::Status && row.fill(*at).is_some()
        };
        self.columns.all_of(field).find(says).or_else(|| self.columns.of_field(field))
    }

    /// What a row says in the column of a field, without blanks around it.
    pub(super) fn text<'r>(&self, row: &'r GridRow, field: Field) -> &'r str {
        self.column(row, field).and_then(|at| row.cells.get(at)).map_or("", str::trim)
    }

    /// What a row says in every column of a field, the one that counts most first.
    pub(super) fn texts<'r>(&'r self, row: &'r GridRow, field: Field) -> impl Iterator<Item = (usize, &'r str)> {
        let texts = self.columns.all_of(field).filter_map(|at| Some((at, row.cells.get(at)?.trim())));
        texts.filter(|(_, text)| !text.is_empty())
    }

    /// The area of a row of the body that names none.
    pub(super) fn area(&self, nth: usize) -> Option<&Arc<str>> {
        let at = self.areas.partition_point(|(from, _)| *from <= nth);
        self.areas.get(at.checked_sub(1)?).map(|(_, area)| area)
    }

    /// Its headings, from the left.
    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// How far titles stand from the edge, each once from the least, where some stand further than others and nothing
    /// else says how deep they are.
    pub(super) fn indents(&self) -> Vec<usize> {
        let says = |field| self.columns.of_field(field).is_some();
        let title = self.columns.of_field(Field::Title).filter(|_| !says(Field::Level) && !says(Field::FocusArea));
        let Some(title) = title else { return Vec::new() };
        let titles = self.body.iter().filter_map(|row| row.cells.get(title)).filter(|cell| !cell.trim().is_empty());
        let mut indents: Vec<usize> = titles.map(indent_of).collect();
        indents.sort_unstable();
        indents.dedup();
        let is_told = indents.len() <= MOST_LEVELS && matches!(indents.as_slice(), [0, next, ..] if *next >= 2);
        if is_told { indents } else { Vec::new() }
    }

    /// The column of finishes as they were at first, where another has those that hold.
    pub(super) fn original_finish(&self) -> Option<usize> {
        let first = self.columns.of_field(Field::Finish)?;
        let holds = is_latest(self.heading(first));
        self.columns.all_of(Field::Finish).find(|at| *at != first && (holds || is_original(self.heading(*at))))
    }

    /// The heading of the column that is ticked in a row, of those that are each a status.
    pub(super) fn ticked_status(&self, row: &GridRow) -> Option<&str> {
        ticks::ticked(row, &self.ticks).map(|at| self.heading(at))
    }

    /// The areas that groups of its rows, or a column, name.
    pub(super) fn areas_named(&self) -> impl Iterator<Item = &str> {
        let column = self.columns.of_field(Field::Title).and_then(|_| self.columns.of_field(Field::FocusArea));
        let mut before = "";
        let in_column = self.body.iter().filter_map(move |row| row.cells.get(column?)).filter(move |cell| {
            let is_new = !cell.trim().is_empty() && *cell != before;
            before = cell;
            is_new
        });
        self.areas.iter().map(|(_, area)| &**area).chain(in_column)
    }

    /// How many different things it says of a row.
    pub(super) fn fields(&self) -> usize {
        self.columns.fields().len()
    }

    /// Whether groups in it name areas.
    pub(super) fn has_areas(&self) -> bool {
        !self.areas.is_empty()
    }

    /// Says which area its rows belong to.
    pub(super) fn belongs_to(&mut self, area: Arc<str>) {
        self.areas.insert(0, (0, area));
    }

    /// Whether it begins with a heading row, rather than going on from the table before it.
    pub(super) fn has_own_headings(&self) -> bool {
        self.account.headings_at.is_some()
    }

    /// What stands as a line of its own above the headings of a sheet.
    pub(super) fn title_of_sheet(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The heading of a column.
    pub(super) fn heading(&self, at: usize) -> &str {
        self.headings.get(at).map_or("", |heading| heading.trim())
    }
}

/// A line of text has so many words.
const WORDS_OF_A_LINE: usize = 4;
/// No outline is deeper.
const MOST_LEVELS: usize = 8;
/// A longer line above a table is no title, in letters.
const LONGEST_TITLE: usize = 80;
/// A heading row stands among the first rows of a table.
const ROWS_TO_LOOK_AT: usize = 30;
/// A word over a column is no longer, in letters.
const LONGEST_WORDS_OVER: usize = 40;
/// The name of a column is shown up to here, in letters.
const LONGEST_NAME: usize = 80;
/// So many values of a column are shown, of the first rows, up to so many letters of each.
const SAMPLES: usize = 3;
const ROWS_OF_SAMPLES: usize = 50;
const LONGEST_SAMPLE: usize = 60;
/// So many cells of words in columns of days are another table.
const WORDS_FOR_DAYS: usize = 4;
/// A heading row that replaces the one before it names so many columns; fewer may be values.
const COLUMNS_OF_A_NEW_HEADING: usize = 3;

/// How far a text stands from the edge of its cell.
pub(super) fn indent_of(text: &str) -> usize {
    text.chars().take_while(|letter| letter.is_whitespace() && *letter != '\n').count()
}

/// The headings of a table: of one row, or of two where a title stands over several columns.
#[derive(Clone, Default)]
struct Heading {
    columns: Columns,
    cells: Vec<String>,
    rows: usize,
}

impl Heading {
    fn of(rows: &[GridRow], mapping: Option<&Mapping>) -> Option<Self> {
        let upper = rows.first()?;
        let single = Columns::mapped(&upper.cells, mapping);
        let pair = rows.get(1).and_then(|lower| two_rows(&upper.cells, &lower.cells));
        let both = pair.and_then(|cells| Some((Columns::mapped(&cells.iter().collect(), mapping)?, cells)));
        let known = single.as_ref().map_or(0, Columns::count);
        match both {
            Some((columns, cells)) if columns.count() > known && known > 0 => Some(Self { columns, cells, rows: 2 }),
            _ => Some(Self { columns: single?, cells: upper.cells.iter().map(str::to_owned).collect(), rows: 1 }),
        }
    }

    /// The headings of a list of rows by code and title, whatever else it says: "Code | Action | Days ago".
    fn of_list(grid: &Grid) -> Option<Self> {
        let first = grid.rows.first()?;
        let columns = Columns::of_list(&first.cells)?;
        Some(Self { columns, cells: first.cells.iter().map(str::to_owned).collect(), rows: 1 })
    }

    /// Whether a row says the same headings again, as at the top of a page.
    fn is_again(&self, row: &GridRow) -> bool {
        let Some(first) = self.columns.first() else { return false };
        let same = |at: usize| {
            let cell = row.cells.get(at).unwrap_or_default();
            cell.len() <= 200 && plain(cell) == plain(self.cells.get(at).map_or("", String::as_str))
        };
        let begins = row.cells.get(first).is_some_and(|cell| !cell.trim().is_empty() && field_of(cell).is_some());
        same(first) && self.columns.all().all(same)
            || begins && Columns::of(&row.cells).is_some_and(|columns| columns == self.columns)
    }
}

/// The headings that two rows make: the lower where it says one, else the upper. None where the lower
/// row holds values.
fn two_rows(upper: &Cells, lower: &Cells) -> Option<Vec<String>> {
    let is_value = |cell: &str| cell.bytes().any(|byte| byte.is_ascii_digit()) || cell.len() > 60;
    if lower.iter().any(is_value) || lower.are_blank() {
        return None;
    }
    let mut over = "";
    let made = (0..upper.len().max(lower.len())).map(|at| {
        let (high, low) = (upper.get(at).unwrap_or_default().trim(), lower.get(at).unwrap_or_default().trim());
        // A title stands in the first of the columns that it is over.
        over = if high.is_empty() { over } else { high };
        let both = format!("{over} {low}");
        // "Ref" under "Objective" and again under "Action": what they are under tells them apart.
        let is_again = !low.is_empty() && lower.iter().filter(|cell| cell.trim() == low).count() > 1;
        if is_again && !over.is_empty() {
            return both;
        }
        // "Complete" under "Timescale" is a date.
        let is_told = !over.is_empty()
            && !low.is_empty()
            && surely(&both).is_some_and(|field| !matches!(field, Field::Title | Field::FocusArea));
        match (field_of(low), field_of(&both)) {
            _ if low.is_empty() => high.to_owned(),
            _ if is_told => both,
            (_, Some(_)) => both,
            (Some(_), None) => low.to_owned(),
            (None, None) if high.is_empty() => low.to_owned(),
            (None, None) => high.to_owned(),
        }
    });
    Some(made.collect())
}

/// The tables of the plan. One without a heading row of its own continues the one before it, but a
/// sheet never does.
pub(super) fn tables_of<'a>(
    grids: impl Iterator<Item = &'a Grid>,
    mapping: Option<&Mapping>,
    key: &Key,
    left_out: &mut Vec<String>,
) -> (Vec<(&'a Grid, Table<'a>)>, Vec<Paragraph>) {
    let mut heading: Option<Heading> = None;
    let mut columns = Columns::default();
    let mut has_days = false;
    let (mut tables, mut above) = (Vec::new(), Vec::new());
    for grid in grids {
        if !mapping.is_none_or(|mapping| mapping.takes_sheet(grid.sheet.as_deref())) {
            left_out.extend(grid.sheet.as_ref().map(|name| format!("sheet {name}, which the mapping does not name")));
            continue;
        }
        if grid.sheet.is_some() || grid.apart {
            heading = None;
        }
        let found = heading_row(grid, heading.as_ref(), mapping);
        let says = |row: &&GridRow| !row.cells.are_blank();
        let mut account = account_of(grid);
        let begin = found.as_ref().map_or(0, |(at, found)| at + found.rows);
        let before = found.as_ref().and_then(|(at, _)| grid.rows.get(..*at)?.iter().rfind(says));
        let body = grid.rows.get(begin..).unwrap_or_default();
        if let Some((at, found)) = found {
            let over = grid.rows.get(..at).unwrap_or_default();
            for row in over.iter().filter(says) {
                above.push(paragraph(row, above.is_empty()));
            }
            let heads = grid.rows.get(at..begin).unwrap_or_default();
            account.rows.above = over.iter().filter(says).count();
            account.rows.headings = heads.iter().filter(says).count();
            account.headings_at = heads.first().map(|row| row.place.clone());
            has_days = false;
            columns = found.columns.judged(&found.cells, mapping, body, &key.vocabulary);
            if is_summary(&found.cells, body) || !statuses_counted(&found.cells, body, &key.vocabulary).is_empty() {
                left_out.extend(a_summary(grid, account.rows.read));
                heading = None;
                continue;
            }
            let is_ours = found.columns.of_field(Field::Key).is_some();
            if columns.of_field(Field::FocusArea).is_some_and(|at| !is_ours && are_ranks(body, at)) {
                columns = columns.without(Field::FocusArea);
            }
            heading = Some(found);
        }
        // What goes on from the table before is about as wide; a narrow one is something else.
        let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        // Words where the table before has days are another table.
        let (said, is_dated) = days_in(body, &columns, &key.vocabulary);
        let is_something_else = || has_days && said >= WORDS_FOR_DAYS && !is_dated;
        let rows_before = tables.last().map_or(&[][..], |(_, table): &(&Grid, Table<'_>)| table.body.as_slice());
        let goes_on = |heading: &&Heading| {
            account.headings_at.is_some()
                || width * 2 >= heading.cells.len() && !is_something_else() && !begins_anew(grid, rows_before)
        };
        let Some(heading) = heading.as_ref().filter(goes_on) else {
            left_out.extend(not_understood(grid, account.rows.read));
            continue;
        };
        has_days |= is_dated;
        account.columns = columns_of(heading, &columns, mapping, body);
        let says_area = columns.of_field(Field::FocusArea).is_some();
        let shape = Shape { title: columns.of_field(Field::Title), flows: grid.flows, says_area };
        let parted = groups::part(body.iter().filter(|row| !key.has(row)), before, shape, &|row| heading.is_again(row));
        account.rows.focus_areas += parted.groups;
        account.rows.headings += body.iter().filter(says).count() - parted.rows.len() - parted.groups;
        let title = parted.title.filter(|text| text.chars().count() <= LONGEST_TITLE).map(|text| Arc::from(&*text));
        let closed = grid.sheet.as_deref().is_some_and(is_closed);
        let (columns, headings, flows) = (columns.clone(), heading.cells.clone(), grid.flows);
        let (mut body, areas) = (parted.rows, parted.areas);
        let below = lines_below(&mut body, &columns, flows);
        account.rows.above += below.len();
        above.extend(below);
        let ticks = ticks::of(&headings, &columns, &body, &key.vocabulary);
        tables.push((grid, Table { columns, headings, body, flows, areas, title, closed, ticks, account }));
    }
    (tables, above)
}

/// Takes the lines of text off the end of a table.
fn lines_below(body: &mut Vec<&GridRow>, columns: &Columns, flows: bool) -> Vec<Paragraph> {
    let mut lines = Vec::new();
    while !flows && body.last().is_some_and(|row| is_line(row, columns)) {
        lines.extend(body.pop().map(|row| paragraph(row, false)));
    }
    lines
}

/// Whether a row at the end of a table is a line of text below it: a few words in a column that has no titles.
fn is_line(row: &GridRow, columns: &Columns) -> bool {
    let mut said = row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let (Some((at, text)), None) = (said.next(), said.next()) else { return false };
    !row.is_banner()
        && columns.count() > 2
        && columns.of_field(Field::Title) != Some(at)
        && text.split_whitespace().count() >= WORDS_OF_A_LINE
}

/// How many cells in columns of days say anything, and whether any of them is a day.
fn days_in(rows: &[GridRow], columns: &Columns, vocabulary: &Vocabulary) -> (usize, bool) {
    let dated = [Field::Start, Field::Finish].into_iter().flat_map(|field| columns.all_of(field));
    let looks: Vec<Looks> = dated.map(|at| Looks::of(rows, at, vocabulary)).collect();
    (looks.iter().map(|looks| looks.said).sum(), looks.iter().any(Looks::has_days))
}

/// Whether a sheet's name says that what stands in it is closed.
fn is_closed(name: &str) -> bool {
    let words = plain(name);
    words.split(' ').any(|word| matches!(word, "closed" | "completed" | "archive" | "archived"))
}

/// The account of a table of which nothing is known yet.
fn account_of(grid: &Grid) -> TableAccount {
    let says = |row: &&GridRow| !row.cells.are_blank();
    let mut account = TableAccount { name: grid.sheet.as_ref().map(ToString::to_string), ..TableAccount::default() };
    account.rows.read = grid.rows.iter().filter(says).count();
    account.rows.hidden = grid.rows.iter().filter(says).filter(|row| row.is_hidden()).count();
    account
}

/// What is said of a table that was left out whole.
fn not_understood(grid: &Grid, rows: usize) -> Option<String> {
    let name = grid.sheet.as_ref().map_or_else(|| "a table".to_owned(), |name| format!("sheet {name}"));
    let rows = Some(rows).filter(|rows| *rows > 0).map(|rows| counted(rows, "row", "rows"))?;
    Some(format!("{name}, in which no heading row was understood ({rows})"))
}

fn columns_of(heading: &Heading, columns: &Columns, mapping: Option<&Mapping>, body: &[GridRow]) -> Vec<ColumnAccount> {
    let headings = || heading.cells.iter().map(String::as_str);
    let said = mapping.map(|mapping| mapping.of_all(headings())).unwrap_or_default();
    let one = |(at, name): (usize, String)| ColumnAccount {
        heading: shortened(&name, LONGEST_NAME),
        field: columns.at(at),
        mapped: said.get(at).is_some_and(Option::is_some),
        samples: samples_of(body, at),
    };
    let all = told_apart(headings()).into_iter().enumerate().map(one);
    let has_heading = |at: usize| heading.cells.get(at).is_some_and(|cell| !cell.trim().is_empty());
    let all = all.enumerate().filter(|(at, column)| has_heading(*at) || !column.samples.is_empty());
    all.map(|(_, column)| column).collect()
}

/// The first different values of a column.
fn samples_of(body: &[GridRow], at: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in body.iter().take(ROWS_OF_SAMPLES).filter_map(|row| row.cells.get(at)) {
        let text = shortened(&cell.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_SAMPLE);
        if !text.is_empty() && !samples.contains(&text) {
            samples.push(text);
        }
        if samples.len() == SAMPLES {
            break;
        }
    }
    samples
}

/// A row above the headings is prose; the first is a title.
fn paragraph(row: &GridRow, heading: bool) -> Paragraph {
    let text = row.cells.iter().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    Paragraph { text, heading, place: row.place.clone() }
}

fn heading_row(grid: &Grid, before: Option<&Heading>, mapping: Option<&Mapping>) -> Option<(usize, Heading)> {
    let said = mapping.and_then(|mapping| mapping.heading_row);
    if let Some(number) = said.filter(|_| before.is_none()) {
        let at = grid.rows.iter().position(|row| row.place.row.or(row.place.line) == Some(number))?;
        return Some((at, Heading::of(grid.rows.get(at..)?, mapping)?));
    }
    let Some(before) = before else {
        if is_headed(grid) && Heading::of(&grid.rows, mapping).is_none() {
            return None;
        }
        return (0..grid.rows.len().min(ROWS_TO_LOOK_AT))
            .find_map(|at| Some((at, Heading::of(grid.rows.get(at..)?, mapping)?)));
    };
    let first = Heading::of(&grid.rows, mapping)
        .filter(|first| first.columns == before.columns || first.columns.count() >= COLUMNS_OF_A_NEW_HEADING);
    first.or_else(|| Heading::of_list(grid)).map(|first| (0, first))
}

/// Whether the first row of a table has a word over each of at least three columns: no row below it is its heading.
fn is_headed(grid: &Grid) -> bool {
    let mut rows = grid.rows.iter().filter(|row| !row.cells.are_blank());
    let (Some(first), Some(second)) = (rows.next(), rows.next()) else { return false };
    let is_word = |cell: &str| {
        let cell = cell.trim();
        !cell.is_empty()
            && cell.chars().count() <= LONGEST_WORDS_OVER
            && !cell.bytes().any(|byte| byte.is_ascii_digit())
    };
    first.cells.len() >= 3 && first.cells.len() == second.cells.len() && first.cells.iter().all(is_word)
}

/// Whether a table begins with words over its columns that are none of the values of the one before it: "Figure | Value | How
/// it is counted" below rows of which most have a number, a day or a code.
fn begins_anew(grid: &Grid, before: &[&GridRow]) -> bool {
    let has_digit = |row: &GridRow| row.cells.iter().any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit()));
    let Some(first) = grid.rows.iter().find(|row| !row.cells.are_blank()) else { return false };
    let filled: Vec<&str> = first.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let are_words = filled.len() >= 2 && filled.iter().all(|cell| cell.chars().count() <= LONGEST_WORDS_OVER);
    let valued = before.iter().filter(|row| has_digit(row)).count();
    are_words
        && !has_digit(first)
        && filled.len() == first.cells.len()
        && before.len() >= 3
        && valued * 4 >= before.len() * 3
}

/// A column "Priority" that only ever says high, medium or low ranks rows and names no focus area.
fn are_ranks(rows: &[GridRow], at: usize) -> bool {
    let ranks = ["high", "medium", "med", "low", "critical", "urgent", "normal", "h", "m", "l"];
    let mut said = rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim().to_lowercase());
    rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()))
        && said.all(|cell| cell.is_empty() || ranks.contains(&cell.as_str()))
}

/// The first heading of each kind, so that findings can name the column.
pub(super) fn headings_of(tables: &[Table<'_>]) -> Headings {
    let mut headings = Headings::default();
    for table in tables.iter().filter(|table| table.has_own_headings()) {
        let name = |field| table.columns.of_field(field).map(|at| Arc::from(table.heading(at)));
        let note = |known: &mut Option<Arc<str>>, field| *known = known.take().or_else(|| name(field));
        note(&mut headings.start, Field::Start);
        note(&mut headings.finish, Field::Finish);
        note(&mut headings.duration, Field::Duration);
        note(&mut headings.percent, Field::Percent);
        note(&mut headings.status, Field::Status);
        note(&mut headings.predecessors, Field::Predecessors);
        note(&mut headings.title, Field::Title);
        headings.status_is_computed |= table.headings().iter().any(|heading| is_computed_status(heading));
        for field in [Field::Officers, Field::Lead, Field::Accountable] {
            note(&mut headings.officers, field);
        }
    }
    headings
}
