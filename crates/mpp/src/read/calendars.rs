//! The table of calendars.

use super::Plan;
use crate::bytes::Bytes as _;
use crate::identity::{Bits, Format};
use crate::model::calendar::{Calendar, Day, Week, WorkWeek};
use crate::model::exception::{Exception, Recurrence};
use crate::model::hours::Hours;
use crate::model::resource::Resource;
use crate::moment;
use crate::table::{Table, items};
use crate::text::said;
use std::collections::HashSet;

const ITEM: usize = 10;
const BLOCK: usize = 12;
const NAME: u32 = 1;
const DAY: usize = 60;
const WEEK: usize = 7 * DAY;
/// The hours of the plan's own calendar, where a calendar has none.
const USUAL: u32 = 37_753_736;
/// Stretches of work in a day.
const MOST_HOURS: usize = 5;
const EXCEPTION: usize = 92;
const EXCEPTION_OF_9: usize = 64;
/// No calendar has more days that are otherwise, nor weeks.
const MOST: usize = 65_535;

/// Reads the calendars, by number; each resource learns which is its own.
pub(super) fn read(table: &Table<'_>, plan: &Plan<'_>, resources: &mut [Resource]) -> Vec<Calendar> {
    let values = table.values_by_half();
    let usual = plan.properties.bytes(USUAL).and_then(|block| block.get(week_at(plan.identity.format)..));
    let usual = usual_week(usual);
    let order = match plan.identity.bits {
        Bits::To2010 => [0, 4, 8],
        Bits::Of2013 | Bits::Since2016 => [8, 0, 4],
    };
    let (mut all, mut seen) = (Vec::new(), HashSet::new());
    for item in items(&table.fixed_meta, ITEM) {
        let Some(block) = item.size_at(4).and_then(|at| table.fixed.part(at, BLOCK)) else { continue };
        let [uid, base, resource] = order.map(|at| block.i32_at(at).and_then(|number| u32::try_from(number).ok()));
        let Some(uid) = uid.filter(|uid| *uid > 0 && seen.insert(*uid)) else { continue };
        let base = base.filter(|base| *base > 0 && *base != uid);
        let data = values.get(uid, if plan.identity.format == Format::Mpp9 { 3 } else { 8 });
        let mut made = Calendar {
            uid,
            name: values.get(uid, NAME).and_then(said),
            base_uid: base,
            // A calendar that changes none is nobody's.
            resource_uid: resource.filter(|_| base.is_some()),
            ..Calendar::default()
        };
        let by_default = if base.is_none() { &usual } else { &Week::default() };
        match data.filter(|data| plan.budget.allows(data.len())) {
            Some(data) => fill(&mut made, data, by_default, plan.identity.format),
            None => made.week = by_default.clone(),
        }
        if let Some(owner) = made.resource_uid.and_then(|uid| resources.iter_mut().find(|one| one.uid == uid)) {
            owner.calendar_uid = Some(uid);
            let name = owner.name.clone().filter(|name| plan.budget.allows(name.len()));
            made.name = name.or(made.name);
        }
        all.push(made);
    }
    all.sort_by_key(|calendar| calendar.uid);
    all
}

fn fill(made: &mut Calendar, data: &[u8], by_default: &Week, format: Format) {
    made.week = week(data.get(week_at(format)..).unwrap_or_default(), by_default);
    if format == Format::Mpp9 {
        made.exceptions = exceptions_of_9(data);
        return;
    }
    let mut at = WEEK + 4;
    for _ in 0..data.u16_at(WEEK).unwrap_or(0) {
        let Some((exception, next)) = exception(data, at) else { break };
        made.exceptions.extend(exception);
        at = next;
    }
    made.work_weeks = work_weeks(data, at);
}

/// Where in the block of a calendar the week begins.
const fn week_at(format: Format) -> usize {
    if matches!(format, Format::Mpp9) { 4 } else { 0 }
}

/// Monday to Friday, 08:00 to 12:00 and 13:00 to 17:00, unless the plan says otherwise.
fn usual_week(block: Option<&[u8]>) -> Week {
    let morning = Hours { from: moment::clock(4_800), to: moment::clock(7_200) };
    let afternoon = Hours { from: moment::clock(7_800), to: moment::clock(10_200) };
    let worked = || Day::Worked(vec![morning, afternoon]);
    let days = [Day::Free, worked(), worked(), worked(), worked(), worked(), Day::Free];
    block.map_or_else(|| Week { days: days.clone() }, |block| week(block, &Week { days: days.clone() }))
}

