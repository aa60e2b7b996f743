//! Microsoft Project's XML (MSPDI), namespace `http://schemas.microsoft.com/project`: read by one walk,
//! element by element, into a [`Schedule`]. **Not here.** What a task becomes in a plan.

mod calendar;
mod fields;
mod task;
mod value;

use super::limits;
use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use super::xml::{Step, Xml};
use crate::grid::Contents;
use crate::problem::ReadProblem;
use crate::schedule::{Resource, Schedule};
use fields::Fields;
use std::collections::HashMap;
use task::Assignment;

/// The reader.
pub(super) struct Mspdi;

impl Reader for Mspdi {
    fn name(&self) -> &'static str {
        "mspdi"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        let Some(text) = source.markup() else { return ReaderClaim::No };
        let head: String = text.chars().take(4_000).collect();
        let is_project = head.contains("<Project") || head.contains(":Project");
        if is_project && head.contains("schemas.microsoft.com/project") {
            ReaderClaim::Certain
        } else {
            ReaderClaim::No
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        read(source.markup().unwrap_or_default(), source.path)?.contents_of("Project", source.path)
    }

    fn schedule(&self, source: &SourceFile<'_>) -> Option<Result<Schedule, ReadProblem>> {
        Some(read(source.markup().unwrap_or_default(), source.path))
    }
}

/// What the whole file says before it is put together.
#[derive(Default)]
pub(super) struct File {
    schedule: Schedule,
    fields: Fields,
    assignments: Vec<Assignment>,
    /// The format of durations that name none.
    duration_format: u32,
}

/// Does something with each child of the element that was just opened. What `take` does not take
/// (false) is skipped.
pub(super) fn children<'a>(
    xml: &mut Xml<'a>,
    mut take: impl FnMut(&str, &mut Xml<'a>) -> Result<bool, ReadProblem>,
) -> Result<(), ReadProblem> {
    let until = xml.depth();
    while xml.depth() >= until {
        if let Step::Open(tag) = xml.step()?
            && !take(tag.name(), xml)?
        {
            xml.skip()?;
        }
    }
    Ok(())
}

/// The whole model of a file.
///
/// # Errors
/// XML that is broken or beyond the limits.
pub(super) fn read(text: &str, path: &str) -> Result<Schedule, ReadProblem> {
    let mut file = File { duration_format: 7, ..File::default() };
    let project = &mut file.schedule.project;
    (project.minutes_per_day, project.minutes_per_week, project.days_per_month) = (480, 2_400, 20);
    let mut xml = Xml::new(text, path);
    loop {
        match xml.step()? {
            Step::Open(tag) if tag.name() == "Project" => children(&mut xml, |name, xml| file.take(name, xml, path))?,
            Step::End => break,
            _ => {}
        }
    }
    file.settle();
    Ok(file.schedule)
}

impl File {
    fn take(&mut self, name: &str, xml: &mut Xml<'_>, path: &str) -> Result<bool, ReadProblem> {
        let schedule = &mut self.schedule;
        let project = &mut schedule.project;
        let texts = [
            ("Name", &mut project.name),
            ("Title", &mut project.title),
            ("Author", &mut project.author),
            ("Manager", &mut project.manager),
            ("Company", &mut project.company),
            ("StartDate", &mut project.start),
            ("FinishDate", &mut project.finish),
            ("StatusDate", &mut project.status_date),
            ("DefaultStartTime", &mut project.default_start),
            ("DefaultFinishTime", &mut project.default_end),
        ];
        if let Some((_, place)) = texts.into_iter().find(|(known, _)| *known == name) {
            *place = Some(xml.leaf()?.into_owned()).filter(|text| !text.trim().is_empty());
            return Ok(true);
        }
        match name {
            "MinutesPerDay" => value::number(xml, &mut project.minutes_per_day)?,
            "MinutesPerWeek" => value::number(xml, &mut project.minutes_per_week)?,
            "DaysPerMonth" => value::number(xml, &mut project.days_per_month)?,
            "DurationFormat" => value::number(xml, &mut self.duration_format)?,
            "CalendarUID" => project.default_calendar_uid = xml.leaf()?.trim().parse().ok(),
            "ExtendedAttributes" => children(xml, |name, xml| self.fields.define(name, xml))?,
            "OutlineCodes" => children(xml, |name, xml| self.fields.outline_code(name, xml))?,
            "Calendars" => children(xml, |name, xml| {
                if name == "Calendar" {
                    schedule.calendars.push(calendar::read(xml)?);
                }
                Ok(name == "Calendar")
            })?,
            "Tasks" => {
                // Formats and hours of a day stand before the tasks; so they are known.
                let times = value::Times::of(&schedule.project, self.duration_format);
                let fields = &self.fields;
                let mut place = 0;
                children(xml, |name, xml| {
                    if name != "Task" {
                        return Ok(false);
                    }
                    place += 1;
                    schedule.tasks.extend(task::read(xml, place, times, fields)?);
                    limits::rows(schedule.tasks.len(), path, "the schedule")?;
                    Ok(true)
                })?;
            }
            "Resources" => children(xml, |name, xml| {
                if name == "Resource" {
                    schedule.resources.extend(resource(xml)?);
                }
                Ok(name == "Resource")
            })?,
            "Assignments" => children(xml, |name, xml| {
                if name == "Assignment" {
                    self.assignments.push(task::assignment(xml)?);
                }
                Ok(name == "Assignment")
            })?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What only the whole file tells: who is assigned, what is part of what.
    fn settle(&mut self) {
        let schedule = &mut self.schedule;
        schedule.aliases = self.fields.aliases();
        for clock in [&mut schedule.project.default_start, &mut schedule.project.default_end].into_iter().flatten() {
            clock.truncate(5);
        }
        let names: HashMap<i64, &str> =
            schedule.resources.iter().filter_map(|one| Some((one.uid, one.name.as_deref()?))).collect();
        let at: HashMap<i64, usize> = schedule.tasks.iter().enumerate().map(|(at, task)| (task.uid, at)).collect();
        for assignment in &self.assignments {
            let Some(name) = names.get(&assignment.resource) else { continue };
            let Some(task) = at.get(&assignment.task).and_then(|at| schedule.tasks.get_mut(*at)) else { continue };
            task.resources.push((*name).to_owned());
        }
        task::outline(&mut schedule.tasks);
    }
}

/// The resource that was just opened; the file's nameless first one says nothing.
fn resource(xml: &mut Xml<'_>) -> Result<Option<Resource>, ReadProblem> {
    let mut made = Resource { kind: "WORK", ..Resource::default() };
    let mut is_null = false;
    children(xml, |name, xml| {
        let text = |xml: &mut Xml<'_>| xml.leaf().map(|text| Some(text.into_owned()).filter(|text| !text.is_empty()));
        match name {
            "UID" => value::number(xml, &mut made.uid)?,
            "ID" => made.id = xml.leaf()?.trim().parse().ok(),
            "Name" => made.name = text(xml)?,
            "Initials" => made.initials = text(xml)?,
            "EmailAddress" => made.email = text(xml)?,
            "Group" => made.group = text(xml)?,
            "IsNull" => is_null = value::is_true(xml)?,
            "IsCostResource" if value::is_true(xml)? => made.kind = "COST",
            "IsCostResource" => {}
            "Type" => {
                if made.kind == "WORK" && xml.leaf()?.trim() == "0" {
                    made.kind = "MATERIAL";
                }
            }
            "CalendarUID" => made.calendar_uid = xml.leaf()?.trim().parse().ok().filter(|uid| *uid >= 0),
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok((!is_null).then_some(made))
}
