//! Working days: which days count, how many there are, and where so many of them end.
//!
//! A plan states its durations in working days, both ends counted: Wednesday 13 April to Friday 29
//! April 2022 is 13 days. Whether Good Friday is one of the 13 is not ours to guess, so a calendar
//! carries its name, every count can be asked of two calendars, and a report prints which it used.
//!
//! Counting takes the same time over two weeks or two centuries: whole weeks by multiplication, the
//! rest of a week by a look, exceptions by two binary searches.
//!
//! **Invariant.** `finish_of(start, count(start, finish)) == finish` for a working `finish`.
//! **Not here.** Hours of the day, time zones, people's leave.

mod custom;
mod holidays;

pub use custom::CalendarProblem;
pub use holidays::{Division, FIRST_YEAR, LAST_YEAR, bank_holidays};

use crate::day::{self, Date, Weekday};
use std::collections::BTreeMap;

/// The names of the calendars that ship, as `--calendar` takes them.
pub const SHIPPED: [&str; 4] = ["none", "england-and-wales", "scotland", "northern-ireland"];

/// The years of the bank holidays that ship.
const KNOWN_HOLIDAYS: Known =
    Known { what: "bank holidays", from: Date::constant(FIRST_YEAR, 1, 1), until: Date::constant(LAST_YEAR, 12, 31) };

/// A working calendar: weekdays that are worked, less the days off, plus the days worked besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCalendar {
    name: String,
    title: String,
    worked: [bool; 7],
    /// How many of the first so many days of a week, from Monday, are worked.
    worked_in: [i32; 8],
    /// Day numbers that would be worked and are not; sorted.
    off: Vec<i32>,
    /// Day numbers that would not be worked and are; sorted.
    extra: Vec<i32>,
    /// Why a day is off, by day number.
    reasons: BTreeMap<i32, String>,
    /// What it knows from when to when only; none for a calendar that has no such end.
    known: Option<Known>,
}

/// What a calendar knows for some time only; before and after, its weekdays alone count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// What: "bank holidays", "school terms".
    pub what: &'static str,
    /// From this day on.
    pub from: Date,
    /// Until this day.
    pub until: Date,
}

impl WorkingCalendar {
    /// Monday to Friday, every week of every year; named `none`, for it knows no holidays.
    #[must_use]
    pub fn weekdays() -> Self {
        let worked = [true, true, true, true, true, false, false];
        Self::build("none", "Monday to Friday, bank holidays counted as working days", worked, &[], &[])
    }

    /// Monday to Friday less the bank holidays of a part of the United Kingdom, 1990 to 2035.
    #[must_use]
    pub fn of_division(division: Division) -> Self {
        let off = bank_holidays(division);
        let title = format!("Monday to Friday without the bank holidays of {}", division.title());
        Self::build(division.name(), &title, [true, true, true, true, true, false, false], &off, &[])
            .known_for(KNOWN_HOLIDAYS)
    }

    /// The same, which says what it knows for some time only. Of two such things the shorter time counts.
    #[must_use]
    fn known_for(mut self, known: Known) -> Self {
        self.known = Some(match self.known {
            Some(own) if own.until <= known.until => own,
            _ => known,
        });
        self
    }

    /// What it knows for some time only, and for which: beyond that every weekday counts, and nothing is known of it.
    #[must_use]
    pub const fn known(&self) -> Option<Known> {
        self.known
    }

