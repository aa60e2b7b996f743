//! Tables: a caption, a header that every page repeats, rows that no page cuts in two.
//!
//! **Not here.** How wide a column is ([`super::widths`]); how a table looks (`parts/styles.xml`).

use super::cell::words;
use super::page::Page;
use super::text::{self, Ink};
use super::widths;
use super::xml::Xml;
use crate::ooxml::{SHADE, hex};
use crate::palette::colours;
use onpace_report::document::{Cell, Column, ColumnKind, Table, TableRow};

/// Writes a table, with an anchor at each row that is given one.
pub(super) fn write(page: &mut Page, table: &Table, anchors: &[String]) {
    let (style, letter_size) = letters(table.columns.len());
    let widths = widths::of(table, page.width, letter_size);
    let frame = Frame { table, widths: &widths, style };
    let xml = &mut page.xml;
    text::paragraph(xml, "Caption", &table.caption);
    xml.within("w:tbl", &[], |xml| {
        frame.properties(xml);
        frame.header(xml);
        for (place, row) in table.rows.iter().enumerate() {
            frame.row(xml, row, anchors.get(place).map(|name| (place, name.as_str())));
        }
    });
    match &table.note {
        Some(note) => text::paragraph(xml, "TableNote", note),
        // Word joins two tables that no paragraph parts.
        None => xml.within("w:p", &[], |xml| text::style(xml, "Break")),
    }
}

/// The style of a table's words and their size in half points: smaller in wider tables.
fn letters(columns: usize) -> (&'static str, u32) {
    match columns {
        0..=7 => ("TableText", 22),
        8..=13 => ("TableTextWide", 20),
        _ => ("TableTextSmall", 16),
    }
}

struct Frame<'a> {
    table: &'a Table,
    widths: &'a [u32],
    style: &'static str,
}

impl Frame<'_> {
    fn properties(&self, xml: &mut Xml) {
        let whole = self.widths.iter().sum::<u32>().to_string();
        let heads = if self.table.row_header == 0 { "1" } else { "0" };
        let look = if self.table.row_header == 0 { "06A0" } else { "0620" };
        let description = format!(
            "{} columns: {}. {} rows below the header.",
            self.table.columns.len(),
            self.table.columns.iter().map(|column| column.label.as_str()).collect::<Vec<_>>().join(", "),
            self.table.rows.len()
        );
        xml.within("w:tblPr", &[], |xml| {
            xml.empty("w:tblStyle", &[("w:val", "ReportTable")]);
            xml.empty("w:tblW", &[("w:w", &whole), ("w:type", "dxa")]);
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", look),
                    ("w:firstRow", "1"),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", heads),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "1"),
                    ("w:noVBand", "1"),
                ],
            );
            xml.empty("w:tblCaption", &[("w:val", &self.table.caption)]);
            xml.empty("w:tblDescription", &[("w:val", &description)]);
        });
        xml.within("w:tblGrid", &[], |xml| {
            for width in self.widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
    }

    fn header(&self, xml: &mut Xml) {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            });
            for (at, column) in self.table.columns.iter().enumerate() {
                self.cell(
                    xml,
                    at,
                    |_| {},
                    |xml| {
                        self.paragraph_style(xml, column, true);
                        text::run(xml, &column.label, Ink::Strong);
                    },
                );
            }
        });
    }

    fn row(&self, xml: &mut Xml, row: &TableRow, anchor: Option<(usize, &str)>) {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
            for (at, column) in self.table.columns.iter().enumerate() {
                let cell = row.cells.get(at).unwrap_or(&Cell::Empty);
                let strong = row.group || at == self.table.row_header;
                self.cell(
                    xml,
                    at,
                    |xml| ground(xml, cell, row.group),
                    |xml| {
                        self.paragraph_style(xml, column, row.group);
                        if at == 0
                            && let Some((place, name)) = anchor
                        {
                            bookmark(xml, place, name);
                        }
                        match cell {
                            Cell::Status(level) => text::status_on_ground(xml, level),
                            other => text::run(xml, &words(other), if strong { Ink::Strong } else { Ink::Plain }),
                        }
                    },
                );
            }
        });
    }

    fn cell(&self, xml: &mut Xml, at: usize, ground: impl FnOnce(&mut Xml), inside: impl FnOnce(&mut Xml)) {
        let width = self.widths.get(at).copied().unwrap_or_default().to_string();
        xml.within("w:tc", &[], |xml| {
            xml.within("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
                ground(xml);
            });
            xml.within("w:p", &[], inside);
        });
    }

    /// A heading keeps to the row after it, so that no page ends with one.
    fn paragraph_style(&self, xml: &mut Xml, column: &Column, heads: bool) {
        xml.within("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", self.style)]);
            if heads {
                xml.empty("w:keepNext", &[]);
            }
            if column.kind == ColumnKind::Number {
                xml.empty("w:jc", &[("w:val", "right")]);
            }
        });
    }
}

fn ground(xml: &mut Xml, cell: &Cell, group: bool) {
    let fill = match cell {
        Cell::Status(level) => {
            let colours = colours(level.tone);
            if let Some(line) = text::line_of(colours) {
                xml.within("w:tcBorders", &[], |xml| {
                    for side in ["w:top", "w:left", "w:bottom", "w:right"] {
                        xml.empty(
                            side,
                            &[("w:val", line), ("w:sz", "12"), ("w:space", "0"), ("w:color", hex(colours.border))],
                        );
                    }
                });
            }
            hex(colours.fill)
        }
        _ if group => SHADE,
        _ => return,
    };
    xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
}

fn bookmark(xml: &mut Xml, place: usize, name: &str) {
    let id = place.to_string();
    xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
    xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
}
