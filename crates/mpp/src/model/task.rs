//! Tasks, with what they wait for and who works on them.

use super::duration::Duration;
use crate::field::Custom;
use jiff::civil::DateTime;

/// What binds a task's dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Constraint {
    /// As soon as what it waits for lets it.
    #[default]
    AsSoonAsPossible,
    /// As late as what waits for it lets it.
    AsLateAsPossible,
    /// It starts at an instant.
    MustStartOn,
    /// It finishes at an instant.
    MustFinishOn,
    /// It starts at an instant or later.
    StartNoEarlierThan,
    /// It starts at an instant or earlier.
    StartNoLaterThan,
    /// It finishes at an instant or later.
    FinishNoEarlierThan,
    /// It finishes at an instant or earlier.
    FinishNoLaterThan,
}

/// What stays when work, duration or units of a task change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum TaskKind {
    /// The units.
    #[default]
    FixedUnits,
    /// The duration.
    FixedDuration,
    /// The work.
    FixedWork,
}

/// How a link ties two tasks: what of the predecessor, and what of the successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum LinkKind {
    /// Both finish.
    FinishToFinish,
    /// The successor starts when the predecessor has finished.
    FinishToStart,
    /// The successor finishes when the predecessor has started.
    StartToFinish,
    /// Both start.
    StartToStart,
}

/// What a task waits for.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Predecessor {
    /// The number of the task that it waits for.
    pub uid: u32,
    /// How.
    pub kind: LinkKind,
    /// Time between; an overlap where it is below zero; or percent of the predecessor's duration.
    pub lag: Duration,
}

/// Somebody or something that works on a task. One without a resource is the work that nobody has yet.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Assignment {
    /// Its number.
    pub uid: u32,
    /// The number of the resource.
    pub resource_uid: Option<u32>,
    /// How much of it, in percent of one.
    pub units: f64,
    /// Minutes of work.
    pub work: f64,
    /// Minutes done.
    pub actual_work: f64,
    /// Minutes left.
    pub remaining_work: f64,
    /// When it starts.
    pub start: Option<DateTime>,
    /// When it finishes.
    pub finish: Option<DateTime>,
}

impl Assignment {
    /// Percent of the work that is done, rounded; none where there is no work.
    #[must_use]
    pub fn percent_work_complete(&self) -> Option<u8> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        (self.work > 0.0).then(|| (100.0 * self.actual_work / self.work).round().clamp(0.0, 100.0) as u8)
    }
}

/// What was frozen under a number.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Baseline {
    /// 0 to 10.
    pub number: u8,
    /// The start.
    pub start: Option<DateTime>,
    /// The finish.
    pub finish: Option<DateTime>,
    /// The duration.
    pub duration: Option<Duration>,
}

/// What a field of one's own holds.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Value {
    /// Words, or what was chosen from a list of words.
    Text(String),
    /// Yes.
    Flag,
    /// A number, or money.
    Number(f64),
    /// An instant.
    Moment(DateTime),
    /// A duration.
    Duration(Duration),
}

/// What a task refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Hyperlink {
    /// The words of the link.
    pub title: Option<String>,
    /// The page or file.
    pub address: Option<String>,
    /// A place in that.
    pub sub_address: Option<String>,
    /// What shows when somebody points at it.
    pub screen_tip: Option<String>,
}

/// A task.
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the format")]
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Task {
    /// Its number for good. 0 is the whole plan.
    pub uid: u32,
    /// Its row.
    pub id: i32,
    /// Its number anywhere.
    pub guid: Option<String>,
    /// The number of the task that it is part of.
    pub parent_uid: Option<u32>,
    /// Its name.
    pub name: Option<String>,
    /// How deep it stands; 0 is the whole plan, 1 the top.
    pub outline_level: u16,
    /// "1.10", counted from where it stands.
    pub outline_number: String,
    /// Its code in the breakdown of work; where the file has none, as the outline.
    pub wbs: String,
    /// Whether it is the sum of others.
    pub is_summary: bool,
    /// Whether it is a dated point.
    pub is_milestone: bool,
    /// Whether it counts; one that is switched off does not.
    pub is_active: bool,
    /// Whether somebody dates it by hand.
    pub is_manual: bool,
    /// Whether its duration is a guess ("1 day?").
    pub is_estimated: bool,
    /// What stays when something of it changes.
    pub kind: TaskKind,
    /// When it starts.
    pub start: Option<DateTime>,
    /// When it finishes.
    pub finish: Option<DateTime>,
    /// How long it takes.
    pub duration: Option<Duration>,
    /// What somebody wrote in place of a start: "after Easter".
    pub start_text: Option<String>,
    /// What somebody wrote in place of a finish.
    pub finish_text: Option<String>,
    /// What somebody wrote in place of a duration.
    pub duration_text: Option<String>,
    /// When it did start.
    pub actual_start: Option<DateTime>,
    /// When it did finish.
    pub actual_finish: Option<DateTime>,
    /// How much of its duration has gone.
    pub actual_duration: Option<Duration>,
    /// How much of its duration is left.
    pub remaining_duration: Option<Duration>,
    /// How late it may start.
    pub late_start: Option<DateTime>,
    /// How late it may finish.
    pub late_finish: Option<DateTime>,
    /// When it was made.
    pub created: Option<DateTime>,
    /// Percent of its duration that is done.
    pub percent_complete: Option<u8>,
    /// Percent of its work that is done: 0 where it has no work, however much of it is done.
    pub percent_work_complete: Option<u8>,
    /// Percent that somebody typed.
    pub physical_percent_complete: Option<u8>,
    /// Minutes of work.
    pub work: Option<f64>,
    /// Minutes done.
    pub actual_work: Option<f64>,
    /// Minutes left.
    pub remaining_work: Option<f64>,
    /// By when at the latest.
    pub deadline: Option<DateTime>,
    /// What binds its dates.
    pub constraint: Constraint,
    /// The instant of that.
    pub constraint_date: Option<DateTime>,
    /// 0 to 1000.
    pub priority: Option<u16>,
    /// Its calendar.
    pub calendar_uid: Option<u32>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// What it refers to.
    pub hyperlink: Option<Hyperlink>,
    /// Notes, as plain text.
    pub notes: Option<String>,
    /// Fields of one's own.
    pub custom: Vec<(Custom, Value)>,
    /// What was frozen.
    pub baselines: Vec<Baseline>,
    /// Who works on it.
    pub assignments: Vec<Assignment>,
    /// What it waits for.
    pub predecessors: Vec<Predecessor>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Row {
    /// A task.
    Task(Box<Task>),
    /// A row in which nothing stands.
    Blank {
        /// Its number for good.
        uid: u32,
        /// Its row.
        id: i32,
    },
}