    /// One of [`SHIPPED`], by name.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("none") {
            return Some(Self::weekdays());
        }
        Division::ALL.into_iter().find(|d| d.name().eq_ignore_ascii_case(name)).map(Self::of_division)
    }

    /// A calendar made of its parts. `worked` begins with Monday; the same day may be named twice.
    #[must_use]
    pub fn build(name: &str, title: &str, worked: [bool; 7], off: &[(Date, String)], extra: &[Date]) -> Self {
        let is_worked = |date: Date| worked[usize::from(monday_offset(date.weekday()))];
        let mut extra: Vec<i32> = extra.iter().filter(|d| !is_worked(**d)).map(|d| day::number_of(*d)).collect();
        let mut days_off: Vec<i32> =
            off.iter().filter(|(d, _)| is_worked(*d)).map(|(d, _)| day::number_of(*d)).collect();
        for list in [&mut extra, &mut days_off] {
            list.sort_unstable();
            list.dedup();
        }
        let reasons = off.iter().map(|(d, why)| (day::number_of(*d), why.clone())).collect();
        let mut worked_in = [0; 8];
        for (day, is_worked) in worked.iter().enumerate() {
            worked_in[day + 1] = worked_in[day] + i32::from(*is_worked);
        }
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            worked,
            worked_in,
            off: days_off,
            extra,
            reasons,
            known: None,
        }
    }

    /// Its name, as `--calendar` takes it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it counts, in words for a report.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Which weekdays are worked, Monday first.
    #[must_use]
    pub const fn worked_weekdays(&self) -> [bool; 7] {
        self.worked
    }

    /// The days that are otherwise than their weekday, and whether they are worked.
    pub fn days_otherwise(&self) -> impl Iterator<Item = (Date, bool)> + '_ {
        let days = |list: &'_ [i32], worked: bool| {
            list.iter().filter_map(move |day| Some((day::of_number(*day)?, worked))).collect::<Vec<_>>()
        };
        days(&self.off, false).into_iter().chain(days(&self.extra, true))
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn is_working(&self, date: Date) -> bool {
        let number = day::number_of(date);
        if self.worked[usize::from(monday_offset(date.weekday()))] {
            self.off.binary_search(&number).is_err()
        } else {
            self.extra.binary_search(&number).is_ok()
        }
    }

    /// Why a day is not worked: a holiday's name or the weekday's; `None` for a working day.
    #[must_use]
    pub fn why_off(&self, date: Date) -> Option<String> {
        if self.is_working(date) {
            return None;
        }
        let named = self.reasons.get(&day::number_of(date)).cloned();
        Some(named.unwrap_or_else(|| format!("a {}", day::weekday_name(date.weekday()))))
    }

    /// Working days from `from` to `to`, both counted; 0 when `to` is before `from`.
    #[must_use]
    pub fn count(&self, from: Date, to: Date) -> i32 {
        let (from, to) = (day::number_of(from), day::number_of(to));
        if to < from { 0 } else { self.before(to.saturating_add(1)) - self.before(from) }
    }

    /// Working days before a day number, counted from a fixed Monday long ago.
    fn before(&self, number: i32) -> i32 {
        let since = number.wrapping_sub(MONDAY_ORIGIN);
        let (weeks, rest) = (since.div_euclid(7), since.rem_euclid(7));
        let in_rest = usize::try_from(rest).map_or(0, |days| self.worked_in[days]);
        weeks * self.worked_in[7] + in_rest - position(&self.off, number) + position(&self.extra, number)
    }

    /// The day on which `days` working days end that begin on `start`, both ends counted: the
    /// inverse of [`Self::count`]. `None` for less than one day, a calendar without working days,
    /// or an end outside the years that a date can hold.
    #[must_use]
    pub fn finish_of(&self, start: Date, days: i32) -> Option<Date> {
        if days < 1 {
            return None;
        }
        let before = self.before(day::number_of(start));
        self.nth(before.checked_add(days)?)
    }

    /// The working day that lies `days` working days after `date` (before it when negative). From a
    /// day that is not worked, the first working day on the way counts as one.
    #[must_use]
    pub fn add(&self, date: Date, days: i32) -> Option<Date> {
        let number = day::number_of(date);
        match days {
            0 => Some(date),
            1.. => self.nth(self.before(number.checked_add(1)?).checked_add(days)?),
            _ => self.nth(self.before(number).checked_add(days)?.checked_add(1)?),
        }
    }

    /// Working days from one day to another, the first not counted; negative where it is earlier.
    #[must_use]
    pub fn between(&self, from: Date, to: Date) -> i32 {
        let (early, late, sign) = if to >= from { (from, to, 1) } else { (to, from, -1) };
        sign * (self.count(early, late) - i32::from(self.is_working(early)))
    }

    /// [`Self::add`], backwards.
    #[must_use]
    pub fn subtract(&self, date: Date, days: i32) -> Option<Date> {
        self.add(date, days.checked_neg()?)
    }

    /// The day that completes a count of `n` working days since the origin: binary search over
    /// [`Self::before`], which never falls.
    fn nth(&self, n: i32) -> Option<Date> {
        let (mut low, mut high) = (FIRST_DAY, LAST_DAY);
        if self.before(high) < n || self.before(low) >= n {
            return None;
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.before(middle) >= n { high = middle } else { low = middle }
        }
        day::of_number(high - 1)
    }
}

/// Monday 5 January 1970, as a day number.
const MONDAY_ORIGIN: i32 = 4;
/// The years between which days are looked for: 1800 to 2300.
const FIRST_DAY: i32 = -62_091;
const LAST_DAY: i32 = 120_529;

