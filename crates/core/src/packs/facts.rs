//! Packs as events keep them: which frozen figures a pack is made of, its sections, and the words that people
//! typed for it. No figure stands here: those are counted anew whenever the pack is made.
//! Fields are added, never renamed. **Not here.** How a pack is written, which is a report.

use serde::{Deserialize, Serialize};

/// What a pack is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackFacts {
    /// The round whose figures it holds.
    pub round: String,
    /// The number of the freeze in it.
    pub freeze: u32,
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// What a person wrote for the board: Markdown, its numbers bound to figures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub narrative: String,
    /// What the board is asked to decide, beside the finishes asked for, which stand there by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<String>,
    /// What a person wrote for families, in plain words: Markdown, its numbers bound to figures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub public: String,
}

/// A section of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What the board is asked to decide.
    Decisions,
    /// What changed since the pack before.
    Changes,
    /// What needs the board.
    Exceptions,
    /// Whether it is making a difference: the measures that are attached to the plan.
    Difference,
    /// How the round went.
    Round,
    /// What was said about each action.
    Updates,
    /// Pace, heat map, timeline.
    Pictures,
    /// Every action.
    Plan,
}

/// All of them, in the order in which a pack has them at first.
pub const SECTIONS: [Section; 8] = [
    Section::Decisions,
    Section::Changes,
    Section::Exceptions,
    Section::Difference,
    Section::Round,
    Section::Updates,
    Section::Pictures,
    Section::Plan,
];

impl Section {
    /// Its word in forms.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decisions => "decisions",
            Self::Changes => "changes",
            Self::Exceptions => "exceptions",
            Self::Difference => "difference",
            Self::Round => "round",
            Self::Updates => "updates",
            Self::Pictures => "pictures",
            Self::Plan => "plan",
        }
    }

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Decisions => "What the board is asked to decide",
            Self::Changes => "What changed since the last pack",
            Self::Exceptions => "What needs the board",
            Self::Difference => "Is it making a difference?",
            Self::Round => "How the round of updates went",
            Self::Updates => "What was said about each action",
            Self::Pictures => "What falls due, and when",
            Self::Plan => "The whole plan",
        }
    }
}
