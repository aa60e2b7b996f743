//! Plans written out: as JSON and as a CSV that reads back equal.

pub mod csv;
pub mod json;
