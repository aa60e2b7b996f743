//! What the two office media, DOCX and XLSX, say alike: titles, status words and looks, the annex.
//!
//! **Not here.** Anything that only one of them knows: see [`crate::docx`] and [`crate::xlsx`].

use crate::palette::{Colours, glyph};
use crate::words::plan_beside;
use onpace_core::figure::FigureValue;
use onpace_core::policy::level::Level;
use onpace_report::document::{Cell, Column, ColumnKind, Document, Table, TableRow};
use std::borrow::Cow;
use std::sync::Arc;

/// The heading of the annex that defines every figure.
pub(crate) const FIGURES_HEADING: &str = "How each figure was counted";

/// The text without the characters that XML 1.0 forbids: no escape can carry those.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|c| is_printable(*c)).collect())
    }
}

fn is_printable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The name by which a reader finds the file among others: "Board report: Written Statement of Action".
pub(crate) fn full_title(document: &Document) -> String {
    match (document.title.as_str(), plan_beside(document)) {
        (title, "") => title.to_owned(),
        (title, plan) => format!("{title}: {plan}"),
    }
}

/// "▲ Red": with a space that no line breaks at.
pub(crate) fn status(level: &Level) -> String {
    format!("{}\u{a0}{}", glyph(level.mark), level.label)
}

/// A colour of the palette as both media write it, without the `#`.
pub(crate) fn hex(colour: &str) -> &str {
    colour.trim_start_matches('#')
}

/// How a tone is edged: not at all where the fill is dark enough to stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// The fill is its own edge.
    None,
    /// A line around it.
    Solid,
    /// A broken line around it.
    Dashed,
}

/// The edge that goes with colours.
pub(crate) fn edge(colours: Colours) -> Edge {
    match (colours.border == colours.fill, colours.dashed) {
        (true, _) => Edge::None,
        (false, false) => Edge::Solid,
        (false, true) => Edge::Dashed,
    }
}

/// Behind column headings and the rows that head others; text on it is 16:1.
pub(crate) const SHADE: &str = "E8EDF2";

/// Every figure with its definition and the rows it was counted from, listed as the medium lists them;
/// none where no figure is used.
pub(crate) fn figures_table(document: &Document, list: impl Fn(&[Arc<str>]) -> String) -> Option<Table> {
    let column = |label: &str, kind, width| Column { label: label.to_owned(), kind, width };
    let rows: Vec<TableRow> = document
        .figures
        .iter()
        .map(|figure| TableRow {
            group: false,
            cells: vec![
                Cell::Text(figure.of.label.to_string()),
                match figure.value {
                    FigureValue::Count(count) => Cell::Count(count),
                    FigureValue::Days(days) => Cell::Count(days.into()),
                    FigureValue::Percent(Some(percent)) => Cell::Percent(percent),
                    FigureValue::Points(_)
                    | FigureValue::Percent(None)
                    | FigureValue::Measured(..)
                    | FigureValue::Withheld => Cell::Text(figure.value.to_string()),
                },
                Cell::Text(figure.of.definition.to_string()),
                Cell::Text(list(&figure.rows)),
            ],
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        id: "figures".to_owned(),
        caption: "Every figure in this report".to_owned(),
        columns: vec![
            column("Figure", ColumnKind::Text, 20),
            column("Value", ColumnKind::Number, 10),
            column("How it is counted", ColumnKind::Text, 35),
            column("Counted from", ColumnKind::Text, 35),
        ],
        row_header: 0,
        rows,
        note: None,
    })
}

/// The key to the status marks as a table; none where the scale is empty.
pub(crate) fn key_table(document: &Document) -> Option<Table> {
    let row = |level: &Level| TableRow {
        group: false,
        cells: vec![Cell::Status(level.clone()), Cell::Text(level.meaning.clone())],
    };
    (!document.levels.is_empty()).then(|| Table {
        id: "key".to_owned(),
        caption: "Key to the status marks".to_owned(),
        columns: vec![
            Column { label: "Status".to_owned(), kind: ColumnKind::Status, width: 20 },
            Column { label: "What it means".to_owned(), kind: ColumnKind::Text, width: 80 },
        ],
        row_header: 0,
        rows: document.levels.iter().map(row).collect(),
        note: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_that_xml_forbids_are_dropped() {
        for (given, kept) in [
            ("a\u{0}b\u{1f}c", "abc"),
            ("tab\tand\nline", "tab\tand\nline"),
            ("\u{fffe}▲ é 😀\u{ffff}", "▲ é 😀"),
            ("<b>&</b>", "<b>&</b>"),
        ] {
            assert_eq!(printable(given), kept);
        }
    }
}
