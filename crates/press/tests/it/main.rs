//! Every medium, written from one sample document: one binary, one file a medium.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod charts;
mod csv;
mod docx;
mod html;
mod json;
mod libre_office;
mod markdown;
mod parts;
mod pdf;
mod xlsx;
