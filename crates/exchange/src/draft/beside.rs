//! Rows of a table that are no actions: totals, notes, lines of a document about itself. **Not here.** Rows that name focus
//! areas ([`super::rows`]).

use super::codes::top_row;
use super::tables::Table;
use crate::field::{Field, plain};
use crate::grid::GridRow;

/// A row that says more is none of these, as long as it has a title.
const MOST_SAID: usize = 3;

/// Whether a row is no action: a total, a note, a line of the document about itself; or a code, where other rows have
/// titles and this one has nothing of an action.
pub(super) fn is_beside(row: &GridRow, table: &Table<'_>, has_actions: bool) -> bool {
    // A schedule, and a table that says of each row what it is, has no others.
    let says_kinds = [Field::Key, Field::Kind].into_iter().any(|field| table.columns.of_field(field).is_some());
    if says_kinds || row.task().is_some() {
        return false;
    }
    let said: Vec<&str> = row.cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let Some(first) = said.first() else { return false };
    let title = table.text(row, Field::Title);
    // Most rows say more than any of these.
    if said.len() > MOST_SAID && !title.is_empty() {
        return false;
    }
    let words = plain(first);
    let begins = |all: &[&str]| all.iter().any(|word| words == *word || words.starts_with(&format!("{word} ")));
    let is_note = first.starts_with(['*', '\u{2020}', '\u{2021}', '\u{b9}', '\u{b2}', '\u{b3}']) && said.len() == 1
        || said.len() == 1
            && words.contains(' ')
            && begins(&[
                "note",
                "notes",
                "key",
                "author",
                "version",
                "source",
                "page",
                "last updated",
                "prepared by",
                "updated",
            ]);
    let is_number = |cell: &&str| cell.bytes().all(|byte| byte.is_ascii_digit() || b".,%".contains(&byte));
    let is_sum =
        said.len() <= 3 && begins(&["total", "totals", "subtotal", "sub total", "grand total", "sum", "average"]);
    let is_count = said.len() == 2
        && table.columns.count() >= 4
        && said.get(1).is_some_and(is_number)
        && !is_number(first)
        && table.text(row, Field::Code).is_empty()
        && (is_number(&title) || has_actions && counts(row, table));
    let fields = [
        Field::Lead,
        Field::Officers,
        Field::Accountable,
        Field::Start,
        Field::Finish,
        Field::Status,
        Field::Percent,
        Field::Notes,
    ];
    let has_title = table.columns.of_field(Field::Title).is_some();
    let is_only_code = has_title
        && title.is_empty()
        && !row.is_banner()
        && said.len() > 1
        && !table.text(row, Field::Code).is_empty()
        && table.columns.of_field(Field::FocusArea).is_some()
        && fields.into_iter().all(|field| table.text(row, field).is_empty());
    // A sentence alone, where no title stands.
    let at = row.cells.iter().position(|cell| !cell.trim().is_empty());
    let is_sentence = said.len() == 1
        && !row.is_banner()
        && at != table.columns.of_field(Field::Title)
        && first.split_whitespace().count() >= 5
        && top_row(first).is_none()
        && first.ends_with('.');
    // "What inspectors said: \u{201c}Leaders have been too slow.\u{201d}" over the whole width is a remark.
    let is_quoted = row.is_banner() && first.contains(['\u{201c}', '"']) && top_row(first).is_none();
    is_note || is_sum || is_count || is_only_code || is_quoted || is_sentence
}

/// Whether a row counts the actions above it: words in the place of the title, a number where no number belongs.
fn counts(row: &GridRow, table: &Table<'_>) -> bool {
    let number = (0..row.cells.len()).rev().find(|at| row.cells.get(*at).is_some_and(|cell| !cell.trim().is_empty()));
    let field = number.and_then(|at| table.columns.at(at));
    let expected = matches!(
        field,
        Some(
            Field::Percent
                | Field::Code
                | Field::Duration
                | Field::Number
                | Field::Predecessors
                | Field::Parent
                | Field::Level
        )
    );
    !expected
}
