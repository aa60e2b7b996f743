//! What slips do to a plan: which rows move, to when, and why.
//!
//! An action with actions below it is not done before they are. **Not here.** Where slips come from
//! ([`crate::forecast`], or somebody who asks); the network ([`super::dependencies`]).

use super::dependencies::{Binds, Dependencies};
use super::hours::{WorkHours, WorkInstant};
use super::network::{Lag, Length, Network, NetworkLink, Scheduled, TaskDates};
use crate::calendar::WorkingCalendar;
use crate::day::Date;
use crate::plan::Plan;
use std::collections::{HashMap, HashSet};

/// Actions above one that moves are looked at so often; no outline of actions goes deeper in earnest.
const ROUNDS: usize = 16;
/// So many tasks are looked at to see whether one waits for another.
const FARTHEST: usize = 2_000;

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
    /// The row whose dates put it off: one that it waits for, or a part of it; none where it slips by itself.
    pub waits_for: Option<usize>,
}

/// What slips do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhatIf {
    /// The rows that slip.
    pub slipped: Vec<Moved>,
    /// The rows that they push on, in the plan's order.
    pub moved: Vec<Moved>,
    /// Rows that wait for one of these to start and have begun all the same: they keep their dates.
    pub begun: Vec<usize>,
    /// Rows that wait for each other in a circle; their links were passed over.
    pub cycles: Vec<Vec<usize>>,
    /// When the last row is planned to finish, and when it does then.
    pub finish: Option<(Date, Date)>,
}

/// A finish moved by so much work. Friday at 17:00 and Monday at 08:00 have the same work before them: what ends, ends
/// on the Friday.
fn ends(hours: &WorkHours, finish: WorkInstant, minutes: i32) -> WorkInstant {
    let moved = hours.finish(finish, minutes);
    if minutes < 0 { hours.end(moved) } else { moved }
}

/// What becomes of links that planned dates do not keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Overlaps {
    /// As much overlap as is planned stays.
    Stay,
    /// They are kept, but for what fills parts of days.
    Go,
}

impl Dependencies {
    /// What it does when rows finish later. One that has not started starts later as well. Rows without dates, and what
    /// is complete, do not slip. Where planned dates break a link they go on to overlap by as much.
    #[must_use]
    pub fn what_if(&self, plan: &Plan, calendar: &WorkingCalendar, slips: &[Slip]) -> WhatIf {
        self.moves(plan, calendar, slips, Overlaps::Stay)
    }

    /// When rows can be expected to finish, where some slip and every link is kept, also those that planned dates break.
    #[must_use]
    pub fn expected(&self, plan: &Plan, calendar: &WorkingCalendar, slips: &[Slip]) -> WhatIf {
        self.moves(plan, calendar, slips, Overlaps::Go)
    }

    fn moves(&self, plan: &Plan, calendar: &WorkingCalendar, slips: &[Slip], overlaps: Overlaps) -> WhatIf {
        let mut network = self.network().clone();
        for (link, gap) in network.links.iter_mut().zip(self.gaps()) {
            if let Some(gap) = gap.filter(|gap| overlaps == Overlaps::Stay || gap.broken.is_none()) {
                link.lag = Lag::Work(gap.lag);
            }
        }
        let has_slipped = self.slip(&mut network, slips);
        let slipped = network.clone();
        let into = into(&network.links);
        let (after, parts) = self.with_those_above(plan, &mut network, &into);
        let found = Found { of: self, slipped: &slipped, after: &after, parts, into };
        let mut made = WhatIf { cycles: self.cycles(&after), ..WhatIf::default() };
        for task in (0..).take(self.rows().len()) {
            let is_slipped = has_slipped[task as usize];
            let Some(moved) = found.moved(task, calendar) else { continue };
            if is_slipped {
                made.slipped.push(moved);
            } else if found.is_later(task) {
                made.moved.push(moved);
            } else if found.has_begun_too_soon(task) {
                made.begun.push(moved.row);
            }
        }
        let planned =
            |network: &Network| network.tasks.iter().filter_map(|task| planned(task.dated)).map(|(_, to)| to).max();
        let last = after.dates.iter().map(|one| one.finish).max();
        made.finish = planned(self.network()).and_then(WorkInstant::date).zip(last.and_then(WorkInstant::date));
        made
    }

    /// Dates rows that slip; says which do.
    fn slip(&self, network: &mut Network, slips: &[Slip]) -> Vec<bool> {
        let mut has_slipped = vec![false; self.rows().len()];
        for slip in slips {
            let Some(at) = self.task(slip.row) else { continue };
            let (hours, at) = (self.hours(at), at as usize);
            let task = &mut network.tasks[at];
            let (Some((start, finish)), None) = (planned(task.dated), task.progress.finished) else { continue };
            let minutes = slip.days.saturating_mul(self.day());
            let later = ends(hours, finish, minutes);
            let first = match task.length {
                Length::Work(0) => later,
                _ if task.progress.started.is_some() => start,
                // In days: a first day that is not worked is followed by as many worked days.
                _ => hours.start(hours.finish(start, minutes)),
            };
            task.dated = TaskDates::Planned(first.min(later), later);
            has_slipped[at] = true;
        }
        has_slipped
    }

