//! What happened to a board pack, in words.

#![deny(clippy::wildcard_enum_match_arm)]

use onpace_core::packs::event::PackEvent;

/// What each kind is called, as the history lists them.
pub(super) const KINDS: [(&str, &str); 5] = [
    ("pack_prepared", "Board pack made"),
    ("pack_signed", "Board pack signed off"),
    ("pack_published", "Board pack published"),
    ("pack_withdrawn", "Board pack withdrawn"),
    ("sign_off_chosen", "Sign-off of packs"),
];

/// An event in words.
pub(super) fn words(event: &PackEvent) -> String {
    match event {
        PackEvent::PackPrepared { number, facts, .. } => {
            format!("prepared pack {number} of the round {}, freeze {}", facts.round, facts.freeze)
        }
        PackEvent::PackSigned { number, of, .. } => format!("signed off pack {number} as event {of} left it"),
        PackEvent::PackPublished { number, .. } => format!("published pack {number}"),
        PackEvent::PackWithdrawn { number } => format!("withdrew pack {number}"),
        PackEvent::SignOffChosen { second_person: true } => {
            "packs are signed off by a second person from now on".to_owned()
        }
        PackEvent::SignOffChosen { .. } => "packs may be signed off by who prepared them from now on".to_owned(),
    }
}
