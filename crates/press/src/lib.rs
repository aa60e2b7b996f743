//! How a report looks: one file a medium, all written from one `Document`.
//!
//! The list of media is [`FORMATS`]; adding one is one file and one line here.

pub mod format;
mod typeface;

pub use typeface::licence as typeface_licence;

use format::Format;

/// Every medium, in the order in which the documentation lists them.
pub static FORMATS: &[&dyn Format] = &[];

/// The medium whose files end so, without the point and in any case.
#[must_use]
pub fn by_ending(ending: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.ending().eq_ignore_ascii_case(ending))
}
