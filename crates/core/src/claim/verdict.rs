//! What becomes of a number: it agrees, it disagrees, it cannot be counted here, or it claims nothing.

use serde::Serialize;

/// What was found of a number, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimVerdict {
    /// It names or dates something: a page, a section, a telephone.
    NoClaim,
    /// Nothing in the file says whether it is so.
    NotCounted,
    /// It is what the file comes to.
    Agrees,
    /// It is not.
    Disagrees,
}

impl ClaimVerdict {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoClaim => "no_claim",
            Self::NotCounted => "not_counted",
            Self::Agrees => "agrees",
            Self::Disagrees => "disagrees",
        }
    }
}

/// What kind of contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Contradiction {
    /// A count that the rows do not bear out.
    Count,
    /// A share that is not the share of what it is of.
    Share,
    /// Parts that do not come to their total.
    Sum,
    /// A change that does not lead from the one value to the other.
    Change,
    /// What is said of a row that its row does not say.
    Row,
    /// A day that there is not, or on another weekday.
    Day,
    /// A sum of money that a table has otherwise.
    Table,
}

/// What one look at a sentence came to.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The tokens of the numbers that it is about.
    pub(super) numbers: Vec<usize>,
    pub(super) verdict: ClaimVerdict,
    pub(super) kind: Contradiction,
    /// The sentence that a person needs.
    pub(super) why: String,
    /// What would agree.
    pub(super) expected: String,
    /// The rows that it counts.
    pub(super) rows: Vec<usize>,
}

impl Outcome {
    pub(super) fn of(agrees: bool, kind: Contradiction, numbers: Vec<usize>, why: String, expected: String) -> Self {
        let verdict = if agrees { ClaimVerdict::Agrees } else { ClaimVerdict::Disagrees };
        Self { numbers, verdict, kind, why, expected, rows: Vec::new() }
    }
}
