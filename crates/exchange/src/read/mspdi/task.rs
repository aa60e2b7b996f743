//! Tasks, their links, baselines and assignments.

use super::super::xml::Xml;
use super::children;
use super::fields::{self, Fields};
use super::value::{self, Times};
use crate::problem::ReadProblem;
use crate::schedule::{Baseline, Predecessor, Task};
use onpace_core::local_time::without_zone;

/// Who works on what.
#[derive(Debug, Default)]
pub(super) struct Assignment {
    pub(super) task: i64,
    pub(super) resource: i64,
}

const CONSTRAINTS: [&str; 8] = [
    "AS_SOON_AS_POSSIBLE",
    "AS_LATE_AS_POSSIBLE",
    "MUST_START_ON",
    "MUST_FINISH_ON",
    "START_NO_EARLIER_THAN",
    "START_NO_LATER_THAN",
    "FINISH_NO_EARLIER_THAN",
    "FINISH_NO_LATER_THAN",
];

/// What of a task is put together once all of it was read.
#[derive(Default)]
struct Parts {
    is_null: bool,
    id: Option<i64>,
    level: Option<u32>,
    duration: Option<f64>,
    format: Option<u32>,
    estimated: Option<bool>,
    manual: (Option<String>, Option<String>),
    manual_duration: Option<f64>,
}

/// The task that was just opened, in so many-th place; none for a blank row.
pub(super) fn read(
    xml: &mut Xml<'_>,
    place: usize,
    times: Times,
    fields: &Fields,
) -> Result<Option<Task>, ReadProblem> {
    let mut task = Task { active: true, uid: -1, ..Task::default() };
    let mut parts = Parts::default();
    children(xml, |name, xml| {
        Ok(of_text(name, xml, &mut task, &mut parts)?
            || of_number(name, xml, &mut task, &mut parts)?
            || of_list(name, xml, &mut task, times, fields)?)
    })?;
    task.id = parts.id.or_else(|| i64::try_from(place).ok()).unwrap_or(0);
    task.uid = if task.uid < 0 { task.id } else { task.uid };
    task.outline_level = parts.level.unwrap_or_else(|| level_of(&task));
    let duration = parts.duration.or(parts.manual_duration.filter(|_| task.manual));
    task.duration = duration.map(|minutes| times.span(minutes, parts.format));
    task.estimated = parts.estimated.unwrap_or_else(|| parts.format.is_some_and(|format| format & 32 != 0));
    if task.manual {
        task.start = task.start.take().or(parts.manual.0);
        task.finish = task.finish.take().or(parts.manual.1);
    }
    Ok((!parts.is_null).then_some(task))
}

/// How deep a task stands where the file does not say: as its number shows, else at the top.
fn level_of(task: &Task) -> u32 {
    let number = task.outline_number.as_deref().or(task.wbs.as_deref()).unwrap_or_default();
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    match number {
        _ if task.uid == 0 && task.id == 0 => 0,
        "0" => 0,
        _ if is_number => u32::try_from(number.split('.').count()).unwrap_or(1),
        _ => 1,
    }
}

/// Elements that hold an instant; some programs write its zone.
const INSTANTS: [&str; 8] =
    ["Start", "Finish", "ManualStart", "ManualFinish", "ActualStart", "ActualFinish", "Deadline", "ConstraintDate"];

fn of_text(name: &str, xml: &mut Xml<'_>, task: &mut Task, parts: &mut Parts) -> Result<bool, ReadProblem> {
    let place = match name {
        "Name" => &mut task.name,
        "GUID" => &mut task.guid,
        "OutlineNumber" => &mut task.outline_number,
        "WBS" => &mut task.wbs,
        "Start" => &mut task.start,
        "Finish" => &mut task.finish,
        "StartText" => &mut task.start_text,
        "FinishText" => &mut task.finish_text,
        "DurationText" => &mut task.duration_text,
        "ManualStart" => &mut parts.manual.0,
        "ManualFinish" => &mut parts.manual.1,
        "ActualStart" => &mut task.actual_start,
        "ActualFinish" => &mut task.actual_finish,
        "Deadline" => &mut task.deadline,
        "ConstraintDate" => &mut task.constraint_date,
        "Contact" => &mut task.contact,
        "Notes" => &mut task.notes,
        _ => return Ok(false),
    };
    *place = Some(xml.leaf()?.into_owned()).filter(|text| !text.is_empty());
    if INSTANTS.contains(&name) {
        *place = place.take().map(|text| without_zone(&text));
    }
    if name == "GUID" {
        task.guid.iter_mut().for_each(|guid| guid.make_ascii_lowercase());
    }
    Ok(true)
}

