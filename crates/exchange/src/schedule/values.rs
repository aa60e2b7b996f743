//! A task's values as a plan has them: days, people, percentages, what it waits for. Nothing goes through a text.
//!
//! **Not here.** The columns of the table ([`super::table`]); what a schedule from here says ([`super::returned`]).

use super::network::{hours_of, instant, kind};
use super::{Calendar, Predecessor, Schedule, Task};
use crate::draft::codes::{split_code, top_row};
use crate::grid::{TaskValues, Wait};
use onpace_core::checks::reading;
use onpace_core::day::Date;
use onpace_core::finding::Finding;
use onpace_core::place::Place;
use onpace_core::quantity::{Percent, WorkingDays};
use onpace_core::schedule::hours::WorkHours;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Initials in one name, "JC/BB", are of several people; longer parts are a name with a slash.
const LONGEST_INITIALS: usize = 4;
/// Minutes by which a duration may be off what a calendar comes to.
const CLOSE: f64 = 1.0;

/// What is the same for all tasks of a schedule.
pub(super) struct Values<'s> {
    schedule: &'s Schedule,
    numbers: &'s HashMap<i64, &'s Task>,
    calendars: HashMap<i64, &'s Calendar>,
    own: HashMap<Option<i64>, WorkHours>,
    titles_are_whole: bool,
    /// Tasks with a part that is a row of the plan.
    sums: HashSet<i64>,
    /// Whether tasks say whose part they are.
    has_parts: bool,
}

impl<'s> Values<'s> {
    pub(super) fn of(schedule: &'s Schedule, numbers: &'s HashMap<i64, &'s Task>) -> Self {
        let calendars: HashMap<i64, &Calendar> = schedule.calendars.iter().map(|one| (one.uid, one)).collect();
        let named = |task: &Task| task.calendar_uid.or(schedule.project.default_calendar_uid);
        let mut own = HashMap::new();
        for task in &schedule.tasks {
            let uid = named(task).filter(|uid| calendars.contains_key(uid));
            own.entry(uid).or_insert_with(|| hours_of(uid, &calendars));
        }
        // Titles begin with codes where most do: "4G for the hub" among others without one is a title.
        let titles = || {
            let rows = schedule.tasks.iter().filter(|task| task.outline_level > 0 && task.active);
            rows.filter_map(|task| task.name.as_deref()).map(str::trim).filter(|name| !name.is_empty())
        };
        let is_coded = |title: &str| !split_code(title).0.is_empty();
        let titles_are_whole = !titles().any(|title| top_row(title).is_some())
            && (titles().filter(|title| is_coded(title)).count() * 2 < titles().count() || !are_a_system(titles()));
        let has_name = |task: &&Task| task.name.as_deref().is_some_and(|name| !name.trim().is_empty());
        let sums = schedule.tasks.iter().filter(|task| task.active).filter(has_name).filter_map(|task| task.parent_uid);
        let has_parts = schedule.tasks.iter().any(|task| task.parent_uid.is_some());
        Self { schedule, numbers, calendars, own, titles_are_whole, sums: sums.collect(), has_parts }
    }

    /// What a task says.
    pub(super) fn task(&self, task: &Task) -> TaskValues {
        // A row without a name or one that is switched off makes no sum of the one above it.
        let summary = task.summary && (!self.has_parts || self.sums.contains(&task.uid));
        let duration = if summary || task.duration_text.is_some() { None } else { days_of_work(self.schedule, task) };
        TaskValues {
            level: u8::try_from(task.outline_level).ok(),
            summary,
            milestone: task.milestone,
            people: assigned(task),
            start: day_of(task.start.as_ref()).filter(|_| task.start_text.is_none()),
            finish: last_day(task).filter(|_| task.finish_text.is_none()),
            own_days: duration.is_some() && self.comes_to(task),
            duration,
            percent: (!summary).then(|| Percent::whole(i32::try_from(done(task)).unwrap_or(0))),
            waits: task.predecessors.iter().filter_map(|link| wait(self.schedule, link, self.numbers)).collect(),
            title_is_whole: self.titles_are_whole,
        }
    }

