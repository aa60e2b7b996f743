//! A schedule as a network that can be worked out again: the same tasks, links and calendars, in the core's words.
//!
//! **Not here.** Working it out (`onpace_core::schedule`); resources, whose calendars and levelling it does not know.

use super::{Calendar, Day, Exception, Schedule, Span, Task};
use jiff::civil::{Date, DateTime};
use onpace_core::plan::link::LinkKind;
use onpace_core::plan::{Plan, Row};
use onpace_core::schedule::dependencies::Dependencies;
use onpace_core::schedule::hours::{USUAL_DAY, WorkHours, WorkInstant, WorkStretch};
use onpace_core::schedule::network::{self, Constraint, Lag, Length, Network, NetworkLink, Progress, TaskDates};
use std::collections::HashMap;

/// No calendar has more days that are otherwise.
const MOST_DAYS: usize = 100_000;
/// No calendar stands on more others, one on the other.
const DEEPEST: usize = 16;
/// Project's weekdays, Monday first.
const WEEKDAYS: [&str; 7] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/// An instant as a schedule writes it: "2022-04-13T08:00:00".
#[must_use]
pub fn instant(text: &str) -> Option<WorkInstant> {
    let at: DateTime = text.parse().ok()?;
    Some(WorkInstant::at(at.date(), i32::from(at.hour()) * 60 + i32::from(at.minute())))
}

fn instant_of(text: Option<&String>) -> Option<WorkInstant> {
    text.and_then(|text| instant(text))
}

impl Schedule {
    /// The network of its tasks, in their order.
    #[must_use]
    pub fn network(&self) -> Network {
        let calendars: HashMap<i64, &Calendar> = self.calendars.iter().map(|one| (one.uid, one)).collect();
        let mut hours = vec![hours_of(self.project.default_calendar_uid, &calendars)];
        let mut places: HashMap<i64, u32> = HashMap::new();
        let starts = self.tasks.iter().filter_map(|task| instant_of(task.start.as_ref()));
        let start = instant_of(self.project.start.as_ref()).or_else(|| starts.min()).unwrap_or_default();
        let at: HashMap<i64, u32> = (0u32..).zip(&self.tasks).map(|(place, task)| (task.uid, place)).collect();
        let mut tasks = Vec::with_capacity(self.tasks.len());
        let mut links = Vec::new();
        for (place, task) in (0u32..).zip(&self.tasks) {
            let calendar = task.calendar_uid.filter(|uid| calendars.contains_key(uid)).map_or(0, |uid| {
                *places.entry(uid).or_insert_with(|| {
                    hours.push(hours_of(Some(uid), &calendars));
                    u32::try_from(hours.len() - 1).unwrap_or(0)
                })
            });
            let parent = task.parent_uid.and_then(|uid| at.get(&uid)).copied();
            tasks.push(network::NetworkTask { calendar, parent, ..task_of(task) });
            // What is switched off waits for nothing, and nothing waits for it.
            let is_on = |place: u32| self.tasks.get(place as usize).is_some_and(|task| task.active);
            for one in task.predecessors.iter().filter(|_| task.active) {
                if let Some(from) = at.get(&one.uid).copied().filter(|from| is_on(*from)) {
                    links.push(NetworkLink { from, to: place, kind: kind(one.kind), lag: lag(&one.lag) });
                }
            }
        }
        Network { tasks, links, calendars: hours, start, finish: None, status: None }
    }
}

impl Schedule {
    /// What waits for what among the rows of the plan that this schedule became, with its own times, calendars, lags and
    /// constraints, as its dates are stored. Rows are told by their numbers.
    #[must_use]
    pub fn dependencies(&self, plan: &Plan) -> Dependencies {
        let mut network = self.network();
        for (task, known) in network.tasks.iter_mut().zip(&self.tasks) {
            // Who asks what a slip moves wants to know it of tasks that are dated by hand as well.
            task.dated = match instant_of(known.start.as_ref()).zip(instant_of(known.finish.as_ref())) {
                Some((start, finish)) if start <= finish => TaskDates::Planned(start, finish),
                _ => TaskDates::Computed,
            };
        }
        let numbered = |(at, row): (usize, &Row)| Some((i64::from(row.place.row?), at));
        let numbers: HashMap<i64, usize> = plan.rows.iter().enumerate().filter_map(numbered).collect();
        let row = |task: &Task| numbers.get(&task.id).copied().filter(|_| task.outline_level > 0);
        let rows: Vec<Option<usize>> = self.tasks.iter().map(row).collect();
        let day = i32::try_from(self.project.minutes_per_day).unwrap_or(480);
        Dependencies::of_schedule(plan, &network, &rows, day)
    }
}

fn task_of(task: &Task) -> network::NetworkTask {
    let (start, finish) = (instant_of(task.start.as_ref()), instant_of(task.finish.as_ref()));
    let dated = match start.zip(finish) {
        Some((start, finish)) if task.manual || !task.active => TaskDates::ByHand(start, finish),
        _ => TaskDates::Computed,
    };
    let length = task.duration.as_ref().map_or(Length::Work(0), |span| match span.unit.strip_prefix('e') {
        Some(_) => Length::Elapsed(minutes(span)),
        None => Length::Work(minutes(span)),
    });
    network::NetworkTask {
        length,
        dated,
        constraint: constraint(task),
        due: instant_of(task.deadline.as_ref()),
        progress: Progress {
            started: instant_of(task.actual_start.as_ref()),
            finished: instant_of(task.actual_finish.as_ref()),
            remaining: None,
        },
        ..network::NetworkTask::of(0)
    }
}

fn minutes(span: &Span) -> i32 {
    whole(span.minutes.unwrap_or(0.0))
}

