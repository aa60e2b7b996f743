//! The two passes over a network: forward for when each task is, backward for how late it may be.
//!
//! Each looks at every task once and at every link once, so both take time in proportion to the network.
//! **Not here.** The order ([`super::order`], [`super::sequence`]).

use super::hours::{WorkHours, WorkInstant, narrow};
use super::network::{Constraint, Dates, Lag, Length, Network, NetworkLink, NetworkTask, Scheduled, TaskDates};
use super::order::{self, number};
use super::sequence::Sequence;
use crate::plan::link::LinkKind;

const EVER: WorkInstant = WorkInstant(i32::MAX);
const NEVER: WorkInstant = WorkInstant(i32::MIN);

impl Network {
    /// Dates for every task. The same network in any order of rows gives the same dates.
    #[must_use]
    pub fn schedule(&self) -> Scheduled {
        schedule(self)
    }
}

fn schedule(network: &Network) -> Scheduled {
    let order = order::of(network);
    let sequence = Sequence::of(network, &order);
    let mut passes = Passes {
        network,
        sequence: &sequence,
        dates: vec![Dates::default(); network.tasks.len()],
        not_before: vec![NEVER; network.tasks.len()],
        not_after: vec![EVER; network.tasks.len()],
        finish: network.start,
    };
    passes.forward(None);
    if let Some(finish) = network.finish {
        passes.finish = finish;
    }
    passes.backward();
    let is_late = |task: &NetworkTask| task.constraint == Constraint::AsLateAsPossible;
    if network.finish.is_some() || network.tasks.iter().any(is_late) {
        // What is to be as late as possible takes its late dates, and what waits for it follows.
        let late: Vec<Dates> = passes.dates.clone();
        let finish = passes.finish;
        passes.forward(Some(&late));
        passes.finish = passes.finish.max(finish);
        passes.backward();
    }
    let Passes { dates: found, finish, .. } = passes;
    let mut dates = vec![Dates::default(); found.len()];
    for (place, found) in sequence.places.iter().zip(found) {
        dates[*place as usize] = found;
    }
    Scheduled { dates, cycles: order.cycles, finish }
}

struct Passes<'a> {
    network: &'a Network,
    sequence: &'a Sequence,
    dates: Vec<Dates>,
    /// Of summaries: what they wait for, which their children wait for too.
    not_before: Vec<WorkInstant>,
    /// And how late their children may be.
    not_after: Vec<WorkInstant>,
    finish: WorkInstant,
}

