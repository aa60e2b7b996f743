//! A plan's own dates as a network: what waits for what, how much slack there is, which links are broken.
//!
//! Planned dates hold until what a row waits for pushes it on; then it keeps its working days. What is complete does
//! not move; what has begun keeps its start, and waits with its end at most. Days are whole, each from 08:00 to 17:00,
//! unless a schedule brings times of its own. **Not here.** What a slip moves ([`super::slips`]).

use super::hours::{USUAL_DAY, WorkHours, WorkInstant};
use super::network::{Dates, Lag, Length, Network, NetworkLink, NetworkTask, Progress, Scheduled, TaskDates};
use super::passes::after;
use super::stretch_of;
use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::plan::{LinkKind, Plan, Row, RowKind};
use crate::quantity::Percent;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// When a day's work begins and ends, and how much there is of it, in minutes.
const BEGINS: i32 = 480;
const ENDS: i32 = 1_020;
const DAY: i32 = 480;
/// Instants reach this far; what is dated beyond is no task.
const YEARS: RangeInclusive<i16> = 1..=5_900;

/// The dated rows of a plan and what they wait for.
#[derive(Clone, Debug)]
pub struct Dependencies {
    network: Network,
    /// The row of each task.
    rows: Vec<usize>,
    /// The task of each row that has dates.
    tasks: Vec<Option<u32>>,
    /// Whether each row's days are known to be whole ones: its stated duration is what its dates come to.
    is_whole: Vec<bool>,
    /// Minutes of a day's work.
    day: i32,
}

/// Whether a row is the sum of others: it has no dates of its own, and what waits for it waits for them.
fn is_sum(row: &Row) -> bool {
    row.summary || row.kind == RowKind::FocusArea
}

/// The sum that a row is part of. Hanging from an action that is work of its own is not being part of it.
fn sum_above(plan: &Plan, at: usize) -> Option<usize> {
    let row = &plan.rows[at];
    let mut above = row.parent;
    for _ in 0..plan.rows.len() {
        match above {
            Some(parent) if is_sum(&plan.rows[parent]) => return above.filter(|above| *above != at),
            Some(parent) => above = plan.rows[parent].parent,
            None => break,
        }
    }
    row.focus_area.filter(|area| *area != at)
}

/// A dated row as a task.
fn task_of(row: &Row, calendar: &WorkingCalendar) -> Option<NetworkTask> {
    let stretch = stretch_of(row, calendar)?;
    if !YEARS.contains(&stretch.start.year()) || !YEARS.contains(&stretch.finish.year()) {
        return None;
    }
    let is_point = row.milestone && stretch.start == stretch.finish;
    let begins = if is_point { ENDS } else { BEGINS };
    let (start, finish) = (WorkInstant::at(stretch.start, begins), WorkInstant::at(stretch.finish, ENDS));
    let minutes = if is_point { 0 } else { stretch.days.saturating_mul(DAY) };
    let mut task = NetworkTask { dated: TaskDates::Planned(start, finish), ..NetworkTask::of(minutes) };
    task.progress = progress(row, start, finish);
    Some(task)
}

/// What is known of the progress of a row with planned dates.
fn progress(row: &Row, start: WorkInstant, finish: WorkInstant) -> Progress {
    let percent = row.done().unwrap_or_default();
    let started = row.has_started().then_some(start);
    Progress { started, finished: (percent >= Percent::HUNDRED).then_some(finish), remaining: None }
}

/// A link whose row starts or finishes before what it waits for lets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The row that waits.
    pub row: usize,
    /// The row that it waits for.
    pub on: usize,
    /// How.
    pub kind: LinkKind,
    /// The day on which it starts, or finishes where the link binds that.
    pub own: Date,
    /// The day of the other's finish, or start where the link looks at that.
    pub other: Date,
    /// The first day on which it may start, or finish where the link binds that.
    pub earliest: Date,
}

/// By how much planned dates do not keep a link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// The lag with which they would, in minutes of work.
    pub(super) lag: i32,
    /// What there is to tell; nothing where what fills parts of days may follow on the same day.
    pub(super) broken: Option<Broken>,
}

