//! A table that can be read aloud, printed, and scrolled by keyboard where the window is narrow.

use super::tag::tag;
use crate::words;
use maud::{Markup, html};
use onpace_report::document::{Cell, Column, ColumnKind, Table, TableRow};

/// Above so many columns a table is printed on a page turned sideways.
const UPRIGHT_COLUMNS: usize = 7;

/// Writes a table in its scroll region, and its note below.
pub(super) fn table(table: &Table) -> Markup {
    let caption = format!("{}-caption", table.id);
    html! {
        div.wide[table.columns.len() > UPRIGHT_COLUMNS] {
            div.scroll role="region" tabindex="0" aria-labelledby=(caption) {
                table id=(table.id) {
                    caption id=(caption) { span { (table.caption) } }
                    thead { tr { @for column in &table.columns { th.(class(column)) scope="col" { (column.label) } } } }
                    @for group in table.rows.chunk_by(|_, next| !next.group) {
                        tbody { @for row in group { (table_row(table, row)) } }
                    }
                }
            }
            @if let Some(note) = &table.note { p.note { (note) } }
        }
    }
}

/// A group's row heads the whole body of rows that it begins.
fn table_row(table: &Table, row: &TableRow) -> Markup {
    let scope = if row.group { "rowgroup" } else { "row" };
    html! {
        tr.group[row.group] {
            @for (n, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
                @if n == table.row_header && !is_empty(cell) { th.(class(column)) scope=(scope) { (content(cell)) } }
                @else { td.(class(column)) { (content(cell)) } }
            }
        }
    }
}

fn is_empty(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn content(cell: &Cell) -> Markup {
    match cell {
        Cell::Status(level) => tag(level),
        Cell::Date(when) => html! { time datetime=(when) { (words::cell(cell)) } },
        _ => html! { (words::cell(cell)) },
    }
}

fn class(column: &Column) -> &'static str {
    match column.kind {
        ColumnKind::Text => "text",
        ColumnKind::Word => "word",
        ColumnKind::Number => "number",
        ColumnKind::Date => "date",
        ColumnKind::Status => "status",
    }
}