fn of_number(name: &str, xml: &mut Xml<'_>, task: &mut Task, parts: &mut Parts) -> Result<bool, ReadProblem> {
    match name {
        "UID" => value::number(xml, &mut task.uid)?,
        "ID" => parts.id = xml.leaf()?.trim().parse().ok(),
        "OutlineLevel" => parts.level = xml.leaf()?.trim().parse().ok(),
        "PercentComplete" => value::number(xml, &mut task.percent_complete)?,
        "PercentWorkComplete" => value::number(xml, &mut task.percent_work_complete)?,
        "IsNull" => parts.is_null = value::is_true(xml)?,
        "Summary" => task.summary = value::is_true(xml)?,
        "Milestone" => task.milestone = value::is_true(xml)?,
        "Active" => task.active = value::is_true(xml)?,
        "Estimated" => parts.estimated = Some(value::is_true(xml)?),
        "Manual" => task.manual = value::is_true(xml)?,
        "Duration" => parts.duration = value::minutes(&xml.leaf()?),
        "ManualDuration" => parts.manual_duration = value::minutes(&xml.leaf()?),
        "DurationFormat" => parts.format = xml.leaf()?.trim().parse().ok(),
        "Work" => task.work_minutes = value::minutes(&xml.leaf()?),
        "Priority" => task.priority = xml.leaf()?.trim().parse().ok(),
        "CalendarUID" => task.calendar_uid = xml.leaf()?.trim().parse().ok().filter(|uid| *uid >= 0),
        "ConstraintType" => {
            task.constraint = xml.leaf()?.trim().parse().ok().and_then(|at: usize| CONSTRAINTS.get(at)).copied();
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn of_list(name: &str, xml: &mut Xml<'_>, task: &mut Task, times: Times, fields: &Fields) -> Result<bool, ReadProblem> {
    match name {
        "PredecessorLink" => task.predecessors.push(link(xml, times)?),
        "ExtendedAttribute" | "OutlineCode" => task.text_fields.extend(fields.value(fields::given(xml)?)),
        "Baseline" => task.baselines.push(baseline(xml, times)?),
        _ => return Ok(false),
    }
    Ok(true)
}

fn link(xml: &mut Xml<'_>, times: Times) -> Result<Predecessor, ReadProblem> {
    let mut made = Predecessor { kind: "FS", ..Predecessor::default() };
    let (mut lag, mut format) = (0.0, None);
    children(xml, |name, xml| {
        match name {
            "PredecessorUID" => value::number(xml, &mut made.uid)?,
            "Type" => {
                made.kind = match xml.leaf()?.trim() {
                    "0" => "FF",
                    "2" => "SF",
                    "3" => "SS",
                    _ => "FS",
                }
            }
            "LinkLag" => value::number(xml, &mut lag)?,
            "LagFormat" => format = xml.leaf()?.trim().parse().ok(),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    made.lag = times.lag(lag, format);
    Ok(made)
}

fn baseline(xml: &mut Xml<'_>, times: Times) -> Result<Baseline, ReadProblem> {
    let (mut made, mut duration, mut format) = (Baseline::default(), None, None);
    children(xml, |name, xml| {
        match name {
            "Number" => value::number(xml, &mut made.number)?,
            "Start" => made.start = Some(xml.leaf()?.into_owned()),
            "Finish" => made.finish = Some(xml.leaf()?.into_owned()),
            "Duration" => duration = value::minutes(&xml.leaf()?),
            "DurationFormat" => format = xml.leaf()?.trim().parse().ok(),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    made.duration = duration.map(|minutes| times.span(minutes, format));
    Ok(made)
}

/// The assignment that was just opened.
pub(super) fn assignment(xml: &mut Xml<'_>) -> Result<Assignment, ReadProblem> {
    let mut made = Assignment { task: -1, resource: -1 };
    children(xml, |name, xml| {
        match name {
            "TaskUID" => value::number(xml, &mut made.task)?,
            "ResourceUID" => value::number(xml, &mut made.resource)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(made)
}

/// Levels that are told apart: a number of a deeper one would be as long as the way down.
const DEEPEST: u32 = 100;

/// What is part of what, by level; and what hand-made files leave out.
pub(super) fn outline(tasks: &mut [Task]) {
    let mut above: Vec<(u32, usize)> = Vec::new();
    let mut counts: Vec<u32> = Vec::new();
    for at in 0..tasks.len() {
        let Some((before, [task, ..])) = tasks.split_at_mut_checked(at) else { break };
        let level = task.outline_level.min(DEEPEST);
        while above.last().is_some_and(|(deeper, _)| *deeper >= level) {
            above.pop();
        }
        if let Some(parent) = above.last().and_then(|(_, parent)| before.get_mut(*parent)) {
            task.parent_uid = Some(parent.uid);
            parent.summary = true;
        }
        above.push((level, at));
        // The row of the whole project sums everything, even where there is nothing yet.
        task.summary |= level == 0;
        // A file may skip levels; no number is longer than the way down.
        let depth = (level as usize).min(above.len());
        counts.truncate(depth.max(1));
        counts.resize(depth.max(1), 0);
        if level > 0
            && let Some(count) = counts.last_mut()
        {
            *count += 1;
        }
        if task.outline_number.is_none() {
            let number = if level == 0 { "0".to_owned() } else { joined(&counts) };
            task.outline_number = Some(number);
        }
        if task.wbs.is_none() {
            task.wbs.clone_from(&task.outline_number);
        }
    }
}

fn joined(counts: &[u32]) -> String {
    counts.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}
