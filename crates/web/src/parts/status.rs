//! A status as shape, word and colour; so it is told apart in grey, and when read aloud.

use maud::{Markup, html};
use onpace_core::policy::Level;
use onpace_press::palette;

/// The tag of a level.
pub(crate) fn tag(level: &Level) -> Markup {
    html! {
        span class={ "tag " (palette::class(level.tone)) } {
            svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" focusable="false" {
                (palette::shape(level.mark, "currentColor"))
            }
            (level.label)
        }
    }
}
