//! A status as a value for the template.

use super::glyphs::settable;
use crate::palette;
use maud::html;
use onpace_core::policy::level::Level;
use typst::foundations::{Bytes, Dict, dict};

/// A status, for the template to draw: the shape and the colours are the palette's.
pub(super) fn level(level: &Level) -> Dict {
    let colours = palette::colours(level.tone);
    let side = palette::SHAPE_SIDE;
    let mark = html! { svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (side) " " (side) } { (palette::shape(level.mark, colours.ink)) } };
    dict! {
        "kind" => "status",
        "label" => settable(&level.label).into_owned(),
        "mark" => Bytes::from_string(mark.into_string()),
        "fill" => colours.fill,
        "ink" => colours.ink,
        "border" => colours.border,
        "dashed" => colours.dashed,
    }
}
