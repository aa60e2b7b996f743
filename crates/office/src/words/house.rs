//! What happened to the installation, in words.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::administration::{value_words, what_words};
use onpace_core::house::event::HouseEvent;

/// What each kind is called, as the history lists them.
pub(super) const KINDS: [(&str, &str); 3] =
    [("forgotten", "Somebody forgotten"), ("erased", "Erased"), ("administered", "Administration")];

/// An event in words.
pub(super) fn words(event: &HouseEvent) -> String {
    match event {
        HouseEvent::Forgotten { person } => format!("forgot {person}: their name, address and post are erased"),
        HouseEvent::Administered { about, changes } => {
            let told = changes.iter().map(|change| {
                let (what, value) = (&change.what, |value| value_words(&change.what, value));
                format!("{}: {} to {}", what_words(what), value(&change.before), value(&change.after))
            });
            format!("{about}: {}", told.collect::<Vec<_>>().join("; "))
        }
        HouseEvent::Erased { of } => format!("erased the content of event {of}"),
    }
}