    /// Whether the hours of the task's own calendar between its dates are those of its duration.
    fn comes_to(&self, task: &Task) -> bool {
        let uid = task.calendar_uid.or(self.schedule.project.default_calendar_uid);
        let uid = uid.filter(|uid| self.calendars.contains_key(uid));
        let at = |text: Option<&String>| text.and_then(|text| instant(text));
        let (Some(from), Some(to)) = (at(task.start.as_ref()), at(task.finish.as_ref())) else { return false };
        let minutes = task.duration.as_ref().and_then(|span| span.minutes);
        let hours = self.own.get(&uid);
        hours.zip(minutes).is_some_and(|(hours, minutes)| (f64::from(hours.between(from, to)) - minutes).abs() <= CLOSE)
    }
}

/// Whether the codes that titles seem to begin with belong together: most share their first part or their last with
/// another, as 1A, 1B and 2A do, and 4G, 5S and 1st do not.
fn are_a_system<'t>(titles: impl Iterator<Item = &'t str>) -> bool {
    let codes: Vec<String> =
        titles.map(|title| split_code(title).0.to_string()).filter(|code| !code.is_empty()).collect();
    let parts = |code: &str| {
        let rest = code.trim_start_matches(|c: char| c.is_ascii_digit());
        (code.strip_suffix(rest).unwrap_or_default().to_owned(), rest.to_owned())
    };
    let all: Vec<(String, String)> = codes.iter().map(|code| parts(code)).collect();
    let (mut first, mut last): (HashMap<&str, usize>, HashMap<&str, usize>) = (HashMap::new(), HashMap::new());
    for (number, rest) in &all {
        *first.entry(number).or_default() += 1;
        *last.entry(rest).or_default() += 1;
    }
    let many = |counts: &HashMap<&str, usize>, part: &str| counts.get(part).is_some_and(|count| *count > 1);
    let kin = all.iter().filter(|(number, rest)| many(&first, number) || many(&last, rest)).count();
    codes.len() < 2 || kin * 2 >= codes.len()
}

/// How much is done, in percent: of the work where there is any, else of the time.
fn done(task: &Task) -> u32 {
    let has_work = task.work_minutes.is_some_and(|work| work > 0.0);
    if has_work { task.percent_work_complete } else { task.percent_complete.max(task.percent_work_complete) }
}

/// Those assigned to a task, one name each.
pub(super) fn assigned(task: &Task) -> Vec<String> {
    task.resources.iter().flat_map(|name| people(name)).collect()
}

