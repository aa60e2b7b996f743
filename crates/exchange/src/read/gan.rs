//! `GanttProject` files (.gan): nested tasks by day, people, links. A file states starts and lengths;
//! finishes follow from its own week and holidays. **Not here.** What a task becomes in a plan.

use super::limits;
use super::reader::{Reader, ReaderClaim};
use super::source::SourceFile;
use super::xml::{Step, Tag, Xml};
use crate::grid::Contents;
use crate::problem::ReadProblem;
use crate::schedule::{Predecessor, Project, Resource, Schedule, Span, Task};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// The reader.
pub(super) struct Gan;

impl Reader for Gan {
    fn name(&self) -> &'static str {
        "gan"
    }

    fn claim(&self, source: &SourceFile<'_>) -> ReaderClaim {
        let Some(text) = source.markup() else { return ReaderClaim::No };
        let head: String = text.chars().take(4_000).collect();
        let is_project = head.contains("<project ") && !head.contains("schemas.microsoft.com");
        // Files by which programs are built have a project with tasks, too.
        let builds =
            ["<target", "<modelVersion", "basedir=", "mrproject-version"].iter().any(|mark| text.contains(mark));
        if is_project && !builds && (text.contains("<tasks") || text.contains("<view ")) {
            ReaderClaim::Certain
        } else {
            ReaderClaim::No
        }
    }

    fn contents(&self, source: &SourceFile<'_>) -> Result<Contents, ReadProblem> {
        read(source.markup().unwrap_or_default(), source.path)?.contents_of("Tasks", source.path)
    }

    fn schedule(&self, source: &SourceFile<'_>) -> Option<Result<Schedule, ReadProblem>> {
        Some(read(source.markup().unwrap_or_default(), source.path))
    }
}

/// A task takes at most so many days: `GanttProject` itself goes no further.
const LONGEST: u32 = 100_000;

/// A file while it is read.
#[derive(Default)]
struct File {
    schedule: Schedule,
    /// Tasks that are open, with the depth of their elements.
    open: Vec<(usize, usize)>,
    /// How many children each level has so far.
    counts: Vec<u32>,
    weekend: BTreeSet<i8>,
    holidays: BTreeSet<Date>,
    roles: Vec<(i64, i64)>,
    properties: HashMap<String, String>,
    links: Vec<(i64, i64, &'static str, i64)>,
}

fn read(text: &str, path: &str) -> Result<Schedule, ReadProblem> {
    let mut file = File::default();
    file.schedule.project =
        Project { minutes_per_day: 480, minutes_per_week: 2_400, days_per_month: 20, ..Project::default() };
    let mut xml = Xml::new(text, path);
    loop {
        match xml.step()? {
            Step::Open(tag) => {
                file.open(&tag, &mut xml)?;
                limits::rows(file.schedule.tasks.len(), path, "the schedule")?;
            }
            Step::Close => {
                while file.open.last().is_some_and(|(_, depth)| *depth > xml.depth()) {
                    file.open.pop();
                }
            }
            Step::End => break,
            Step::Text(_) => {}
        }
    }
    file.settle();
    Ok(file.schedule)
}

impl File {
    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadProblem> {
        let text = |name: &str| tag.get(name).map(std::borrow::Cow::into_owned).filter(|text| !text.is_empty());
        let number = |name: &str| tag.get(name).and_then(|text| text.trim().parse::<i64>().ok());
        match tag.name() {
            "project" => {
                self.schedule.project.name = text("name");
                self.schedule.project.title = text("name");
                self.schedule.project.company = text("company");
            }
            "default-week" => {
                let days = [("mon", 1), ("tue", 2), ("wed", 3), ("thu", 4), ("fri", 5), ("sat", 6), ("sun", 7)];
                self.weekend = days.iter().filter(|(name, _)| number(name) == Some(1)).map(|(_, day)| *day).collect();
            }
            "date" => {
                let part = |name| number(name).and_then(|value| i8::try_from(value).ok());
                let year = number("year").and_then(|year| i16::try_from(year).ok());
                let is_free = tag.get("type").is_none_or(|kind| kind == "HOLIDAY");
                if let (Some(year), Some(month), Some(day), true) = (year, part("month"), part("date"), is_free) {
                    self.holidays.extend(Date::new(year, month, day).ok());
                }
            }
            "taskproperty" => {
                if let (Some(id), Some(name)) = (text("id"), text("name")) {
                    self.properties.insert(id, name);
                }
            }
            "task" => self.task(tag, xml.depth()),
            "depend" => {
                let Some(from) = self.innermost().map(|task| task.uid) else { return Ok(()) };
                let kind = match number("type") {
                    Some(1) => "SS",
                    Some(3) => "FF",
                    Some(4) => "SF",
                    _ => "FS",
                };
                self.links.extend(number("id").map(|to| (from, to, kind, number("difference").unwrap_or(0))));
            }
            "customproperty" => {
                let Some(task) = self.innermost() else { return Ok(()) };
                if let (Some(id), Some(value)) = (text("taskproperty-id"), text("value")) {
                    task.text_fields.insert(id, value);
                }
            }
            "notes" => {
                let notes = xml.leaf()?.trim().to_owned();
                if let Some(task) = self.innermost() {
                    task.notes = Some(notes).filter(|notes| !notes.is_empty());
                }
            }
            "resource" => self.schedule.resources.extend(number("id").map(|uid| Resource {
                uid,
                name: text("name"),
                email: text("contacts"),
                kind: "WORK",
                ..Resource::default()
            })),
            "allocation" => self.roles.extend(number("task-id").zip(number("resource-id"))),
            _ => {}
        }
        Ok(())
    }

