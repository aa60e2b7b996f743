//! Calendars: weekdays, hours, and days that are otherwise.

use super::super::xml::Xml;
use super::{children, value};
use crate::problem::ReadProblem;
use crate::schedule::{Calendar, Day, Exception, Recurrence, WorkWeek};
use std::collections::{BTreeMap, HashSet};

/// Exceptions that come again are held against those written day by day, so many of them.
const MOST_REPEATED: usize = 100;
/// No calendar has more days that are otherwise.
const MOST_EXCEPTIONS: usize = 100_000;

/// Weekdays as the format numbers them, from 1.
const WEEKDAYS: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// The calendar that was just opened.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Calendar, ReadProblem> {
    let (mut made, mut old) = (Calendar::default(), Vec::new());
    children(xml, |name, xml| {
        match name {
            "UID" => value::number(xml, &mut made.uid)?,
            "Name" => made.name = Some(xml.leaf()?.into_owned()).filter(|name| !name.is_empty()),
            "IsBaseCalendar" => made.base = value::is_true(xml)?,
            "BaseCalendarUID" => made.parent_uid = xml.leaf()?.trim().parse().ok().filter(|uid| *uid >= 0),
            "WeekDays" => children(xml, |name, xml| {
                if name == "WeekDay" {
                    week_day(xml, &mut made.days, &mut old)?;
                }
                Ok(name == "WeekDay")
            })?,
            "Exceptions" => children(xml, |name, xml| {
                if name == "Exception" {
                    made.exceptions.extend(exception(xml)?);
                }
                Ok(name == "Exception")
            })?,
            "WorkWeeks" => children(xml, |name, xml| {
                if name == "WorkWeek" {
                    made.work_weeks.extend(work_week(xml)?);
                }
                Ok(name == "WorkWeek")
            })?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    // The same exception is written twice: as in 2003 among the weekdays, day by day where it comes
    // again, and as since 2007. Two holidays may well fall on one day; so only the older form is held
    // against the newer.
    let newer: HashSet<(&str, &str, bool)> = made.exceptions.iter().map(stretch).collect();
    let repeated: Vec<&Exception> = made.exceptions.iter().filter(|one| one.recurrence.is_some()).collect();
    old.retain(|one| {
        let is_in = |all: &Exception| all.working == one.working && all.from <= one.from && one.to <= all.to;
        !newer.contains(&stretch(one)) && !repeated.iter().take(MOST_REPEATED).any(|all| is_in(all))
    });
    old.truncate(MOST_EXCEPTIONS);
    made.exceptions.append(&mut old);
    made.exceptions.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
    Ok(made)
}

fn stretch(one: &Exception) -> (&str, &str, bool) {
    (&one.from, &one.to, one.working)
}

/// A week that is otherwise for a while.
fn work_week(xml: &mut Xml<'_>) -> Result<Option<WorkWeek>, ReadProblem> {
    let (mut made, mut period) = (WorkWeek::default(), None);
    children(xml, |name, xml| {
        match name {
            "Name" => made.name = Some(xml.leaf()?.into_owned()).filter(|name| !name.is_empty()),
            "TimePeriod" => period = time_period(xml)?,
            "WeekDays" => children(xml, |name, xml| {
                if name == "WeekDay" {
                    week_day(xml, &mut made.days, &mut Vec::new())?;
                }
                Ok(name == "WeekDay")
            })?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(period.map(|(from, to)| WorkWeek { from, to, ..made }))
}

fn week_day(
    xml: &mut Xml<'_>,
    days: &mut BTreeMap<&'static str, Day>,
    old: &mut Vec<Exception>,
) -> Result<(), ReadProblem> {
    let (mut kind, mut day, mut period) = (0usize, Day::default(), None);
    children(xml, |name, xml| {
        match name {
            "DayType" => value::number(xml, &mut kind)?,
            "DayWorking" => day.working = value::is_true(xml)?,
            "WorkingTimes" => day.hours = hours(xml)?,
            "TimePeriod" => period = time_period(xml)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    let weekday = kind.checked_sub(1).and_then(|at| WEEKDAYS.get(at)).copied();
    match (weekday, period) {
        (Some(weekday), _) => {
            day.kind = if day.working { "WORKING" } else { "NON_WORKING" };
            days.insert(weekday, day);
        }
        (None, Some((from, to))) if kind == 0 => {
            old.push(Exception { from, to, working: day.working, hours: day.hours, ..Exception::default() });
        }
        _ => {}
    }
    Ok(())
}

fn exception(xml: &mut Xml<'_>) -> Result<Option<Exception>, ReadProblem> {
    let (mut made, mut again) = (Exception::default(), Recurrence::default());
    let mut period = None;
    children(xml, |name, xml| {
        let number = |xml: &mut Xml<'_>| xml.leaf().map(|text| text.trim().parse::<u32>().ok());
        match name {
            "Name" => made.name = Some(xml.leaf()?.into_owned()).filter(|name| !name.is_empty()),
            "DayWorking" => made.working = value::is_true(xml)?,
            "WorkingTimes" => made.hours = hours(xml)?,
            "TimePeriod" => period = time_period(xml)?,
            "Type" => value::number(xml, &mut again.kind)?,
            "Period" => again.period = number(xml)?,
            "DaysOfWeek" => again.days_of_week = number(xml)?,
            "Occurrences" => again.occurrences = number(xml)?,
            "Month" => again.month = number(xml)?,
            "MonthItem" => again.month_item = number(xml)?,
            "MonthPosition" => again.month_position = number(xml)?,
            "MonthDay" => again.month_day = number(xml)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(period.map(|(from, to)| {
        // Type 1 is every day of the stretch.
        let recurrence = (again.kind > 1).then_some(again);
        Exception { from, to, recurrence, ..made }
    }))
}

fn time_period(xml: &mut Xml<'_>) -> Result<Option<(String, String)>, ReadProblem> {
    let (mut from, mut to) = (None, None);
    children(xml, |name, xml| {
        match name {
            "FromDate" => from = xml.leaf()?.get(..10).map(str::to_owned),
            "ToDate" => to = xml.leaf()?.get(..10).map(str::to_owned),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(from.zip(to))
}

fn hours(xml: &mut Xml<'_>) -> Result<Vec<(String, String)>, ReadProblem> {
    let mut all = Vec::new();
    children(xml, |name, xml| {
        if name != "WorkingTime" {
            return Ok(false);
        }
        let (mut from, mut to) = (None, None);
        children(xml, |name, xml| {
            match name {
                "FromTime" => from = xml.leaf()?.get(..5).map(str::to_owned),
                "ToTime" => to = xml.leaf()?.get(..5).map(str::to_owned),
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        all.extend(from.zip(to));
        Ok(true)
    })?;
    Ok(all)
}
