//! What can be the matter with something asked of a pack: each a code with its arguments, in no language.
//!
//! **Not here.** Words, which are each door's own; what its own words contradict, which the report finds.

use serde::Serialize;
use strum::{EnumIter, EnumMessage, IntoStaticStr};

/// Why something asked of a pack was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, IntoStaticStr, EnumIter, EnumMessage)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs, reason = "what each is about is said once, above it; its arguments are named for what they are")]
pub enum PackRefusal {
    /// There is no pack of that number.
    NoSuchPack { pack: u32 },
    /// The pack is signed off already.
    SignedAlready { pack: u32 },
    /// The pack was changed while it was read.
    PackChangedMeanwhile { pack: u32 },
    /// Its figures were opened again after it was made.
    FiguresOpenedAgain { pack: u32 },
    /// Whoever prepared a pack does not sign it off.
    PreparedByYouToSign,
    /// Whoever prepared a pack does not publish it.
    PreparedByYouToPublish,
    /// The pack is not signed off.
    NotSignedOff { pack: u32 },
    /// The pack is withdrawn already.
    WithdrawnAlready { pack: u32 },
    /// Nobody but those who prepare it has seen it.
    SeenByNobody { pack: u32 },
    /// It is withdrawn without a reason.
    WithdrawnWithoutReason,
    /// That is how packs are signed off now.
    SignOffHoldsAlready,
    /// The pack is published or withdrawn, and stays as it is.
    PackStays { pack: u32, standing: String },
    /// Somebody else changed the pack meanwhile.
    PackChangedByAnother { pack: u32 },
    /// Nothing of the pack would change.
    PackSame,
    /// A pack keeps its figures.
    PackKeepsFigures,
    /// The round was not frozen under that number.
    NotFrozenUnder { round: String, freeze: u32 },
    /// No section, or one twice.
    SectionsOnce,
    /// A text that is too long.
    NarrativeTooLong { letters: usize, most: usize },
    /// More decisions than a pack asks for.
    TooManyDecisions { count: usize, most: usize },
    /// A decision that is too long.
    DecisionTooLong { letters: usize, most: usize },
    /// The figures of the pack are not there.
    FiguresMissing { pack: u32 },
    /// What somebody wrote contradicts the figures, line by line, or names one that there is not.
    WordsContradictFigures { text: Text, lines: String },
    /// Words that may name a person, each with where it stands, which nobody has checked.
    WordsToCheck { words: Vec<(String, String)> },
    /// The pack was changed, so nothing was published.
    NotPublished { pack: u32 },
}

/// Which of the texts that people write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Text {
    /// The narrative for a board.
    #[default]
    Narrative,
    /// The words for families.
    ForFamilies,
}

impl PackRefusal {
    /// Which value of what was asked it is about, where it is about one.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::WithdrawnWithoutReason => Some("reason"),
            Self::WordsToCheck { .. } => Some("checked"),
            Self::NarrativeTooLong { .. } | Self::WordsContradictFigures { text: Text::Narrative, .. } => {
                Some("narrative")
            }
            Self::WordsContradictFigures { text: Text::ForFamilies, .. } => Some("public"),
            Self::TooManyDecisions { .. } | Self::DecisionTooLong { .. } => Some("decisions"),
            _ => None,
        }
    }
}