#[expect(clippy::cast_possible_truncation, reason = "within the numbers that fit")]
fn whole(number: f64) -> i32 {
    number.round().clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32
}

fn constraint(task: &Task) -> Constraint {
    let date = instant_of(task.constraint_date.as_ref());
    match (task.constraint, date) {
        (Some("AS_LATE_AS_POSSIBLE"), _) => Constraint::AsLateAsPossible,
        (Some("MUST_START_ON"), Some(date)) => Constraint::MustStartOn(date),
        (Some("MUST_FINISH_ON"), Some(date)) => Constraint::MustFinishOn(date),
        (Some("START_NO_EARLIER_THAN"), Some(date)) => Constraint::StartNoEarlierThan(date),
        (Some("START_NO_LATER_THAN"), Some(date)) => Constraint::StartNoLaterThan(date),
        (Some("FINISH_NO_EARLIER_THAN"), Some(date)) => Constraint::FinishNoEarlierThan(date),
        (Some("FINISH_NO_LATER_THAN"), Some(date)) => Constraint::FinishNoLaterThan(date),
        _ => Constraint::AsSoonAsPossible,
    }
}

pub(super) fn kind(kind: &str) -> LinkKind {
    match kind {
        "SS" => LinkKind::StartToStart,
        "FF" => LinkKind::FinishToFinish,
        "SF" => LinkKind::StartToFinish,
        _ => LinkKind::FinishToStart,
    }
}

fn lag(span: &Span) -> Lag {
    match span.unit {
        "%" | "e%" => Lag::Percent(whole(span.value)),
        unit if unit.starts_with('e') => Lag::Elapsed(minutes(span)),
        _ => Lag::Work(minutes(span)),
    }
}

/// Monday to Friday, as Project has it where a plan names no calendar.
fn usual() -> WorkHours {
    let day = |n: usize| if n < 5 { USUAL_DAY.to_vec() } else { Vec::new() };
    WorkHours::new(std::array::from_fn(day), Vec::new())
}

/// The hours of a calendar, with those that it stands on; of none, those that are usual.
pub(super) fn hours_of(uid: Option<i64>, calendars: &HashMap<i64, &Calendar>) -> WorkHours {
    let Some(uid) = uid else { return usual() };
    let mut chain = Vec::new();
    let mut at = Some(uid);
    while let Some(calendar) = at.and_then(|uid| calendars.get(&uid)).filter(|_| chain.len() < DEEPEST) {
        chain.push(*calendar);
        at = calendar.parent_uid;
    }
    let day = |n: usize| {
        let said = WEEKDAYS.get(n).and_then(|name| chain.iter().find_map(|calendar| calendar.days.get(*name)));
        said.map_or_else(|| if n < 5 { USUAL_DAY.to_vec() } else { Vec::new() }, stretches_of)
    };
    // Those of the calendar itself come last, and hold.
    let mut otherwise: Vec<(Date, Vec<WorkStretch>)> = Vec::new();
    for calendar in chain.iter().rev() {
        for exception in &calendar.exceptions {
            let hours = stretches(&exception.hours);
            let room = MOST_DAYS.saturating_sub(otherwise.len());
            otherwise.extend(days(exception).into_iter().take(room).map(|date| (date, hours.clone())));
        }
    }
    WorkHours::new(std::array::from_fn(day), otherwise)
}

fn stretches_of(day: &Day) -> Vec<WorkStretch> {
    if day.working { stretches(&day.hours) } else { Vec::new() }
}

/// "08:00" to "12:00" in minutes; what ends at midnight ends with the day.
fn stretches(hours: &[(String, String)]) -> Vec<WorkStretch> {
    let minute = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        hour.parse::<i32>().ok()?.checked_mul(60)?.checked_add(minute.get(..2)?.parse().ok()?)
    };
    let both =
        |(from, to): &(String, String)| Some((minute(from)?, minute(to).map(|to| if to == 0 { 1_440 } else { to })?));
    hours.iter().filter_map(both).collect()
}

/// The days that an exception speaks of.
fn days(one: &Exception) -> Vec<Date> {
    let date = |text: &str| text.get(..10)?.parse::<Date>().ok();
    let Some((from, to)) = date(&one.from).zip(date(&one.to)) else { return Vec::new() };
    let recurrence = one.recurrence.as_ref().map_or(onpace_mpp::Recurrence::EveryDay, recurrence);
    let occurrences = one.recurrence.as_ref().and_then(|again| again.occurrences);
    let occurrences = occurrences.and_then(|times| u16::try_from(times).ok()).filter(|times| *times > 0);
    let whole = onpace_mpp::Exception { name: None, from, to, hours: Vec::new(), recurrence, occurrences };
    whole.days().take(MOST_DAYS).collect()
}

/// How an exception comes again, from the numbers of Project's XML.
fn recurrence(again: &super::Recurrence) -> onpace_mpp::Recurrence {
    use onpace_mpp::Recurrence as Of;
    let every = again.period.and_then(|period| u16::try_from(period).ok()).unwrap_or(1);
    let small = |number: Option<u32>, more: u32| u8::try_from(number.unwrap_or(0).saturating_add(more)).unwrap_or(1);
    let (month, nth) = (small(again.month, 1), small(again.month_position, 1));
    // Sunday is 3 there, and 1 here.
    let weekday = small(again.month_item, 0).saturating_sub(2).max(1);
    match again.kind {
        2 => Of::YearlyOn { month, day: small(again.month_day, 0) },
        3 => Of::YearlyThe { month, nth, weekday },
        4 => Of::MonthlyOn { every, day: small(again.month_day, 0) },
        5 => Of::MonthlyThe { every, nth, weekday },
        6 => Of::Weekly { every, days: small(again.days_of_week, 0) },
        7 => Of::Daily { every },
        _ => Of::EveryDay,
    }
}
