//! What a file says of measures: series with their values, each with its place; what could not be understood is a finding or a
//! question. **Not here.** How each kind of file is read; which measures they are of, which the office asks.

use onpace_core::finding::Finding;
use onpace_core::measures::cumulative::Reset;
use onpace_core::measures::definition::MeasureUnit;
use onpace_core::measures::facts::ObservedValue;
use onpace_core::measures::period::Period;
use onpace_core::measures::series::Better;
use onpace_core::measures::value::MeasureValue;

/// A value in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileValue {
    /// Of which period.
    pub period: Period,
    /// What it says; nothing where the cell says that there is none, or cannot be read.
    pub said: ObservedValue,
    /// As it is written.
    pub written: String,
    /// Where it stands.
    pub place: String,
    /// What is asked before it is taken.
    pub question: Option<String>,
}

impl FileValue {
    /// Whether it says anything.
    #[must_use]
    pub const fn says_something(&self) -> bool {
        self.said.value.is_some() || self.said.mark.is_some() || self.said.numerator.is_some()
    }
}

/// A series in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSeries {
    /// By which the file knows it: "T1"; its number where it has none.
    pub reference: String,
    /// What it is of.
    pub name: String,
    /// The heading that stands above it.
    pub group: String,
    /// Who brings it, as the file writes them.
    pub owner: String,
    /// In what values are given.
    pub unit: MeasureUnit,
    /// Which way is better, where the file says so.
    pub better: Option<Better>,
    /// What is aimed at.
    pub target: Option<MeasureValue>,
    /// Where it is to be by when.
    pub milestones: Vec<(Period, MeasureValue)>,
    /// Where it began.
    pub baseline: Option<(Period, MeasureValue)>,
    /// With which year it begins anew, where it counts on through one.
    pub resets: Option<Reset>,
    /// The area that it is of: code, name and kind, where the file has several.
    pub area: (String, String, String),
    /// The part that it is of: "Age: Under 5"; empty for all together.
    pub part: String,
    /// Values, in order of their periods.
    pub values: Vec<FileValue>,
    /// Periods whose cells are empty.
    pub empty: Vec<Period>,
}

/// What a file says.
#[derive(Clone, Debug, Default)]
pub struct MeasureFile {
    /// Its kind, in words.
    pub kind: &'static str,
    /// Its series.
    pub series: Vec<FileSeries>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What was left out, in words.
    pub left_out: Vec<String>,
}
