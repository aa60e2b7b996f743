//! The stretch of time that one value is of: a month, a quarter, a year of one kind or another, a day. **Not here.** Days and
//! how they are written ([`crate::day`]).

use crate::day::{self, Date, DayOrder};
use std::fmt;

/// Which kind of stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PeriodKind {
    /// One day: a census.
    Day,
    /// A month of the calendar.
    #[default]
    Month,
    /// Three months, the first of which is April, July, October or January.
    Quarter,
    /// A term of schools: autumn from September, spring from January, summer from April. Terms begin on other days from
    /// place to place; here each goes on until the next, so that a value is of one term and no day is of none.
    Term,
    /// January to December.
    CalendarYear,
    /// April to March.
    FinancialYear,
    /// September to August.
    AcademicYear,
}

/// A kind is a word in definitions and events.
impl serde::Serialize for PeriodKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> serde::Deserialize<'de> for PeriodKind {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
        Self::named(&text).ok_or_else(|| {
            let known = Self::ALL.map(Self::word).join(", ");
            serde::de::Error::custom(format!("\u{201c}{text}\u{201d} is no kind of period; there are {known}"))
        })
    }
}

impl PeriodKind {
    /// All of them, the longest after the shorter.
    pub const ALL: [Self; 7] = [
        Self::Day,
        Self::Month,
        Self::Quarter,
        Self::Term,
        Self::CalendarYear,
        Self::FinancialYear,
        Self::AcademicYear,
    ];

    /// Its word: "month", "academic-year".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Term => "term",
            Self::CalendarYear => "calendar-year",
            Self::FinancialYear => "financial-year",
            Self::AcademicYear => "academic-year",
        }
    }

    /// The kind with a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(word.trim()))
    }

    /// Several of them, as sentences say it.
    #[must_use]
    pub const fn several(self) -> &'static str {
        match self {
            Self::Day => "points",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Term => "terms",
            Self::CalendarYear | Self::FinancialYear | Self::AcademicYear => "years",
        }
    }

    /// One of them, as sentences say it.
    #[must_use]
    pub const fn one(self) -> &'static str {
        match self {
            Self::Day => "point",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Term => "term",
            Self::CalendarYear | Self::FinancialYear | Self::AcademicYear => "year",
        }
    }

    /// How many months one that begins in a month has; a day has none.
    const fn months(self, from: i8) -> i8 {
        match self {
            Self::Day => 0,
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Term => match from {
                1 => 3,
                4 => 5,
                _ => 4,
            },
            Self::CalendarYear | Self::FinancialYear | Self::AcademicYear => 12,
        }
    }
}

/// A stretch of time. In order: by its first day, the shorter first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Date,
    kind: PeriodKind,
}

