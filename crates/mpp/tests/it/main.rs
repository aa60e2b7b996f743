//! The reader from outside: against the reference, and against hostile files.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod agreement;
mod hostile;
mod made;
mod shape;
