//! How cells look: fonts, fills, number formats.
//!
//! **Not here.** What stands in them ([`super::cells`]).

use super::units::Unit;
use crate::ooxml::{Edge, SHADE, edge, hex};
use crate::palette::{self, INK};
use onpace_core::policy::level::Level;
use onpace_report::document::{Cell, ColumnKind};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// A font that every office machine has: a workbook cannot bring its own.
const FONT: &str = "Arial";
const SIZE: u8 = 11;

/// The formats that do not depend on a cell.
#[derive(Debug)]
pub(super) struct Looks {
    /// The title in A1.
    pub(super) title: Format,
    /// Headings on the cover.
    pub(super) heading: Format,
    /// Words that run on to the right.
    pub(super) line: Format,
    /// Words that head a line.
    pub(super) strong: Format,
    /// Words in lines of their own width.
    pub(super) wrapped: Format,
    /// A link to another sheet.
    pub(super) link: Format,
}

impl Looks {
    /// The formats.
    pub(super) fn new() -> Self {
        Self {
            title: base().set_bold().set_font_size(16),
            heading: base().set_bold().set_font_size(13),
            line: base(),
            strong: base().set_bold().set_text_wrap(),
            wrapped: base().set_text_wrap(),
            link: base().set_font_color(colour(palette::PLANNED)).set_underline(FormatUnderline::Single),
        }
    }

    /// A column's heading, on the side where its values stand.
    pub(super) fn column(kind: ColumnKind) -> Format {
        let shaded = base().set_bold().set_text_wrap().set_background_color(colour(SHADE));
        let edged = shaded.set_border_bottom(FormatBorder::Medium).set_border_bottom_color(colour(INK));
        match kind {
            ColumnKind::Number => edged.set_align(FormatAlign::Right),
            _ => edged.set_align(FormatAlign::Left),
        }
    }

    /// A cell of a table; `heads` where it heads its row or others.
    pub(super) fn cell(cell: &Cell, kind: ColumnKind, unit: Unit, group: bool, heads: bool) -> Format {
        let mut format = base()
            .set_text_wrap()
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(colour(palette::GUIDE));
        if group || heads {
            format = format.set_bold();
        }
        if group {
            format = format.set_background_color(colour(SHADE));
        }
        let several = unit == Unit::Several;
        match cell {
            Cell::Status(level) => status(level),
            Cell::Date(_) => format.set_num_format("dd mmm yyyy").set_align(FormatAlign::Left),
            Cell::Percent(_) => format.set_num_format(if several { "0.0\"%\"" } else { "0.0" }),
            Cell::Points(_) => format.set_num_format(if several { "0.0\" points\"" } else { "0.0" }),
            Cell::Days(_) => format.set_num_format(if several { "0\" days\"" } else { "0" }),
            Cell::Count(_) => format.set_num_format("0"),
            Cell::Text(_) | Cell::Empty if kind == ColumnKind::Number => format.set_align(FormatAlign::Right),
            Cell::Text(_) | Cell::Empty => format,
        }
    }
}

/// A status: its word and shape are in the text, so that the fill says nothing new.
pub(super) fn status(level: &Level) -> Format {
    let colours = palette::colours(level.tone);
    let format = base().set_bold().set_background_color(colour(colours.fill)).set_font_color(colour(colours.ink));
    let line = match edge(colours) {
        Edge::None => return format,
        Edge::Solid => FormatBorder::Thin,
        Edge::Dashed => FormatBorder::Dashed,
    };
    format.set_border(line).set_border_color(colour(colours.border))
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE).set_font_color(colour(INK)).set_align(FormatAlign::Top)
}

fn colour(colour: &str) -> Color {
    Color::RGB(u32::from_str_radix(hex(colour), 16).unwrap_or_default())
}
