//! What a report says: one [`document::Document`] of blocks whose numbers are figures.
//!
//! A report decides what is said and in which order; how it looks is `onpace-press`'s business, and
//! nothing here knows a colour, a page or a file.

pub mod document;
