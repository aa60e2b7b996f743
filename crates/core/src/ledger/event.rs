//! What can happen to a plan, and what goes with every event.
//!
//! The names below are the kinds on disk. A kind is never removed and never means something else; a
//! new one raises [`VERSION`].

pub use super::row_facts::{Addition, BaselineRow, Change, Link, LinkKind, Order, RowKey, Spot};

use super::facts::{DateFact, DocumentFacts, PersonId, ReportFacts};
use super::pack_facts::PackFacts;
use super::round_facts::{AnswerFacts, RoundFacts, Wording};
use crate::day::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of events that this program writes; it reads this and all before it.
pub const VERSION: u32 = 4;

/// The definitions by which figures are counted now. What was frozen by older ones is counted by those for ever.
///
/// Since 2, a row of a round has started when the plan says so: words that nobody has looked at do not count; and late
/// is an update that came after the day it was due. Figures of the status scale are signed as well.
pub const FIGURES: u32 = 2;

const fn first() -> u32 {
    1
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
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
    /// Somebody whom the plan names was forgotten: what was known of them is erased, their id stays.
    Forgotten {
        /// Who, by the id.
        person: PersonId,
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
    Named(Box<Names>),
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
    /// Something that shows how an action stands: where it is kept, never the thing itself.
    EvidenceAdded {
        /// Which row.
        row: RowKey,
        /// What it is.
        title: String,
        /// Where it is kept: an address, or words such as a file's number.
        place: String,
    },
    /// Something of the installation changed that is of no plan: who may sign in, as what. It stands in a
    /// stream of its own and folds into nothing.
    Administered {
        /// What it is about: the id of an account, or a word such as `backups`.
        about: String,
        /// What changed, without names and addresses.
        changes: Vec<AdministeredChange>,
    },
    /// People were asked about their rows.
    RoundOpened(Box<RoundFacts>),
    /// Somebody is asked in another's place.
    HandedOver {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who was asked.
        from: super::facts::PersonId,
        /// Who is asked now.
        to: super::facts::PersonId,
    },
    /// Somebody answered. It is in no report until it was moderated.
    Answered {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who answers, be it by the hand of another.
        person: super::facts::PersonId,
        /// What.
        answer: Box<AnswerFacts>,
    },
    /// Somebody who runs the round had a letter written to one person, beside the calendar.
    Reminded {
        /// Which round.
        round: String,
        /// Whom.
        person: super::facts::PersonId,
    },
    /// Every link by which somebody answers was taken back.
    LinksTakenBack {
        /// Which round.
        round: String,
        /// Whose.
        person: super::facts::PersonId,
    },
    /// An answer was taken into the plan, or sent back.
    Moderated {
        /// Which round.
        round: String,
        /// The sequence number of the answer.
        of: u64,
        /// Taken?
        taken: bool,
        /// Other words than the officer's.
        #[serde(default)]
        wording: Wording,
    },
    /// The figures of a round were frozen: what was known by then is what its pack says.
    RoundFrozen {
        /// Which round.
        round: String,
        /// The number of the freeze in it, from 1.
        number: u32,
        /// By which definitions its figures are counted ([`FIGURES`]).
        #[serde(default = "first")]
        figures: u32,
    },
    /// They are open again; what was frozen stays.
    RoundUnfrozen {
        /// Which round.
        round: String,
        /// The number of the freeze that no longer holds.
        number: u32,
    },
    /// A pack was prepared, or changed.
    PackPrepared {
        /// Its number in the plan, from 1.
        number: u32,
        /// By whom, the id of an account: who signs it off may have to be somebody else.
        by: String,
        /// What it is made of.
        facts: Box<PackFacts>,
    },
    /// A pack was signed off: the board reads it.
    PackSigned {
        /// Which.
        number: u32,
        /// The sequence number of the event that it was prepared by last.
        of: u64,
        /// By whom, the id of an account.
        by: String,
        /// The hash of its figures in SHA-256, as hexadecimal digits.
        figures: String,
    },
    /// A pack was published: anybody reads what is public of it.
    PackPublished {
        /// Which.
        number: u32,
        /// By whom, the id of an account.
        by: String,
        /// What was published: the hash of each file in SHA-256, as hexadecimal digits, by its ending. Earlier releases
        /// published without.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        files: BTreeMap<String, String>,
    },
    /// A pack was taken back; that it was there stays.
    PackWithdrawn {
        /// Which.
        number: u32,
    },
    /// Whether a pack is signed off by somebody who did not prepare it, from then on.
    SignOffChosen {
        /// By a second person?
        second_person: bool,
    },
    /// The content of an earlier event was erased; that it happened stays.
    Erased {
        /// Its sequence number.
        of: u64,
    },
}

/// What a plan, its area and its boards are called. What is absent stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Names {
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

/// One thing of the installation that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministeredChange {
    /// Which.
    pub what: String,
    /// What it was; empty for nothing.
    pub before: String,
    /// What it became; empty for nothing.
    pub after: String,
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

impl Event {
    /// The kind, as it stands in the record's head.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "opened",
            Self::Document(_) => "document",
            Self::Added(_) => "added",
            Self::Revised { .. } => "revised",
            Self::Moved { .. } => "moved",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Linked { .. } => "linked",
            Self::Unlinked { .. } => "unlinked",
            Self::Baselined { .. } => "baselined",
            Self::Approved { .. } => "approved",
            Self::Forgotten { .. } => "forgotten",
            Self::Reported { .. } => "reported",
            Self::DateProposed { .. } => "date_proposed",
            Self::DateDecided { .. } => "date_decided",
            Self::Named(_) => "named",
            Self::StatusOverridden { .. } => "status_overridden",
            Self::StatusLifted { .. } => "status_lifted",
            Self::Corrected { .. } => "corrected",
            Self::Superseded { .. } => "superseded",
            Self::PolicyChosen { .. } => "policy_chosen",
            Self::CalendarChosen { .. } => "calendar_chosen",
            Self::SchoolHolidaysSet { .. } => "school_holidays_set",
            Self::EvidenceAdded { .. } => "evidence_added",
            Self::Administered { .. } => "administered",
            Self::RoundOpened(_) => "round_opened",
            Self::HandedOver { .. } => "handed_over",
            Self::Answered { .. } => "answered",
            Self::Reminded { .. } => "reminded",
            Self::LinksTakenBack { .. } => "links_taken_back",
            Self::Moderated { .. } => "moderated",
            Self::RoundFrozen { .. } => "round_frozen",
            Self::RoundUnfrozen { .. } => "round_unfrozen",
            Self::PackPrepared { .. } => "pack_prepared",
            Self::PackSigned { .. } => "pack_signed",
            Self::PackPublished { .. } => "pack_published",
            Self::PackWithdrawn { .. } => "pack_withdrawn",
            Self::SignOffChosen { .. } => "sign_off_chosen",
            Self::Erased { .. } => "erased",
        }
    }

    /// The earlier event that this one puts out of force.
    #[must_use]
    pub const fn replaces(&self) -> Option<u64> {
        match self {
            Self::Corrected { of, .. } | Self::Superseded { of } | Self::Erased { of } => Some(*of),
            _ => None,
        }
    }

    /// The round it is about, where it is about one.
    #[must_use]
    pub fn round(&self) -> Option<&str> {
        match self {
            Self::RoundOpened(facts) => Some(&facts.name),
            Self::HandedOver { round, .. }
            | Self::Answered { round, .. }
            | Self::Reminded { round, .. }
            | Self::LinksTakenBack { round, .. }
            | Self::Moderated { round, .. }
            | Self::RoundFrozen { round, .. }
            | Self::RoundUnfrozen { round, .. } => Some(round),
            _ => None,
        }
    }

    /// The pack it is about, where it is about one.
    #[must_use]
    pub const fn pack(&self) -> Option<u32> {
        match self {
            Self::PackPrepared { number, .. }
            | Self::PackSigned { number, .. }
            | Self::PackPublished { number, .. }
            | Self::PackWithdrawn { number } => Some(*number),
            _ => None,
        }
    }

    /// The row it is about, where it is about one.
    #[must_use]
    pub fn row(&self) -> Option<&str> {
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
            | Self::HandedOver { row, .. }
            | Self::Answered { row, .. }
            | Self::Corrected { row, .. } => Some(row),
            _ => None,
        }
    }
}

/// By which way an event came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The command line.
    Cli,
    /// A plan file.
    Import,
    /// A page.
    Web,
    /// A program.
    Api,
    /// A mail.
    Mail,
}

impl Channel {
    /// The word on disk.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cli => "cli",
            Self::Import => "import",
            Self::Web => "web",
            Self::Api => "api",
            Self::Mail => "mail",
        }
    }

    /// The channel of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        [Self::Cli, Self::Import, Self::Web, Self::Api, Self::Mail].into_iter().find(|one| one.word() == word)
    }
}

/// An event as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number in its plan, from 1.
    pub seq: u64,
    /// When it was recorded, in microseconds since 1970 (UTC).
    pub recorded_at: i64,
    /// The day from which it holds; `None` holds always.
    pub effective: Option<Date>,
    /// By which way it came.
    pub channel: Channel,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// What happened; `None` where the content was erased.
    pub event: Option<Event>,
}
