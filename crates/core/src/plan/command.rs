//! What can be asked of a plan. **Not here.** What becomes of it ([`crate::plan::decide`]).

use crate::access::Act;
use crate::ids::RowKey;
use crate::ledger::event::{Event, Recorded};
use crate::ledger::state::State;
use crate::plan::attached::ImpactCommand;
use crate::plan::event::{PlanNames, SchoolHoliday};
use crate::plan::facts::{DateFact, OfficerFact};
use crate::plan::held::Held;
use crate::plan::report_facts::ReportFacts;
use crate::plan::row_facts::{Change, LinkKind};
use crate::plan::status_words::StatusWord;

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
        changes: Vec<Change>,
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
    Name(PlanNames),
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
        holidays: Vec<SchoolHoliday>,
    },
    /// Say what words of a status mean in this plan, all of them.
    SetStatusWords {
        /// In any order.
        words: Vec<StatusWord>,
    },
    /// Say what shows whether a row makes a difference, or whether it does.
    ShowImpact {
        /// The row's code.
        code: String,
        /// What.
        by: ImpactCommand,
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

impl Command {
    /// What somebody must be allowed to do for it.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Report { .. } | Self::AddEvidence { .. } | Self::Correct { .. } | Self::Supersede { .. } => {
                Act::Update
            }
            Self::ProposeDate { .. } => Act::ProposeDate,
            Self::DecideDate { .. } => Act::DecideDate,
            Self::Add(_)
            | Self::Revise { .. }
            | Self::Move { .. }
            | Self::Withdraw { .. }
            | Self::Link { .. }
            | Self::Unlink { .. }
            | Self::SetBaseline { .. }
            | Self::Approve { .. }
            | Self::Name(_)
            | Self::OverrideStatus { .. }
            | Self::LiftStatus { .. }
            | Self::ChoosePolicy { .. }
            | Self::ChooseCalendar { .. }
            | Self::SetSchoolHolidays { .. }
            | Self::ShowImpact { .. }
            | Self::SetStatusWords { .. } => Act::ChangePlan,
        }
    }

    /// The row of which somebody says how it stands, by which those who may for their own rows only are known.
    #[must_use]
    pub fn row<'s>(&self, state: &'s State) -> Option<&'s Held> {
        match self {
            Self::Report { code, .. } | Self::AddEvidence { code, .. } | Self::ProposeDate { code, .. } => {
                state.called(code)
            }
            Self::Correct { original, .. } | Self::Supersede { original } => {
                original.event.as_ref().and_then(Event::row).and_then(|row| state.row(row))
            }
            Self::DecideDate { proposal, .. } => {
                let asked = state.proposals.iter().find(|one| one.seq == *proposal)?;
                state.row(&asked.row)
            }
            Self::Add(_)
            | Self::Revise { .. }
            | Self::Move { .. }
            | Self::Withdraw { .. }
            | Self::Link { .. }
            | Self::Unlink { .. }
            | Self::SetBaseline { .. }
            | Self::Approve { .. }
            | Self::Name(_)
            | Self::OverrideStatus { .. }
            | Self::LiftStatus { .. }
            | Self::ChoosePolicy { .. }
            | Self::ChooseCalendar { .. }
            | Self::SetSchoolHolidays { .. }
            | Self::ShowImpact { .. }
            | Self::SetStatusWords { .. } => None,
        }
    }

    /// Whether it must say why: it changes what people rely on, without anybody having done anything.
    #[must_use]
    pub const fn needs_reason(&self) -> bool {
        match self {
            Self::Revise { .. }
            | Self::Move { .. }
            | Self::Withdraw { .. }
            | Self::OverrideStatus { .. }
            | Self::LiftStatus { .. }
            | Self::ChoosePolicy { .. }
            | Self::ChooseCalendar { .. }
            | Self::Correct { .. }
            | Self::Supersede { .. } => true,
            Self::Add(_)
            | Self::Link { .. }
            | Self::Unlink { .. }
            | Self::SetBaseline { .. }
            | Self::Approve { .. }
            | Self::Report { .. }
            | Self::ProposeDate { .. }
            | Self::DecideDate { .. }
            | Self::Name(_)
            | Self::SetSchoolHolidays { .. }
            | Self::SetStatusWords { .. }
            | Self::ShowImpact { .. }
            | Self::AddEvidence { .. } => false,
        }
    }

    /// Whether it may hold from a day to come: a plan may change then, but nobody knows how an action will stand.
    #[must_use]
    pub const fn allows_future(&self) -> bool {
        !matches!(self, Self::Report { .. })
    }
}

/// A row to add.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct NewRow {
    /// A name that no row of this plan ever had ([`crate::ledger::state::State::free_key`]).
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