impl Period {
    /// A month; none where there is no such month.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Some(Self { first: Date::new(year, month, 1).ok()?, kind: PeriodKind::Month })
    }

    /// A day.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self { first: date, kind: PeriodKind::Day }
    }

    /// A quarter of a financial year that begins in a year: the first is April to June.
    #[must_use]
    pub fn quarter(starts: i16, nth: i8) -> Option<Self> {
        let (year, month) = match nth {
            1..=3 => (starts, nth * 3 + 1),
            4 => (starts.checked_add(1)?, 1),
            _ => return None,
        };
        Some(Self { first: Date::new(year, month, 1).ok()?, kind: PeriodKind::Quarter })
    }

    /// A year of a kind, by the calendar year in which it begins; none for kinds that are no years.
    #[must_use]
    pub fn year(kind: PeriodKind, starts: i16) -> Option<Self> {
        let month = match kind {
            PeriodKind::CalendarYear => 1,
            PeriodKind::FinancialYear => 4,
            PeriodKind::AcademicYear => 9,
            PeriodKind::Day | PeriodKind::Month | PeriodKind::Quarter | PeriodKind::Term => return None,
        };
        Some(Self { first: Date::new(starts, month, 1).ok()?, kind })
    }

    /// The autumn, spring or summer term of a school year that begins in a year.
    #[must_use]
    pub fn term(starts: i16, nth: i8) -> Option<Self> {
        let (year, month) = match nth {
            1 => (starts, 9),
            2 => (starts.checked_add(1)?, 1),
            3 => (starts.checked_add(1)?, 4),
            _ => return None,
        };
        Some(Self { first: Date::new(year, month, 1).ok()?, kind: PeriodKind::Term })
    }

    /// The stretch of a kind in which a day lies.
    #[must_use]
    pub fn around(date: Date, kind: PeriodKind) -> Option<Self> {
        let (year, month) = (date.year(), date.month());
        // The last month that begins one of them, not after this one.
        let begun = |starts: &[i8]| {
            let within = starts.iter().copied().filter(|start| *start <= month).max();
            let (year, month) = match within {
                Some(start) => (year, start),
                None => (year.checked_sub(1)?, starts.iter().copied().max()?),
            };
            Some(Self { first: Date::new(year, month, 1).ok()?, kind })
        };
        match kind {
            PeriodKind::Day => Some(Self::day(date)),
            PeriodKind::Month => Self::month(year, month),
            PeriodKind::Quarter => begun(&[1, 4, 7, 10]),
            PeriodKind::Term => begun(&[1, 4, 9]),
            PeriodKind::CalendarYear => begun(&[1]),
            PeriodKind::FinancialYear => begun(&[4]),
            PeriodKind::AcademicYear => begun(&[9]),
        }
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        if self.kind == PeriodKind::Day {
            return self.first;
        }
        self.months_on(i32::from(self.kind.months(self.first.month())))
            .and_then(|next| next.yesterday().ok())
            .unwrap_or(Date::MAX)
    }

    /// The one behind it; none of a day, and none after the last year of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let months = self.kind.months(self.first.month());
        (months > 0).then(|| self.months_on(i32::from(months))).flatten().map(|first| Self { first, ..self })
    }

    /// The same stretch of the year before.
    #[must_use]
    pub fn year_before(self) -> Option<Self> {
        let first = Date::new(self.first.year().checked_sub(1)?, self.first.month(), self.first.day()).ok()?;
        Some(Self { first, ..self })
    }

    /// "Autumn", of a term.
    fn season(self) -> &'static str {
        match self.first.month() {
            1 => "Spring",
            4 => "Summer",
            _ => "Autumn",
        }
    }

    /// As it stands in events: its first and last day, "2024-04-01/2024-06-30", which is the same for every reader.
    #[must_use]
    pub fn stored(self) -> String {
        // A term may be as long as another kind of stretch is.
        let mark = if self.kind == PeriodKind::Term { " term" } else { "" };
        format!("{}/{}{mark}", self.first, self.last())
    }

    /// Reads what [`Period::stored`] wrote.
    #[must_use]
    pub fn of_stored(text: &str) -> Option<Self> {
        let (first, last) = text.split_once('/')?;
        let first: Date = first.parse().ok()?;
        PeriodKind::ALL.into_iter().filter_map(|kind| Self::around(first, kind)).find(|period| {
            period.first == first && period.stored().split_once('/').is_some_and(|(_, ends)| ends == last)
        })
    }

    fn months_on(self, months: i32) -> Option<Date> {
        let month = i32::from(self.first.year()) * 12 + i32::from(self.first.month()) - 1 + months;
        let year = i16::try_from(month.div_euclid(12)).ok()?;
        Date::new(year, i8::try_from(month.rem_euclid(12) + 1).ok()?, 1).ok()
    }

    /// As programs write it: "2024-04", "2024/25 Q1", "2024/25", "2024", "2024-04-30"; [`Period::parse`] reads it back.
    #[must_use]
    pub fn code(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.kind {
            PeriodKind::Day => self.first.to_string(),
            PeriodKind::Month => format!("{year:04}-{month:02}"),
            PeriodKind::Quarter if month == 1 => format!("{} Q4", both_years(year - 1)),
            PeriodKind::Quarter => format!("{} Q{}", both_years(year), (month - 1) / 3),
            PeriodKind::Term => {
                format!("{} {}", both_years(year - i16::from(month < 9)), self.season().to_ascii_lowercase())
            }
            PeriodKind::CalendarYear => format!("{year:04}"),
            PeriodKind::FinancialYear | PeriodKind::AcademicYear => both_years(year),
        }
    }

    /// Reads "2024-04", "Apr-24", "April 2024", "2024/25 Q1", "2024/25", "2024" or a day. Two years with a stroke between them
    /// are a year of the kind that is given.
    #[must_use]
    pub fn parse(text: &str, year: PeriodKind) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST || !text.is_ascii() {
            return None;
        }
        let small = text.to_ascii_lowercase();
        let words: Vec<&str> = small.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [one] => of_one_word(one, year),
            [quarter, starts] | [starts, quarter] if quarter_named(quarter).is_some() => {
                Self::quarter(two_years(starts)?, quarter_named(quarter)?)
            }
            [month, in_year] if day::month_named(month).is_some() => {
                Self::month(year_of(in_year)?, day::month_named(month)?)
            }
            [season, "term", starts] if season_named(season).is_some() => Self::of_term(season, starts),
            [starts, season] | [season, starts] if season_named(season).is_some() => Self::of_term(season, starts),
            _ => a_day(text),
        }
    }

    /// A term by its season and its school year "2023/24", or the calendar year in which it lies.
    fn of_term(season: &str, year: &str) -> Option<Self> {
        let nth = season_named(season)?;
        let starts = two_years(year).or_else(|| year_of(year)?.checked_sub(i16::from(nth > 1)))?;
        Self::term(starts, nth)
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.stored())
    }
}

