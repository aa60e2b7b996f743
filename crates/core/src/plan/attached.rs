//! What shows whether a row makes a difference: measures of the area that are attached to it, and as what. **Not here.** The
//! measures themselves ([`crate::measures`]); what becomes of it ([`super::impact`]).

use crate::ids::MeasureKey;
use crate::measures::impact::ImpactStatus;
use serde::{Deserialize, Serialize};

/// As what a measure is attached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureTie {
    /// What is to become better.
    #[default]
    Outcome,
    /// Whether the work is done as it should be.
    Process,
    /// What must not become worse meanwhile.
    Balancing,
}

impl MeasureTie {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Outcome, Self::Process, Self::Balancing];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Process => "process",
            Self::Balancing => "balancing",
        }
    }

    /// The tie of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tie| tie.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// A measure that is attached to a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedMeasure {
    /// Which.
    pub measure: MeasureKey,
    /// As what.
    #[serde(rename = "as")]
    pub tie: MeasureTie,
}

/// Something asked of what shows a row's impact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImpactCommand {
    /// Attach a measure.
    Attach(AttachedMeasure),
    /// Take it off.
    Detach(MeasureKey),
    /// Say what the impact is; none takes back what was said.
    Declare(Option<ImpactStatus>),
}