    /// The innermost task that is open.
    fn innermost(&mut self) -> Option<&mut Task> {
        let (at, _) = self.open.last()?;
        self.schedule.tasks.get_mut(*at)
    }

    fn task(&mut self, tag: &Tag<'_>, depth: usize) {
        let number = |name: &str| tag.get(name).and_then(|text| text.trim().parse::<u32>().ok());
        let parent_uid = self.innermost().map(|parent| {
            parent.summary = true;
            parent.uid
        });
        let level = self.open.len();
        self.counts.truncate(level + 1);
        self.counts.resize(level + 1, 0);
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
        let outline = self.counts.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        let days = number("duration").unwrap_or(1).min(LONGEST);
        let percent = number("complete").unwrap_or(0);
        let start = tag.get("start").and_then(|text| text.parse::<Date>().ok());
        let minutes = f64::from(days) * 480.0;
        let at = self.schedule.tasks.len();
        self.schedule.tasks.push(Task {
            uid: tag.get("id").and_then(|id| id.trim().parse().ok()).unwrap_or(-1),
            id: i64::try_from(at + 1).unwrap_or(0),
            parent_uid,
            name: tag.get("name").map(std::borrow::Cow::into_owned),
            outline_level: u32::try_from(level + 1).unwrap_or(1),
            wbs: Some(outline.clone()),
            outline_number: Some(outline),
            milestone: tag.get("meeting").is_some_and(|value| value == "true"),
            active: true,
            start: start.map(|day| format!("{day}T08:00:00")),
            duration: Some(Span { value: f64::from(days), unit: "d", minutes: Some(minutes) }),
            percent_complete: percent,
            percent_work_complete: percent,
            ..Task::default()
        });
        self.open.push((at, depth));
    }

