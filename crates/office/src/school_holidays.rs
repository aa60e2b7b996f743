//! The school holidays of a plan, as somebody types them, one a line: "25 July 2022 to 2 September 2022, summer
//! holiday". **Not here.** What they do to reminders ([`crate::presence`]) and to the days of a round.

use crate::desk::{Desk, Done};
use crate::problem::Problem;
use crate::seat::Seat;
use onpace_core::day::{self, Date, DayOrder, Precision};
use onpace_core::local_time;
use onpace_core::plan::command::Command;
use onpace_core::plan::event::SchoolHoliday;
use onpace_core::plan::refusal::PlanRefusal;

/// One of them as it is typed.
#[must_use]
pub fn line(one: &SchoolHoliday) -> String {
    let (first, last) = (day::in_words(one.first), day::in_words(one.last));
    if one.first == one.last { format!("{first}, {}", one.name) } else { format!("{first} to {last}, {}", one.name) }
}

impl Desk {
    /// Sets the school holidays of a plan, all of them, from a text with one a line.
    ///
    /// # Errors
    /// A line that is none, which is named; those that hold already.
    pub fn set_school_holidays(&self, plan: &str, text: &str, seat: &Seat) -> Result<Done, Problem> {
        let command = Command::SetSchoolHolidays { holidays: read(text)? };
        self.command(plan, &command, local_time::day_of(seat.now()), seat)
    }
}

/// What a text says; empty lines say nothing.
fn read(text: &str) -> Result<Vec<SchoolHoliday>, Problem> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let one = |(at, line): (usize, &str)| {
        read_line(line).ok_or_else(|| Problem::from(PlanRefusal::NotAHoliday { line: at + 1 }))
    };
    lines.map(one).collect()
}

fn read_line(line: &str) -> Option<SchoolHoliday> {
    let (days, name) = line.split_once(',')?;
    let (first, last) = days.split_once(" to ").unwrap_or((days, days));
    let (first, last, name) = (typed(first)?, typed(last)?, name.trim());
    (!name.is_empty()).then(|| SchoolHoliday { first, last, name: name.to_owned() })
}

fn typed(text: &str) -> Option<Date> {
    let read = day::parse(text, DayOrder::DayFirst).ok()?;
    (read.when.precision == Precision::Day).then_some(read.when.first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_read_as_people_write_days_and_a_line_that_is_none_is_named() {
        for (text, expected) in [
            ("25 July 2022 to 2 September 2022, summer holiday", "25 July 2022 to 2 September 2022, summer holiday"),
            (" 25/07/22 to 02/09/22 ,  summer, as agreed ", "25 July 2022 to 2 September 2022, summer, as agreed"),
            ("2022-10-28, training day", "28 October 2022, training day"),
            ("Fri 28 October 2022 to Fri 28 October 2022, day off", "28 October 2022, day off"),
            ("\n\n28 October 2022, training day\r\n", "28 October 2022, training day"),
            ("", ""),
        ] {
            let all = read(text).unwrap().iter().map(line).collect::<Vec<_>>().join("\n");
            assert_eq!(all, expected, "{text:?}");
        }
        for text in
            ["summer", "July 2022, summer", "25 July 2022 to 2 September 2022", "25 July 2022, ", "31/02/2022, x"]
        {
            let problem = read(&format!("28 October 2022, training day\n{text}")).unwrap_err();
            assert_eq!(problem, PlanRefusal::NotAHoliday { line: 2 }.into(), "{text}");
        }
    }
}
