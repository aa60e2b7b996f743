//! How the tracker's cells look. No colour means anything: a fill of a status colour would be read as one.

use super::columns::Holds;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// A font that every office machine has.
const FONT: &str = "Arial";
/// Behind headings and top rows; text on it is 16:1.
const SHADE: Color = Color::RGB(0x00E8_EDF2);
/// Between cells.
const LINE: Color = Color::RGB(0x00B8_C2CC);
/// What is not to be changed is written in this grey, 7:1 on white.
const QUIET: Color = Color::RGB(0x0055_5B60);

/// With the number of British English: without it, a machine set to American would put the month first.
const BRITISH_DAY: &str = "[$-809]dd/mm/yyyy";

/// Text that may be changed.
pub(super) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top).set_unlocked()
}

/// The plan's title.
pub(super) fn title() -> Format {
    base().set_bold().set_font_size(14)
}

/// A heading.
pub(super) fn heading() -> Format {
    let format = base().set_bold().set_text_wrap().set_background_color(SHADE).set_border(FormatBorder::Thin);
    format.set_border_color(LINE)
}

/// A running text.
pub(super) fn running() -> Format {
    base().set_text_wrap()
}

/// A cell of a row; a top row's are bold on a shade.
pub(super) fn cell(holds: Holds, is_top: bool) -> Format {
    let format = column(holds).set_border(FormatBorder::Thin).set_border_color(LINE);
    if is_top { format.set_bold().set_background_color(SHADE) } else { format }
}

/// A whole column, for rows that people add.
pub(super) fn column(holds: Holds) -> Format {
    let format = base();
    match holds {
        Holds::Key => format.set_locked().set_font_color(QUIET).set_num_format("@").set_text_wrap(),
        // Codes stay texts: 1.10 is not 1.1.
        Holds::Code | Holds::FocusArea | Holds::Parent | Holds::References => {
            format.set_num_format("@").set_text_wrap()
        }
        Holds::Start | Holds::Finish => format.set_num_format(BRITISH_DAY).set_align(FormatAlign::Left),
        Holds::Duration => format.set_num_format("0").set_align(FormatAlign::Right).set_indent(1),
        Holds::Percent => format.set_num_format("0%").set_align(FormatAlign::Right).set_indent(1),
        _ => format.set_text_wrap(),
    }
}