/// Seven days, Sunday first.
fn week(data: &[u8], by_default: &Week) -> Week {
    let mut week = by_default.clone();
    let said = week.days.iter_mut().zip(data.chunks_exact(DAY));
    for (day, block) in said.filter(|(_, block)| block.u16_at(0) != Some(1)) {
        let hours = hours(block, usize::from(block.u16_at(2).unwrap_or(0)), 8, 20);
        *day = if hours.is_empty() { Day::Free } else { Day::Worked(hours) };
    }
    week
}

/// Stretches of work: where the times at which they begin are, and where their lengths are.
fn hours(block: &[u8], count: usize, starts: usize, lengths: usize) -> Vec<Hours> {
    let stretch = |n: usize| {
        let (from, length) = (block.u16_at(starts + 2 * n)?, block.u16_at(lengths + 4 * n)?);
        Some(Hours { from: moment::clock(from), to: moment::clock(from.saturating_add(length)) })
    };
    (0..count.min(MOST_HOURS)).map_while(stretch).collect()
}

/// An exception, and where the next is; the first is none where its days make no sense.
fn exception(data: &[u8], at: usize) -> Option<(Option<Exception>, usize)> {
    let block = data.part(at, EXCEPTION)?;
    let length = block.size_at(88)?;
    let name = data.part(at + EXCEPTION, length)?;
    let next = at + EXCEPTION + length.next_multiple_of(4);
    let days = moment::day_at(block, 0).zip(moment::day_at(block, 2));
    let exception = days.map(|(from, to)| Exception {
        name: said(name),
        from,
        to,
        hours: hours(block, usize::from(block.u16_at(14).unwrap_or(0)), 20, 32),
        recurrence: recurrence(block),
        occurrences: block.u16_at(4).filter(|times| *times > 0),
    });
    Some((exception, next))
}

fn recurrence(block: &[u8]) -> Recurrence {
    let byte = |at: usize| block.u8_at(at).unwrap_or(0);
    let short = |at: usize| block.u16_at(at).unwrap_or(0);
    let (month, nth, weekday) = (byte(76).saturating_add(1), byte(76).saturating_add(1), byte(77).saturating_sub(2));
    match short(72) {
        2 => Recurrence::YearlyOn { month, day: byte(77) },
        3 => Recurrence::YearlyThe { month, nth: byte(77).saturating_add(1), weekday: byte(78).saturating_sub(2) },
        4 => Recurrence::MonthlyOn { every: u16::from(byte(78)), day: byte(76) },
        5 => Recurrence::MonthlyThe { every: short(78), nth, weekday },
        6 => Recurrence::Weekly { every: short(78), days: byte(76) },
        7 => Recurrence::Daily { every: short(76) },
        _ => Recurrence::EveryDay,
    }
}

fn exceptions_of_9(data: &[u8]) -> Vec<Exception> {
    let exception = |n: usize| {
        let block = data.part(WEEK + 4 + n * EXCEPTION_OF_9, EXCEPTION_OF_9)?;
        let (from, to) = moment::day_at(block, 0).zip(moment::day_at(block, 2))?;
        let hours = hours(block, usize::from(block.u16_at(6).unwrap_or(0)), 12, 24);
        Some(Exception { name: None, from, to, hours, recurrence: Recurrence::EveryDay, occurrences: None })
    };
    (0..usize::from(data.u16_at(0).unwrap_or(0))).map_while(exception).collect()
}

fn work_weeks(data: &[u8], after: usize) -> Vec<WorkWeek> {
    let mut at = after.saturating_add(4);
    let mut all = Vec::new();
    while let Some(head) = data.part(at.saturating_add(WEEK), 16)
        && all.len() < MOST
    {
        let Some(length) = head.size_at(12) else { break };
        let name_at = at + WEEK + 16;
        let Some(name) = data.part(name_at, length) else { break };
        let Some((from, to)) = moment::day_at(head, 0).zip(moment::day_at(head, 2)) else { break };
        let week = week(data.get(at..).unwrap_or_default(), &Week::default());
        all.push(WorkWeek { name: said(name), from, to, week });
        at = name_at + length.next_multiple_of(4);
    }
    all
}
