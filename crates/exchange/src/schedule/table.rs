//! A schedule as one table of a plan: a row a task, columns of Project's own and those that were given a title.
//!
//! **Not here.** What a schedule from here says in titled fields ([`super::returned`]).

use super::returned::Returned;
use super::values::{Values, assigned, days_of_work, last_day, left_out, wait};
use super::{Schedule, Task};
use crate::grid::{Cells, Contents, Grid, GridRow, Look, Paragraph, Wait};
use crate::problem::ReadProblem;
use onpace_core::place::Place;
use std::collections::HashMap;
use std::sync::Arc;

/// The headings of the table that a schedule becomes; aliases of its own fields follow.
const HEADINGS: [&str; 13] = [
    "WBS code",
    "Task Name",
    "Outline level",
    "Summary",
    "Resource Names",
    "Resource Initials",
    "Duration",
    "Start",
    "Finish",
    "% Work Complete",
    "Milestone",
    "Predecessors",
    "Notes",
];

impl Schedule {
    /// The schedule as a table, as [`Schedule::contents`] makes it.
    ///
    /// # Errors
    /// A schedule in which nothing is to be done.
    pub(crate) fn contents_of(&self, sheet: &str, path: &str) -> Result<Contents, ReadProblem> {
        if self.tasks.iter().any(|task| task.outline_level > 0) {
            return Ok(self.contents(sheet));
        }
        let accepted = "a schedule with at least one task; where its tasks are in other files that it brings together, those files";
        Err(ReadProblem::new(path, "a schedule without any task", accepted))
    }

    /// The schedule as one table, a row a task, in which every column has a heading.
    #[must_use]
    pub fn contents(&self, sheet: &str) -> Contents {
        let sheet: Arc<str> = sheet.into();
        let fields = self.named_fields();
        let mut grid = Grid { sheet: Some(sheet.clone()), ..Grid::default() };
        let returned = Returned::of(&fields);
        let codes = self.codes();
        // What was written from here has titled fields for them.
        let initials = if returned.is_some() { HashMap::new() } else { self.initials() };
        let numbers: HashMap<i64, &Task> = self.tasks.iter().map(|task| (task.uid, task)).collect();
        let values = Values::of(self, &numbers);
        let mut switched_off = Vec::new();
        for task in self.tasks.iter().filter(|task| task.outline_level > 0) {
            if !task.active {
                switched_off.push(left_out(task, &sheet));
                continue;
            }
            let place = Place { sheet: Some(sheet.clone()), row: u32::try_from(task.id).ok(), ..Place::default() };
            let mut cells = self.cells(task, codes, returned.as_ref(), &initials, &numbers);
            for (field, alias) in &fields {
                match returned {
                    Some(_) => cells.push(&Returned::field(task, field, alias)),
                    None => cells.push(task.text_fields.get(*field).map_or("", String::as_str)),
                }
            }
            let mut row = GridRow::new(place, cells);
            if returned.is_none() {
                row.look = Some(Box::new(Look { task: Some(values.task(task)), ..Look::default() }));
            }
            grid.rows.push(row);
        }
        // A column that says nothing gives way to one of somebody's own that holds the same.
        let says = |at: usize| grid.rows.iter().any(|row| row.cells.get(at).is_some_and(|cell| !cell.is_empty()));
        let is_kept = |at: usize, heading: &str| match &returned {
            Some(_) => !Returned::replaces(heading),
            None => says(at),
        };
        let headings =
            HEADINGS.iter().enumerate().map(|(at, heading)| if is_kept(at, heading) { *heading } else { "" });
        let headings = headings.chain(fields.iter().map(|(_, alias)| *alias)).collect();
        grid.rows.insert(0, GridRow::new(Place { sheet: Some(sheet), ..Place::default() }, headings));
        let title = self.project.title.clone().or_else(|| self.header().and_then(|task| task.name.clone()));
        let mut contents = Contents { grids: vec![grid], unread: self.unread.clone(), ..Contents::default() };
        contents.unread.extend(self.sums_without_work());
        contents.findings.extend(switched_off);
        if let Some(text) = title.filter(|title| !title.trim().is_empty()) {
            contents.prose.push(Paragraph { text, heading: true, place: Place::default() });
        }
        if let Some(day) = self.project.status_date.as_deref().and_then(|date| date.get(..10)) {
            let text = format!("Status date {day}");
            contents.prose.push(Paragraph { text, heading: false, place: Place::default() });
        }
        contents
    }

