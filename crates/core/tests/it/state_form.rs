//! The form of a state is bound to what is kept of it: where the same events come to make another state, states that
//! were kept must be made anew, and `STATE_FORM` says so.

use onpace_core::ledger::apply::STATE_FORM;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::{Until, fold};
use onpace_core::ledger::merkle::digest;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A history in which everything happens that can, each event a line, numbered from 1. It stays as it is.
const HISTORY: &str = include_str!("history.jsonl");

/// The form, and the SHA-256 of the state that the history makes, as it is kept.
const KEPT: (u32, &str) = (2, "e2aea9e6ea78727570774c63ec99c2ebeda47391c2f73085d80e4214d1d3ab18");

fn recorded((seq, line): (u64, &str)) -> Recorded {
    Recorded {
        seq,
        recorded_at: i64::try_from(seq).unwrap(),
        effective: (seq > 6).then(|| onpace_core::day::Date::constant(2022, 6, 1)),
        channel: if seq > 6 { Channel::Web } else { Channel::Import },
        reason: Some(format!("reason {seq}")),
        event: Some(serde_json::from_str(line).unwrap()),
    }
}

#[test]
fn the_same_events_make_the_same_state_or_its_form_is_another() {
    let events: Vec<Recorded> = (1..).zip(HISTORY.lines()).map(recorded).collect();
    let kinds: BTreeSet<&str> = events.iter().map(|one| one.event.as_ref().unwrap().kind()).collect();
    assert_eq!(kinds, Event::kinds().into_iter().collect(), "a kind that the history has not: add a line at its end");
    let state = fold(&events, Until::default());
    let kept = serde_json::to_string(&state).unwrap();
    let hash = digest(&[kept.as_bytes()]).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    });
    assert_eq!(
        (STATE_FORM, hash.as_str()),
        KEPT,
        "the same events make another state: raise STATE_FORM, and write both here\n{kept}"
    );
}
