//! What can happen to a plan: its rows, what is said of them, its names and its rules.
//!
//! The names below are the kinds on disk ([`crate::ledger::event`]). **Not here.** How each changes the plan
//! ([`crate::plan::apply`]).

#![deny(clippy::wildcard_enum_match_arm)]

use crate::day::Date;
use crate::ids::{MeasureKey, RowKey};
use crate::ledger::domain::DomainEvent;
use crate::ledger::subject::Subject;
use crate::measures::impact::ImpactStatus;
use crate::plan::attached::AttachedMeasure;
use crate::plan::facts::{DateFact, DocumentFacts};
use crate::plan::report_facts::ReportFacts;
use crate::plan::row_facts::{Addition, BaselineRow, Change, Link, Spot};
use crate::plan::status_words::StatusWord;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// Something that happened to a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PlanEvent {
    /// The plan began to be held.
    Opened {
        /// Its title.
        title: String,
        /// Its word for a top row.
        level_name: String,
    },
    /// Rows were read from a document, which also says these things.
    Document(Box<DocumentFacts>),
    /// A row was added.
    Added(Box<Addition>),
    /// Values of a row were changed.
    Revised {
        /// Which row.
        row: RowKey,
        /// The new values.
        changes: Vec<Change>,
    },
    /// A row was hung elsewhere.
    Moved {
        /// Which row.
        row: RowKey,
        /// Where.
        to: Spot,
    },
    /// A row was taken out of the plan; its history stays.
    Withdrawn {
        /// Which row.
        row: RowKey,
    },
    /// One action was made to depend on another.
    Linked {
        /// The action that waits.
        row: RowKey,
        /// The link.
        link: Link,
    },
    /// A dependency was taken away.
    Unlinked {
        /// The action that waited.
        row: RowKey,
        /// The one it waited for.
        on: RowKey,
    },
    /// Dates were frozen under a name, to measure against.
    Baselined {
        /// The name.
        name: String,
        /// The dates of each row that has any.
        rows: Vec<BaselineRow>,
    },
    /// A body approved the plan as it stood.
    Approved {
        /// The version's name.
        version: String,
        /// Who: a board, Ofsted, CQC.
        body: String,
    },
    /// An officer said how a row stands.
    Reported {
        /// Which row.
        row: RowKey,
        /// What they said.
        report: ReportFacts,
    },
    /// Another finish was asked for.
    DateProposed {
        /// Which row.
        row: RowKey,
        /// The finish asked for; `None` where it cannot be done as planned and nobody knows yet when it can.
        finish: Option<DateFact>,
    },
    /// A finish asked for was granted, or not.
    DateDecided {
        /// The sequence number of the proposal.
        proposal: u64,
        /// Granted?
        granted: bool,
        /// The finish granted, where it is another than was asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        finish: Option<DateFact>,
    },
    /// The plan, the area and the boards were given names: those that were said replace those before.
    Named(Box<PlanNames>),
    /// A person put a status in place of the computed one.
    StatusOverridden {
        /// Which row.
        row: RowKey,
        /// The status.
        status: String,
    },
    /// The computed status holds again.
    StatusLifted {
        /// Which row.
        row: RowKey,
    },
    /// What was reported earlier was wrong; this holds in its place, from the same day.
    Corrected {
        /// The sequence number of the report.
        of: u64,
        /// Its row.
        row: RowKey,
        /// What should have been reported.
        report: ReportFacts,
    },
    /// What was reported earlier does not hold.
    Superseded {
        /// The sequence number of the report.
        of: u64,
    },
    /// The plan is judged by another policy from then on.
    PolicyChosen {
        /// The name of one that ships, or a policy as TOML.
        policy: String,
    },
    /// Its working days are counted by another calendar from then on.
    CalendarChosen {
        /// The name of one that ships, or a calendar as TOML.
        calendar: String,
    },
    /// The holidays of schools were set, all of them: days on which nobody who works in one is reminded.
    SchoolHolidaysSet {
        /// In order of their days.
        holidays: Vec<SchoolHoliday>,
    },
    /// What words of a status say here was set, all of them.
    StatusWordsSet {
        /// In order.
        words: Vec<StatusWord>,
    },
    /// Something that shows how an action stands: where it is kept, never the thing itself.
    EvidenceAdded {
        /// Which row.
        row: RowKey,
        /// What it is.
        title: String,
        /// Where it is kept: an address, or words such as a file's number.
        place: String,
    },
    /// A measure of the area shows whether a row makes a difference.
    MeasureAttached {
        /// Which row.
        row: RowKey,
        /// Which measure, as what.
        #[serde(flatten)]
        attached: AttachedMeasure,
    },
    /// It does no more.
    MeasureDetached {
        /// Which row.
        row: RowKey,
        /// Which measure.
        measure: MeasureKey,
    },
    /// Somebody said what the impact of a row is, beside what its measures show.
    ImpactDeclared {
        /// Which row.
        row: RowKey,
        /// What it is; none where nobody says so any more.
        impact: Option<ImpactStatus>,
    },
}

impl DomainEvent for PlanEvent {
    fn kinds() -> &'static [&'static str] {
        Self::VARIANTS
    }

    fn kind(&self) -> &'static str {
        self.into()
    }

    fn row(&self) -> Option<&str> {
        match self {
            Self::Added(addition) => Some(&addition.row),
            Self::Revised { row, .. }
            | Self::Moved { row, .. }
            | Self::Withdrawn { row }
            | Self::Linked { row, .. }
            | Self::Unlinked { row, .. }
            | Self::Reported { row, .. }
            | Self::DateProposed { row, .. }
            | Self::StatusOverridden { row, .. }
            | Self::StatusLifted { row }
            | Self::EvidenceAdded { row, .. }
            | Self::MeasureAttached { row, .. }
            | Self::MeasureDetached { row, .. }
            | Self::ImpactDeclared { row, .. }
            | Self::Corrected { row, .. } => Some(row),
            Self::Opened { .. }
            | Self::Document(_)
            | Self::Baselined { .. }
            | Self::Approved { .. }
            | Self::DateDecided { .. }
            | Self::Named(_)
            | Self::Superseded { .. }
            | Self::PolicyChosen { .. }
            | Self::CalendarChosen { .. }
            | Self::SchoolHolidaysSet { .. }
            | Self::StatusWordsSet { .. } => None,
        }
    }

    fn subject(&self) -> Option<Subject> {
        // What puts something else out of force may be about another row.
        self.row().filter(|_| self.replaces().is_none()).map(|row| Subject::Row(row.into()))
    }

    fn earlier(&self) -> Option<u64> {
        let Self::DateDecided { proposal, .. } = self else { return self.replaces() };
        Some(*proposal)
    }

    fn replaces(&self) -> Option<u64> {
        let (Self::Corrected { of, .. } | Self::Superseded { of }) = self else { return None };
        Some(*of)
    }
}

/// What a plan, its area and its boards are called. What is absent stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanNames {
    /// The plan, on every page and report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The local area whose plan it is: "Torbay".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// The boards that it is reported to, all of them, that of the rounds first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boards: Option<Vec<String>>,
}

/// Days on which schools are closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolHoliday {
    /// The first of them.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// What they are called.
    pub name: String,
}
