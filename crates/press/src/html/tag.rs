//! A status where it stands in a page.

use crate::palette::{self, Icon};
use maud::{Markup, html};
use onpace_core::policy::level::Level;

/// A status as shape, word and colour.
pub(super) fn tag(level: &Level) -> Markup {
    html! { span class={ "tag " (palette::class(level.tone)) } { (Icon(level.mark)) (level.label) } }
}
