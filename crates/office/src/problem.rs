//! Why an act could not be done: a refusal, which is a code and its arguments, or what went wrong outside, in words.
//!
//! What somebody may put right has a code (`onpace_core::ledger::refusal`), and each door says it in its own words.
//! What the disk, a file or another machine says has none but its kind. **Not here.** The words of the doors.

use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ledger::refusal::Refusal;
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::packs::refusal::PackRefusal;
use onpace_core::plan::refusal::PlanRefusal;
use onpace_core::rounds::refusal::RoundRefusal;
use onpace_store::StoreError;
use std::fmt;

/// What kind of problem, which decides the exit code (DESIGN 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something that must be given was not.
    Usage,
    /// Nothing of that name.
    NotFound,
    /// An input that cannot be accepted.
    NotAccepted,
    /// Something that is not theirs to do.
    NotAllowed,
    /// Somebody else's change came in between.
    Conflict,
    /// What is kept is not what was written.
    Integrity,
    /// The disk, not the input.
    Temporary,
    /// Something that should not happen.
    Unexpected,
}

impl Kind {
    /// Its code, for a problem that has none of its own.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::NotFound => "not-found",
            Self::NotAccepted => "not-accepted",
            Self::NotAllowed => "not-allowed",
            Self::Conflict => "conflict",
            Self::Integrity => "integrity",
            Self::Temporary => "temporary",
            Self::Unexpected => "unexpected",
        }
    }
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub kind: Kind,
    /// What is the matter.
    pub matter: Matter,
}

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Something was refused: each door has words of its own for it.
    Refused(Box<Refusal>),
    /// Something outside, in words that say what to do next.
    Said(String),
}

impl Problem {
    /// A problem of a kind, of something outside.
    pub fn new(kind: Kind, message: impl fmt::Display) -> Self {
        Self { kind, matter: Matter::Said(message.to_string()) }
    }

    /// A refusal of a kind.
    pub fn refused(kind: Kind, refusal: impl Into<Refusal>) -> Self {
        Self { kind, matter: Matter::Refused(Box::new(refusal.into())) }
    }

    /// What was refused, where something was.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        match &self.matter {
            Matter::Refused(refusal) => Some(refusal),
            Matter::Said(_) => None,
        }
    }

    /// Its code, stable and public.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.refusal().map_or(self.kind.code(), Refusal::code)
    }

    /// Which value of what was asked it is about, where it is about one: `finish`, `reason`.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        self.refusal().and_then(Refusal::field)
    }
}

/// For who maintains the program; people read the words of their door.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.matter {
            Matter::Refused(refusal) => write!(f, "{refusal}"),
            Matter::Said(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Problem {}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let kind = match error {
            StoreError::NotFound(_) => Kind::NotFound,
            StoreError::Conflict { .. } => Kind::Conflict,
            StoreError::NotAccepted(_) => Kind::NotAccepted,
            StoreError::Integrity(_) => Kind::Integrity,
            StoreError::Temporary(_) => Kind::Temporary,
        };
        Self::new(kind, error)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(Kind::NotAccepted, refusal)
    }
}

macro_rules! not_accepted {
    ($($refusal:ty),*) => {
        $(impl From<$refusal> for Problem {
            fn from(refusal: $refusal) -> Self {
                Self::refused(Kind::NotAccepted, refusal)
            }
        })*
    };
}

not_accepted!(PlanRefusal, RoundRefusal, PackRefusal, MeasureRefusal, HouseRefusal);
