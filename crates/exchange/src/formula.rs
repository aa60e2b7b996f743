//! Which texts a spreadsheet would take for a formula, and the apostrophe that keeps them texts.
//!
//! The writer puts one apostrophe before such a text and the reader takes one off. So that both
//! agree on every text, apostrophes that already stand before such a beginning count as part of it.

/// Whether a spreadsheet would take a text for a formula, apostrophes before it aside.
pub(crate) fn would_begin(text: &str) -> bool {
    let beginnings = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    text.trim_start_matches('\'').starts_with(beginnings)
}
