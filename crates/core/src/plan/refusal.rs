//! What can be the matter with something asked of a plan: each a code with its arguments, in no language.
//!
//! The names of the variants are the codes, which programs rely on. **Not here.** Words, which are each door's own.

use crate::day::Date;
use serde::Serialize;
use strum::{EnumIter, EnumMessage, IntoStaticStr};

/// Why something asked of a plan was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, IntoStaticStr, EnumIter, EnumMessage)]
#[serde(tag = "code", content = "args", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs, reason = "what each is about is said once, above it; its arguments are named for what they are")]
pub enum PlanRefusal {
    /// No action of the plan is called so on that day; near it in the plan are these.
    NoSuchRow { row: String, near: Vec<String> },
    /// The action was withdrawn from the plan.
    RowWithdrawn { row: String, near: Vec<String> },
    /// The action does not wait for the other.
    NoSuchLink { row: String, on: String },
    /// The body has approved that version before.
    ApprovedAlready { body: String, version: String },
    /// Nobody set the status by hand.
    StatusIsComputed { row: String },
    /// The time between two actions is longer than any.
    LagTooLong { days: i32, most: i32 },
    /// A text that cannot be a reference.
    NotACode { text: String },
    /// Another action has that reference.
    CodeTaken { row: String, title: String },
    /// A row had that name in the history before.
    KeyUsed { key: String },
    /// A duration that no action has.
    DurationOutOfRange { days: i32, most: i32 },
    /// A change that changes nothing.
    NothingToChange,
    /// The row to hang it from hangs from it.
    HangsFromItself { row: String, above: String },
    /// A focus area hangs from nothing.
    FocusAreaStaysOnTop { row: String },
    /// The row to stand after stands after it.
    FollowsItself { row: String, after: String },
    /// The row stands there already.
    StandsThereAlready { row: String },
    /// Rows hang from the one to withdraw.
    RowsBelow { row: String, below: Vec<String> },
    /// An action cannot wait for itself.
    WaitsForItself { row: String },
    /// One of two is a part of the other, which is their sum.
    PartOfTheOther { part: String, whole: String },
    /// The links would make a circle.
    CircleOfLinks { row: String, on: String },
    /// No row of the plan has a date.
    NoDatesToFreeze,
    /// Where the evidence is kept is not said, or not in so many letters.
    NoPlace { most: usize },
    /// Status rules that cannot be read.
    NotAPolicy { problem: String, shipped: Vec<String> },
    /// The plan is judged by these status rules already.
    PolicyHoldsAlready,
    /// Working days that cannot be read.
    NotACalendar { problem: String, shipped: Vec<String> },
    /// The plan's working days are counted so already.
    CalendarHoldsAlready,
    /// More boards than a plan has.
    TooManyBoards { count: usize, most: usize },
    /// The plan is called so already.
    NamesHoldAlready,
    /// No other finish was asked for in that event.
    NoSuchProposal { event: u64, open: Vec<u64> },
    /// It was decided before.
    ProposalDecided { event: u64, open: Vec<u64> },
    /// Neither was a finish asked for, nor is one granted.
    NoFinishGranted,
    /// The event is not an update.
    NotAnUpdate { event: u64, kind: String },
    /// The update says nothing.
    UpdateSaysNothing,
    /// A percentage below 0 or above 100.
    PercentOutOfRange { percent: String },
    /// A text that is too long.
    TextTooLong { letters: usize, most: usize },
    /// More school holidays than are kept.
    TooManyHolidays { count: usize, most: usize },
    /// A school holiday that ends before it begins, or is longer than any.
    HolidayOutOfOrder { name: String, first: Date, last: Date, most: i32 },
    /// The school holidays are these already.
    HolidaysHoldAlready,
    /// A line that says no school holiday.
    NotAHoliday { line: usize },
    /// More words of statuses than are kept.
    TooManyStatusWords { count: usize, most: usize },
    /// A word of a status that is explained twice.
    StatusWordTwice { word: String },
    /// The words of statuses mean this already.
    StatusWordsHoldAlready,
    /// A line that explains no word of a status.
    NotAStatusWord { line: usize },
    /// No title was given.
    NoTitle,
    /// A title that is too long.
    TitleTooLong { letters: usize, most: usize },
    /// A name that is empty, too long, or on several lines.
    NotAName { of: Named, letters: usize, most: usize },
    /// The finish is before the start.
    FinishTooEarly { finish: Date, start: Date },
    /// It needs a reason, which the history keeps.
    NeedsReason,
    /// How an action stands on a day to come.
    DayToCome { on: Date },
    /// The action is not in the plan on that day.
    NotOnThatDay,
    /// Somebody else changed it meanwhile.
    ChangedMeanwhile,
    /// The update is of another action.
    UpdateOfAnother,
    /// The plan changed since the page was made.
    PlanChangedMeanwhile,
    /// Others go on changing the plan at the same time.
    OthersAreChanging { plan: String },
    /// There is a plan of that name.
    PlanNameTaken { plan: String },
    /// What cannot be the name of a plan.
    NotAPlanName { text: String },
    /// There is no plan of that name.
    NoSuchPlan { plan: String, held: Vec<String> },
    /// There is neither a plan nor a file of that name.
    NeitherPlanNorFile { name: String },
    /// Nothing was known of the plan by then.
    NothingKnownThen { plan: String },
    /// The file changes nothing about the action.
    FileChangesNothing { row: String },
    /// The row stands under one that is new in the file and was not taken.
    NewAboveIsLeft { row: String, above: String },
    /// Of a plan that is not held yet the whole file is taken.
    WholeFileOnly { plan: String },
}

/// What a name is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, EnumIter)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// A version of the plan.
    #[default]
    Version,
    /// A body that approves.
    Body,
    /// A status.
    Status,
    /// A baseline.
    Baseline,
    /// The local area.
    Area,
    /// A board.
    Board,
    /// A round.
    Round,
    /// A piece of evidence.
    Evidence,
    /// A school holiday.
    Holiday,
    /// A word of a status.
    StatusWord,
}

impl PlanRefusal {
    /// Which value of what was asked it is about, where it is about one.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::FinishTooEarly { .. } | Self::NoFinishGranted => Some("finish"),
            Self::NeedsReason => Some("reason"),
            Self::DayToCome { .. } | Self::NotOnThatDay => Some("on"),
            Self::NotACode { .. } | Self::CodeTaken { .. } => Some("code"),
            Self::NoTitle | Self::TitleTooLong { .. } => Some("title"),
            Self::PercentOutOfRange { .. } => Some("percent"),
            _ => None,
        }
    }
}
