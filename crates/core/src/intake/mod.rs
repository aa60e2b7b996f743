//! A draft against what is held: how a plan is taken over, and what a later file changes.
//!
//! A file changes only what it says differently from the last file: what people have recorded since
//! stays. What it does not mention is never deleted. Rows are matched by the name in the ledger that a
//! file written from there brings back, then by code, then by likeness of title. **Not here.** Reading files; accepting, which people do.

pub mod adopt;
pub mod reconcile;
mod likeness;

pub use adopt::{adopt, keys};
pub use reconcile::{Offer, What, reconcile};

use crate::day::Date;
use crate::ids::RowKey;
use crate::ledger::event::Event;
use crate::plan::row_facts::Link;
use crate::plan::{Row, RowLink};

/// An event with the day from which it is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The day; `None` for always.
    pub effective: Option<Date>,
    /// What is to be recorded.
    pub event: Event,
}

/// What a row of a draft waits for, by the names in the ledger of all its rows. A reader links each row once, and none to
/// itself.
fn links(row: &Row, keys: &[RowKey]) -> Vec<Link> {
    let link = |link: &RowLink| Some(Link { on: keys.get(link.on)?.clone(), kind: link.kind, lag: link.lag });
    row.links.iter().filter_map(link).collect()
}
