//! The levels of a status scale, as data: what each is called, what it means, how it is drawn.
//!
//! A colour has no fixed meaning (blue is "complete" to one council and "deferred" to another), so a
//! level says its own, and is always drawn as shape, word and colour together.

use serde::{Deserialize, Serialize};

/// The shape that a level is drawn with, so that it can be told in grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ●
    Circle,
    /// ✓
    Tick,
    /// A short line: nothing to judge yet.
    Dash,
    /// A question mark: not known.
    Question,
}

/// The colour that a level is drawn with; what it looks like is decided where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Needs help.
    Red,
    /// Watch.
    Amber,
    /// On track.
    Green,
    /// Done.
    Blue,
    /// No colour: nothing to judge.
    Plain,
    /// Hatched: nothing is known.
    Unknown,
}

impl Tone {
    /// How much a level of this tone needs attention: 0 is least. What is not known comes before what is well.
    #[must_use]
    pub fn concern(self) -> u8 {
        match self {
            Self::Red => 5,
            Self::Amber => 4,
            Self::Unknown => 3,
            Self::Green => 2,
            Self::Plain => 1,
            Self::Blue => 0,
        }
    }
}

/// One level of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Stable name in files and JSON: `not_due`.
    pub code: String,
    /// The word on pages: "Not due".
    pub label: String,
    /// What it means, in a plain sentence.
    pub meaning: String,
    /// Its shape.
    pub mark: Mark,
    /// Its colour.
    pub tone: Tone,
}
