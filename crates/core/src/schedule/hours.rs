//! Working time within the day: how much of it lies before an instant, and where so much of it ends.
//!
//! Project's days run from 08:00 to 12:00 and from 13:00 to 17:00, and its dates are instants: work that fills Friday
//! ends on Friday at 17:00, and what waits for it begins on Monday at 08:00, though no work lies between. So there are
//! two instants for the same amount of work, and each question says which of them it asks for.
//!
//! Everything takes the same time over two weeks or two centuries: whole weeks by multiplication, days that are
//! otherwise by a step or two where they lie evenly, by a binary search at worst. **Not here.** Days that are counted whole ([`crate::calendar`]).

use super::steps::Steps;
use crate::calendar::WorkingCalendar;
use crate::day::{self, Date};

/// An instant by the clock on the wall, in minutes since the beginning of 1970. It has no zone, as plans have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkInstant(pub i32);

/// Minutes in a day.
pub const DAY: i32 = 1_440;

impl WorkInstant {
    /// A day at a minute of it.
    #[must_use]
    pub fn at(date: Date, minute: i32) -> Self {
        Self(day::number_of(date).saturating_mul(DAY).saturating_add(minute))
    }

    /// The day that it lies on.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        day::of_number(self.0.div_euclid(DAY))
    }

    /// The minute of that day.
    #[must_use]
    pub const fn minute(self) -> i32 {
        self.0.rem_euclid(DAY)
    }

    /// So many minutes by the clock later.
    #[must_use]
    pub const fn later(self, minutes: i32) -> Self {
        Self(self.0.saturating_add(minutes))
    }
}

/// A stretch of work within a day: from a minute to a minute.
pub type WorkStretch = (i32, i32);

/// A day of Project's: 08:00 to 12:00, 13:00 to 17:00.
pub const USUAL_DAY: [WorkStretch; 2] = [(480, 720), (780, 1_020)];

/// A day that is otherwise than its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Otherwise {
    day: i32,
    hours: Box<[WorkStretch]>,
    /// Work before it, in minutes.
    before: i64,
    /// By how much work up to its end differs from what weekdays alone would make.
    differs: i64,
}

/// When work is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkHours {
    /// Monday first.
    week: [Box<[WorkStretch]>; 7],
    /// Work before each weekday of a week, and in all of it.
    in_week: [i64; 8],
    /// By day.
    otherwise: Vec<Otherwise>,
    /// Their days, and the work before them.
    days: Steps,
    work: Steps,
}

/// Monday 5 January 1970, as a day number: weeks are counted from it.
const MONDAY: i32 = 4;

impl WorkHours {
    /// Weekdays with their hours, Monday first, and days that are otherwise. Stretches may come in any order; what of
    /// them lies outside the day or over another is not counted twice. Of two that name one day the last holds.
    #[must_use]
    pub fn new(week: [Vec<WorkStretch>; 7], otherwise: Vec<(Date, Vec<WorkStretch>)>) -> Self {
        let week = week.map(in_order);
        let mut in_week = [0; 8];
        for (n, hours) in week.iter().enumerate() {
            in_week[n + 1] = in_week[n] + length(hours);
        }
        let mut made = Self { week, in_week, otherwise: Vec::new(), days: Steps::default(), work: Steps::default() };
        let mut days: Vec<(i32, Vec<WorkStretch>)> =
            otherwise.into_iter().map(|(date, hours)| (day::number_of(date), hours)).collect();
        days.sort_by_key(|(day, _)| *day);
        let mut differs = 0;
        for n in 0..days.len() {
            if days.get(n + 1).is_some_and(|next| next.0 == days[n].0) {
                continue;
            }
            let (day, hours) = (days[n].0, in_order(std::mem::take(&mut days[n].1)));
            let before = made.by_weekdays(day) + differs;
            differs += length(&hours) - length(made.of_weekday(day));
            made.otherwise.push(Otherwise { day, hours, before, differs });
        }
        made.days = Steps::of(&made.otherwise.iter().map(|one| i64::from(one.day)).collect::<Vec<_>>());
        made.work = Steps::of(&made.otherwise.iter().map(|one| one.before).collect::<Vec<_>>());
        made
    }

    /// How many days that are otherwise lie before a day.
    fn otherwise_before(&self, day: i32) -> usize {
        self.days.below(i64::from(day), |at| self.otherwise[at].day < day)
    }

    /// How many of them have less work before them than so much.
    fn otherwise_below(&self, work: i64) -> usize {
        self.work.below(work, |at| self.otherwise[at].before < work)
    }

