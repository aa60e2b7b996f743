//! What is said of a measure besides its definition, each thing with the time from which it holds. **Not here.** What can
//! happen ([`super::event`]); the definition ([`super::definition`]).

use super::period::Period;
use super::series::ValueStatus;
use super::value::MeasureValue;
use serde::{Deserialize, Serialize};

/// A mark that stands where a number would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueMark {
    /// There is a number and it is hidden: "c", "<5".
    Hidden,
    /// There is no number: "x".
    NotAvailable,
    /// There can be none: "z".
    NotApplicable,
    /// It rounds to nothing, and is not nothing: "low".
    Low,
    /// Too unreliable to print: "u".
    Unreliable,
}

impl ValueMark {
    /// Its letter in files.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Hidden => "c",
            Self::NotAvailable => "x",
            Self::NotApplicable => "z",
            Self::Low => "low",
            Self::Unreliable => "u",
        }
    }

    /// What it says.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::NotAvailable => "not available",
            Self::NotApplicable => "does not apply",
            Self::Low => "rounds to nothing",
            Self::Unreliable => "too unreliable to print",
        }
    }

    /// The mark of a cell: the letters of published statistics, and the words of offices.
    #[must_use]
    pub fn of_cell(text: &str) -> Option<Self> {
        let small = text.trim().to_ascii_lowercase();
        let is_below = small.strip_prefix(['<', '\u{2264}']).is_some_and(|rest| rest.trim().parse::<u8>().is_ok());
        let is_fewer = ["fewer than ", "less than ", "under "]
            .into_iter()
            .filter_map(|words| small.strip_prefix(words))
            .any(|rest| rest.parse::<u8>().is_ok() || rest == "five");
        Some(match small.as_str() {
            "c" | "1\u{2013}4" | "1-4" | "1 to 4" | "1-5" | "1 to 5" | "1\u{2013}5" => Self::Hidden,
            "x" | ":" | "n/a" | "na" | "not available" => Self::NotAvailable,
            "z" | "." | "not applicable" => Self::NotApplicable,
            "low" | "~" => Self::Low,
            "u" => Self::Unreliable,
            _ if is_below || is_fewer => Self::Hidden,
            _ => return None,
        })
    }
}

/// A value as somebody gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObservedValue {
    /// The number; none where it follows from counts, or a mark stands for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<MeasureValue>,
    /// The part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    /// The whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    /// The number that was printed beside counts that do not give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<MeasureValue>,
    /// What stands for the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<ValueMark>,
    /// How sure it is.
    #[serde(default, skip_serializing_if = "is_reported")]
    pub status: ValueStatus,
    /// Where it came from: a file, a return.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// And where in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_reported(status: &ValueStatus) -> bool {
    *status == ValueStatus::Reported
}

impl ObservedValue {
    /// The counts, where both are there.
    #[must_use]
    pub fn counts(&self) -> Option<(i64, i64)> {
        self.numerator.zip(self.denominator)
    }

    /// Whether it says the same number as surely, wherever either came from.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let number = |one: &Self| one.value.map(MeasureValue::millionths);
        let counts = |one: &Self| (one.numerator, one.denominator);
        number(self) == number(other)
            && counts(self) == counts(other)
            && self.mark == other.mark
            && self.status == other.status
    }
}

/// From a period on values are of something else: another definition, system, area or population.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureBreak {
    /// The first period behind it.
    pub from: Period,
    /// Why.
    pub why: String,
    /// Whether values of before may be compared with those behind it all the same.
    #[serde(default)]
    pub comparable: bool,
}

/// What is aimed at, from a period on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureTarget {
    /// The first period for which it holds.
    pub from: Period,
    /// The value; none where there is none any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<MeasureValue>,
    /// How far beside it is near enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<MeasureValue>,
    /// Who agreed it: a board, a contract.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreed_by: String,
}

/// A value for a period: where one began, or is to be by then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureMilestone {
    /// The period.
    pub period: Period,
    /// The value.
    pub value: MeasureValue,
}

/// What another area, or all of them together, came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureBenchmark {
    /// The area's code: "E92000001".
    pub code: String,
    /// Its name: "England".
    pub name: String,
    /// The kind of area: "national".
    pub geography: String,
    /// The period.
    pub period: Period,
    /// What it came to.
    pub said: ObservedValue,
}

/// An area that is like this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeighbourArea {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// For whom something is released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReleaseAudience {
    /// Who reads board papers.
    Board,
    /// Everybody.
    Public,
}

impl ReleaseAudience {
    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Public => "public",
        }
    }

    /// The audience of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Board, Self::Public].into_iter().find(|one| one.word().eq_ignore_ascii_case(word.trim()))
    }
}

/// A cell as an audience got it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedCell {
    /// The series; empty for all together.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub series: String,
    /// The period.
    pub period: Period,
    /// The event that gave the value.
    pub of: u64,
    /// Whether it was shown, or stood as "too few to show".
    pub shown: bool,
}

/// What was released of one measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedMeasure {
    /// Which.
    pub measure: crate::ids::MeasureKey,
    /// Its cells.
    pub cells: Vec<ReleasedCell>,
    /// How many values the narrowest hidden cell can have, for who knows all that is shown; none where nothing is hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrowest: Option<u64>,
}
