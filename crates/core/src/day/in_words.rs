//! Days as pages write them: "Wednesday 13 April 2022". **Not here.** Reading what people write.

use super::{MONTHS, Precision, WEEKDAYS, When};
use jiff::civil::{Date, Weekday};

/// "April", for 4; nothing for what is no month.
#[must_use]
pub fn month_name(month: i8) -> &'static str {
    MONTHS.get(usize::try_from(month).unwrap_or(0).wrapping_sub(1)).copied().unwrap_or_default()
}

/// "Wednesday".
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, known)| *known == weekday).map_or("", |(name, _)| name)
}

/// "Wednesday 13 April 2022": how a page writes a day.
#[must_use]
pub fn in_full(date: Date) -> String {
    format!("{} {}", weekday_name(date.weekday()), in_words(date))
}

/// "13 April 2022".
#[must_use]
pub fn in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// "13 Apr 2022": for a table's cell.
#[must_use]
pub fn in_short(date: Date) -> String {
    let month = month_name(date.month());
    format!("{} {} {}", date.day(), month.get(..3).unwrap_or(month), date.year())
}

/// A date at its own precision, a day with its weekday: "Wednesday 13 April 2022" or "April 2022".
#[must_use]
pub fn when_in_full(when: When) -> String {
    if when.precision == Precision::Day { in_full(when.first) } else { when_in_words(when) }
}

/// A date at its own precision, in words: "13 April 2022" or "April 2022".
#[must_use]
pub fn when_in_words(when: When) -> String {
    match when.precision {
        Precision::Day => in_words(when.first),
        Precision::Month => format!("{} {}", month_name(when.first.month()), when.first.year()),
        Precision::Days if when.first.year() == when.last.year() => {
            let (first, last) = (when.first, when.last);
            let is_one = first.month() == last.month();
            let from =
                if is_one { first.day().to_string() } else { format!("{} {}", first.day(), month_name(first.month())) };
            format!("{from} to {}", in_words(last))
        }
        Precision::Days => format!("{} to {}", in_words(when.first), in_words(when.last)),
        Precision::Months => {
            let (from, to) = (month_name(when.first.month()), month_name(when.last.month()));
            if when.first.year() == when.last.year() {
                format!("{from} to {to} {}", when.last.year())
            } else {
                format!("{from} {} to {to} {}", when.first.year(), when.last.year())
            }
        }
    }
}