/// One resource is one person or one team, whatever stands in its name; but initials with slashes are several.
fn people(name: &str) -> Vec<String> {
    let is_initials = |part: &str| {
        let part = part.trim();
        !part.is_empty()
            && part.chars().count() <= LONGEST_INITIALS
            && part.starts_with(char::is_uppercase)
            && part.chars().all(char::is_alphabetic)
    };
    let all_initials = name.contains('/') && name.split('/').all(is_initials);
    let parts = if all_initials { name.split('/').map(str::trim).collect() } else { vec![name.trim()] };
    parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn day_of(instant: Option<&String>) -> Option<Date> {
    instant.and_then(|at| at.get(..10)).and_then(|day| day.parse().ok())
}

/// The last day that is worked: what ends at midnight ends with the day before.
pub(super) fn last_day(task: &Task) -> Option<Date> {
    let finish = task.finish.as_ref()?;
    let day = day_of(Some(finish))?;
    let is_midnight = finish.get(11..16) == Some("00:00");
    let lasts = day_of(task.start.as_ref()).is_some_and(|start| start < day);
    if is_midnight && lasts && !task.milestone { day.yesterday().ok() } else { Some(day) }
}

/// The duration in whole days of work; none of one by the clock, of a part of a day, or where there is none.
pub(super) fn days_of_work(schedule: &Schedule, task: &Task) -> Option<WorkingDays> {
    let span = task.duration.as_ref().filter(|span| !span.unit.starts_with('e'))?;
    let days = span.minutes? / f64::from(schedule.project.minutes_per_day.max(1));
    let is_whole = days.fract() == 0.0 && (0.0..=1_000_000_000.0).contains(&days);
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of days within the limit")]
    is_whole.then_some(WorkingDays(days as i32))
}

/// What a link waits for; nothing where that is no row, or is switched off.
pub(super) fn wait(schedule: &Schedule, link: &Predecessor, numbers: &HashMap<i64, &Task>) -> Option<Wait> {
    let day = f64::from(schedule.project.minutes_per_day.max(1));
    let before = numbers.get(&link.uid).filter(|before| before.outline_level > 0 && before.active)?;
    let whole = before.duration.as_ref().and_then(|span| span.minutes).unwrap_or(0.0);
    let days = match (link.lag.unit, link.lag.minutes) {
        ("%" | "e%", _) => whole * link.lag.value / 100.0 / day,
        // By the clock: five days of seven are worked.
        (unit, Some(minutes)) if unit.starts_with('e') => minutes / 1_440.0 * 5.0 / 7.0,
        (_, minutes) => minutes.unwrap_or(0.0) / day,
    };
    Some(Wait { row: u32::try_from(before.id).ok()?, kind: kind(link.kind), days })
}

/// That a task is switched off, and so is no action of the plan.
pub(super) fn left_out(task: &Task, sheet: &Arc<str>) -> Finding {
    let place = Place { sheet: Some(Arc::clone(sheet)), row: u32::try_from(task.id).ok(), ..Place::default() };
    let name = onpace_core::plan::shortened(task.name.as_deref().unwrap_or_default(), 80);
    reading::UNREAD_ROW
        .finding(format!("\u{201c}{name}\u{201d} is switched off in the schedule (inactive), so it is no action"))
        .at(place)
        .found("an inactive task")
        .expected("a task that is active, where it is to be done")
        .meanwhile("left it out of the plan and of its figures")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_resource_is_one_name_but_initials_with_slashes_are_several() {
        for (name, expected) in [
            ("Vance, Alison", &["Vance, Alison"][..]),
            ("SEND/AP team", &["SEND/AP team"]),
            ("Head of Policy, Data and Insight", &["Head of Policy, Data and Insight"]),
            ("Parents & Carers Forum", &["Parents & Carers Forum"]),
            ("JC/BB", &["JC", "BB"]),
            ("LS/DHd", &["LS", "DHd"]),
            (" RS ", &["RS"]),
            ("", &[]),
        ] {
            assert_eq!(people(name), expected, "{name}");
        }
    }

    #[test]
    fn codes_that_belong_together_are_told_from_words_that_look_like_them() {
        for (titles, expected) in [
            (&["1A Write", "1B Agree", "2A Print"][..], true),
            (&["1.1 Write", "1.2 Agree"], true),
            (&["1A Write", "2A Agree", "3A Print"], true),
            (&["1st draft", "4G for the hub", "5S audit", "3A A real one"], false),
            (&["1A Write"], true),
        ] {
            assert_eq!(are_a_system(titles.iter().copied()), expected, "{titles:?}");
        }
    }

    #[test]
    fn what_ends_at_midnight_ends_with_the_day_before() {
        for (start, finish, expected) in [
            ("2025-01-30T00:00:00", "2025-01-31T00:00:00", "2025-01-30"),
            ("2025-01-30T08:00:00", "2025-01-31T17:00:00", "2025-01-31"),
            ("2025-01-31T00:00:00", "2025-01-31T00:00:00", "2025-01-31"),
        ] {
            let task = Task { start: Some(start.into()), finish: Some(finish.into()), ..Task::default() };
            assert_eq!(last_day(&task).map(|day| day.to_string()).as_deref(), Some(expected), "{start} {finish}");
        }
    }
}
