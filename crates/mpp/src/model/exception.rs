//! Days that are otherwise than the week says, and how they come again.

use super::hours::Hours;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

/// Days that are otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Exception {
    /// Its name.
    pub name: Option<String>,
    /// The first day that it may speak of.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// From when to when there is work; none for a day off.
    pub hours: Vec<Hours>,
    /// Which of the days from the first to the last.
    pub recurrence: Recurrence,
    /// How often it comes; none where the last day says it.
    pub occurrences: Option<u16>,
}

/// Which days of a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Recurrence {
    /// All of them.
    #[default]
    EveryDay,
    /// Each so many days.
    Daily {
        /// Each so many.
        every: u16,
    },
    /// Some weekdays of each so many weeks.
    Weekly {
        /// Each so many.
        every: u16,
        /// Sunday is 1, Monday 2, Tuesday 4, Saturday 64.
        days: u8,
    },
    /// A day of each so many months.
    MonthlyOn {
        /// Each so many.
        every: u16,
        /// The day.
        day: u8,
    },
    /// A weekday of each so many months.
    MonthlyThe {
        /// Each so many.
        every: u16,
        /// 1 to 4, or 5 for the last.
        nth: u8,
        /// Sunday is 1.
        weekday: u8,
    },
    /// A day of a year.
    YearlyOn {
        /// January is 1.
        month: u8,
        /// The day.
        day: u8,
    },
    /// A weekday of a month of the year.
    YearlyThe {
        /// January is 1.
        month: u8,
        /// 1 to 4, or 5 for the last.
        nth: u8,
        /// Sunday is 1.
        weekday: u8,
    },
}

/// No exception comes more often; the files' days end after a hundred and eighty years.
const MOST: usize = 65_536;

impl Exception {
    /// Whether there is work.
    #[must_use]
    pub fn is_worked(&self) -> bool {
        !self.hours.is_empty()
    }

    /// The days that it speaks of, in order. Those of [`Recurrence::EveryDay`] are one after the other from first to
    /// last.
    pub fn days(&self) -> impl Iterator<Item = Date> + '_ {
        let times = self.occurrences.map_or(MOST, usize::from);
        let (mut step, from) = (0, self.from);
        let all = std::iter::from_fn(move || {
            let period = self.period(step)?;
            step += 1;
            Some(period)
        });
        all.take(MOST)
            .take_while(|days| days.0 <= self.to)
            .flat_map(|days| days.1)
            .filter(move |day| *day >= from)
            .take_while(|day| *day <= self.to)
            .take(times)
    }

    /// The beginning of the so-manieth day, week, month or year, and the days in it.
    fn period(&self, step: usize) -> Option<(Date, Vec<Date>)> {
        let step = i64::try_from(step).ok()?;
        let on = |span: Span| self.from.checked_add(span).ok();
        match self.recurrence {
            Recurrence::EveryDay => on(step.days()).map(|day| (day, vec![day])),
            Recurrence::Daily { every } => on((step * i64::from(every.max(1))).days()).map(|day| (day, vec![day])),
            Recurrence::Weekly { every, days } => {
                let back = i64::from(self.from.weekday().to_sunday_zero_offset());
                let sunday = on((step * i64::from(every.max(1)) * 7 - back).days())?;
                let day = |n: i64| sunday.checked_add(n.days()).ok();
                Some((sunday, (0..7).filter(|n| days >> n & 1 == 1).filter_map(day).collect()))
            }
            Recurrence::MonthlyOn { every, day } => {
                let month = self.from.first_of_month().checked_add((step * i64::from(every.max(1))).months()).ok()?;
                Some((month, in_month(month, day).into_iter().collect()))
            }
            Recurrence::MonthlyThe { every, nth, weekday } => {
                let month = self.from.first_of_month().checked_add((step * i64::from(every.max(1))).months()).ok()?;
                Some((month, the(month, nth, weekday).into_iter().collect()))
            }
            Recurrence::YearlyOn { month, day } => {
                let month = self.month(month, step)?;
                Some((month, in_month(month, day).into_iter().collect()))
            }
            Recurrence::YearlyThe { month, nth, weekday } => {
                let month = self.month(month, step)?;
                Some((month, the(month, nth, weekday).into_iter().collect()))
            }
        }
    }

    /// The first day of a month, so many years on.
    fn month(&self, month: u8, years: i64) -> Option<Date> {
        Date::new(self.from.year(), i8::try_from(month).ok()?, 1).ok()?.checked_add(years.years()).ok()
    }
}

/// A day of the month that a day is the first of; its last where it is shorter.
fn in_month(first: Date, day: u8) -> Option<Date> {
    let day = i8::try_from(day).ok().filter(|day| *day > 0)?;
    Date::new(first.year(), first.month(), day.min(first.days_in_month())).ok()
}

/// The so-manieth weekday of a month.
fn the(first: Date, nth: u8, weekday: u8) -> Option<Date> {
    let weekday = Weekday::from_sunday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    first.nth_weekday_of_month(if nth >= 5 { -1 } else { i8::try_from(nth).ok()? }, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(from: Date, to: Date, recurrence: Recurrence, occurrences: Option<u16>) -> Vec<String> {
        let one = Exception { name: None, from, to, hours: Vec::new(), recurrence, occurrences };
        one.days().map(|day| day.to_string()).collect()
    }

    #[test]
    fn exceptions_come_again_as_they_say() {
        let (new_year, end) = (date(2022, 1, 1), date(2024, 12, 31));
        let christmas = Recurrence::YearlyOn { month: 12, day: 25 };
        assert_eq!(days(new_year, end, christmas, None), ["2022-12-25", "2023-12-25", "2024-12-25"]);
        assert_eq!(days(new_year, end, christmas, Some(2)), ["2022-12-25", "2023-12-25"]);
        assert_eq!(days(date(2022, 12, 26), end, christmas, Some(1)), ["2023-12-25"], "the first is over");
        let may = Recurrence::YearlyThe { month: 5, nth: 1, weekday: 2 };
        assert_eq!(days(new_year, end, may, None), ["2022-05-02", "2023-05-01", "2024-05-06"]);
        let late_may = Recurrence::YearlyThe { month: 5, nth: 5, weekday: 2 };
        assert_eq!(days(new_year, date(2022, 12, 31), late_may, None), ["2022-05-30"]);
        let pay = Recurrence::MonthlyOn { every: 1, day: 31 };
        assert_eq!(
            days(new_year, date(2022, 4, 30), pay, None),
            ["2022-01-31", "2022-02-28", "2022-03-31", "2022-04-30"]
        );
        let meeting = Recurrence::MonthlyThe { every: 2, nth: 2, weekday: 4 };
        assert_eq!(days(new_year, date(2022, 6, 1), meeting, None), ["2022-01-12", "2022-03-09", "2022-05-11"]);
        let weekly = Recurrence::Weekly { every: 2, days: 0b10_0010 };
        assert_eq!(days(date(2022, 1, 5), date(2022, 1, 22), weekly, None), ["2022-01-07", "2022-01-17", "2022-01-21"]);
        assert_eq!(
            days(new_year, date(2022, 1, 6), Recurrence::Daily { every: 3 }, None),
            ["2022-01-01", "2022-01-04"]
        );
        assert_eq!(days(new_year, date(2022, 1, 2), Recurrence::EveryDay, None), ["2022-01-01", "2022-01-02"]);
        assert_eq!(days(end, new_year, Recurrence::EveryDay, None), Vec::<String>::new(), "backwards");
    }
}