/// Which end of a row a link binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binds {
    /// The start.
    Start,
    /// The finish.
    Finish,
}

/// At which instant of what it waits for a link looks, by its start and finish, and which end of a row it binds.
pub(super) const fn looks_at(link: &NetworkLink, (start, finish): (WorkInstant, WorkInstant)) -> (WorkInstant, Binds) {
    match link.kind {
        LinkKind::FinishToStart => (finish, Binds::Start),
        LinkKind::StartToStart => (start, Binds::Start),
        LinkKind::FinishToFinish => (finish, Binds::Finish),
        LinkKind::StartToFinish => (start, Binds::Finish),
    }
}

impl Dependencies {
    /// The dated rows of a plan; none where no row waits for another.
    #[must_use]
    pub fn of(plan: &Plan, calendar: &WorkingCalendar) -> Option<Self> {
        let has_links = plan.rows.iter().any(|row| !row.links.is_empty());
        has_links.then(|| Self::of_all(plan, calendar))
    }

    /// The same, whether any row waits for another or none.
    #[must_use]
    pub fn of_all(plan: &Plan, calendar: &WorkingCalendar) -> Self {
        let mut network = Network::on(WorkHours::of_days(calendar, &USUAL_DAY), WorkInstant(i32::MIN));
        let (mut rows, mut tasks) = (Vec::new(), vec![None; plan.rows.len()]);
        let mut take = |at: usize, task: NetworkTask| {
            tasks[at] = u32::try_from(rows.len()).ok();
            rows.push(at);
            network.tasks.push(task);
        };
        let mut has_parts = vec![false; plan.rows.len()];
        for (at, row) in plan.rows.iter().enumerate().filter(|(_, row)| !is_sum(row)) {
            let Some(task) = task_of(row, calendar) else { continue };
            take(at, task);
            let mut above = sum_above(plan, at);
            while let Some(sum) = above.filter(|sum| !has_parts[*sum]) {
                has_parts[sum] = true;
                above = sum_above(plan, sum);
            }
        }
        (0..plan.rows.len()).filter(|at| has_parts[*at]).for_each(|at| take(at, NetworkTask::of(0)));
        for (task, at) in network.tasks.iter_mut().zip(&rows) {
            task.parent = sum_above(plan, *at).and_then(|sum| tasks[sum]);
        }
        for (at, row) in plan.rows.iter().enumerate() {
            for link in &row.links {
                let both = tasks[at].zip(tasks.get(link.on).copied().flatten());
                let Some((to, from)) = both else { continue };
                let lag = Lag::Work(link.lag.saturating_mul(DAY));
                network.links.push(NetworkLink { from, to, kind: link.kind, lag });
            }
        }
        let is_whole = |row: &Row| {
            let days = stretch_of(row, calendar).map(|stretch| stretch.days);
            // A schedule states durations, and none where it is no whole number of days.
            row.duration.map_or(plan.headings.duration.is_none(), |stated| days == Some(stated.0))
        };
        let is_whole = plan.rows.iter().map(is_whole).collect();
        Self { network, rows, tasks, is_whole, day: DAY }
    }

