//! The store on a real SQLite file: one binary, one file a subject.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod beginning;
mod conformance;
mod damage;
mod forged;
mod people;
mod published;
mod released;
mod touched;
mod trees;

use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_core::plan::event::PlanEvent;
use onpace_core::plan::report_facts::ReportFacts;
use onpace_store::Entry;

/// The instant so many microseconds after 1970 began.
const fn at(micros: i64) -> Instant {
    Instant::from_micros(micros)
}

/// An update with a note of its own.
fn update(note: &str) -> Entry {
    let report = ReportFacts { note: Some(note.to_owned()), ..ReportFacts::default() };
    Entry {
        effective: Some(jiff::civil::date(2022, 5, 22)),
        actor: "person-1".into(),
        channel: Channel::Web,
        reason: None,
        event: Event::Plan(PlanEvent::Reported { row: "1A".into(), report }),
    }
}

fn opened() -> Entry {
    let event = Event::Plan(PlanEvent::Opened { title: "A plan".into(), level_name: "Pillar".into() });
    Entry { effective: None, event, ..update("") }
}