    /// The working days of a calendar of days, each of so many hours.
    #[must_use]
    pub fn of_days(calendar: &WorkingCalendar, hours: &[WorkStretch]) -> Self {
        let day = |worked: bool| if worked { hours.to_vec() } else { Vec::new() };
        let week = calendar.worked_weekdays().map(day);
        Self::new(week, calendar.days_otherwise().map(|(date, worked)| (date, day(worked))).collect())
    }

    /// Whether there is any work at all, week by week. Without, nothing can be dated.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.in_week[7] > 0
    }

    /// Work from one instant to another, in minutes; negative where the other is earlier.
    #[must_use]
    pub fn between(&self, from: WorkInstant, to: WorkInstant) -> i32 {
        narrow(self.work_before(to) - self.work_before(from))
    }

    /// Where so many minutes of work end that begin at an instant: a finish, at the end of a stretch of work rather
    /// than the beginning of the next. Negative minutes go back. Of none, the instant itself.
    #[must_use]
    pub fn finish(&self, from: WorkInstant, minutes: i32) -> WorkInstant {
        if minutes == 0 {
            return from;
        }
        let wanted = self.work_before(from) + i64::from(minutes);
        if minutes < 0 { self.start_at(wanted) } else { self.finish_at(wanted) }
    }

    /// The first instant from one on at which there is work, and where so many minutes of it end, which are above zero:
    /// [`Self::start`] and [`Self::finish`] in one look.
    #[must_use]
    pub fn placed(&self, from: WorkInstant, minutes: i32) -> (WorkInstant, WorkInstant) {
        let (day, minute) = (from.0.div_euclid(DAY), from.minute());
        let at = self.otherwise_before(day);
        let otherwise = self.otherwise.get(at).filter(|one| one.day == day);
        let hours = otherwise.map_or(self.of_weekday(day), |one| &one.hours);
        let (mut start, mut left, mut gone) = (None, minutes, 0);
        for (begins, ends) in hours {
            let begin = minute.clamp(*begins, *ends);
            gone += begin - begins;
            if begin == *ends {
                continue;
            }
            start = start.or(Some(begin));
            if left <= ends - begin {
                let on = |minute| WorkInstant(day.saturating_mul(DAY).saturating_add(minute));
                return (on(start.unwrap_or(begin)), on(begin + left));
            }
            left -= ends - begin;
        }
        let differs = at.checked_sub(1).map_or(0, |before| self.otherwise[before].differs);
        let before = self.by_weekdays(day) + differs + i64::from(gone);
        let start = match start {
            Some(minute) => WorkInstant(day.saturating_mul(DAY).saturating_add(minute)),
            None => self.start_at(before),
        };
        (start, self.finish_at(before + i64::from(minutes)))
    }

    /// The first instant from one on at which there is work.
    #[must_use]
    pub fn start(&self, from: WorkInstant) -> WorkInstant {
        let day = from.0.div_euclid(DAY);
        let minute = from.minute();
        match self.hours(day).iter().find(|(_, until)| minute < *until) {
            Some((begins, _)) => WorkInstant(day.saturating_mul(DAY).saturating_add(minute.max(*begins))),
            None => self.start_at(self.work_before(from)),
        }
    }

    /// The last instant up to one before which there is work.
    #[must_use]
    pub fn end(&self, until: WorkInstant) -> WorkInstant {
        let day = until.0.div_euclid(DAY);
        let minute = until.minute();
        match self.hours(day).iter().rev().find(|(begins, _)| minute > *begins) {
            Some((_, ends)) => WorkInstant(day.saturating_mul(DAY).saturating_add(minute.min(*ends))),
            None => self.finish_at(self.work_before(until)),
        }
    }

    /// Whether an instant lies within work, or where it begins or ends.
    #[must_use]
    pub fn touches(&self, instant: WorkInstant) -> bool {
        let minute = instant.minute();
        self.hours(instant.0.div_euclid(DAY)).iter().any(|(begins, ends)| (*begins..=*ends).contains(&minute))
    }

    fn of_weekday(&self, day: i32) -> &[WorkStretch] {
        &self.week[weekday(day)]
    }

    fn hours(&self, day: i32) -> &[WorkStretch] {
        let otherwise = self.otherwise.get(self.otherwise_before(day)).filter(|one| one.day == day);
        otherwise.map_or(self.of_weekday(day), |one| &one.hours)
    }

    /// Work before a day, by weekdays alone.
    fn by_weekdays(&self, day: i32) -> i64 {
        let since = day.wrapping_sub(MONDAY);
        i64::from(since.div_euclid(7)) * self.in_week[7] + self.in_week[weekday(day)]
    }

    /// Work before an instant, in minutes from a fixed Monday.
    pub(super) fn work_before(&self, instant: WorkInstant) -> i64 {
        let (day, minute) = (instant.0.div_euclid(DAY), instant.minute());
        let at = self.otherwise_before(day);
        let differs = at.checked_sub(1).map_or(0, |before| self.otherwise[before].differs);
        let hours = self.otherwise.get(at).filter(|one| one.day == day).map_or(self.of_weekday(day), |one| &one.hours);
        let today: i32 = hours.iter().map(|(begins, ends)| minute.clamp(*begins, *ends) - begins).sum();
        self.by_weekdays(day) + differs + i64::from(today)
    }

    /// The first instant before which there is so much work.
    pub(super) fn finish_at(&self, wanted: i64) -> WorkInstant {
        let after = self.otherwise_below(wanted);
        let last = after.checked_sub(1).map(|at| &self.otherwise[at]);
        if let Some(one) = last.filter(|one| one.before + length(&one.hours) >= wanted) {
            return within(one.day, &one.hours, wanted - one.before, true);
        }
        let by_weekdays = wanted - last.map_or(0, |one| one.differs);
        let Some((week, rest)) = self.week_of(by_weekdays - 1) else { return WorkInstant(i32::MAX) };
        let n = self.in_week.iter().rposition(|before| *before <= rest).unwrap_or(0).min(6);
        within(day_of(week, n), &self.week[n], rest + 1 - self.in_week[n], true)
    }

    /// The last instant before which there is so much work.
    pub(super) fn start_at(&self, wanted: i64) -> WorkInstant {
        let after = self.otherwise_below(wanted.saturating_add(1));
        let last = after.checked_sub(1).map(|at| &self.otherwise[at]);
        if let Some(one) = last.filter(|one| one.before + length(&one.hours) > wanted) {
            return within(one.day, &one.hours, wanted - one.before, false);
        }
        let by_weekdays = wanted - last.map_or(0, |one| one.differs);
        let Some((week, rest)) = self.week_of(by_weekdays) else { return WorkInstant(i32::MAX) };
        let n = self.in_week.iter().rposition(|before| *before <= rest).unwrap_or(0).min(6);
        within(day_of(week, n), &self.week[n], rest - self.in_week[n], false)
    }

    fn week_of(&self, work: i64) -> Option<(i64, i64)> {
        self.has_work().then(|| (work.div_euclid(self.in_week[7]), work.rem_euclid(self.in_week[7])))
    }
}

