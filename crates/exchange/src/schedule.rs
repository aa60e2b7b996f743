//! A schedule as its program keeps it: the whole model of a file, before any of it becomes a plan.
//!
//! Readers of schedule files fill it in; it is written as it is by `convert --raw`, and turned into a
//! table of the plan by [`Schedule::contents`]. **Not here.** Any one format.

pub mod network;
pub(crate) mod returned;
mod table;
mod values;

use serde::Serialize;
use std::collections::BTreeMap;

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Schedule {
    /// What it says of itself.
    pub project: Project,
    /// The titles that its columns were given, by field: `Text1` is "LO/AO".
    pub aliases: BTreeMap<String, String>,
    /// Calendars.
    pub calendars: Vec<Calendar>,
    /// Resources, people among them.
    pub resources: Vec<Resource>,
    /// Tasks in the order of the file, without its blank rows.
    pub tasks: Vec<Task>,
    /// What its reader left out, in words.
    #[serde(skip)]
    pub unread: Vec<String>,
}

/// The head of a file. Instants are local, without a zone: "2022-04-13T08:00:00".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Project {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Who manages it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<String>,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// When it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it finishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<String>,
    /// The day that its progress speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_date: Option<String>,
    /// Minutes of work in a day.
    pub minutes_per_day: u32,
    /// Minutes of work in a week.
    pub minutes_per_week: u32,
    /// Days of work in a month.
    pub days_per_month: u32,
    /// When work begins, "08:00".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_start: Option<String>,
    /// When work ends, "17:00".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_end: Option<String>,
    /// The calendar of tasks that have none of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_calendar_uid: Option<i64>,
}

/// A calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Calendar {
    /// Its number.
    pub uid: i64,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The calendar that it changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_uid: Option<i64>,
    /// Whether it is one of the file's own, rather than of a resource.
    pub base: bool,
    /// What it says of weekdays, `MON` to `SUN`; a day that is not here is as in the parent.
    pub days: BTreeMap<&'static str, Day>,
    /// Days that are otherwise, in order.
    pub exceptions: Vec<Exception>,
    /// Weeks that are otherwise for a while.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub work_weeks: Vec<WorkWeek>,
}

/// A week that is otherwise from a day to a day, both in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WorkWeek {
    /// The first, "2022-12-26".
    pub from: String,
    /// The last.
    pub to: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it says of weekdays; a day that is not here is as in the calendar.
    pub days: BTreeMap<&'static str, Day>,
}

/// A weekday.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `WORKING` or `NON_WORKING`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Whether it is worked.
    pub working: bool,
    /// From when to when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<(String, String)>,
}

/// A stretch of days that are otherwise, both ends in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Exception {
    /// The first, "2022-12-26".
    pub from: String,
    /// The last.
    pub to: String,
    /// Whether they are worked.
    pub working: bool,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// From when to when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<(String, String)>,
    /// Which days of the stretch, where not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Recurrence>,
}

/// How an exception comes again, as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Recurrence {
    /// By day, week, month or year: the file's number.
    pub kind: u32,
    /// Every how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<u32>,
    /// Weekdays, Sunday 1, Monday 2, Tuesday 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_of_week: Option<u32>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrences: Option<u32>,
    /// The month, January 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<u32>,
    /// The day of the month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month_day: Option<u32>,
    /// Which weekday of the month, as the file numbers them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month_item: Option<u32>,
    /// The first to the last of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month_position: Option<u32>,
}

/// Somebody or something that works on tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Resource {
    /// Its number.
    pub uid: i64,
    /// Its place in the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Initials.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initials: Option<String>,
    /// Work, material or cost.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// An address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Its calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar_uid: Option<i64>,
}

/// A stretch of working time in the unit in which it was typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Span {
    /// So many.
    pub value: f64,
    /// m, h, d, w, mo, or elapsed: em, eh, ed, ew, emo; or %.
    pub unit: &'static str,
    /// In minutes of work; none for a percentage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<f64>,
}

/// To a ten-thousandth, as people see durations.
pub(crate) fn tidy(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// A task.
#[expect(clippy::struct_excessive_bools, reason = "as its program keeps it: each is a field of the format")]
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Task {
    /// Its number for good.
    pub uid: i64,
    /// Its row.
    pub id: i64,
    /// Its number anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// The task that it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_uid: Option<i64>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 0 for the row of the whole project, 1 for the top.
    pub outline_level: u32,
    /// "1.10".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outline_number: Option<String>,
    /// Its code in the breakdown of work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wbs: Option<String>,
    /// The sum of others.
    pub summary: bool,
    /// A dated point.
    pub milestone: bool,
    /// Not switched off.
    pub active: bool,
    /// Dated by hand.
    pub manual: bool,
    /// Its duration is a guess: "1 day?".
    pub estimated: bool,
    /// When it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it finishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<String>,
    /// What stands in place of a start: "TBC".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_text: Option<String>,
    /// What stands in place of a finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish_text: Option<String>,
    /// What stands in place of a duration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_text: Option<String>,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Span>,
    /// When it did start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual_start: Option<String>,
    /// When it did finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual_finish: Option<String>,
    /// Percent of its duration that is done.
    pub percent_complete: u32,
    /// Percent of its work that is done.
    pub percent_work_complete: u32,
    /// Minutes of work assigned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_minutes: Option<f64>,
    /// By when at the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// What binds its dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<&'static str>,
    /// The day of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint_date: Option<String>,
    /// 0 to 1000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// Its calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar_uid: Option<i64>,
    /// Whom to ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Notes, as plain text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Names of those assigned.
    pub resources: Vec<String>,
    /// What it waits for.
    pub predecessors: Vec<Predecessor>,
    /// Fields of one's own, by their neutral name: `Text1`, `Number2`, `Flag3`.
    pub text_fields: BTreeMap<String, String>,
    /// Dates frozen earlier.
    pub baselines: Vec<Baseline>,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Predecessor {
    /// The task waited for.
    pub uid: i64,
    /// FS, SS, FF or SF.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Time between, or overlapping where negative.
    pub lag: Span,
}

/// Dates frozen under a number, 0 to 10.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Baseline {
    /// The number.
    pub number: u32,
    /// The start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The finish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<String>,
    /// The duration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Span>,
}
