//! What a row waits for, as schedules write it and the reader reads it back.
//!
//! **Not here.** Reading it ([`crate::draft`]).

use onpace_core::plan::Row;
use onpace_core::plan::link::written;

/// What a row waits for. `called` says what a row of the plan is called in the file.
pub(super) fn waits(row: &Row, called: &dyn Fn(usize) -> String) -> String {
    row.links.iter().map(|link| written(&called(link.on), link.kind, link.lag)).collect::<Vec<_>>().join(", ")
}
