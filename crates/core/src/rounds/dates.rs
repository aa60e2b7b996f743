//! The days of a round, counted back from the day on which the board meets, in working days of the plan's
//! calendar; moved off days that do not suit, and saying so.
//!
//! | what | when |
//! |---|---|
//! | opens | 18 working days before the board, on a Tuesday, Wednesday or Thursday |
//! | reminders | 4 working days after opening, the day before it is due, the day it is due |
//! | due, and data date | 10 working days before |
//! | freezes | 8 before |
//! | pack | 7 before |
//! | published | 6 clear working days before: neither that day nor the board's counted |
//!
//! Where more than two fifths of the days from opening to due are holidays, it opens as many working days
//! earlier. **Not here.** Whom to ask.

use crate::calendar::WorkingCalendar;
use crate::day::{self, Date, Weekday};

const OPENS: i32 = 18;
const DUE: i32 = 10;
const FREEZES: i32 = 8;
const PACK: i32 = 7;
/// Clear days count neither end.
const PUBLISHED: i32 = 7;
const FIRST_REMINDER: i32 = 4;

/// The days of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundDates {
    /// When the board meets.
    pub board: Date,
    /// When people are asked.
    pub opens: Date,
    /// When those who have not answered are reminded, in order.
    pub reminders: Vec<Date>,
    /// Until when they answer; the figures speak of this day.
    pub due: Date,
    /// When the figures are frozen.
    pub freezes: Date,
    /// When the pack is made.
    pub pack: Date,
    /// When it is published.
    pub published: Date,
    /// What is not where plain counting puts it, and why; sentences.
    pub moved: Vec<String>,
}

/// The days of a round for a board, by the plan's calendar; `quiet` are stretches in which many are away
/// without its being a holiday for all, such as school holidays: first day, last day, name.
///
/// `None` where the calendar has no such days: one without working days, or a board at the end of time.
#[must_use]
pub fn of_board(board: Date, calendar: &WorkingCalendar, quiet: &[(Date, Date, String)]) -> Option<RoundDates> {
    let mut moved = Vec::new();
    let before = |days: i32| calendar.subtract(board, days);
    let due = before(DUE)?;
    let plain = before(OPENS)?;
    let mut opens = mid_week(plain, calendar);
    let away = days_away(opens, due, calendar, quiet);
    let length = day::number_of(due) - day::number_of(opens) + 1;
    let weekdays = WorkingCalendar::weekdays().count(opens, due);
    if away * 5 > weekdays * 2 {
        let earlier = mid_week(calendar.subtract(opens, away)?, calendar);
        moved.push(format!(
            "It opens on {} instead of {}: {away} of the {length} days to answer in are holidays.",
            day::in_full(earlier),
            day::in_full(opens)
        ));
        opens = earlier;
    } else if opens != plain {
        let why = "so that it does not come on a Monday or a Friday";
        moved.push(format!("It opens on {} instead of {}, {why}.", day::in_full(opens), day::in_full(plain)));
    }
    for off in holidays_within(opens, board, calendar) {
        moved.push(off);
    }
    let mut reminders: Vec<Date> =
        [calendar.add(opens, FIRST_REMINDER)?, calendar.subtract(due, 1)?, due].into_iter().collect();
    reminders.retain(|date| *date > opens && *date <= due);
    reminders.sort_unstable();
    reminders.dedup();
    Some(RoundDates {
        board,
        opens,
        reminders,
        due,
        freezes: before(FREEZES)?,
        pack: before(PACK)?,
        published: before(PUBLISHED)?,
        moved,
    })
}

/// A sentence for each stretch, such as a school holiday, that falls into the time to answer, and the reminders
/// that fall into it.
#[must_use]
pub fn said_of_quiet(dates: &RoundDates, quiet: &[(Date, Date, String)]) -> Vec<String> {
    let falls = |(first, last, _): &&(Date, Date, String)| *first <= dates.due && *last >= dates.opens;
    let said = |(first, last, name): &(Date, Date, String)| {
        let off: Vec<String> = dates
            .reminders
            .iter()
            .filter(|date| first <= *date && *date <= last)
            .map(|date| day::in_full(*date))
            .collect();
        let stretch = if first == last {
            format!("on {}", day::in_full(*first))
        } else {
            format!("from {} to {}", day::in_full(*first), day::in_full(*last))
        };
        let what = if off.is_empty() {
            "No reminder falls on it".to_owned()
        } else {
            format!("People who work in a school get no reminder on {}", off.join(" or "))
        };
        format!("Schools are closed {stretch} ({name}). {what}.")
    };
    quiet.iter().filter(falls).map(said).collect()
}

