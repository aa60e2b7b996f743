//! A row as its events have made it, and what else a plan holds: baselines, approvals, dates that were asked for.
//! **Not here.** How an event changes them ([`crate::plan::apply`]); all of a plan together ([`crate::ledger::state::State`]).

use crate::day::Date;
use crate::ids::RowKey;
use crate::measures::impact::ImpactStatus;
use crate::plan::attached::AttachedMeasure;
use crate::plan::facts::{DateFact, RowFacts};
use crate::plan::report_facts::ReportFacts;
use crate::plan::row_facts::{BaselineRow, Link, Spot};
use serde::{Deserialize, Serialize};

/// A row as it is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Its name in the ledger.
    pub key: RowKey,
    /// Where it hangs.
    pub spot: Spot,
    /// What it is.
    pub facts: RowFacts,
    /// What was last said of it.
    pub report: ReportFacts,
    /// From when that holds, and which event said it; `None` before anything was said.
    pub heard: Option<Heard>,
    /// What a file last said of it, so that the same file again changes nothing.
    pub from_file: Option<Box<FromFile>>,
    /// Taken out of the plan.
    pub withdrawn: bool,
    /// What it waits for.
    pub links: Vec<Link>,
    /// A status that a person put in place of the computed one, with their reason.
    pub overridden: Option<(String, String)>,
    /// What shows how it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Measures that show whether it makes a difference, in the order in which they were attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<AttachedMeasure>,
    /// What somebody says of its impact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<ImpactStatus>,
}

/// Something that shows how a row stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is.
    pub title: String,
    /// Where it is kept.
    pub place: String,
    /// Since when.
    pub on: Option<Date>,
    /// The event.
    pub seq: u64,
}

/// When something was heard of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The day from which it holds.
    pub on: Option<Date>,
    /// The event.
    pub seq: u64,
}

/// What a file said of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromFile {
    /// What it is.
    pub facts: RowFacts,
    /// What is reported.
    pub report: ReportFacts,
    /// What it waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

impl FromFile {
    /// Of a row of which nothing more was said yet.
    #[must_use]
    pub fn of(facts: RowFacts) -> Self {
        Self { facts, report: ReportFacts::default(), links: Vec::new() }
    }
}

/// Dates frozen under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBaseline {
    /// The name.
    pub name: String,
    /// Since when.
    pub on: Option<Date>,
    /// The dates.
    pub rows: Vec<BaselineRow>,
}

/// A version approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The version's name.
    pub version: String,
    /// By whom.
    pub body: String,
    /// When.
    pub on: Option<Date>,
    /// The event.
    pub seq: u64,
}

/// A finish asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The event that asked.
    pub seq: u64,
    /// For which row.
    pub row: RowKey,
    /// Which finish; none where it is not known when it can be done.
    pub finish: Option<DateFact>,
    /// Granted, refused, or open.
    pub granted: Option<bool>,
}

impl Held {
    /// "10B", or the beginning of its title in quotation marks.
    #[must_use]
    pub fn name(&self) -> String {
        if self.facts.code.is_empty() {
            format!("\u{201c}{}\u{201d}", crate::plan::shortened(&self.facts.title, 40))
        } else {
            self.facts.code.clone()
        }
    }
}