fn monday_offset(weekday: Weekday) -> u8 {
    u8::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)
}

fn position(days: &[i32], number: i32) -> i32 {
    i32::try_from(days.partition_point(|day| *day < number)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// What the plan of April 2022 states, row by row.
    #[test]
    fn seed_durations_count_bank_holidays() {
        let calendar = WorkingCalendar::weekdays();
        for (row, start, finish, stated) in [
            ("1A", date(2022, 4, 13), date(2022, 5, 31), 35),
            ("2A", date(2022, 4, 13), date(2022, 4, 29), 13),
            ("10E", date(2022, 4, 13), date(2022, 5, 16), 24),
            ("14", date(2022, 4, 13), date(2024, 9, 30), 644),
        ] {
            assert_eq!(calendar.count(start, finish), stated, "row {row}");
            assert_eq!(calendar.finish_of(start, stated), Some(finish), "row {row}");
        }
    }

    /// The same rows without the bank holidays of England and Wales (15 and 18 April, 2 May 2022).
    #[test]
    fn without_bank_holidays_the_seed_is_shorter() {
        let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
        for (row, start, finish, days) in [
            ("1A", date(2022, 4, 13), date(2022, 5, 31), 32),
            ("2A", date(2022, 4, 13), date(2022, 4, 29), 11),
            ("5A", date(2022, 4, 14), date(2022, 5, 31), 31),
            ("10E", date(2022, 4, 13), date(2022, 5, 16), 21),
        ] {
            assert_eq!(calendar.count(start, finish), days, "row {row}");
        }
        assert_eq!(calendar.finish_of(date(2022, 4, 13), 24), Some(date(2022, 5, 19)));
        assert_eq!(calendar.why_off(date(2022, 6, 3)).as_deref(), Some("Platinum Jubilee bank holiday"));
        assert_eq!(calendar.why_off(date(2022, 5, 22)).as_deref(), Some("a Sunday"));
    }

    #[test]
    fn a_calendar_without_working_days_answers_none() {
        let never = WorkingCalendar::build("never", "no day at all", [false; 7], &[], &[]);
        assert_eq!(never.finish_of(date(2022, 4, 13), 1), None);
        assert_eq!(never.count(date(1900, 1, 1), date(2200, 1, 1)), 0);
        assert_eq!(WorkingCalendar::weekdays().add(date(2022, 4, 13), i32::MAX), None);
    }

    /// Counting day by day, the way a person would with a wall calendar.
    fn brute_count(calendar: &WorkingCalendar, from: Date, to: Date) -> i32 {
        let (mut day, mut count) = (from, 0);
        while day <= to {
            count += i32::from(calendar.is_working(day));
            day = day.tomorrow().unwrap();
        }
        count
    }

    fn any_calendar() -> impl Strategy<Value = WorkingCalendar> {
        let offsets = proptest::collection::vec(0i32..2_000, 0..60);
        (proptest::array::uniform7(any::<bool>()), offsets.clone(), offsets).prop_map(|(worked, off, extra)| {
            let on = |n: &i32| day::of_number(18_500 + n).unwrap();
            let off: Vec<_> = off.iter().map(|n| (on(n), "closure".to_owned())).collect();
            let extra: Vec<_> = extra.iter().map(on).filter(|d| !off.iter().any(|(o, _)| o == d)).collect();
            WorkingCalendar::build("random", "random", worked, &off, &extra)
        })
    }

    proptest! {
        #[test]
        fn counting_agrees_with_a_walk_day_by_day(calendar in any_calendar(), from in 18_000i32..21_000, length in -5i32..900) {
            let (from, to) = (day::of_number(from).unwrap(), day::of_number(from + length).unwrap());
            prop_assert_eq!(calendar.count(from, to), brute_count(&calendar, from, to));
        }

        #[test]
        fn adding_undoes_counting(calendar in any_calendar(), from in 18_000i32..21_000, days in 1i32..400) {
            let from = day::of_number(from).unwrap();
            if let Some(finish) = calendar.finish_of(from, days) {
                prop_assert!(calendar.is_working(finish));
                prop_assert_eq!(calendar.count(from, finish), days);
            }
            if let Some(later) = calendar.add(from, days) {
                prop_assert_eq!(brute_count(&calendar, from.tomorrow().unwrap(), later), days);
                if calendar.is_working(from) {
                    prop_assert_eq!(calendar.subtract(later, days), Some(from));
                }
            }
        }
    }
}