    /// The same of a schedule with times, calendars, lags and constraints of its own. `rows` says which row of the plan
    /// each of its tasks is; what is none is left out, and so is what has no dates and no parts. `day` is how many
    /// minutes of work make a day.
    #[must_use]
    pub fn of_schedule(plan: &Plan, schedule: &Network, rows: &[Option<usize>], day: i32) -> Self {
        let mut has_parts = vec![false; schedule.tasks.len()];
        for parent in schedule.tasks.iter().filter_map(|task| task.parent) {
            if let Some(has) = has_parts.get_mut(parent as usize) {
                *has = true;
            }
        }
        let mut network = Network { tasks: Vec::new(), links: Vec::new(), ..schedule.clone() };
        let (mut kept, mut tasks) = (Vec::new(), vec![None; plan.rows.len()]);
        let mut places = vec![None; schedule.tasks.len()];
        for (at, (task, row)) in schedule.tasks.iter().zip(rows).enumerate() {
            let is_task = has_parts[at] || matches!(task.dated, TaskDates::Planned(..));
            let Some(row) = row.filter(|row| is_task && tasks.get(*row) == Some(&None)) else { continue };
            let place = u32::try_from(kept.len()).ok();
            (places[at], tasks[row]) = (place, place);
            kept.push(row);
            let mut task = *task;
            if let TaskDates::Planned(start, finish) = task.dated {
                task.progress = progress(&plan.rows[row], start, finish);
            }
            if has_parts[at] {
                task.dated = TaskDates::Computed;
            }
            network.tasks.push(task);
        }
        let place = |task: u32| places.get(task as usize).copied().flatten();
        for task in &mut network.tasks {
            task.parent = task.parent.and_then(place);
        }
        let link = |link: &NetworkLink| Some(NetworkLink { from: place(link.from)?, to: place(link.to)?, ..*link });
        network.links = schedule.links.iter().filter_map(link).collect();
        Self { network, rows: kept, tasks, is_whole: vec![true; plan.rows.len()], day: day.max(1) }
    }

