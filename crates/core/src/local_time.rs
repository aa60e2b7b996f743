//! An instant as clocks in the United Kingdom show it: Greenwich Mean Time in winter, British Summer Time
//! from the last Sunday of March to the last of October. Days of plans, reports and rounds are such days.
//!
//! The rules come with the program (the IANA database), not from the machine it runs on. **Not here.** What
//! time it is: nothing in this crate knows.

use crate::day::{self, Date};
use crate::instant::Instant;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

fn zoned(instant: Instant) -> Option<ZonedDateTime> {
    let zone = TimeZone::get("Europe/London").ok()?;
    Some(Timestamp::from_microsecond(instant.micros()).ok()?.to_zoned_datetime(zone))
}

fn of(at: Timestamp) -> Instant {
    Instant::from_micros(at.as_microsecond())
}

/// The day of an instant; the first of all days where it is out of range.
#[must_use]
pub fn day_of(instant: Instant) -> Date {
    zoned(instant).map_or(Date::ZERO, |at| at.date())
}

/// "Wednesday 13 April 2022, 10:30".
#[must_use]
pub fn in_full(instant: Instant) -> String {
    zoned(instant).map_or_else(String::new, |at| format!("{}, {}", day::in_full(at.date()), at.strftime("%H:%M")))
}

/// An instant on a day, by hour and minute. An hour that a change of clocks leaves
/// out is the one after it; of one that comes twice, the first.
#[must_use]
pub fn instant(day: Date, hour: i8, minute: i8) -> Option<Instant> {
    let zone = TimeZone::get("Europe/London").ok()?;
    let at = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    Some(of(day.to_datetime(at).to_zoned_datetime(zone).ok()?.timestamp()))
}

/// What clocks show at an instant that is written with its zone, "2024-06-30T23:00:00Z" or "…+01:00", in the form
/// "2024-07-01T00:00:00"; a text without one is as it was.
#[must_use]
pub fn without_zone(text: &str) -> String {
    let shown = text.parse::<Timestamp>().ok().and_then(|at| zoned(of(at)));
    shown.map_or_else(|| text.to_owned(), |at| at.strftime("%Y-%m-%dT%H:%M:%S").to_string())
}

/// The last microsecond of a day.
#[must_use]
pub fn end_of(day: Date) -> Option<Instant> {
    Some(instant(day.tomorrow().ok()?, 0, 0)? - 1)
}

/// The instant so many days later at which clocks show the same time; none at the end of time.
#[must_use]
pub fn days_later(instant: Instant, days: i32) -> Option<Instant> {
    Some(of(zoned(instant)?.checked_add(jiff::Span::new().days(days)).ok()?.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_with_its_zone_is_shown_as_clocks_here_show_it() {
        for (text, expected) in [
            ("2024-06-30T23:00:00Z", "2024-07-01T00:00:00"),
            ("2024-07-01T00:00:00+01:00", "2024-07-01T00:00:00"),
            ("2024-01-15T08:00:00Z", "2024-01-15T08:00:00"),
            ("2024-01-15T08:00:00", "2024-01-15T08:00:00"),
            ("2024-01-15", "2024-01-15"),
            ("soon", "soon"),
            ("", ""),
        ] {
            assert_eq!(without_zone(text), expected, "{text}");
        }
    }

    #[test]
    fn days_begin_at_midnight_in_london() {
        let instant = |text: &str| of(text.parse::<Timestamp>().unwrap());
        // The last Sundays of March and October 2022, as the government announced them.
        for (at, expected) in [
            ("2022-03-27T00:59:59Z", "Sunday 27 March 2022, 00:59"),
            ("2022-03-27T01:00:00Z", "Sunday 27 March 2022, 02:00"),
            ("2022-06-15T23:30:00Z", "Thursday 16 June 2022, 00:30"),
            ("2022-10-30T00:30:00Z", "Sunday 30 October 2022, 01:30"),
            ("2022-10-30T01:30:00Z", "Sunday 30 October 2022, 01:30"),
            ("2022-12-31T23:59:00Z", "Saturday 31 December 2022, 23:59"),
        ] {
            assert_eq!(in_full(instant(at)), expected, "{at}");
        }
        let june: Date = "2022-06-15".parse().unwrap();
        assert_eq!(end_of(june), Some(instant("2022-06-15T22:59:59.999999Z")));
        assert_eq!(super::instant(june, 9, 30), Some(instant("2022-06-15T08:30:00Z")));
        assert_eq!(day_of(Instant::LAST), Date::ZERO);
        // 09:30 on the day before clocks change, and on the day on which they do.
        for (before, after) in [
            ("2022-03-26T09:30:00Z", "2022-03-27T08:30:00Z"),
            ("2022-10-29T08:30:00Z", "2022-10-30T09:30:00Z"),
            ("2022-06-15T08:30:00Z", "2022-06-16T08:30:00Z"),
        ] {
            assert_eq!(days_later(instant(before), 1), Some(instant(after)), "{before}");
        }
        assert_eq!(days_later(Instant::LAST, 1), None);
    }
}
