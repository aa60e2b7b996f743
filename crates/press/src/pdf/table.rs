//! A table as values for the template: every cell as the words that are printed.

use onpace_report::document::Table;
use typst::foundations::{Array, IntoValue, Value, dict};

use super::cells::Rows;
use super::columns;
use super::glyphs::lines;
use super::typeset::Typesetter;

/// A row of more lines than this may be split over pages; it might not fit on one.
const TALL: usize = 25;
/// The room across an upright page and across a turned one, in points: A4 less 20 mm on both sides.
const UPRIGHT: f64 = 170.0 / 25.4 * 72.0;
const TURNED: f64 = 257.0 / 25.4 * 72.0;
/// From this many columns on, a table needs a turned page.
const WIDE: usize = 8;
/// Whether a table cannot be read on an upright page.
pub(super) fn is_wide(table: &Table) -> bool {
    table.columns.len() >= WIDE
}

/// One table on a turned page or an upright one. Each of `anchors` makes its row the target of links with
/// that key. Nothing where the typeface is not whole.
pub(super) fn value(table: &Table, turned: bool, anchors: &[&str]) -> Value {
    made(table, turned, anchors, TALL)
}

fn made(table: &Table, turned: bool, anchors: &[&str], tall: usize) -> Value {
    let Some(mut typesetter) = Typesetter::new() else { return Value::None };
    let columns = columns::of(table, if turned { TURNED } else { UPRIGHT }, &mut typesetter);
    let mut made = Rows { table, columns: &columns, typesetter: &mut typesetter, tall };
    // The headings are few: they are laid out to be measured.
    let (mut rows, mut heights) = (Array::with_capacity(table.rows.len()), Array::from_iter([Value::Auto]));
    for (n, row) in table.rows.iter().enumerate() {
        let leads = row.group && table.rows.get(n + 1).is_some_and(|next| !next.group);
        let (row, height) = made.row(row, leads, anchors.get(n).copied());
        rows.push(row);
        heights.push(height);
    }
    dict! {
        "kind" => "table",
        "caption" => lines(&table.caption),
        "headings" => table.columns.iter().map(|column| lines(&column.label)).collect::<Array>(),
        "columns" => columns::value(&columns),
        "row-header" => table.row_header,
        "rows" => rows,
        "heights" => heights,
        "line" => typesetter.line(),
        "note" => table.note.as_deref().map(lines),
    }
    .into_value()
}

#[cfg(test)]
mod tests {
    use onpace_core::policy::level::Level;
    use onpace_report::document::{Cell, Column, ColumnKind, TableRow};
    use proptest::prelude::*;
    use typst::foundations::Dict;
    use typst::layout::{Frame, FrameItem, Point};
    use typst_layout::PagedDocument;

    use super::*;
    use crate::pdf::{values, world::Desk};

    /// Where every stretch of text stands, to the hundredth of a point.
    fn texts(frame: &Frame, at: Point, all: &mut Vec<(i64, i64, String)>) {
        #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
        let hundredths = |points: f64| (points * 100.0).round() as i64;
        for (place, item) in frame.items() {
            let place = at + *place;
            match item {
                FrameItem::Group(group) => texts(&group.frame, place, all),
                FrameItem::Text(text) => {
                    all.push((hundredths(place.x.to_pt()), hundredths(place.y.to_pt()), text.text.to_string()));
                }
                _ => {}
            }
        }
    }

    /// A page with only a table, whose rows have the heights that they were given, or none of their own.
    fn page(table: &Table, tall: usize) -> Vec<(i64, i64, String)> {
        let document = onpace_testkit::document::document();
        let mut inputs = values::of(&document).unwrap();
        let sheet = |blocks: Array| dict! { "wide" => true, "blocks" => blocks }.into_value();
        let blocks = Array::from_iter([made(table, true, &[], tall)]);
        inputs.insert("sheets".into(), Array::from_iter([sheet(blocks)]).into_value());
        let empty: [(&str, Value); 3] =
            [("annex", Value::None), ("files", Array::new().into_value()), ("details", Array::new().into_value())];
        inputs.extend(empty.map(|(key, value)| (key.into(), value)).into_iter().collect::<Dict>());
        let pages: PagedDocument = typst::compile(&Desk::new(inputs, document.as_at)).output.unwrap();
        typst::comemo::evict(0);
        let mut all = Vec::new();
        pages.pages().iter().for_each(|page| texts(&page.frame, Point::zero(), &mut all));
        all
    }

    fn table(rows: Vec<(bool, String, String, String, bool)>, level: &Level) -> Table {
        let column = |label: &str, kind, width| Column { label: label.into(), kind, width };
        let row = |(group, name, text, number, has_status): (bool, String, String, String, bool)| TableRow {
            group,
            cells: vec![
                Cell::Text(name),
                Cell::Text(text),
                Cell::Text(number),
                if has_status { Cell::Status(level.clone()) } else { Cell::Empty },
            ],
        };
        Table {
            id: "any".into(),
            caption: "Any".into(),
            columns: vec![
                column("Name", ColumnKind::Text, 1),
                column("Text", ColumnKind::Text, 3),
                column("Number", ColumnKind::Number, 1),
                column("Status", ColumnKind::Status, 1),
            ],
            row_header: 0,
            rows: rows.into_iter().map(row).collect(),
            note: None,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// Given heights are those that the rows would have had.
        #[test]
        fn rows_are_as_tall_as_their_words_need(
            rows in proptest::collection::vec(
                (any::<bool>(), "[A-Za-z0-9.]{0,12}", "([a-zA-ZŵÀé0-9,.'/–-]{1,40}[ \n]){0,14}", "[0-9,.%]{0,6}", any::<bool>()),
                1..4,
            )
        ) {
            let level = onpace_testkit::document::document().levels[0].clone();
            let table = table(rows, &level);
            prop_assert_eq!(page(&table, TALL), page(&table, 0));
        }
    }
}
