//! A table as values for the template: every cell as the words that are printed.

use onpace_report::document::{Cell, Column, ColumnKind, Table, TableRow};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};

use super::glyphs::{LONG, lines, settable};
use super::level::level;
use crate::words;

/// From this many columns on, a table needs a turned page.
const WIDE: usize = 8;
/// About so many letters stand in one line across a turned page.
const LETTERS_ACROSS: usize = 150;
/// A row of more lines than this may be split over pages; it might not fit on one.
const TALL: usize = 25;
/// The longest code or date that a column is widened for so that it stands in one line, in letters.
const ONE_LINE: usize = 14;

/// Whether a table cannot be read on an upright page.
pub(super) fn is_wide(table: &Table) -> bool {
    table.columns.len() >= WIDE
}

/// One table. Each of `anchors` makes its row the target of links with that key.
pub(super) fn value(table: &Table, anchors: &[&str]) -> Value {
    let rows =
        table.rows.iter().enumerate().map(|(n, row)| row_value(row, table, anchors.get(n).copied()).into_value());
    dict! {
        "kind" => "table",
        "caption" => lines(&table.caption),
        "columns" => table.columns.iter().enumerate().map(|(n, column)| column_value(column, n, table).into_value()).collect::<Array>(),
        "row-header" => table.row_header,
        "rows" => rows.collect::<Array>(),
        "note" => table.note.as_deref().map(lines),
    }
    .into_value()
}

fn column_value(column: &Column, n: usize, table: &Table) -> Dict {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(n));
    let mut statuses: Vec<_> =
        cells.clone().filter_map(|cell| if let Cell::Status(level) = cell { Some(level) } else { None }).collect();
    statuses.sort_by_key(|level| &level.label);
    statuses.dedup();
    dict! {
        "label" => lines(&column.label),
        "right" => column.kind == ColumnKind::Number,
        "share" => i64::from(column.width.max(1)),
        "heading-words" => longest(column.label.split_whitespace().map(String::from)),
        "cell-words" => longest(cells.flat_map(|cell| unbroken(cell, column.kind))),
        "statuses" => statuses.into_iter().map(|status| level(status).into_value()).collect::<Array>(),
    }
}

/// What should stand in one line of its column: a word of a text, the whole of a code or a date.
fn unbroken(cell: &Cell, kind: ColumnKind) -> Vec<String> {
    let text = words::cell(cell);
    if kind == ColumnKind::Text || text.chars().count() > ONE_LINE {
        text.split_whitespace().map(String::from).collect()
    } else {
        vec![text]
    }
}

/// The three longest that a column is widened for; the template measures them.
fn longest(all: impl Iterator<Item = String>) -> Array {
    let mut all: Vec<(usize, String)> =
        all.map(|word| (word.chars().count(), word)).filter(|(count, _)| *count <= LONG).collect();
    all.sort_by(|a, b| b.cmp(a));
    all.dedup();
    all.truncate(3);
    all.into_iter().map(|(_, word)| settable(&word).into_owned().into_value()).collect()
}

fn row_value(row: &TableRow, table: &Table, anchor: Option<&str>) -> Dict {
    let empty = std::iter::repeat(&Cell::Empty);
    let cells = row.cells.iter().chain(empty).take(table.columns.len());
    dict! {
        "group" => row.group,
        "whole" => lines_of(row, table) <= TALL,
        "anchor" => anchor,
        "cells" => cells.map(cell_value).collect::<Array>(),
    }
}

/// Roughly how many lines a row takes.
fn lines_of(row: &TableRow, table: &Table) -> usize {
    let all: usize = table.columns.iter().map(|column| usize::from(column.width.max(1))).sum();
    let lines = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
        let across = LETTERS_ACROSS * usize::from(column.width.max(1)) / all;
        let text = words::cell(cell);
        text.lines().map(|line| line.chars().count() / across.max(1) + 1).sum()
    });
    lines.max().unwrap_or(1)
}

fn cell_value(cell: &Cell) -> Value {
    match cell {
        Cell::Status(status) => level(status).into_value(),
        other => lines(&words::cell(other)),
    }
}