/// 0 for Monday.
fn weekday(day: i32) -> usize {
    usize::try_from(day.wrapping_sub(MONDAY).rem_euclid(7)).unwrap_or(0)
}

fn day_of(week: i64, weekday: usize) -> i32 {
    narrow(week * 7 + i64::try_from(weekday).unwrap_or(0) + i64::from(MONDAY))
}

/// The instant of a day after so many minutes of its work; where a stretch ends and another begins later, the end.
fn within(day: i32, hours: &[WorkStretch], minutes: i64, ends: bool) -> WorkInstant {
    let mut left = narrow(minutes);
    for (begin, end) in hours {
        let length = end - begin;
        if left < length || ends && left == length {
            return WorkInstant(day.saturating_mul(DAY).saturating_add(begin + left));
        }
        left -= length;
    }
    WorkInstant(day.saturating_mul(DAY).saturating_add(hours.last().map_or(0, |(_, end)| *end)))
}

fn in_order(mut hours: Vec<WorkStretch>) -> Box<[WorkStretch]> {
    hours.sort_unstable();
    let mut made: Vec<WorkStretch> = Vec::with_capacity(hours.len());
    for (begin, end) in hours {
        let begin = begin.clamp(0, DAY).max(made.last().map_or(0, |last| last.1));
        let end = end.clamp(0, DAY);
        match made.last_mut().filter(|last| last.1 == begin) {
            Some(last) => last.1 = last.1.max(end),
            None if begin < end => made.push((begin, end)),
            None => {}
        }
    }
    made.into()
}

fn length(hours: &[WorkStretch]) -> i64 {
    hours.iter().map(|(begin, end)| i64::from(end - begin)).sum()
}