impl<'de> serde::Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(deserializer)?;
        Self::of_stored(&text)
            .ok_or_else(|| serde::de::Error::custom("no stretch of days such as 2024-04-01/2024-04-30"))
    }
}

/// No period is written with more letters.
const LONGEST: usize = 30;

fn of_one_word(word: &str, kind: PeriodKind) -> Option<Period> {
    if let Some(starts) = two_years(word) {
        return Period::year(kind, starts);
    }
    if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Period::year(PeriodKind::CalendarYear, word.parse().ok()?);
    }
    // "2024-04", "apr-24".
    if let Some((left, right)) = word.split_once(['-', '/']) {
        if let Some(month) = day::month_named(left) {
            return Period::month(year_of(right)?, month);
        }
        if left.len() == 4 && (1..=2).contains(&right.len()) {
            return Period::month(left.parse().ok()?, right.parse().ok()?);
        }
    }
    a_day(word)
}

fn a_day(text: &str) -> Option<Period> {
    let when = day::parse(text, DayOrder::DayFirst).ok()?.when;
    (when.first == when.last).then(|| Period::day(when.first))
}

fn season_named(word: &str) -> Option<i8> {
    Some(1 + i8::try_from(["autumn", "spring", "summer"].into_iter().position(|season| season == word)?).ok()?)
}

fn quarter_named(word: &str) -> Option<i8> {
    word.strip_prefix('q')?.parse().ok().filter(|nth| (1..=4).contains(nth))
}

/// "2024", "24".
fn year_of(word: &str) -> Option<i16> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    match word.len() {
        4 if digits => word.parse().ok(),
        2 if digits => word.parse::<i16>().ok().map(|year| 2000 + year),
        _ => None,
    }
}

/// "2024/25", "2024-25", "24/25": the first of two years that follow each other.
fn two_years(word: &str) -> Option<i16> {
    let at = word.find(['/', '-'])?;
    let (left, right) = (word.get(..at)?, word.get(at + 1..)?);
    let (first, second) = (year_of(left)?, year_of(right)?);
    // "2011-12" is a month.
    let is_month = word.as_bytes().get(at) == Some(&b'-') && left.len() == 4 && right <= "12";
    let follows = if right.len() == 2 { (first + 1).rem_euclid(100) == second - 2000 } else { second == first + 1 };
    (follows && !is_month).then_some(first)
}