    /// Says that the percentages of sums that have no work are not taken, where the file holds such.
    fn sums_without_work(&self) -> Option<String> {
        let has_none =
            |task: &&Task| task.summary && task.outline_level > 0 && task.work_minutes.is_none_or(|work| work <= 0.0);
        let (none, all): (Vec<&Task>, usize) =
            (self.tasks.iter().filter(has_none).collect(), self.tasks.iter().filter(|task| task.summary).count());
        (!none.is_empty()).then(|| {
            let each = if none.len() == 1 { "1 summary row that has" } else { "the summary rows that have" };
            let count = if none.len() == 1 { String::new() } else { format!(" ({} of {all})", none.len()) };
            format!("% Work Complete of {each} no work{count}: counted again from the rows below")
        })
    }

    /// The row of the whole project, which is no action.
    fn header(&self) -> Option<&Task> {
        self.tasks.iter().find(|task| task.outline_level == 0)
    }

    /// Fields that somebody gave a title, and use.
    fn named_fields(&self) -> Vec<(&str, &str)> {
        let is_used = |field: &str| self.tasks.iter().any(|task| task.text_fields.contains_key(field));
        let all = self.aliases.iter().filter(|(field, _)| is_used(field));
        all.map(|(field, alias)| (field.as_str(), alias.as_str())).collect()
    }

    /// Whether the codes of the work breakdown are somebody's own, rather than the outline's numbers.
    fn codes(&self) -> bool {
        let differs = |task: &Task| task.wbs.is_some() && task.wbs != task.outline_number;
        self.tasks.iter().filter(|task| task.outline_level > 0 && differs(task)).count() * 2 > self.tasks.len()
    }

    fn cells(
        &self,
        task: &Task,
        codes: bool,
        returned: Option<&Returned<'_>>,
        initials: &HashMap<&str, &str>,
        numbers: &HashMap<i64, &Task>,
    ) -> Cells {
        let day = |instant: Option<&String>| instant.and_then(|at| at.get(..10)).unwrap_or_default().to_owned();
        let yes = |is: bool| if is { "yes" } else { "" };
        // Percent of work says nothing where there is no work: a summary row stays at 0 for ever then.
        let has_work = task.work_minutes.is_some_and(|work| work > 0.0);
        let whole =
            if has_work { task.percent_work_complete } else { task.percent_complete.max(task.percent_work_complete) };
        let percent = match returned {
            Some(returned) => returned.percent(task, whole),
            None if task.summary => String::new(),
            None => format!("{whole}%"),
        };
        let start = task.start_text.clone().unwrap_or_else(|| day(task.start.as_ref()));
        let finish = task
            .finish_text
            .clone()
            .unwrap_or_else(|| last_day(task).map_or_else(|| day(task.finish.as_ref()), |day| day.to_string()));
        let cells = [
            if codes { task.wbs.clone().unwrap_or_default() } else { String::new() },
            task.name.clone().unwrap_or_default(),
            task.outline_level.to_string(),
            yes(task.summary).to_owned(),
            returned.map_or_else(|| assigned(task).join(", "), |returned| returned.others(task)),
            of_those(initials, &task.resources),
            task.duration_text.clone().unwrap_or_else(|| self.days(task, returned.is_some())),
            start,
            finish,
            percent,
            yes(task.milestone).to_owned(),
            self.waits(task, numbers),
            task.notes.clone().unwrap_or_default(),
        ];
        cells.iter().collect()
    }

    /// Initials by name, of those who have some that are not their name.
    fn initials(&self) -> HashMap<&str, &str> {
        let all = self.resources.iter().filter_map(|one| Some((one.name.as_deref()?, one.initials.as_deref()?)));
        all.filter(|(name, initials)| name != initials).collect()
    }

    /// What a task waits for, by the rows' numbers, as people write it.
    fn waits(&self, task: &Task, numbers: &HashMap<i64, &Task>) -> String {
        let written = |(link, wait): (&super::Predecessor, Wait)| {
            let lag = if wait.days == 0.0 { String::new() } else { format!("{:+}d", wait.days.round()) };
            format!("#{}{}{lag}", wait.row, link.kind)
        };
        let links = task.predecessors.iter().filter_map(|link| Some((link, wait(self, link, numbers)?)));
        links.map(written).collect::<Vec<_>>().join(", ")
    }

    /// A duration in days of work, as a plan counts them.
    /// Of a file that was written from here those of a sum count as well, and those that were a guess do not.
    fn days(&self, task: &Task, is_returned: bool) -> String {
        let counts = if is_returned { !task.estimated } else { !task.summary };
        let days = if counts { days_of_work(self, task) } else { None };
        // One below nothing stays to be seen: reading tells it.
        let below = task.duration.as_ref().filter(|span| counts && span.value < 0.0);
        let below = below.map_or_else(String::new, |span| format!("{}{}", span.value, span.unit));
        days.map_or(below, |days| format!("{} days", days.0))
    }
}

/// The initials of some people, of those who have any.
fn of_those(initials: &HashMap<&str, &str>, names: &[String]) -> String {
    names.iter().filter_map(|name| initials.get(name.as_str()).copied()).collect::<Vec<_>>().join(", ")
}
