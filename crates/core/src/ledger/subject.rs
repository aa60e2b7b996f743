//! What an event is about, and what a decision rests on: so that two that have nothing to do with each other
//! need not wait for one another. A decision holds as long as nothing came in between about what it rests on.
//!
//! **Not here.** Looking whether something did, which is the store's; what the events of a domain are about, which its
//! room says.

use crate::ids::{PersonId, RowKey};

/// Something that events are about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A row: what it is, what was said of it, who is asked about it.
    Row(RowKey),
    /// A round as a whole: that it is there, and whether it is frozen.
    Round(String),
    /// An answer, by its number: what was made of it.
    Answer(u64),
    /// Somebody who is asked: letters that were written to them by hand, links that were taken back.
    Asked(PersonId),
}
