//! How a report looks: one file a medium, all written from one `Document`.
//!
//! The list of media is [`FORMATS`]; adding one is one file and one line here.

pub mod atom;
pub mod charts;
pub mod csv;
pub mod csvw;
pub mod docx;
pub mod format;
pub mod html;
pub mod json;
pub mod markdown;
mod ooxml;
pub mod palette;
#[cfg(feature = "pdf")]
pub mod pdf;
mod typeface;
mod words;
pub mod xlsx;

pub use typeface::licence as typeface_licence;

use format::Format;

/// Every medium, in the order in which the documentation lists them.
pub static FORMATS: &[&dyn Format] = &[
    &html::Html,
    #[cfg(feature = "pdf")]
    &pdf::Pdf,
    &docx::Docx,
    &xlsx::Xlsx,
    &csv::Csv,
    &markdown::Markdown,
    &json::Json,
];

/// The medium whose files end so, without the point and in any case.
#[must_use]
pub fn by_ending(ending: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.ending().eq_ignore_ascii_case(ending))
}