    /// Finishes, people and links, which need the whole file.
    fn settle(&mut self) {
        let Self { schedule, weekend, holidays, .. } = self;
        let weekend = if weekend.is_empty() { BTreeSet::from([6, 7]) } else { std::mem::take(weekend) };
        let is_workday = |day: &&Date| !weekend.contains(&day.weekday().to_monday_one_offset());
        let holidays: Vec<Date> = holidays.iter().filter(is_workday).copied().collect();
        for task in &mut schedule.tasks {
            let start = task.start.as_deref().and_then(|start| start.get(..10)?.parse::<Date>().ok());
            let Some(start) = start else { continue };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "made of a u32 above")]
            let days = task.duration.as_ref().map_or(0.0, |span| span.value) as u32;
            let finish = if task.milestone { Some(start) } else { finish_of(start, days, &weekend, &holidays) };
            task.finish = finish.map(|day| format!("{day}T17:00:00"));
        }
        let names: HashMap<i64, &str> =
            schedule.resources.iter().filter_map(|one| Some((one.uid, one.name.as_deref()?))).collect();
        let at: HashMap<i64, usize> = schedule.tasks.iter().enumerate().map(|(at, task)| (task.uid, at)).collect();
        for (task, resource) in &self.roles {
            let task = at.get(task).and_then(|at| schedule.tasks.get_mut(*at));
            if let (Some(task), Some(name)) = (task, names.get(resource)) {
                task.resources.push((*name).to_owned());
            }
        }
        // A task names what waits for it; a schedule names what a task waits for.
        for (from, to, kind, days) in &self.links {
            let Some(task) = at.get(to).and_then(|at| schedule.tasks.get_mut(*at)) else { continue };
            #[expect(clippy::cast_precision_loss, reason = "days between tasks")]
            let value = *days as f64;
            let lag = Span { value, unit: "d", minutes: Some(value * 480.0) };
            task.predecessors.push(Predecessor { uid: *from, kind, lag });
        }
        schedule.aliases.extend(std::mem::take(&mut self.properties));
    }
}

/// The last of so many days of work, the first among them. `holidays` stand in order, none at a weekend.
fn finish_of(start: Date, days: u32, weekend: &BTreeSet<i8>, holidays: &[Date]) -> Option<Date> {
    if weekend.len() >= 7 {
        return Some(start);
    }
    let working = |to: i64| worked(start, to, weekend, holidays);
    // Halved again and again, so that a length that is far too long costs no more than one that is right.
    let (mut below, mut at) = (-1, i64::from((Date::MAX - start).get_days()));
    let days = i64::from(days.max(1));
    if working(at) < days {
        return None;
    }
    while at - below > 1 {
        let middle = below + (at - below) / 2;
        if working(middle) >= days { at = middle } else { below = middle }
    }
    start.checked_add(jiff::Span::new().days(at)).ok()
}

/// The days of work from a day to so many days after it.
fn worked(start: Date, to: i64, weekend: &BTreeSet<i8>, holidays: &[Date]) -> i64 {
    let count = to + 1;
    let first = i64::from(start.weekday().to_monday_zero_offset());
    let is_working = |day: i64| i8::try_from(day % 7 + 1).is_ok_and(|day| !weekend.contains(&day));
    let in_week = (0..7).filter(|day| is_working(*day)).count();
    let over = (0..count % 7).filter(|day| is_working(first + day)).count();
    let end = start.checked_add(jiff::Span::new().days(to)).unwrap_or(Date::MAX);
    let free = holidays.partition_point(|day| *day <= end) - holidays.partition_point(|day| *day < start);
    let [in_week, over, free] = [in_week, over, free].map(|count| i64::try_from(count).unwrap_or(0));
    count / 7 * in_week + over - free
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_finish_is_the_last_of_so_many_working_days() {
        let (weekend, none) = (BTreeSet::from([6, 7]), BTreeSet::new());
        let easter = [date(2022, 4, 15), date(2022, 4, 18)];
        for (start, days, weekend, holidays, finish) in [
            (date(2022, 4, 13), 1, &weekend, &[][..], Some(date(2022, 4, 13))),
            (date(2022, 4, 13), 3, &weekend, &[][..], Some(date(2022, 4, 15))),
            (date(2022, 4, 13), 3, &weekend, &easter[..], Some(date(2022, 4, 19))),
            (date(2022, 4, 16), 1, &weekend, &easter[..], Some(date(2022, 4, 19))),
            (date(2022, 4, 13), 10, &none, &[][..], Some(date(2022, 4, 22))),
            (date(2022, 4, 13), 0, &weekend, &[][..], Some(date(2022, 4, 13))),
            (date(9999, 12, 30), 100, &weekend, &[][..], None),
        ] {
            assert_eq!(finish_of(start, days, weekend, holidays), finish, "{start}, {days} days");
        }
    }
}