    /// The rows that wait for another, or that another waits for.
    pub fn linked(&self) -> impl Iterator<Item = usize> + '_ {
        let mut is_linked = vec![false; self.rows.len()];
        for link in &self.network.links {
            is_linked[link.from as usize] = true;
            is_linked[link.to as usize] = true;
        }
        self.rows.iter().copied().zip(is_linked).filter(|(_, is)| *is).map(|(row, _)| row)
    }

    /// The dates that the network gives, with slack.
    #[must_use]
    pub fn scheduled(&self) -> Scheduled {
        self.network.schedule()
    }

    /// Those of a row.
    #[must_use]
    pub fn dates_of<'s>(&self, row: usize, scheduled: &'s Scheduled) -> Option<&'s Dates> {
        scheduled.dates.get(self.tasks.get(row).copied().flatten()? as usize)
    }

    /// The working days by which a row can slip without putting off the end of the plan; below zero it is late already.
    /// None where it is complete: nothing of it can slip.
    #[must_use]
    pub fn slack_of(&self, row: usize, scheduled: &Scheduled) -> Option<i32> {
        let task = self.tasks.get(row).copied().flatten()?;
        let is_open = self.network.tasks[task as usize].progress.finished.is_none();
        self.dates_of(row, scheduled).filter(|_| is_open).map(|dates| dates.total_slack.div_euclid(self.day))
    }

    /// That of every open row that waits for another, or that another waits for.
    #[must_use]
    pub fn slack(&self) -> HashMap<usize, i32> {
        let scheduled = self.scheduled();
        self.linked().filter_map(|row| Some((row, self.slack_of(row, &scheduled)?))).collect()
    }

    /// Rows in circles, each in the order in which they wait.
    #[must_use]
    pub fn cycles(&self, scheduled: &Scheduled) -> Vec<Vec<usize>> {
        let rows = |cycle: &Vec<u32>| cycle.iter().filter_map(|task| self.rows.get(*task as usize).copied()).collect();
        scheduled.cycles.iter().map(rows).collect()
    }

    /// Links that planned dates do not keep, of rows that are not complete.
    #[must_use]
    pub fn broken(&self) -> Vec<Broken> {
        self.gaps().into_iter().filter_map(|gap| gap?.broken).collect()
    }

    /// By how much planned dates do not keep each link; none where they do, and where nothing of it can be kept.
    pub(super) fn gaps(&self) -> Vec<Option<Gap>> {
        let extents = self.extents();
        self.network.links.iter().map(|link| self.gap(link, &extents)).collect()
    }

    fn gap(&self, link: &NetworkLink, extents: &[Extent]) -> Option<Gap> {
        let hours = self.hours(link.to);
        let (before, own) = (&extents[link.from as usize], &extents[link.to as usize]);
        let (limit, binds) = self.bound(link, before.planned?);
        let (start, finish) = own.planned?;
        let instant = if binds == Binds::Start { start } else { finish };
        let task = &self.network.tasks[link.to as usize];
        let is_sum = task.dated == TaskDates::Computed;
        // No work between: Friday at 17:00 is in time for Monday at 08:00. The end of a sum waits for nothing.
        let minutes = hours.between(instant, limit);
        if own.is_done || instant >= limit || minutes <= 0 || is_sum && binds == Binds::Finish {
            return None;
        }
        let has_work = is_sum || task.length != Length::Work(0);
        let earliest = if binds == Binds::Start && has_work { hours.start(limit) } else { limit };
        let (row, on) = (self.rows[link.to as usize], self.rows[link.from as usize]);
        // What fills parts of days may begin on the day on which the other ends.
        let is_same_day = instant.date() == limit.date() && !(self.is_whole[row] && self.is_whole[on]);
        let (looked_at, _) = looks_at(link, before.planned?);
        let lag = hours.between(looked_at, instant);
        let broken = || {
            let (own, other, earliest) = (instant.date()?, looked_at.date()?, earliest.date()?);
            Some(Broken { row, on, kind: link.kind, own, other, earliest })
        };
        Some(Gap { lag, broken: if is_same_day { None } else { broken() } })
    }

    /// Before which instant a link does not let a row start or finish, by the start and finish of what it waits for.
    pub(super) fn bound(&self, link: &NetworkLink, dates: (WorkInstant, WorkInstant)) -> (WorkInstant, Binds) {
        let (instant, binds) = looks_at(link, dates);
        (after(instant, link, self.network.tasks[link.from as usize].length, self.hours(link.to)), binds)
    }

    /// What is planned of each task: of a sum, from its first part's start to its last one's finish.
    fn extents(&self) -> Vec<Extent> {
        let tasks = &self.network.tasks;
        let mut extents: Vec<Extent> = tasks.iter().map(Extent::of).collect();
        let mut parts = vec![0u32; tasks.len()];
        for parent in tasks.iter().filter_map(|task| task.parent) {
            parts[parent as usize] += 1;
        }
        // Sums stand behind their parts until all of those are known.
        let mut ready: Vec<usize> = (0..tasks.len()).filter(|at| parts[*at] == 0).collect();
        while let Some(at) = ready.pop() {
            let Some(parent) = tasks[at].parent.map(|parent| parent as usize) else { continue };
            let part = extents[at];
            extents[parent].take(part);
            parts[parent] -= 1;
            if parts[parent] == 0 {
                ready.push(parent);
            }
        }
        extents
    }

    /// When a task is worked on.
    pub(super) fn hours(&self, task: u32) -> &WorkHours {
        self.network.hours(&self.network.tasks[task as usize])
    }

    /// Minutes of a day's work.
    pub(super) const fn day(&self) -> i32 {
        self.day
    }

    /// The rows as tasks, dated as planned.
    pub(super) const fn network(&self) -> &Network {
        &self.network
    }

    /// The row of each task.
    pub(super) fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// The task of a row.
    pub(super) fn task(&self, row: usize) -> Option<u32> {
        self.tasks.get(row).copied().flatten()
    }
}

/// What is planned of a task.
#[derive(Clone, Copy, Debug)]
struct Extent {
    planned: Option<(WorkInstant, WorkInstant)>,
    is_done: bool,
}

impl Extent {
    fn of(task: &NetworkTask) -> Self {
        match task.dated {
            TaskDates::Planned(start, finish) | TaskDates::ByHand(start, finish) => {
                Self { planned: Some((start, finish)), is_done: task.progress.finished.is_some() }
            }
            TaskDates::Computed => Self { planned: None, is_done: true },
        }
    }

    /// Widens it by one of its parts.
    fn take(&mut self, part: Self) {
        self.is_done &= part.is_done;
        self.planned = match (self.planned, part.planned) {
            (Some((start, finish)), Some((from, to))) => Some((start.min(from), finish.max(to))),
            (own, other) => own.or(other),
        };
    }
}
