//! Calendars: when work is done. **Not here.** Days that are otherwise ([`super::exception`]).

use super::exception::Exception;
use super::hours::Hours;
use jiff::civil::{Date, Weekday};

/// What a calendar says of a weekday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Day {
    /// As in the calendar that it is based on.
    #[default]
    Inherited,
    /// No work.
    Free,
    /// Work, from when to when.
    Worked(Vec<Hours>),
}

/// A week: a day for each weekday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Week {
    /// Sunday first.
    pub days: [Day; 7],
}

impl Week {
    /// What it says of a weekday.
    #[must_use]
    pub fn day(&self, weekday: Weekday) -> &Day {
        let [sunday, monday, tuesday, wednesday, thursday, friday, saturday] = &self.days;
        match weekday {
            Weekday::Sunday => sunday,
            Weekday::Monday => monday,
            Weekday::Tuesday => tuesday,
            Weekday::Wednesday => wednesday,
            Weekday::Thursday => thursday,
            Weekday::Friday => friday,
            Weekday::Saturday => saturday,
        }
    }
}

/// A week that holds from a day to a day, both in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WorkWeek {
    /// Its name.
    pub name: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// What it says of weekdays.
    pub week: Week,
}

/// A calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Calendar {
    /// Its number.
    pub uid: u32,
    /// Its name; that of a resource's is the resource's.
    pub name: Option<String>,
    /// The number of the calendar that it changes; none for one that stands by itself.
    pub base_uid: Option<u32>,
    /// Whose it is; none for one that tasks and the plan may have.
    pub resource_uid: Option<u32>,
    /// The week.
    pub week: Week,
    /// Days that are otherwise, as the file lists them.
    pub exceptions: Vec<Exception>,
    /// Weeks that are otherwise.
    pub work_weeks: Vec<WorkWeek>,
}
