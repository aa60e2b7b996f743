//! A table's rows as they are laid out: every cell's words in the lines that they stand in.
//!
//! The space around words is part of the words here, and rows have their heights: so a cell is laid out
//! once, without a frame around it, which is most of what a long table costs. **Not here.** Which columns
//! there are and how wide ([`super::columns`]), where lines end ([`super::typeset`]), how a group or a
//! status looks (the template).

use std::num::NonZeroU32;

use onpace_report::document::{Cell, Table, TableRow};
use typst::foundations::{Array, Content, Dict, IntoValue, Label, NativeElement, Smart, Value, dict};
use typst::introspection::MetadataElem;
use typst::layout::{Abs, HElem, Rel, Sides, Spacing};
use typst::model::TableCell;
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst::text::{FontWeight, TextElem};
use typst::utils::PicoStr;

use super::columns::Set;
use super::glyphs::settable;
use super::level::level;
use super::typeset::{ABOVE, SIZE, Typesetter, Weight};
use crate::words;

/// How tall the mark of a status stands in its line, in points.
const MARK: f64 = 0.72 * SIZE;

/// What rows are made with.
pub(super) struct Rows<'a> {
    /// The table that they are of.
    pub(super) table: &'a Table,
    /// Its columns as they are set.
    pub(super) columns: &'a [Set],
    /// What measures words.
    pub(super) typesetter: &'a mut Typesetter,
    /// A row of more lines than this may be split over pages; it might not fit on one.
    pub(super) tall: usize,
}

/// A cell before its row's height is known.
enum Made {
    Words(Content),
    Status(Dict),
}

impl Rows<'_> {
    /// A row for the template, and how tall it is. A row that is too tall for a page, or holds what does not
    /// fit its column, has no height of its own and may be split. An `anchor` makes it the target of links. A
    /// group leads where rows of its own follow: only then is it a heading, and repeated with them.
    pub(super) fn row(&mut self, row: &TableRow, leads: bool, anchor: Option<&str>) -> (Value, Value) {
        let mut tallest = Tallest::default();
        let empty = std::iter::repeat(&Cell::Empty);
        let mut made = Vec::with_capacity(self.columns.len());
        for (n, (cell, set)) in row.cells.iter().chain(empty).zip(self.columns).enumerate() {
            made.push(self.cell(cell, set, self.weight(row, n), &mut tallest));
        }
        let flows = tallest.lines > self.tall;
        let value = |(n, made): (usize, Made)| match made {
            Made::Status(status) => status.into_value(),
            Made::Words(words) if row.group => words.into_value(),
            Made::Words(words) => {
                let heads = n == self.table.row_header;
                let words = if let Some(anchor) = anchor.filter(|_| heads) { anchored(words, anchor) } else { words };
                in_row(words, heads, flows).into_value()
            }
        };
        let cells: Array = made.into_iter().enumerate().map(value).collect();
        let height = if flows { Value::Auto } else { Abs::pt(tallest.points + ABOVE).into_value() };
        (dict! { "group" => row.group, "leads" => leads, "flows" => flows, "cells" => cells }.into_value(), height)
    }

    fn weight(&self, row: &TableRow, n: usize) -> Weight {
        match (row.group, n == self.table.row_header) {
            (true, _) => Weight::Bold,
            (false, true) => Weight::Semibold,
            (false, false) => Weight::Regular,
        }
    }

    fn cell(&mut self, cell: &Cell, set: &Set, weight: Weight, tallest: &mut Tallest) -> Made {
        if let Cell::Status(status) = cell {
            tallest.line(self.typesetter.of_status(&settable(&status.label)) <= set.across(), ABOVE + MARK);
            return Made::Status(level(status));
        }
        let text = words::cell(cell);
        let text = settable(&text);
        // What stands on the right is one number; cut in lines, the space that ends each would show.
        let (text, lines) = if set.right {
            let fits = !text.contains('\n') && self.typesetter.width(&text, weight) <= set.across();
            tallest.line(fits, 0.0);
            (text.into_owned(), 1)
        } else {
            self.typesetter.broken(&text, weight, set.across())
        };
        tallest.lines(lines, self.typesetter.height(lines));
        let heavy = match weight {
            Weight::Regular => None,
            Weight::Semibold => Some(FontWeight::SEMIBOLD),
            Weight::Bold => Some(FontWeight::BOLD),
        };
        let words = spaced(&text, set);
        Made::Words(if let Some(heavy) = heavy { words.set(TextElem::weight, heavy) } else { words })
    }
}

/// Words with the room beside them that their column keeps free.
fn spaced(text: &str, set: &Set) -> Content {
    let room = |points: f64| HElem::new(Spacing::from(Abs::pt(points))).pack();
    if set.right {
        return Content::sequence([TextElem::packed(text), room(set.behind)]);
    }
    if set.before <= 0.0 {
        return TextElem::packed(text);
    }
    Content::sequence(text.split_inclusive('\n').flat_map(|line| [room(set.before), TextElem::packed(line)]))
}

/// The cell of a plain row around its words; they alone where it needs to be nothing more.
fn in_row(words: Content, heads: bool, flows: bool) -> Content {
    if !heads && !flows {
        return words;
    }
    let mut cell = TableCell::new(words);
    if heads {
        let kind = TableCellKind::Header(NonZeroU32::MIN, TableHeaderScope::Row);
        cell = cell.with_kind(Smart::Custom(kind));
    }
    if flows {
        let below = Sides::new(None, None, None, Some(Rel::from(Abs::pt(ABOVE))));
        cell = cell.with_inset(Smart::Custom(below));
    }
    cell.pack()
}

/// Words that links lead to.
fn anchored(words: Content, key: &str) -> Content {
    let Some(label) = Label::new(PicoStr::intern(&format!("figure-{key}"))) else { return words };
    Content::sequence([words, MetadataElem::new(Value::None).pack().labelled(label)])
}

/// The tallest cell of a row so far.
#[derive(Default)]
struct Tallest {
    lines: usize,
    points: f64,
}

impl Tallest {
    fn lines(&mut self, count: usize, points: f64) {
        self.lines = self.lines.max(count);
        self.points = self.points.max(points);
    }

    /// Words or a status that should stand in one line.
    fn line(&mut self, fits: bool, points: f64) {
        self.lines(if fits { 1 } else { usize::MAX }, points);
    }
}