impl Passes<'_> {
    fn forward(&mut self, late: Option<&[Dates]>) {
        let count = self.sequence.tasks.len();
        for (n, is_summary) in self.sequence.is_summary.iter().enumerate() {
            if *is_summary {
                // Children widen it.
                self.dates[n].start = EVER;
                self.dates[n].finish = NEVER;
            }
        }
        self.finish = self.network.start;
        for node in &self.sequence.nodes {
            let n = *node as usize;
            if n < count && self.sequence.is_summary[n] {
                self.not_before[n] = self.bound(n).0;
                continue;
            }
            let n = n % count;
            if !self.sequence.is_summary[n] {
                let (start, finish) = self.earliest(n, late);
                self.dates[n].start = start;
                self.dates[n].finish = finish;
                self.finish = self.finish.max(finish);
            }
            if let Some(parent) = self.sequence.parents[n] {
                let Dates { start, finish, .. } = self.dates[n];
                let above = &mut self.dates[parent as usize];
                above.start = above.start.min(start);
                above.finish = above.finish.max(finish);
            }
        }
    }

    /// Before which instants a task may not start and not finish, by what it waits for and what it is part of.
    fn bound(&self, n: usize) -> (WorkInstant, WorkInstant) {
        let task = &self.sequence.tasks[n];
        let hours = self.network.hours(task);
        let (mut start, mut finish) = (NEVER, NEVER);
        for link in self.sequence.into.under(number(n)) {
            let before = &self.dates[link.from as usize];
            let lag = |instant| self.after(instant, link, hours);
            match link.kind {
                LinkKind::FinishToStart => start = start.max(lag(before.finish)),
                LinkKind::StartToStart => start = start.max(lag(before.start)),
                LinkKind::FinishToFinish => finish = finish.max(lag(before.finish)),
                LinkKind::StartToFinish => finish = finish.max(lag(before.start)),
            }
        }
        match task.constraint {
            Constraint::StartNoEarlierThan(then) => start = start.max(then),
            Constraint::FinishNoEarlierThan(then) => finish = finish.max(then),
            _ => {}
        }
        if let Some(parent) = self.sequence.parents[n] {
            start = start.max(self.not_before[parent as usize]);
        }
        (start, finish)
    }

    /// An instant with a link's lag.
    fn after(&self, instant: WorkInstant, link: &NetworkLink, hours: &WorkHours) -> WorkInstant {
        after(instant, link, self.sequence.tasks[link.from as usize].length, hours)
    }

    /// The last instant that a link's lag brings to one, or short of it.
    fn before(&self, instant: WorkInstant, link: &NetworkLink, hours: &WorkHours) -> WorkInstant {
        let back = |length: Length| match length {
            Length::Work(0) => instant,
            Length::Work(minutes) => hours.start_at(hours.work_before(instant) - i64::from(minutes)),
            Length::Elapsed(minutes) => instant.later(minutes.saturating_neg()),
        };
        match link.lag {
            Lag::Work(minutes) => back(Length::Work(minutes)),
            Lag::Elapsed(minutes) => back(Length::Elapsed(minutes)),
            Lag::Percent(percent) => back(self.share(link, percent)),
        }
    }

    /// A share of the length of the task that a link waits for.
    fn share(&self, link: &NetworkLink, percent: i32) -> Length {
        share(self.sequence.tasks[link.from as usize].length, percent)
    }

    /// The start and finish of a task, as early as they can be.
    fn earliest(&self, n: usize, late: Option<&[Dates]>) -> (WorkInstant, WorkInstant) {
        let task = &self.sequence.tasks[n];
        let hours = self.network.hours(task);
        let fits = Fits { hours, length: task.length };
        let progress = task.progress;
        match (task.dated, progress.started, progress.finished) {
            (TaskDates::ByHand(start, finish), ..) => return (start, finish),
            (_, started, Some(finished)) => return (started.unwrap_or_else(|| fits.start_for(finished)), finished),
            // What has begun may still have to wait with its end.
            (TaskDates::Planned(_, own), Some(started), None) => {
                let until = self.bound(n).1;
                return (started, if until > own { own.max(hours.end(until)) } else { own });
            }
            (_, Some(started), None) => return (started, self.goes_on(task, started, fits)),
            _ => {}
        }
        let (mut start, finish) = self.bound(n);
        if finish > NEVER {
            start = start.max(fits.start_for(finish));
        }
        if let Some(status) = self.network.status {
            start = start.max(status);
        }
        if let TaskDates::Planned(own_start, own_finish) = task.dated {
            // No work between: a Sunday that is planned is as good as the Monday.
            if start <= own_start || hours.between(own_start, start) <= 0 {
                return (own_start, own_finish);
            }
        } else {
            start = start.max(self.network.start);
            if let Some(late) = late.filter(|_| self.is_as_late_as_possible(task)) {
                start = start.max(late[n].late_start);
            }
        }
        match task.constraint {
            Constraint::MustStartOn(then) => start = then,
            Constraint::StartNoLaterThan(then) => start = start.min(then),
            Constraint::MustFinishOn(then) => start = fits.start_for(then),
            Constraint::FinishNoLaterThan(then) => start = start.min(fits.start_for(then)),
            _ => {}
        }
        fits.placed(start)
    }

    /// What takes its late dates; where dates are counted back from the finish, all that is not bound otherwise.
    fn is_as_late_as_possible(&self, task: &NetworkTask) -> bool {
        task.constraint == Constraint::AsLateAsPossible
            || self.network.finish.is_some() && task.constraint == Constraint::AsSoonAsPossible
    }

    /// When a task finishes that has started.
    fn goes_on(&self, task: &NetworkTask, started: WorkInstant, fits: Fits<'_>) -> WorkInstant {
        let whole = fits.finish_of(started);
        let (Some(status), length) = (self.network.status, task.length.minutes()) else { return whole };
        let left = task.progress.remaining.unwrap_or(length).clamp(0, length.max(0));
        let done = Fits { length: with(task.length, length - left), ..fits }.finish_of(started);
        if left == 0 || done >= status {
            return whole;
        }
        let rest = Fits { length: with(task.length, left), ..fits };
        rest.finish_of(rest.snapped(status))
    }

    fn backward(&mut self) {
        let count = self.sequence.tasks.len();
        for (n, is_summary) in self.sequence.is_summary.iter().enumerate() {
            if *is_summary {
                self.dates[n].late_start = EVER;
                self.dates[n].late_finish = NEVER;
            }
        }
        for node in self.sequence.nodes.iter().rev() {
            let n = *node as usize;
            if n >= count {
                let (finish, _, _) = self.limits(n - count);
                self.not_after[n - count] = finish;
                continue;
            }
            if self.sequence.is_summary[n] {
                self.settle_summary(n);
            } else {
                self.latest(n);
            }
            if let Some(parent) = self.sequence.parents[n] {
                let Dates { late_start, late_finish, .. } = self.dates[n];
                let above = &mut self.dates[parent as usize];
                above.late_start = above.late_start.min(late_start);
                above.late_finish = above.late_finish.max(late_finish);
            }
        }
    }

    /// How late a task may finish and start, and by how many minutes it can slip without moving anything.
    fn limits(&self, n: usize) -> (WorkInstant, WorkInstant, i32) {
        let task = &self.sequence.tasks[n];
        let hours = self.network.hours(task);
        let own = self.dates[n];
        let (mut finish, mut start, mut next_start, mut next_finish) = (EVER, EVER, EVER, EVER);
        for link in self.sequence.out_of.under(number(n)) {
            let after = &self.dates[link.to as usize];
            let theirs = self.network.hours(&self.sequence.tasks[link.to as usize]);
            let lag = |instant| self.before(instant, link, theirs);
            // Work that ends on Friday at 17:00 is finished in time for anything up to Monday at 08:00.
            let has_work = matches!(self.sequence.tasks[link.to as usize].length, Length::Work(minutes) if minutes > 0);
            let until = |finish| if has_work { theirs.start(finish) } else { finish };
            let (late, early, is_start) = match link.kind {
                LinkKind::FinishToStart => (after.late_start, after.start, false),
                LinkKind::StartToStart => (after.late_start, after.start, true),
                LinkKind::FinishToFinish => (until(after.late_finish), until(after.finish), false),
                LinkKind::StartToFinish => (until(after.late_finish), until(after.finish), true),
            };
            if is_start {
                start = start.min(lag(late));
                next_start = next_start.min(lag(early));
            } else {
                finish = finish.min(lag(late));
                next_finish = next_finish.min(lag(early));
            }
        }
        finish = finish.min(match self.sequence.parents[n] {
            Some(parent) => self.not_after[parent as usize],
            None => self.finish,
        });
        finish = finish.min(task.due.unwrap_or(EVER));
        if next_start == EVER && next_finish == EVER {
            next_finish = self.finish;
        }
        let until = |from, to| if to == EVER { i32::MAX } else { hours.between(from, to) };
        let free = until(own.start, next_start).min(until(own.finish, next_finish));
        match task.constraint {
            Constraint::MustFinishOn(then) | Constraint::FinishNoLaterThan(then) => finish = finish.min(then),
            Constraint::MustStartOn(then) | Constraint::StartNoLaterThan(then) => start = start.min(then),
            _ => {}
        }
        (finish, start, free)
    }

    fn latest(&mut self, n: usize) {
        let task = &self.sequence.tasks[n];
        let hours = self.network.hours(task);
        let own = self.dates[n];
        if task.progress.finished.is_some() {
            let done = Dates { late_start: own.start, late_finish: own.finish, total_slack: 0, free_slack: 0, ..own };
            self.dates[n] = done;
            return;
        }
        let (finish, start, free) = self.limits(n);
        let fits = Fits { hours, length: task.length };
        let by_start = if start < EVER { fits.finish_of(fits.snapped(start)) } else { EVER };
        let limit = finish.min(by_start);
        let (late_start, late_finish, slack) = match task.length {
            // Where the dates are the network's own, start and finish slip by the same work.
            Length::Work(minutes)
                if minutes > 0 && task.dated == TaskDates::Computed && task.progress.started.is_none() =>
            {
                let (then, now) = (hours.work_before(limit), hours.work_before(own.finish));
                match narrow(then - now) {
                    0 => (own.start, own.finish, 0),
                    slack => (hours.start_at(then - i64::from(minutes)), hours.finish_at(then), slack),
                }
            }
            length => {
                // What somebody dates by hand may be finished at any instant up to the limit, as Project has it.
                let is_by_hand = matches!(task.dated, TaskDates::ByHand(..));
                let late_finish = if length.minutes() > 0 && !is_by_hand { hours.end(limit) } else { limit };
                let late_start = fits.start_for(late_finish);
                let by_finish = hours.between(own.finish, late_finish);
                (late_start, late_finish, by_finish.min(hours.between(own.start, late_start)))
            }
        };
        let free_slack = free.min(slack.max(0)).max(0);
        self.dates[n] = Dates { late_start, late_finish, total_slack: slack, free_slack, ..own };
    }

    fn settle_summary(&mut self, n: usize) {
        let hours = self.network.hours(&self.sequence.tasks[n]);
        let own = &mut self.dates[n];
        own.total_slack = hours.between(own.finish, own.late_finish).min(hours.between(own.start, own.late_start));
        own.free_slack = own.total_slack.max(0);
    }
}

