//! Which grids are tables of the plan, under which heading row; which is the key of initials.

use super::headings::{Columns, field_of};
use crate::account::{ColumnAccount, TableAccount};
use crate::field::{Field, plain};
use crate::grid::{CellValue, Cells, Grid, GridRow, Paragraph};
use crate::mapping::Mapping;
use onpace_core::checks::rule::counted;
use onpace_core::plan::{Headings, KeyedPerson, shortened};
use std::sync::Arc;

/// The rows of one grid, and what their columns hold.
pub(super) struct Table<'a> {
    /// Which column holds what.
    pub(super) columns: Columns,
    /// The rows that are not headings.
    pub(super) body: Vec<&'a GridRow>,
    /// Whether a row may be cut by a page and run on in the next.
    pub(super) flows: bool,
    /// What became of it.
    pub(super) account: TableAccount,
}

impl Table<'_> {
    /// The value of a field of a row, where the file keeps one.
    pub(super) fn value(&self, row: &GridRow, field: Field) -> Option<CellValue> {
        self.columns.of_field(field).and_then(|at| row.cells.value(at))
    }

    /// What a row says in the column of a field, without blanks around it.
    pub(super) fn text<'r>(&self, row: &'r GridRow, field: Field) -> &'r str {
        self.columns.of_field(field).and_then(|at| row.cells.get(at)).map_or("", str::trim)
    }
}

/// A heading row stands among the first rows of a table.
const ROWS_TO_LOOK_AT: usize = 30;
/// A heading row that replaces the one before it names so many columns; fewer may be values.
const COLUMNS_OF_A_NEW_HEADING: usize = 3;

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
        match (field_of(low), field_of(&both)) {
            _ if low.is_empty() => high.to_owned(),
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
    headings: &mut Headings,
    left_out: &mut Vec<String>,
) -> (Vec<Table<'a>>, Vec<Paragraph>) {
    let mut heading: Option<Heading> = None;
    let mut columns = Columns::default();
    let (mut tables, mut above) = (Vec::new(), Vec::new());
    for grid in grids {
        if !mapping.is_none_or(|mapping| mapping.takes_sheet(grid.sheet.as_deref())) {
            left_out.extend(grid.sheet.as_ref().map(|name| format!("sheet {name}, which the mapping does not name")));
            continue;
        }
        if grid.sheet.is_some() {
            heading = None;
        }
        let found = heading_row(grid, heading.as_ref(), mapping);
        let says = |row: &&GridRow| !row.cells.are_blank();
        let mut account =
            TableAccount { name: grid.sheet.as_ref().map(ToString::to_string), ..TableAccount::default() };
        account.rows.read = grid.rows.iter().filter(says).count();
        account.rows.hidden = grid.rows.iter().filter(says).filter(|row| row.is_hidden()).count();
        let begin = found.as_ref().map_or(0, |(at, found)| at + found.rows);
        let body = grid.rows.get(begin..).unwrap_or_default();
        if let Some((at, found)) = found {
            let prose = grid.rows.get(..at).unwrap_or_default();
            for row in prose.iter().filter(says) {
                above.push(paragraph(row, above.is_empty()));
            }
            let heads = grid.rows.get(at..begin).unwrap_or_default();
            account.rows.above = prose.iter().filter(says).count();
            account.rows.headings = heads.iter().filter(says).count();
            account.headings_at = heads.first().map(|row| row.place.clone());
            note(&found, headings);
            let is_ours = found.columns.of_field(Field::Key).is_some();
            let is_rank = found.columns.of_field(Field::FocusArea).is_some_and(|at| !is_ours && are_ranks(body, at));
            columns = found.columns.clone();
            if is_rank {
                columns = columns.without(Field::FocusArea);
            }
            heading = Some(found);
        }
        // What goes on from the table before is about as wide; a narrow one is something else.
        let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let goes_on = |heading: &&Heading| account.headings_at.is_some() || width * 2 >= heading.cells.len();
        let Some(heading) = heading.as_ref().filter(goes_on) else {
            let name = grid.sheet.as_ref().map_or_else(|| "a table".to_owned(), |name| format!("sheet {name}"));
            if account.rows.read > 0 {
                let rows = counted(account.rows.read, "row", "rows");
                left_out.push(format!("{name}, in which no heading row was understood ({rows})"));
            }
            continue;
        };
        account.columns = columns_of(heading, &columns, mapping);
        // Blank rows, and the heading row again at the top of a page, are no rows of the plan.
        let (again, body): (Vec<_>, Vec<_>) = body.iter().filter(says).partition(|row| heading.is_again(row));
        account.rows.headings += again.len();
        tables.push(Table { columns: columns.clone(), body, flows: grid.flows, account });
    }
    (tables, above)
}

fn columns_of(heading: &Heading, columns: &Columns, mapping: Option<&Mapping>) -> Vec<ColumnAccount> {
    let one = |(at, heading): (usize, &String)| ColumnAccount {
        heading: shortened(heading.trim(), 80),
        field: columns.at(at),
        mapped: mapping.is_some_and(|mapping| mapping.of(heading).is_some()),
    };
    heading.cells.iter().enumerate().filter(|(_, heading)| !heading.trim().is_empty()).map(one).collect()
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
        return (0..grid.rows.len().min(ROWS_TO_LOOK_AT))
            .find_map(|at| Some((at, Heading::of(grid.rows.get(at..)?, mapping)?)));
    };
    let first = Heading::of(&grid.rows, mapping)?;
    let is_new = first.columns == before.columns || first.columns.count() >= COLUMNS_OF_A_NEW_HEADING;
    is_new.then_some((0, first))
}

/// A column "Priority" that only ever says high, medium or low ranks rows and names no focus area.
fn are_ranks(rows: &[GridRow], at: usize) -> bool {
    let ranks = ["high", "medium", "med", "low", "critical", "urgent", "h", "m", "l"];
    let mut said = rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.trim().to_lowercase());
    rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.trim().is_empty()))
        && said.all(|cell| cell.is_empty() || ranks.contains(&cell.as_str()))
}

/// Keeps the first heading of each kind, so that findings can name the column.
fn note(heading: &Heading, headings: &mut Headings) {
    let name = |field| {
        let at = heading.columns.of_field(field)?;
        heading.cells.get(at).map(|text| Arc::from(text.trim()))
    };
    headings.start = headings.start.take().or_else(|| name(Field::Start));
    headings.finish = headings.finish.take().or_else(|| name(Field::Finish));
    headings.duration = headings.duration.take().or_else(|| name(Field::Duration));
    headings.percent = headings.percent.take().or_else(|| name(Field::Percent));
    headings.status = headings.status.take().or_else(|| name(Field::Status));
    headings.predecessors = headings.predecessors.take().or_else(|| name(Field::Predecessors));
    headings.title = headings.title.take().or_else(|| name(Field::Title));
    let people = [Field::Officers, Field::Lead, Field::Accountable].into_iter().find_map(name);
    headings.officers = headings.officers.take().or(people);
}

/// The people of a table of initials and who they are; `None` where a grid is another table.
pub(super) fn people_of(grid: &Grid) -> Option<Vec<KeyedPerson>> {
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
        Some(KeyedPerson { initials: text(initials)?.into(), described: text(described)?.into() })
    });
    Some(people.collect())
}