/// The first working Tuesday, Wednesday or Thursday on or after a day.
fn mid_week(from: Date, calendar: &WorkingCalendar) -> Date {
    let suits = |date: &Date| {
        matches!(date.weekday(), Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday)
            && calendar.is_working(*date)
    };
    // A calendar without such days is left as it is.
    let found = std::iter::successors(Some(from), |date| date.tomorrow().ok()).take(60).find(suits);
    found.unwrap_or(from)
}

/// Weekdays from one day to another on which the calendar or a quiet stretch keeps people away.
fn days_away(from: Date, to: Date, calendar: &WorkingCalendar, quiet: &[(Date, Date, String)]) -> i32 {
    let all = std::iter::successors(Some(from), |date| date.tomorrow().ok()).take_while(|date| *date <= to);
    let is_weekday = |date: &Date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let is_away =
        |date: &Date| !calendar.is_working(*date) || quiet.iter().any(|(first, last, _)| first <= date && date <= last);
    i32::try_from(all.take(400).filter(is_weekday).filter(is_away).count()).unwrap_or(0)
}

/// A sentence for each holiday on a weekday, for those are why plain counting by weekdays differs.
fn holidays_within(from: Date, to: Date, calendar: &WorkingCalendar) -> Vec<String> {
    let all = std::iter::successors(Some(from), |date| date.tomorrow().ok()).take_while(|date| *date <= to).take(400);
    all.filter(|date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday))
        .filter_map(|date| Some((date, calendar.why_off(date)?)))
        .map(|(date, why)| format!("{} is not counted: {why}.", day::in_full(date)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Division;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Counted by hand on a calendar of 2022 with 2 and 3 June off for the Jubilee.
    #[test]
    fn a_round_is_counted_back_from_its_board_over_bank_holidays() {
        let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
        let round = of_board(day("2022-06-23"), &calendar, &[]).unwrap();
        assert_eq!(round.due, day("2022-06-09"));
        assert_eq!(round.freezes, day("2022-06-13"));
        assert_eq!(round.pack, day("2022-06-14"));
        assert_eq!(round.published, day("2022-06-14"));
        assert_eq!(round.opens, day("2022-05-26"));
        assert_eq!(
            round.reminders,
            [day("2022-06-01"), day("2022-06-08"), day("2022-06-09")].map(|d| if d == day("2022-06-01") {
                calendar.add(day("2022-05-26"), 4).unwrap()
            } else {
                d
            })
        );
        assert!(round.moved.iter().any(|line| line.contains("2 June 2022 is not counted")), "{:?}", round.moved);
    }

    /// RND-04: what is said of school holidays, by a table.
    #[test]
    fn a_stretch_in_the_time_to_answer_is_told_with_the_reminders_in_it() {
        let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
        let round = of_board(day("2022-05-05"), &calendar, &[]).unwrap();
        assert_eq!((round.opens, round.due), (day("2022-04-06"), day("2022-04-20")));
        for (first, last, words) in [
            (
                "2022-04-09",
                "2022-04-24",
                Some(
                    "Schools are closed from Saturday 9 April 2022 to Sunday 24 April 2022 (x). People who work in a school get no reminder on Tuesday 12 April 2022 or Tuesday 19 April 2022 or Wednesday 20 April 2022.",
                ),
            ),
            (
                "2022-04-20",
                "2022-04-20",
                Some(
                    "Schools are closed on Wednesday 20 April 2022 (x). People who work in a school get no reminder on Wednesday 20 April 2022.",
                ),
            ),
            (
                "2022-04-01",
                "2022-04-06",
                Some(
                    "Schools are closed from Friday 1 April 2022 to Wednesday 6 April 2022 (x). No reminder falls on it.",
                ),
            ),
            ("2022-04-01", "2022-04-05", None),
            ("2022-04-21", "2022-04-24", None),
        ] {
            let quiet = [(day(first), day(last), "x".to_owned())];
            assert_eq!(said_of_quiet(&round, &quiet).first().map(String::as_str), words, "{first}");
        }
    }

    /// RND-03: Easter 2022. Good Friday 15 April and Easter Monday 18 April, schools away from 9 to 24 April.
    #[test]
    fn a_round_over_easter_opens_earlier_and_reminds_on_no_holiday() {
        let calendar = WorkingCalendar::of_division(Division::EnglandAndWales);
        let school = [(day("2022-04-09"), day("2022-04-24"), "Easter holidays".to_owned())];
        let plain = of_board(day("2022-05-05"), &calendar, &[]).unwrap();
        let quiet = of_board(day("2022-05-05"), &calendar, &school).unwrap();
        assert!(quiet.opens < plain.opens, "{quiet:?}");
        assert!(quiet.moved.iter().any(|line| line.contains("instead of") && line.contains("holidays")));
        for round in [plain, quiet] {
            for date in round.reminders.iter().chain([&round.opens, &round.due, &round.freezes]) {
                assert!(calendar.is_working(*date), "{date}");
                assert!(*date <= round.due || *date == round.freezes);
            }
        }
    }
}
