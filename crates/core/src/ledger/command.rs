//! What can be asked of a plan, and how it is refused.

use super::event::{LinkKind, Recorded, RowKey};
use super::facts::{DateFact, OfficerFact, PersonId, ReportFacts};
use super::pack_facts::PackFacts;
use super::round_facts::{AnswerFacts, RoundFacts, Wording};
use std::collections::BTreeMap;
use std::fmt;

/// Something asked of a plan. Rows are named as people name them: by code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Add a row.
    Add(NewRow),
    /// Change values of a row.
    Revise {
        /// Its code.
        code: String,
        /// The new values.
        changes: Vec<super::event::Change>,
    },
    /// Hang a row elsewhere, or place it after another.
    Move {
        /// Its code.
        code: String,
        /// The code of the action it hangs from from now on.
        under: Option<String>,
        /// The code of the row it stands after from now on.
        after: Option<String>,
    },
    /// Take a row out of the plan.
    Withdraw {
        /// Its code.
        code: String,
    },
    /// Make an action wait for another.
    Link {
        /// The action that waits.
        code: String,
        /// The one it waits for.
        on: String,
        /// How.
        kind: LinkKind,
        /// Working days between.
        lag: i32,
    },
    /// Take that away.
    Unlink {
        /// The action that waited.
        code: String,
        /// The one it waited for.
        on: String,
    },
    /// Freeze all dates under a name.
    SetBaseline {
        /// The name.
        name: String,
    },
    /// Note that a body approved the plan as it stands.
    Approve {
        /// The version's name.
        version: String,
        /// The body.
        body: String,
    },
    /// Record how a row stands.
    Report {
        /// Its code.
        code: String,
        /// What is said.
        report: ReportFacts,
    },
    /// Ask for another finish.
    ProposeDate {
        /// The row's code.
        code: String,
        /// The finish.
        finish: DateFact,
    },
    /// Grant a finish asked for, or refuse it.
    DecideDate {
        /// The sequence number of the proposal.
        proposal: u64,
        /// Granted?
        granted: bool,
        /// The finish granted, where it is another than was asked for, or none was.
        finish: Option<DateFact>,
    },
    /// Say what the plan, the area and the boards are called.
    Name(super::event::Names),
    /// Put a status in place of the computed one.
    OverrideStatus {
        /// The row's code.
        code: String,
        /// The status.
        status: String,
    },
    /// Let the computed status hold again.
    LiftStatus {
        /// The row's code.
        code: String,
    },
    /// Judge the plan by another policy from now on.
    ChoosePolicy {
        /// The name of one that ships, or a policy as TOML.
        policy: String,
    },
    /// Count working days by another calendar from now on.
    ChooseCalendar {
        /// The name of one that ships, or a calendar as TOML.
        calendar: String,
    },
    /// Set the holidays of schools, all of them.
    SetSchoolHolidays {
        /// In any order.
        holidays: Vec<super::event::SchoolHoliday>,
    },
    /// Say where something is kept that shows how a row stands.
    AddEvidence {
        /// Its code.
        code: String,
        /// What it is.
        title: String,
        /// Where it is kept.
        place: String,
    },
    /// Replace an earlier report, from the same day.
    Correct {
        /// The report, as recorded.
        original: Box<Recorded>,
        /// What should have been said.
        report: ReportFacts,
    },
    /// Take an earlier report back.
    Supersede {
        /// The report, as recorded.
        original: Box<Recorded>,
    },
}

/// Something asked of a round. Rows and people are named by their ids in the ledger and the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundCommand {
    /// Ask people about their rows.
    Open(Box<RoundFacts>),
    /// Record what somebody answers.
    Answer {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who answers.
        person: PersonId,
        /// What.
        answer: Box<AnswerFacts>,
        /// The last answer of somebody else about this row that they have seen; 0 for none.
        seen: u64,
    },
    /// Ask somebody else in their place.
    HandOver {
        /// Which round.
        round: String,
        /// About which row.
        row: RowKey,
        /// Who was asked.
        from: PersonId,
        /// Who is asked instead.
        to: PersonId,
    },
    /// Note that a letter is written to one person, beside the calendar.
    Remind {
        /// Which round.
        round: String,
        /// Whom.
        person: PersonId,
    },
    /// Note that every link of somebody is taken back.
    TakeLinksBack {
        /// Which round.
        round: String,
        /// Whose.
        person: PersonId,
    },
    /// Take an answer into the plan, or send it back.
    Moderate {
        /// Which round.
        round: String,
        /// The sequence number of the answer.
        of: u64,
        /// Taken?
        taken: bool,
        /// Other words.
        wording: Wording,
    },
    /// Freeze the figures.
    Freeze {
        /// Which round.
        round: String,
    },
    /// Open them again.
    Unfreeze {
        /// Which round.
        round: String,
    },
}

/// Something asked of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackCommand {
    /// Prepare a new pack, or change one.
    Prepare {
        /// Its number; none for a new one.
        number: Option<u32>,
        /// By whom, the id of an account.
        by: String,
        /// What it is made of.
        facts: Box<PackFacts>,
        /// The event by which it stood when they began; 0 for a new one.
        seen: u64,
    },
    /// Sign one off.
    Sign {
        /// Which.
        number: u32,
        /// The event by which it stood when they read it.
        of: u64,
        /// By whom, the id of an account.
        by: String,
        /// The hash of its figures.
        figures: String,
    },
    /// Publish one.
    Publish {
        /// Which.
        number: u32,
        /// By whom, the id of an account.
        by: String,
        /// The hash of each file, by its ending.
        files: BTreeMap<String, String>,
    },
    /// Take one back.
    Withdraw {
        /// Which.
        number: u32,
    },
    /// Say whether packs are signed off by a second person.
    ChooseSignOff {
        /// By a second person?
        second_person: bool,
    },
}

/// A row to add.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NewRow {
    /// A name that no row of this plan ever had ([`super::State::free_key`]).
    pub key: RowKey,
    /// A focus area, rather than an action.
    pub focus_area: bool,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its people.
    pub officers: Vec<OfficerFact>,
    /// When it starts.
    pub start: Option<DateFact>,
    /// When it finishes.
    pub finish: Option<DateFact>,
    /// The code of the action it hangs from, where its own does not say.
    pub under: Option<String>,
    /// The code of the row that it stands after, where its own does not say.
    pub after: Option<String>,
}

/// Why something asked was not done, and what would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is the matter.
    pub what: String,
    /// What would be accepted.
    pub accepted: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(what: impl Into<String>, accepted: impl Into<String>) -> Self {
        Self { what: what.into(), accepted: accepted.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; accepted: {}", self.what, self.accepted)
    }
}

impl std::error::Error for Refusal {}
