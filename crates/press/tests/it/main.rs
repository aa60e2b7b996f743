//! Every medium, written from one sample document: one binary, one file a medium.
#![expect(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod html;
mod sample;
