//! The streams that the ledger of an area holds: each by its kind and, where there are several of a kind, its name.
//!
//! A domain that has facts of its own, of no one plan, has a stream of its own: one more kind here. Which area a
//! stream is of is not said by it, for a ledger is opened for one area and holds no other's.
//! **Not here.** Areas ([`crate::house::area`]); what happens in a stream, which its events say.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::ledger::event::Event;

/// What begins the names of streams that are no plan's, so that no plan can be called so.
const OWN: char = '@';

/// One stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stream<'a> {
    /// What is of no plan: who may do what, what was set up.
    House,
    /// The measures of the area.
    Measures,
    /// A plan: its rows, rounds, packs.
    Plan(&'a str),
}

impl<'a> Stream<'a> {
    /// Its name, as it stands in the head of each of its records.
    #[must_use]
    pub const fn name(self) -> &'a str {
        match self {
            Self::House => "@house",
            Self::Measures => "@measures",
            Self::Plan(name) => name,
        }
    }

    /// Whether its name is one that a stream of its kind can have.
    #[must_use]
    pub fn is_named_well(self) -> bool {
        match self {
            Self::House | Self::Measures => true,
            Self::Plan(name) => !name.starts_with(OWN),
        }
    }

    /// Whether something can happen in it.
    #[must_use]
    pub const fn takes(self, event: &Event) -> bool {
        match (self, event) {
            // Of a plan somebody may be forgotten, and words erased.
            (Self::Plan(_), Event::Plan(_) | Event::Round(_) | Event::Pack(_) | Event::House(_))
            | (Self::House, Event::House(_))
            // Words of a measure may be erased as well.
            | (Self::Measures, Event::Measure(_) | Event::House(_)) => true,
            (Self::House | Self::Measures, Event::Plan(_) | Event::Round(_) | Event::Pack(_))
            | (Self::House | Self::Plan(_), Event::Measure(_)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_plan_can_be_taken_for_a_stream_of_another_kind() {
        for own in [Stream::House, Stream::Measures] {
            assert!(!Stream::Plan(own.name()).is_named_well());
        }
        for name in ["send", "SEND 2022", "a@b"] {
            assert!(Stream::Plan(name).is_named_well(), "{name}");
        }
    }
}
