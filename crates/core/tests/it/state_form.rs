//! The form of a state is bound to what is kept of it: where the same events come to make another state, states that
//! were kept must be made anew, and `STATE_FORM` says so.

use onpace_core::calendar::{self, WorkingCalendar};
use onpace_core::day::Date;
use onpace_core::instant::Instant;
use onpace_core::ledger::apply::STATE_FORM;
use onpace_core::ledger::event::{Channel, Event, Recorded};
use onpace_core::ledger::fold::{Until, fold};
use onpace_core::ledger::merkle::digest;
use onpace_core::policy::{self, Policy};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A history in which everything happens that can, each event a line, numbered from 1. It stays as it is.
const HISTORY: &str = include_str!("history.jsonl");

/// The form, and the SHA-256 of the state that the history makes, as it is kept.
const KEPT: (u32, &str) = (2, "a198d31ac57b707197f91354e5335eb333213d3b4baf931590dac7a66cd72f8d");

/// The SHA-256 of a text, as hexadecimal digits.
fn hex(text: &str) -> String {
    digest(&[text.as_bytes()]).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn recorded((seq, line): (u64, &str)) -> Recorded {
    Recorded {
        seq,
        recorded_at: Instant::from_micros(i64::try_from(seq).unwrap()),
        effective: (seq > 6).then(|| Date::constant(2022, 6, 1)),
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
    let hash = hex(&kept);
    assert_eq!(
        (STATE_FORM, hash.as_str()),
        KEPT,
        "the same events make another state: raise STATE_FORM, and write both here\n{kept}"
    );
}

/// A plan names the policy that judges it: one that changed would judge what was signed otherwise. Another version is
/// another file.
#[test]
fn a_policy_that_ships_stays_as_it_is() {
    let kept = [
        (
            "pace",
            1,
            include_str!("../../src/policy/pace.toml"),
            "4005bbb2062639a2e47eba9a770811ffb23f16925f2b21f8ea376f0c33d50906",
        ),
        (
            "started",
            1,
            include_str!("../../src/policy/started.toml"),
            "c2b443f6c7d9558fbce4e0591b5bd93565378040290c865c5774a7268fcb34d8",
        ),
    ];
    assert_eq!(kept.map(|(name, ..)| name), policy::SHIPPED);
    for (name, version, text, hash) in kept {
        assert_eq!(Policy::shipped(name).unwrap().version, version);
        assert_eq!(hex(text), hash, "{name} is not what it was: give what is new another name");
    }
}

/// The same of calendars, by their working days of each month of the years that they know.
#[test]
fn a_calendar_that_ships_counts_as_it_did() {
    let kept = [
        ("none", "3a3e74ef0bf32e05f6ac052a796b45782aed42976e658d162ff5811f2ed1f435"),
        ("england-and-wales", "1f088f5130fc0134911c35e3a9a56bacde06210dd62ac43e9ac15d13c5d7aa63"),
        ("scotland", "e5ad0be514dbf23fb531a5783b5bb43eb82e1e6b01cbe1a36ae45351712a3373"),
        ("northern-ireland", "7ded1fc9ef8e27b9951a8de50bb1ec90ee4aef53d80c701f5e020cc65b87ced1"),
    ];
    assert_eq!(kept.map(|(name, _)| name), calendar::SHIPPED);
    let counted = calendar::SHIPPED.map(|name| {
        let calendar = WorkingCalendar::shipped(name).unwrap();
        let mut counts = String::new();
        for year in 1990..=2035 {
            for month in 1..=12 {
                let first = Date::constant(year, month, 1);
                write!(counts, "{} ", calendar.count(first, first.last_of_month())).unwrap();
            }
        }
        (name, hex(&counts))
    });
    assert_eq!(counted.each_ref().map(|(name, hash)| (*name, hash.as_str())), kept, "what was signed counts otherwise");
}
