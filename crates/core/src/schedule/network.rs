//! A network of tasks: what waits for what, and when each can be. Input and answer; the passes are in [`super::passes`].
//!
//! Every date is an instant within the day, as Microsoft Project has them; a plan in whole days is the special case
//! whose days all run from 08:00 to 17:00. Rows may stand in any order: nothing rests on it.
//!
//! The rules are those of Project, as it documents them: a task starts at the latest of what its links, its summary,
//! its constraint and the project's start allow, at the next instant of work; a constraint's date is kept even against
//! links; dates that somebody set by hand are kept; a summary runs from its first child's start to the last one's
//! finish, and what a summary waits for to start all of its children wait for. The finish of a summary waits for nothing:
//! Project makes no such links.
//! **Not here.** Who works on it: resources, their calendars and levelling.

use super::hours::{WorkHours, WorkInstant};
use crate::plan::link::LinkKind;

/// How long a task takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many minutes of work.
    Work(i32),
    /// So many minutes by the clock.
    Elapsed(i32),
}

impl Length {
    /// Its minutes, of whichever kind.
    #[must_use]
    pub const fn minutes(self) -> i32 {
        match self {
            Self::Work(minutes) | Self::Elapsed(minutes) => minutes,
        }
    }
}

/// Where a task's dates come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskDates {
    /// They follow from the network.
    #[default]
    Computed,
    /// A start and finish that are planned: they hold until what the task waits for pushes it on.
    Planned(WorkInstant, WorkInstant),
    /// A start and finish that somebody set, whatever the links say.
    ByHand(WorkInstant, WorkInstant),
}

/// What binds a task's dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Constraint {
    /// Nothing.
    #[default]
    AsSoonAsPossible,
    /// As late as does not put off the end of it all.
    AsLateAsPossible,
    /// It starts then.
    MustStartOn(WorkInstant),
    /// It finishes then.
    MustFinishOn(WorkInstant),
    /// It starts then or later.
    StartNoEarlierThan(WorkInstant),
    /// It starts then or earlier.
    StartNoLaterThan(WorkInstant),
    /// It finishes then or later.
    FinishNoEarlierThan(WorkInstant),
    /// It finishes then or earlier.
    FinishNoLaterThan(WorkInstant),
}

/// What is known of a task's progress.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// When it did start.
    pub started: Option<WorkInstant>,
    /// When it did finish.
    pub finished: Option<WorkInstant>,
    /// Minutes that are left of it, where it has started; none is as its length says.
    pub remaining: Option<i32>,
}

/// A task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkTask {
    /// The summary that it is part of, by place.
    pub parent: Option<u32>,
    /// Its calendar, by place.
    pub calendar: u32,
    /// How long it takes; of a summary it says nothing.
    pub length: Length,
    /// Where its dates come from.
    pub dated: TaskDates,
    /// What binds them.
    pub constraint: Constraint,
    /// By when it should be finished: it moves nothing, and uses up slack.
    pub due: Option<WorkInstant>,
    /// What is known of its progress.
    pub progress: Progress,
}

impl NetworkTask {
    /// A task of so many minutes of work on the first calendar, with nothing else said.
    #[must_use]
    pub const fn of(minutes: i32) -> Self {
        Self {
            parent: None,
            calendar: 0,
            length: Length::Work(minutes),
            dated: TaskDates::Computed,
            constraint: Constraint::AsSoonAsPossible,
            due: None,
            progress: Progress { started: None, finished: None, remaining: None },
        }
    }
}

/// Time between two tasks; below zero they overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lag {
    /// Minutes of work, on the calendar of the task that waits.
    Work(i32),
    /// Minutes by the clock.
    Elapsed(i32),
    /// Percent of the length of the task waited for.
    Percent(i32),
}

impl Default for Lag {
    fn default() -> Self {
        Self::Work(0)
    }
}

/// What waits for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkLink {
    /// The task waited for, by place.
    pub from: u32,
    /// The task that waits, by place.
    pub to: u32,
    /// How.
    pub kind: LinkKind,
    /// Time between.
    pub lag: Lag,
}

/// Tasks, links, calendars.
#[derive(Clone, Debug)]
pub struct Network {
    /// Tasks, in any order.
    pub tasks: Vec<NetworkTask>,
    /// Links, in any order; those that name no task are passed over.
    pub links: Vec<NetworkLink>,
    /// Calendars; the first is the project's. There is at least one.
    pub calendars: Vec<WorkHours>,
    /// Nothing starts earlier, unless it is said to.
    pub start: WorkInstant,
    /// Where dates are counted back from the finish: the finish. Then everything is as late as possible.
    pub finish: Option<WorkInstant>,
    /// The day that progress speaks of: what is left to do is not before it.
    pub status: Option<WorkInstant>,
}

/// The dates of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// When it starts.
    pub start: WorkInstant,
    /// When it finishes.
    pub finish: WorkInstant,
    /// When it starts at the latest, without putting off the end of it all, a constraint or a deadline.
    pub late_start: WorkInstant,
    /// When it finishes at the latest.
    pub late_finish: WorkInstant,
    /// Minutes of work by which it can slip without putting off the end of it all; below zero it is late already.
    pub total_slack: i32,
    /// Minutes of work by which it can slip without moving anything else; of a summary as its total slack.
    pub free_slack: i32,
}

impl Dates {
    /// Whether any slip of it puts off the end of it all.
    #[must_use]
    pub const fn is_critical(&self) -> bool {
        self.total_slack <= 0
    }
}

/// A network, scheduled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scheduled {
    /// The dates of each task, in their order.
    pub dates: Vec<Dates>,
    /// Tasks that wait for each other in a circle, each named once, in the order in which they wait; the links within
    /// are passed over.
    pub cycles: Vec<Vec<u32>>,
    /// When the last task finishes.
    pub finish: WorkInstant,
}

impl Network {
    /// An empty network on a calendar.
    #[must_use]
    pub fn on(calendar: WorkHours, start: WorkInstant) -> Self {
        Self { tasks: Vec::new(), links: Vec::new(), calendars: vec![calendar], start, finish: None, status: None }
    }

    /// The calendar of a task; the project's where it names none that is there.
    #[must_use]
    pub(super) fn hours(&self, task: &NetworkTask) -> &WorkHours {
        &self.calendars[if (task.calendar as usize) < self.calendars.len() { task.calendar as usize } else { 0 }]
    }
}
