//! A plan's own dates as a network, and what a slip does to them.
//!
//! Planned dates hold until what a row waits for pushes it on; then it keeps its working days. What is complete does
//! not move; what has begun keeps its start, and waits with its end at most. Days are whole: each runs from 08:00 to 17:00. **Not here.** Schedules with times of their own
//! ([`super::network`]).

use super::hours::{Instant, USUAL_DAY, WorkHours};
use super::network::{Dated, Dates, Lag, Length, Link, Network, Progress, Scheduled, Task};
use super::stretch_of;
use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::plan::{LinkKind, Plan, Row, RowKind, RowLink};
use crate::quantity::Percent;
use std::collections::HashMap;

/// When a day's work begins and ends, and how much there is of it, in minutes.
const BEGINS: i32 = 480;
const ENDS: i32 = 1_020;
const DAY: i32 = 480;
/// No outline goes deeper.
const DEEPEST: usize = 64;

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
fn task_of(row: &Row, calendar: &WorkingCalendar) -> Option<Task> {
    let stretch = stretch_of(row, calendar)?;
    let is_point = row.milestone && stretch.start == stretch.finish;
    let begins = if is_point { ENDS } else { BEGINS };
    let (start, finish) = (Instant::at(stretch.start, begins), Instant::at(stretch.finish, ENDS));
    let minutes = if is_point { 0 } else { stretch.days.saturating_mul(DAY) };
    let mut task = Task { dated: Dated::Planned(start, finish), ..Task::of(minutes) };
    let percent = row.percent.unwrap_or_default();
    if percent > Percent::ZERO {
        let finished = (percent >= Percent::HUNDRED).then_some(finish);
        task.progress = Progress { started: Some(start), finished, remaining: None };
    }
    Some(task)
}

/// A row that should finish later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Which.
    pub row: usize,
    /// By so many working days; below zero it finishes earlier, which moves nothing else.
    pub days: i32,
}

/// A row with other dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub row: usize,
    /// Its planned start.
    pub start: Date,
    /// Its start then.
    pub new_start: Date,
    /// Its planned finish.
    pub finish: Date,
    /// Its finish then.
    pub new_finish: Date,
    /// Working days from one finish to the other.
    pub days: i32,
    /// The row whose dates put it off; none where it slips by itself.
    pub waits_for: Option<usize>,
}

/// What slips do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// The rows that slip.
    pub slipped: Vec<Moved>,
    /// The rows that they push on, in the plan's order.
    pub moved: Vec<Moved>,
    /// Rows that wait for each other in a circle; their links were passed over.
    pub cycles: Vec<Vec<usize>>,
    /// When the last row is planned to finish, and when it does then.
    pub finish: Option<(Date, Date)>,
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

/// Before which instant a link does not let a row start, or finish: then it is `false`.
fn bound(kind: LinkKind, (start, finish): (Instant, Instant), lag: i32, hours: &WorkHours) -> (Instant, bool) {
    let (from, is_start) = match kind {
        LinkKind::FinishToStart => (finish, true),
        LinkKind::StartToStart => (start, true),
        LinkKind::FinishToFinish => (finish, false),
        LinkKind::StartToFinish => (start, false),
    };
    (hours.finish(from, lag), is_start)
}

/// A finish moved by so much work. Friday at 17:00 and Monday at 08:00 have the same work before them: what ends, ends
/// on the Friday.
fn ends(hours: &WorkHours, finish: Instant, minutes: i32) -> Instant {
    let moved = hours.finish(finish, minutes);
    if minutes < 0 { hours.end(moved) } else { moved }
}