/// An instant with a link's lag; `length` is that of the task waited for, `hours` are those of the one that waits.
pub(super) fn after(instant: WorkInstant, link: &NetworkLink, length: Length, hours: &WorkHours) -> WorkInstant {
    match link.lag {
        Lag::Work(0) => instant,
        Lag::Work(minutes) => hours.finish(instant, minutes),
        Lag::Elapsed(minutes) => instant.later(minutes),
        Lag::Percent(percent) => match share(length, percent) {
            Length::Work(minutes) => hours.finish(instant, minutes),
            Length::Elapsed(minutes) => instant.later(minutes),
        },
    }
}

fn share(length: Length, percent: i32) -> Length {
    with(length, narrow(i64::from(length.minutes()) * i64::from(percent) / 100))
}

const fn with(length: Length, minutes: i32) -> Length {
    match length {
        Length::Work(_) => Length::Work(minutes),
        Length::Elapsed(_) => Length::Elapsed(minutes),
    }
}

/// A length on a calendar.
#[derive(Clone, Copy)]
struct Fits<'a> {
    hours: &'a WorkHours,
    length: Length,
}

impl Fits<'_> {
    fn finish_of(self, start: WorkInstant) -> WorkInstant {
        match self.length {
            Length::Work(minutes) => self.hours.finish(start, minutes.max(0)),
            Length::Elapsed(minutes) => start.later(minutes.max(0)),
        }
    }

    /// The first start from an instant on, and the finish that goes with it.
    fn placed(self, from: WorkInstant) -> (WorkInstant, WorkInstant) {
        match self.length {
            Length::Work(minutes) if minutes > 0 => self.hours.placed(from, minutes),
            _ => {
                let start = self.snapped(from);
                (start, self.finish_of(start))
            }
        }
    }

    /// The latest start with which it is finished by an instant.
    fn start_for(self, finish: WorkInstant) -> WorkInstant {
        match self.length {
            Length::Work(minutes) if minutes > 0 => self.hours.finish(self.hours.end(finish), minutes.saturating_neg()),
            Length::Elapsed(minutes) => finish.later(minutes.saturating_neg()),
            Length::Work(_) => finish,
        }
    }

    /// The next instant at which it can start. A dated point can lie where work ends; what goes by the clock anywhere.
    fn snapped(self, start: WorkInstant) -> WorkInstant {
        match self.length {
            Length::Elapsed(_) => start,
            Length::Work(minutes) if minutes <= 0 && self.hours.touches(start) => start,
            Length::Work(_) => self.hours.start(start),
        }
    }
}
