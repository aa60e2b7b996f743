//! The whole of a plan.

use super::calendar::Calendar;
use super::duration::Measures;
use super::notice::Notice;
use super::resource::Resource;
use super::task::{Row, Task};
use crate::field::Custom;
use crate::identity::Format;
use jiff::civil::{DateTime, Time};

/// The title that somebody gave a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Alias {
    /// Which field of tasks; none for a field of something else, and for one of the organisation's.
    pub field: Option<Custom>,
    /// Its number in the file, as Microsoft publishes it: 0x0B40 in the upper half is a field of tasks, 0x0B60 of the
    /// plan, 0x0C40 of resources, 0x0F40 of assignments; 0x8000 in the lower is one of the organisation's.
    pub number: u32,
    /// The title.
    pub title: String,
}

/// A plan.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Project {
    /// How the file lies.
    pub format: Format,
    /// The program that wrote it.
    pub application: String,
    /// The version of that: 9 to 16.
    pub version: u16,
    /// Where it was when it was saved.
    pub path: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// For whom.
    pub company: Option<String>,
    /// Who manages it.
    pub manager: Option<String>,
    /// Its number anywhere.
    pub guid: Option<String>,
    /// When it starts.
    pub start: Option<DateTime>,
    /// When it finishes.
    pub finish: Option<DateTime>,
    /// The day that its progress speaks of.
    pub status_date: Option<DateTime>,
    /// Whether dates are counted back from the finish.
    pub is_from_finish: bool,
    /// Whether new tasks are dated by hand.
    pub are_new_tasks_manual: bool,
    /// How long days, weeks and months are.
    pub measures: Measures,
    /// When work begins.
    pub default_start: Option<Time>,
    /// When work ends.
    pub default_end: Option<Time>,
    /// The first day of a week: Sunday is 0.
    pub week_start: u8,
    /// The calendar of tasks that have none of their own.
    pub default_calendar_uid: Option<u32>,
    /// When each baseline was set, by number.
    pub baselines_set: Vec<(u8, DateTime)>,
    /// Titles of fields, those of tasks first.
    pub aliases: Vec<Alias>,
    /// Calendars, by number.
    pub calendars: Vec<Calendar>,
    /// Resources, by number.
    pub resources: Vec<Resource>,
    /// The list, row by row. A first row with the number 0 is the whole plan.
    pub rows: Vec<Row>,
    /// What was left out or guessed.
    pub notices: Vec<Notice>,
}

impl Project {
    /// The tasks, in the order of their rows.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.rows.iter().filter_map(|row| match row {
            Row::Task(task) => Some(&**task),
            Row::Blank { .. } => None,
        })
    }

    /// The resource of a number.
    #[must_use]
    pub fn resource(&self, uid: u32) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.uid == uid)
    }

    /// The calendar of a number.
    #[must_use]
    pub fn calendar(&self, uid: u32) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.uid == uid)
    }
}
