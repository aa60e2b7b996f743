//! Dates and times of day as the files have them: tenths of a minute in a day, and days since 31 December 1983.
//! All are local, by the clock on the wall, without a zone.

use crate::bytes::Bytes as _;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time, date};

const EPOCH: Date = date(1983, 12, 31);
/// Nothing.
const NONE: u16 = u16::MAX;
/// Seconds in a tenth of a minute.
const TENTH: i64 = 6;
/// Tenths of a minute in a day.
const DAY: u16 = 14_400;

/// A date and time of day.
pub(crate) fn at(bytes: &[u8], place: usize) -> Option<DateTime> {
    let (time, days) = (bytes.u16_at(place)?, bytes.u16_at(place.checked_add(2)?)?);
    let time = if time == NONE { 0 } else { time };
    // What is so near the beginning is no date, where its seconds say so.
    let is_none = matches!(days, 0 | 1 | NONE) || days < 100 && !time.is_multiple_of(10);
    let day = day(days).filter(|_| !is_none)?;
    day.to_datetime(Time::midnight()).checked_add(SignedDuration::from_secs(i64::from(time) * TENTH)).ok()
}

/// A day.
pub(crate) fn day_at(bytes: &[u8], place: usize) -> Option<Date> {
    bytes.u16_at(place).filter(|days| *days != NONE).and_then(day)
}

fn day(days: u16) -> Option<Date> {
    EPOCH.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok()
}

/// A time of day, in whole minutes.
pub(crate) fn clock_at(bytes: &[u8], place: usize) -> Option<Time> {
    bytes.u16_at(place).map(clock)
}

/// The time of day so many tenths of a minute from midnight; 24 hours on is midnight.
pub(crate) fn clock(tenths: u16) -> Time {
    let minutes = tenths % DAY / 10;
    let part = |number: u16| i8::try_from(number).unwrap_or(0);
    Time::new(part(minutes / 60), part(minutes % 60), 0, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_and_what_is_no_date() {
        let read = |bytes: [u8; 4]| at(&bytes, 0).map(|moment| moment.to_string());
        assert_eq!(read([0x18, 0x15, 0x14, 0x2b]).as_deref(), Some("2014-03-11T09:00:00"));
        assert_eq!(read([0x30, 0x2a, 0x14, 0x2b]).as_deref(), Some("2014-03-11T18:00:00"));
        assert_eq!(read([0xff, 0xff, 0x14, 0x2b]).as_deref(), Some("2014-03-11T00:00:00"));
        assert_eq!(read([0, 0, 0, 0]), None);
        assert_eq!(read([0, 0, 0xff, 0xff]), None);
        assert_eq!(read([3, 0, 50, 0]), None, "NA");
        assert_eq!(at(&[0, 0, 9], 0), None, "cut off");
        assert_eq!(day_at(&[0x14, 0x2b], 0), Some(date(2014, 3, 11)));
        assert_eq!(clock_at(&[0xc5, 0x12], 0), Some(jiff::civil::time(8, 0, 0, 0)));
    }
}
