//! The core against facts from outside the code: one binary, one file a subject.
#![expect(missing_docs, clippy::unwrap_used, reason = "tests")]

mod bank_holidays;
