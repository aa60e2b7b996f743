//! What happened, in words for whoever reads the history: a file a domain, so that the compiler names the words that a
//! new kind of event lacks. **Not here.** The history itself ([`crate::history`]).

#![deny(clippy::wildcard_enum_match_arm)]

mod house;
pub mod measures;
mod packs;
mod plan;
mod rounds;

use crate::names::Names;
use onpace_core::ledger::{Event, State};

/// Every kind of event with what it is called, as the history lists them.
pub fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    plan::KINDS.into_iter().chain(rounds::KINDS).chain(packs::KINDS).chain(measures::KINDS).chain(house::KINDS)
}

/// What a kind of event is called; one that is not known, of a later release, by its word.
#[must_use]
pub fn kind(kind: &str) -> String {
    kinds().find(|(word, _)| *word == kind).map_or_else(|| kind.replace('_', " "), |(_, words)| words.to_owned())
}

/// An event in words; the words of one whose content was erased say so.
pub fn event(event: Option<&Event>, state: &State, names: &Names) -> String {
    match event {
        Some(Event::Plan(event)) => plan::words(event, state, names),
        Some(Event::Round(event)) => rounds::words(event, names),
        Some(Event::Pack(event)) => packs::words(event),
        Some(Event::Measure(event)) => measures::words(event),
        Some(Event::House(event)) => house::words(event),
        None => "its content was erased".to_owned(),
    }
}
