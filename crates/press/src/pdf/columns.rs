//! How wide the columns of a printed table are, measured with the typeface itself.
//!
//! A column has at least the room of its longest word, so that no code or heading is torn; what is left
//! goes by the shares that the columns ask for. Measured here and not in the template, which would lay
//! every word out to know it. **Not here.** What stands in the cells ([`super::table`]).

use onpace_report::document::{Cell, Column, ColumnKind, Table};
use typst::foundations::{Array, Dict, IntoValue, dict};
use typst::layout::Abs;

use super::glyphs::{LONG, settable};
use super::typeset::{ABOVE, Typesetter, Weight};
use crate::words;

/// The room between a cell's words and the next column, in points.
const SIDE: f64 = 4.0;
/// The same behind a number, which keeps its distance from the words that follow.
const BEHIND_NUMBER: f64 = 11.0;
/// Up to so many columns there is room for that distance.
const ROOMY: usize = 12;
/// What rounding may cost, in points.
const SPARE: f64 = 0.5;
/// The longest code or date that a column is widened for so that it stands in one line, in letters.
const ONE_LINE: usize = 14;

/// A column as it is set, in points. The columns touch: what keeps a column's words from the next ones is
/// the room behind them.
pub(super) struct Set {
    /// How wide it is.
    width: f64,
    /// How much of that is kept free before its words.
    pub(super) before: f64,
    /// How much of it is kept free behind them.
    pub(super) behind: f64,
    /// Whether its words stand on the right.
    pub(super) right: bool,
}

impl Set {
    /// The room for its words.
    pub(super) fn across(&self) -> f64 {
        self.width - self.before - self.behind
    }
}

/// The columns of a table across so many points.
pub(super) fn of(table: &Table, room: f64, typesetter: &mut Typesetter) -> Vec<Set> {
    let (roomy, last) = (table.columns.len() <= ROOMY, table.columns.len().saturating_sub(1));
    let mut set: Vec<Set> = Vec::with_capacity(table.columns.len());
    for (n, column) in table.columns.iter().enumerate() {
        let right = column.kind == ColumnKind::Number;
        let before = if n == 0 { SIDE } else { 0.0 };
        let behind = if right && roomy { BEHIND_NUMBER } else { SIDE } + if n == last { 0.0 } else { SIDE };
        let width = longest(table, n, column, typesetter) + before + behind + SPARE;
        set.push(Set { width, before, behind, right });
    }
    let needs: Vec<f64> = set.iter().map(|one| one.width).collect();
    let shares: Vec<f64> = table.columns.iter().map(|column| f64::from(column.width.max(1))).collect();
    for (one, width) in set.iter_mut().zip(share_out(room, &needs, &shares)) {
        one.width = width;
    }
    set
}

/// The same for the template.
pub(super) fn value(columns: &[Set]) -> Dict {
    let heading =
        |set: &Set| dict! { "left" => Abs::pt(set.before), "right" => Abs::pt(set.behind), "y" => Abs::pt(ABOVE) };
    dict! {
        "widths" => columns.iter().map(|set| Abs::pt(set.width).into_value()).collect::<Array>(),
        "insets" => columns.iter().map(|set| heading(set).into_value()).collect::<Array>(),
        "right" => columns.iter().map(|set| set.right.into_value()).collect::<Array>(),
    }
}

/// Shares the room out as the columns ask, but never below what they need.
fn share_out(room: f64, needs: &[f64], shares: &[f64]) -> Vec<f64> {
    let needed: f64 = needs.iter().sum();
    if needed >= room {
        return needs.iter().map(|need| need / needed * room).collect();
    }
    let mut given: Vec<Option<f64>> = vec![None; needs.len()];
    loop {
        let left = room - given.iter().flatten().sum::<f64>();
        let open: f64 = given.iter().zip(shares).filter(|(given, _)| given.is_none()).map(|(_, share)| share).sum();
        let by_share = |share: f64| share / open * left;
        let short: Vec<usize> =
            (0..needs.len()).filter(|&n| given[n].is_none() && by_share(shares[n]) < needs[n]).collect();
        if short.is_empty() {
            return given.iter().zip(shares).map(|(given, share)| given.unwrap_or_else(|| by_share(*share))).collect();
        }
        for n in short {
            given[n] = Some(needs[n]);
        }
    }
}

/// The widest that should stand in one line of a column, in points, were it all bold.
fn longest(table: &Table, n: usize, column: &Column, typesetter: &mut Typesetter) -> f64 {
    let heading = in_one_line(&column.label, ColumnKind::Text, typesetter);
    let cells = table.rows.iter().filter_map(|row| row.cells.get(n));
    cells.fold(heading, |widest, cell| {
        widest.max(match cell {
            Cell::Status(level) => typesetter.of_status(&settable(&level.label)),
            other => in_one_line(&words::cell(other), column.kind, typesetter),
        })
    })
}

/// What should stand in one line of its column: a word of a text, the whole of a code or a date. What is
/// so long that it may be broken asks for nothing.
fn in_one_line(text: &str, kind: ColumnKind, typesetter: &mut Typesetter) -> f64 {
    let mut wide = |stretch: &str| {
        if stretch.chars().nth(LONG).is_some() { 0.0 } else { typesetter.one_line(&settable(stretch), Weight::Bold) }
    };
    if kind == ColumnKind::Text || text.chars().nth(ONE_LINE).is_some() {
        text.split_whitespace().map(wide).fold(0.0, f64::max)
    } else {
        wide(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_room_and_none_is_below_its_need() {
        for (room, needs, shares, expected) in [
            (100.0, [10.0, 10.0, 10.0], [1.0, 1.0, 2.0], [25.0, 25.0, 50.0]),
            (100.0, [40.0, 10.0, 10.0], [1.0, 1.0, 2.0], [40.0, 20.0, 40.0]),
            (100.0, [40.0, 35.0, 10.0], [1.0, 1.0, 2.0], [40.0, 35.0, 25.0]),
            (60.0, [40.0, 40.0, 40.0], [1.0, 1.0, 2.0], [20.0, 20.0, 20.0]),
        ] {
            assert_eq!(share_out(room, &needs, &shares), expected);
        }
        assert!(share_out(60.0, &[], &[]).is_empty());
    }
}