impl fmt::Display for Period {
    /// "April 2024", "Q1 2024/25", "2024/25", "2024", "30 April 2024".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.first.year();
        match self.kind {
            PeriodKind::Day => f.write_str(&day::in_words(self.first)),
            PeriodKind::Month => write!(f, "{} {year}", day::month_name(self.first.month())),
            PeriodKind::Quarter if self.first.month() == 1 => write!(f, "Q4 {}", both_years(year - 1)),
            PeriodKind::Quarter => write!(f, "Q{} {}", (self.first.month() - 1) / 3, both_years(year)),
            PeriodKind::Term => write!(f, "{} term {year}", self.season()),
            PeriodKind::CalendarYear => write!(f, "{year}"),
            PeriodKind::FinancialYear | PeriodKind::AcademicYear => f.write_str(&both_years(year)),
        }
    }
}

fn both_years(starts: i16) -> String {
    format!("{starts}/{:02}", (starts + 1).rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_are_read_as_offices_write_them() {
        for (text, shown, first, last) in [
            ("2024-04", "April 2024", date(2024, 4, 1), date(2024, 4, 30)),
            ("Apr-24", "April 2024", date(2024, 4, 1), date(2024, 4, 30)),
            ("april 2024", "April 2024", date(2024, 4, 1), date(2024, 4, 30)),
            ("2011-12", "December 2011", date(2011, 12, 1), date(2011, 12, 31)),
            ("2024/25 Q1", "Q1 2024/25", date(2024, 4, 1), date(2024, 6, 30)),
            ("Q4 24/25", "Q4 2024/25", date(2025, 1, 1), date(2025, 3, 31)),
            ("2024/25", "2024/25", date(2024, 4, 1), date(2025, 3, 31)),
            ("1999/00", "1999/00", date(1999, 4, 1), date(2000, 3, 31)),
            ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
            ("Autumn term 2023/24", "Autumn term 2023", date(2023, 9, 1), date(2023, 12, 31)),
            ("Spring term 2024", "Spring term 2024", date(2024, 1, 1), date(2024, 3, 31)),
            ("2023/24 summer", "Summer term 2024", date(2024, 4, 1), date(2024, 8, 31)),
            ("18 January 2024", "18 January 2024", date(2024, 1, 18), date(2024, 1, 18)),
            ("2024-02-29", "29 February 2024", date(2024, 2, 29), date(2024, 2, 29)),
        ] {
            let period = Period::parse(text, PeriodKind::FinancialYear);
            let found = period.map(|period| (period.to_string(), period.first(), period.last()));
            assert_eq!(found, Some((shown.to_owned(), first, last)), "{text}");
            assert_eq!(
                period.and_then(|period| Period::parse(&period.code(), PeriodKind::FinancialYear)),
                period,
                "{text}"
            );
        }
        for text in ["", "soon", "2024-13", "Q5 24/25", "24", "2024/27", "9999-99-99", "\u{662}\u{660}"] {
            assert_eq!(Period::parse(text, PeriodKind::FinancialYear), None, "{text}");
        }
    }

    #[test]
    fn the_next_follows_at_once_and_the_year_before_is_the_same_stretch() {
        for text in ["2024-12", "2024/25 Q3", "2024/25", "2024"] {
            let period = Period::parse(text, PeriodKind::AcademicYear).unwrap();
            let next = period.next().unwrap();
            assert_eq!(period.last().tomorrow().unwrap(), next.first(), "{text}");
            assert_eq!(period.year_before().unwrap().first().year() + 1, period.first().year());
        }
        assert_eq!(Period::month(9999, 12).unwrap().next(), None);
        assert_eq!(Period::month(9999, 12).unwrap().last(), Date::MAX);
    }
}