impl Dependencies {
    /// The dated rows of a plan; none where no row waits for another.
    #[must_use]
    pub fn of(plan: &Plan, calendar: &WorkingCalendar) -> Option<Self> {
        if plan.rows.iter().all(|row| row.links.is_empty()) {
            return None;
        }
        let mut network = Network::on(WorkHours::of_days(calendar, &USUAL_DAY), Instant(i32::MIN));
        let (mut rows, mut tasks) = (Vec::new(), vec![None; plan.rows.len()]);
        let mut take = |at: usize, task: Task| {
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
        (0..plan.rows.len()).filter(|at| has_parts[*at]).for_each(|at| take(at, Task::of(0)));
        for (task, at) in network.tasks.iter_mut().zip(&rows) {
            task.parent = sum_above(plan, *at).and_then(|sum| tasks[sum]);
        }
        for (at, row) in plan.rows.iter().enumerate() {
            for link in &row.links {
                let both = tasks[at].zip(tasks.get(link.on).copied().flatten());
                let Some((to, from)) = both else { continue };
                let lag = Lag::Work(link.lag.saturating_mul(DAY));
                network.links.push(Link { from, to, kind: link.kind, lag });
            }
        }
        let is_whole = |row: &Row| {
            let days = stretch_of(row, calendar).map(|stretch| stretch.days);
            // A schedule states durations, and none where it is no whole number of days.
            row.duration.map_or(plan.headings.duration.is_none(), |stated| days == Some(stated.0))
        };
        let is_whole = plan.rows.iter().map(is_whole).collect();
        Some(Self { network, rows, tasks, is_whole })
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
        self.dates_of(row, scheduled).filter(|_| is_open).map(|dates| dates.total_slack.div_euclid(DAY))
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
        let hours = &self.network.calendars[0];
        let (extents, is_done) = self.extents();
        let planned = |task: u32| extents[task as usize];
        let check = |link: &Link| {
            let (before, (start, finish)) = (planned(link.from)?, planned(link.to)?);
            let lag = match link.lag {
                Lag::Work(minutes) | Lag::Elapsed(minutes) | Lag::Percent(minutes) => minutes,
            };
            let (bound, is_start) = bound(link.kind, before, lag, hours);
            let own = if is_start { start } else { finish };
            let is_complete = is_done[link.to as usize];
            // No work between: Friday at 17:00 is in time for Monday at 08:00.
            if is_complete || own >= bound || hours.between(own, bound) <= 0 {
                return None;
            }
            let task = &self.network.tasks[link.to as usize];
            let has_work = task.dated == Dated::Computed || task.length != Length::Work(0);
            let earliest = if is_start && has_work { hours.start(bound) } else { bound };
            let (row, on) = (self.rows[link.to as usize], self.rows[link.from as usize]);
            // What fills parts of days may begin on the day on which the other ends.
            let is_same_day = own.date() == bound.date() && !(self.is_whole[row] && self.is_whole[on]);
            if is_same_day {
                return None;
            }
            let looked_at = match link.kind {
                LinkKind::FinishToStart | LinkKind::FinishToFinish => before.1,
                LinkKind::StartToStart | LinkKind::StartToFinish => before.0,
            };
            let (own, other) = (own.date()?, looked_at.date()?);
            Some(Broken { row, on, kind: link.kind, own, other, earliest: earliest.date()? })
        };
        self.network.links.iter().filter_map(check).collect()
    }

    /// From when to when each task is planned, a sum from its first part's start to its last one's finish; and whether
    /// it is complete.
    fn extents(&self) -> (Vec<Option<(Instant, Instant)>>, Vec<bool>) {
        let tasks = &self.network.tasks;
        let (mut extents, mut is_done) = (vec![None; tasks.len()], vec![true; tasks.len()]);
        for (at, task) in (0..).zip(tasks) {
            let Dated::Planned(start, finish) = task.dated else { continue };
            let above = std::iter::successors(Some(at), |at: &u32| tasks[*at as usize].parent).take(DEEPEST);
            for at in above.map(|at| at as usize) {
                let (from, to) = extents[at].unwrap_or((start, finish));
                extents[at] = Some((start.min(from), finish.max(to)));
                is_done[at] &= task.progress.finished.is_some();
            }
        }
        (extents, is_done)
    }

    /// What it does when rows finish later. One that has not started starts later as well. Rows without dates, and what
    /// is complete, do not slip.
    #[must_use]
    pub fn what_if(&self, plan: &Plan, calendar: &WorkingCalendar, slips: &[Slip]) -> WhatIf {
        let before = self.network.schedule();
        let mut network = self.network.clone();
        let hours = &self.network.calendars[0];
        let mut has_slipped = vec![false; self.rows.len()];
        for slip in slips {
            let Some(task) = self.tasks.get(slip.row).copied().flatten() else { continue };
            let has_started = plan.rows[slip.row].percent.is_some_and(|percent| percent > Percent::ZERO);
            let at = task as usize;
            let task = &mut network.tasks[at];
            let minutes = slip.days.saturating_mul(DAY);
            if let (Dated::Planned(start, finish), None) = (task.dated, task.progress.finished) {
                let later = ends(hours, finish, minutes);
                // In days: a first day that is not worked is followed by as many worked days.
                let first = if has_started { start } else { hours.start(hours.finish(start, minutes)) };
                let first = if task.length == Length::Work(0) { later } else { first };
                if has_started {
                    task.length = Length::Work(task.length.minutes().saturating_add(minutes).max(0));
                }
                task.dated = Dated::Planned(first, later);
                has_slipped[at] = true;
            }
        }
        let after = network.schedule();
        let mut made = WhatIf { cycles: self.cycles(&after), ..WhatIf::default() };
        for (task, is_slipped) in has_slipped.into_iter().enumerate() {
            let is_pushed = after.dates[task].finish > before.dates[task].finish;
            if let Some(moved) =
                self.moved(task, &before.dates[task], &after.dates[task], calendar).filter(|_| is_slipped || is_pushed)
            {
                let waits_for = if is_pushed { self.pushed_by(plan, task, &after) } else { None };
                let moved = Moved { waits_for, ..moved };
                if is_slipped { made.slipped.push(moved) } else { made.moved.push(moved) }
            }
        }
        let last = |scheduled: &Scheduled| scheduled.dates.iter().map(|one| one.finish).max()?.date();
        made.finish = last(&before).zip(last(&after));
        made
    }

    /// A row's planned dates, moved by as much work as the network moves them: where a schedule's times within the day
    /// make whole days a little longer, they do so before and after.
    fn moved(&self, task: usize, before: &Dates, then: &Dates, calendar: &WorkingCalendar) -> Option<Moved> {
        let Dated::Planned(start, finish) = self.network.tasks[task].dated else { return None };
        let hours = &self.network.calendars[0];
        let by = |from, to| hours.between(from, to);
        let new_finish = ends(hours, finish, by(before.finish, then.finish));
        let new_start = match by(before.start, then.start) {
            0 => start,
            minutes => hours.start(hours.finish(start, minutes)),
        };
        let (start, finish) = (start.date()?, finish.date()?);
        let (new_start, new_finish) = (new_start.date()?, new_finish.date()?);
        let days = calendar.between(finish, new_finish);
        Some(Moved { row: self.rows[task], start, new_start, finish, new_finish, days, waits_for: None })
    }

    /// Of what a row, or a sum that it is part of, waits for: what lets it start last of all, where that is later than
    /// it was planned to.
    fn pushed_by(&self, plan: &Plan, task: usize, after: &Scheduled) -> Option<usize> {
        let Dated::Planned(planned, _) = self.network.tasks[task].dated else { return None };
        let (hours, length) = (&self.network.calendars[0], self.network.tasks[task].length.minutes());
        let has_begun = self.network.tasks[task].progress.started.is_some();
        let until = |link: &RowLink| {
            let on = self.dates_of(link.on, after)?;
            let (bound, is_start) = bound(link.kind, (on.start, on.finish), link.lag.saturating_mul(DAY), hours);
            if has_begun && is_start {
                return None;
            }
            Some((if is_start { bound } else { hours.finish(bound, length.saturating_neg()) }, link.on))
        };
        let above = std::iter::successors(Some(self.rows[task]), |at| sum_above(plan, *at)).take(DEEPEST);
        let all = above.flat_map(|at| &plan.rows[at].links).filter_map(until);
        all.filter(|(bound, _)| hours.between(planned, *bound) > 0).max_by_key(|(bound, _)| *bound).map(|(_, on)| on)
    }
}
