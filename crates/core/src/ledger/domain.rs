//! What every domain says of its events. **Not here.** Which domains there are ([`crate::ledger::event`]).

use crate::ledger::subject::Subject;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What every domain says of its events.
pub trait DomainEvent: Serialize + DeserializeOwned {
    /// Its kinds, as they stand in the record.
    fn kinds() -> &'static [&'static str];

    /// The kind of this one.
    fn kind(&self) -> &'static str;

    /// The row of the plan that it is about, where it is about one.
    fn row(&self) -> Option<&str>;

    /// What it is about, so that decisions about something else stay good; `None` for what may change anything.
    fn subject(&self) -> Option<Subject>;

    /// The earlier event that it speaks of.
    fn earlier(&self) -> Option<u64> {
        None
    }

    /// The earlier event that it puts out of force.
    fn replaces(&self) -> Option<u64> {
        None
    }
}
