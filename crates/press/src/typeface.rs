//! The typeface of the reports: Atkinson Hyperlegible Next, drawn by the Braille Institute for
//! readers with low vision; SIL Open Font License 1.1. Brought by npm, embedded by the build script.

include!(concat!(env!("OUT_DIR"), "/typeface.rs"));

/// The family's name, as documents ask for it.
pub(crate) const FAMILY: &str = "Atkinson Hyperlegible Next";

/// The licence text that goes wherever the fonts go.
#[must_use]
pub fn licence() -> &'static str {
    LICENCE
}