    /// The dates, with those of actions above what moves; and which part puts each of those off.
    fn with_those_above(&self, plan: &Plan, network: &mut Network, into: &Into) -> (Scheduled, HashMap<u32, usize>) {
        let mut parts = HashMap::new();
        let mut waits: HashMap<u32, bool> = HashMap::new();
        let mut after = network.schedule();
        for _ in 0..ROUNDS {
            let mut is_changed = false;
            for (task, row) in (0..).zip(self.rows()) {
                let Some((_, finish)) = planned(self.network().tasks[task as usize].dated) else { continue };
                let parent = plan.rows[*row].parent.filter(|parent| parent != row).and_then(|parent| self.task(parent));
                let Some(parent) = parent else { continue };
                let (own, above) = (after.dates[task as usize].finish, after.dates[parent as usize]);
                let Some((_, until)) = planned(network.tasks[parent as usize].dated) else { continue };
                let is_open = network.tasks[parent as usize].progress.finished.is_none();
                let is_pushed = self.hours(task).between(finish, own) > 0;
                let is_later = is_open && is_pushed && own > above.finish && own > until;
                // A part that waits for the whole would put it off for ever.
                if is_later && !*waits.entry(task).or_insert_with(|| waits_for(network, into, task, parent)) {
                    network.tasks[parent as usize].dated = TaskDates::Planned(above.start, own);
                    parts.insert(parent, *row);
                    is_changed = true;
                }
            }
            if !is_changed {
                break;
            }
            after = network.schedule();
        }
        (after, parts)
    }
}

/// A start and finish that are planned.
const fn planned(dated: TaskDates) -> Option<(WorkInstant, WorkInstant)> {
    match dated {
        TaskDates::Planned(start, finish) => Some((start, finish)),
        TaskDates::Computed | TaskDates::ByHand(..) => None,
    }
}

/// Links by the task that waits.
type Into = HashMap<u32, Vec<NetworkLink>>;

fn into(links: &[NetworkLink]) -> Into {
    let mut into = Into::new();
    for link in links {
        into.entry(link.to).or_default().push(*link);
    }
    into
}

/// Whether a task waits for another, directly or through others; also where that would take too long to tell.
fn waits_for(network: &Network, into: &Into, task: u32, other: u32) -> bool {
    let (mut seen, mut waiting) = (HashSet::from([task]), vec![task]);
    while let Some(at) = waiting.pop() {
        let before = into.get(&at).into_iter().flatten().map(|link| link.from);
        for next in before.chain(network.tasks[at as usize].parent) {
            if next == other || seen.len() > FARTHEST {
                return true;
            }
            if seen.insert(next) {
                waiting.push(next);
            }
        }
    }
    false
}

/// What was found, as far as it tells of one row.
struct Found<'a> {
    of: &'a Dependencies,
    /// The network with the slips, before anything is pushed.
    slipped: &'a Network,
    after: &'a Scheduled,
    parts: HashMap<u32, usize>,
    into: Into,
}

impl Found<'_> {
    /// Whether a task finishes later than planned.
    fn is_later(&self, task: u32) -> bool {
        let finish = planned(self.of.network().tasks[task as usize].dated).map(|(_, finish)| finish);
        finish.is_some_and(|finish| self.of.hours(task).between(finish, self.after.dates[task as usize].finish) > 0)
    }

    /// A row's dates as planned and as they are then.
    fn moved(&self, task: u32, calendar: &WorkingCalendar) -> Option<Moved> {
        let (start, finish) = planned(self.of.network().tasks[task as usize].dated)?;
        let then = &self.after.dates[task as usize];
        let (start, finish) = (start.date()?, finish.date()?);
        let (new_start, new_finish) = (then.start.date()?, then.finish.date()?);
        let days = calendar.between(finish, new_finish);
        let waits_for = self.pushed_by(task);
        Some(Moved { row: self.of.rows()[task as usize], start, new_start, finish, new_finish, days, waits_for })
    }

    /// The links that bind a task: its own, and those of the sums that it is part of.
    fn links(&self, task: u32) -> impl Iterator<Item = &NetworkLink> {
        let above = std::iter::successors(Some(task), |at| self.slipped.tasks[*at as usize].parent);
        above.take(self.slipped.tasks.len()).filter_map(|at| self.into.get(&at)).flatten()
    }

    /// What puts a task off, where that is not its own slip: what lets it start or finish last of all, or a part.
    fn pushed_by(&self, task: u32) -> Option<usize> {
        let hours = self.of.hours(task);
        let own = &self.slipped.tasks[task as usize];
        let (start, finish) = planned(own.dated)?;
        if hours.between(finish, self.after.dates[task as usize].finish) <= 0 {
            return None;
        }
        let has_begun = own.progress.started.is_some();
        let until = |link: &NetworkLink| {
            let on = &self.after.dates[link.from as usize];
            let (limit, binds) = self.of.bound(link, (on.start, on.finish));
            match binds {
                Binds::Start if has_begun => None,
                Binds::Start => Some((limit, link.from)),
                Binds::Finish => Some((hours.finish(limit, own.length.minutes().saturating_neg()), link.from)),
            }
        };
        let last = self.links(task).filter_map(until).max_by_key(|(limit, _)| *limit);
        let last = last.filter(|(limit, _)| hours.between(start, *limit) > 0);
        let part = self.parts.get(&task).copied();
        part.or_else(|| last.map(|(_, from)| self.of.rows()[from as usize]))
    }

    /// Whether a task has begun, and waits to start for one that is late now.
    fn has_begun_too_soon(&self, task: u32) -> bool {
        let progress = self.slipped.tasks[task as usize].progress;
        let is_bound = |link: &NetworkLink| {
            let on = &self.after.dates[link.from as usize];
            let (limit, binds) = self.of.bound(link, (on.start, on.finish));
            binds == Binds::Start && self.is_later(link.from) && limit > self.after.dates[task as usize].start
        };
        progress.started.is_some() && progress.finished.is_none() && self.links(task).any(is_bound)
    }
}
