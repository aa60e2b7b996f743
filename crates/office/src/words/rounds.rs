//! What happened to a round, in words.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::names::Names;
use onpace_core::day;
use onpace_core::rounds::event::RoundEvent;
use std::collections::HashSet;

/// What each kind is called, as the history lists them.
pub(super) const KINDS: [(&str, &str); 8] = [
    ("round_opened", "Round opened"),
    ("answered", "Answer in a round"),
    ("handed_over", "Somebody else asked"),
    ("reminded", "Reminded by hand"),
    ("links_taken_back", "Links taken back"),
    ("moderated", "Answer looked at"),
    ("round_frozen", "Figures frozen"),
    ("round_unfrozen", "Figures opened again"),
];

/// An event in words.
pub(super) fn words(event: &RoundEvent, names: &Names) -> String {
    match event {
        RoundEvent::RoundOpened(facts) => {
            let board = day::in_full(facts.board);
            let rows: HashSet<_> = facts.asks.iter().map(|ask| &ask.row).collect();
            format!("opened the round {} for the board of {board}: asks about {} rows", facts.name, rows.len())
        }
        RoundEvent::HandedOver { from, to, .. } => {
            format!("{} is asked instead of {}", names.label(to).written, names.label(from).written)
        }
        RoundEvent::Answered { person, answer, .. } => {
            format!("{} answered: {}", names.label(person).written, answer.choice.title().to_lowercase())
        }
        RoundEvent::Reminded { person, .. } => format!("had {} reminded", names.label(person).written),
        RoundEvent::LinksTakenBack { person, .. } => {
            format!("took back every link by which {} answers", names.label(person).written)
        }
        RoundEvent::Moderated { of, taken, .. } => {
            format!("answer {of} was {}", if *taken { "taken into the plan" } else { "sent back" })
        }
        RoundEvent::RoundFrozen { round, number, .. } => {
            format!("froze the figures of the round {round}, number {number}")
        }
        RoundEvent::RoundUnfrozen { round, number } => {
            format!("opened the figures of the round {round} again, number {number} stays as it was")
        }
    }
}