pub(super) fn narrow(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn usual() -> WorkHours {
        let day = || USUAL_DAY.to_vec();
        let week = [day(), day(), day(), day(), day(), vec![], vec![]];
        // Good Friday 15 and Easter Monday 18 April 2022; a Saturday morning.
        let otherwise =
            vec![(date(2022, 4, 18), vec![]), (date(2022, 4, 15), vec![]), (date(2022, 4, 23), vec![(540, 720)])];
        WorkHours::new(week, otherwise)
    }

    fn at(day: i8, minute: i32) -> WorkInstant {
        WorkInstant::at(date(2022, 4, day), minute)
    }

    #[test]
    fn work_ends_where_a_stretch_ends_and_begins_where_one_begins() {
        let hours = usual();
        for (from, minutes, finish) in [
            (at(13, 480), 480, at(13, 1_020)),
            (at(13, 480), 240, at(13, 720)),
            (at(13, 480), 241, at(13, 781)),
            (at(14, 480), 481, at(19, 481)),
            (at(14, 1_020), 480, at(19, 1_020)),
            (at(16, 600), 480, at(19, 1_020)),
            (at(22, 480), 600, at(23, 660)),
            (at(19, 1_020), -480, at(19, 480)),
            (at(19, 480), -480, at(14, 480)),
            (at(19, 481), -1, at(19, 480)),
            (at(17, 100), 0, at(17, 100)),
        ] {
            assert_eq!(hours.finish(from, minutes), finish, "{from:?} {minutes}");
        }
        assert_eq!(hours.start(at(14, 1_020)), at(19, 480));
        assert_eq!(hours.start(at(14, 720)), at(14, 780));
        assert_eq!(hours.start(at(14, 500)), at(14, 500));
        assert_eq!(hours.end(at(19, 480)), at(14, 1_020));
        assert_eq!(hours.end(at(19, 600)), at(19, 600));
        assert_eq!(hours.end(at(17, 600)), at(14, 1_020));
        assert_eq!(hours.between(at(13, 480), at(19, 1_020)), 3 * 480);
        assert_eq!(hours.between(at(19, 1_020), at(13, 480)), -3 * 480);
        assert!(hours.touches(at(14, 720)) && !hours.touches(at(14, 750)) && !hours.touches(at(15, 600)));
    }

    #[test]
    fn going_there_and_back_agrees_with_a_count_of_every_minute() {
        let hours = usual();
        let is_work = |minute: i32| {
            let instant = WorkInstant(minute);
            hours.hours(minute.div_euclid(DAY)).iter().any(|(begin, end)| (*begin..*end).contains(&instant.minute()))
        };
        let (from, until) = (at(11, 0).0, at(30, 0).0);
        let mut done = 0;
        for (minute, minutes) in (from..until).step_by(61).zip((1..5_000).step_by(37)) {
            let instant = WorkInstant(minute);
            let expected = (hours.start(instant), hours.finish(instant, minutes));
            assert_eq!(hours.placed(instant, minutes), expected, "{instant:?} {minutes}");
        }
        for minute in (from..until).step_by(7) {
            let counted = hours.between(WorkInstant(from), WorkInstant(minute));
            assert_eq!(counted, done, "{minute}");
            done += (minute..minute + 7).map(|one| i32::from(is_work(one))).sum::<i32>();
            if counted > 0 {
                let finish = hours.finish(WorkInstant(from), counted);
                assert_eq!(hours.between(WorkInstant(from), finish), counted);
                assert!(is_work(finish.0 - 1) && finish.0 <= minute);
            }
        }
    }

    #[test]
    fn nothing_odd_stops_it() {
        let none = WorkHours::new(Default::default(), Vec::new());
        assert!(!none.has_work());
        assert_eq!(none.finish(at(1, 0), 10), WorkInstant(i32::MAX));
        let odd = WorkHours::new(
            [vec![(900, 1_000), (100, 950), (5_000, 9_000), (7, 3)], vec![], vec![], vec![], vec![], vec![], vec![]],
            vec![(date(2022, 4, 11), vec![(0, 60)]), (date(2022, 4, 11), vec![(0, 30)])],
        );
        assert_eq!(odd.between(at(4, 0), at(5, 0)), 900, "overlapping stretches count once");
        assert_eq!(odd.between(at(11, 0), at(12, 0)), 30, "the last that names a day holds");
        assert_eq!(odd.finish(WorkInstant(i32::MAX - 5), i32::MAX).0, i32::MAX);
    }
}
