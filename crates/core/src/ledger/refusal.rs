//! How what is asked is refused: a code that programs rely on, its arguments, and the value it is about.
//!
//! Nothing here is in any language. Each door, pages, command line and API, has a table of its own words, and the
//! compiler says which are missing. **Not here.** The codes themselves, which are each domain's.

use crate::house::refusal::HouseRefusal;
use crate::measures::refusal::MeasureRefusal;
use crate::packs::refusal::PackRefusal;
use crate::plan::refusal::PlanRefusal;
use crate::rounds::refusal::RoundRefusal;
use serde::Serialize;
use std::fmt;
use strum::{EnumMessage, IntoEnumIterator};

/// Why something asked was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Refusal {
    /// Of a plan and its rows.
    Plan(PlanRefusal),
    /// Of a round.
    Round(RoundRefusal),
    /// Of a pack.
    Pack(PackRefusal),
    /// Of measures.
    Measure(MeasureRefusal),
    /// Of the installation.
    House(HouseRefusal),
}

impl Refusal {
    /// Its code, stable and public: `no-such-row`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Plan(refusal) => refusal.into(),
            Self::Round(refusal) => refusal.into(),
            Self::Pack(refusal) => refusal.into(),
            Self::Measure(refusal) => refusal.into(),
            Self::House(refusal) => refusal.into(),
        }
    }

    /// Which value of what was asked it is about, where it is about one: `finish`, `reason`.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Plan(refusal) => refusal.field(),
            Self::Round(refusal) => refusal.field(),
            Self::Pack(refusal) => refusal.field(),
            Self::Measure(refusal) => refusal.field(),
            Self::House(refusal) => refusal.field(),
        }
    }

    /// What its code means, for who writes a program.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        let meaning = match self {
            Self::Plan(refusal) => refusal.get_documentation(),
            Self::Round(refusal) => refusal.get_documentation(),
            Self::Pack(refusal) => refusal.get_documentation(),
            Self::Measure(refusal) => refusal.get_documentation(),
            Self::House(refusal) => refusal.get_documentation(),
        };
        meaning.unwrap_or_default()
    }

    /// Each that there is, with empty arguments: for the page of codes, and to try every table of words.
    pub fn each() -> impl Iterator<Item = Self> {
        PlanRefusal::iter()
            .map(Self::Plan)
            .chain(RoundRefusal::iter().map(Self::Round))
            .chain(PackRefusal::iter().map(Self::Pack))
            .chain(MeasureRefusal::iter().map(Self::Measure))
            .chain(HouseRefusal::iter().map(Self::House))
    }
}

/// For who maintains the program: the code, never a sentence.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code())
    }
}

impl std::error::Error for Refusal {}

macro_rules! of_each_domain {
    ($($variant:ident($refusal:ty)),*) => {
        $(impl From<$refusal> for Refusal {
            fn from(refusal: $refusal) -> Self {
                Self::$variant(refusal)
            }
        })*
    };
}

of_each_domain!(
    Plan(PlanRefusal),
    Round(RoundRefusal),
    Pack(PackRefusal),
    Measure(MeasureRefusal),
    House(HouseRefusal)
);
