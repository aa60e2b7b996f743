//! Days as plans write them: "Wed 13/04/22", "13th April 2022", "April 2022", "2022-04-13".
//!
//! A date keeps the precision it was written with: a month is never made into a day. British order
//! (day, month, year) is the rule; where a text can honestly be read two ways, both readings are
//! returned as a [`DateProblem`] and nobody guesses. A weekday that contradicts its date is kept
//! beside it, so that a check can say so.
//!
//! **Not here.** Hours and clocks ([`crate::local_time`]), working days ([`crate::calendar`]).

mod in_words;
mod phrase;
mod stretch;
mod terms;

use std::fmt;

pub use in_words::{in_full, in_short, in_words, month_name, weekday_name, when_in_full, when_in_words};
pub use jiff::civil::{Date, Weekday};
pub use phrase::{DateWording, among_words, from_to};

/// How finely a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// A whole month, "April 2022".
    Month,
    /// Several whole months: a quarter, a school term.
    Months,
    /// Some days: a week, or from one day to another.
    Days,
}

/// A stretch of days that a text names: one day, or a month from its first day to its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The first day it can mean.
    pub first: Date,
    /// The last day it can mean.
    pub last: Date,
    /// How finely it was written.
    pub precision: Precision,
}

impl When {
    /// One day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { first: date, last: date, precision: Precision::Day }
    }

    /// The whole of one month.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first, last: first.last_of_month(), precision: Precision::Month })
    }

    /// From one day to another, both counted.
    #[must_use]
    pub fn days(first: Date, last: Date) -> Option<Self> {
        (first < last).then_some(Self { first, last, precision: Precision::Days })
    }
}

/// The ISO form at its own precision: `2022-04-13`, `2022-04` or `2022-07/2022-09`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => write!(f, "{}", self.first),
            Precision::Month => write!(f, "{:04}-{:02}", self.first.year(), self.first.month()),
            Precision::Days => write!(f, "{}/{}", self.first, self.last),
            Precision::Months => {
                let (first, last) = (self.first, self.last);
                write!(f, "{:04}-{:02}/{:04}-{:02}", first.year(), first.month(), last.year(), last.month())
            }
        }
    }
}

/// A date with what else its writer put down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// What it means.
    pub when: When,
    /// The weekday written beside it, right or wrong.
    pub weekday: Option<Weekday>,
    /// The text itself.
    pub text: Box<str>,
}

impl Dated {
    /// A date that nobody wrote: its ISO form stands for the text.
    #[must_use]
    pub fn exactly(date: Date) -> Self {
        Self { when: When::day(date), weekday: None, text: date.to_string().into() }
    }

    /// Whether the weekday written beside the date is another than the date's own.
    #[must_use]
    pub fn weekday_contradicts(&self) -> bool {
        self.when.precision == Precision::Day
            && self.weekday.is_some_and(|weekday| weekday != self.when.first.weekday())
    }
}

/// Why a text could not be read as one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// It can be read two ways, and nothing in it says which.
    TwoReadings {
        /// The reading of a British writer.
        first: Date,
        /// The other reading.
        second: Date,
    },
    /// It has the shape of a date, and there is no such day.
    NoSuchDay(String),
    /// It is in words, or something else.
    NotADate,
}

/// Which of the two numbers comes first in `03/04/22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DayOrder {
    /// Day, month, year: the rule in Britain.
    #[default]
    DayFirst,
    /// Month, day, year: where somebody who knows the file says so.
    MonthFirst,
    /// The column also holds dates that only fit month, day, year; so this one may be either.
    Unsure,
}

/// Reads one date.
///
/// # Errors
/// [`DateProblem`] says whether it had two readings, names no day, or is no date at all.
pub fn parse(text: &str, order: DayOrder) -> Result<Dated, DateProblem> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > 64 {
        return Err(DateProblem::NotADate);
    }
    if let Some(when) = stretch::read(trimmed) {
        return Ok(Dated { when, weekday: None, text: trimmed.into() });
    }
    let mut tokens = tokens_of(trimmed)?;
    let weekday = take_weekday(&mut tokens);
    drop_time_of_day(&mut tokens);
    let when = match tokens.as_slice() {
        [Token::Number(a), Token::Number(b), Token::Number(c)] => numeric(*a, *b, *c, order, weekday, trimmed)?,
        [Token::Number(d), Token::Month(m), Token::Number(y)]
        | [Token::Month(m), Token::Number(d), Token::Number(y)]
            if d.digits <= 2 && y.digits != 3 =>
        {
            When::day(day_of(year_of(*y), *m, d.value)?)
        }
        [Token::Month(m), Token::Number(y)] if y.digits == 4 || y.digits == 2 => {
            When::month(year_of(*y), *m).ok_or(DateProblem::NotADate)?
        }
        [Token::Number(y), Token::Number(m)]
            if y.digits == 4 && (1..=12).contains(&m.value) && trimmed.contains('-') =>
        {
            When::month(year_of(*y), i8::try_from(m.value).unwrap_or(1)).ok_or(DateProblem::NotADate)?
        }
        _ => return Err(DateProblem::NotADate),
    };
    Ok(Dated { when, weekday, text: trimmed.into() })
}

/// Whether a text only makes sense with the month first, as in `04/13/22`.
#[must_use]
pub fn is_month_first(text: &str) -> bool {
    let Ok(mut tokens) = tokens_of(text.trim()) else { return false };
    take_weekday(&mut tokens);
    drop_time_of_day(&mut tokens);
    matches!(tokens.as_slice(), [Token::Number(a), Token::Number(b), Token::Number(_)]
        if a.digits <= 2 && (1..=12).contains(&a.value) && (13..=31).contains(&b.value))
}

fn numeric(
    a: Number,
    b: Number,
    c: Number,
    order: DayOrder,
    weekday: Option<Weekday>,
    text: &str,
) -> Result<When, DateProblem> {
    if a.digits == 4 {
        let month = i8::try_from(b.value).map_err(|_| DateProblem::NotADate)?;
        return Ok(When::day(day_of(year_of(a), month, c.value)?));
    }
    if a.digits > 2 || b.digits > 2 || !(c.digits == 2 || c.digits == 4) {
        return Err(DateProblem::NotADate);
    }
    if order == DayOrder::MonthFirst
        && let Some(date) = month_first_reading(a, b, c)
    {
        return Ok(When::day(date));
    }
    let british = british_reading(a, b, c);
    let other = if text.contains('/') { month_first_reading(a, b, c) } else { year_first_reading(a, b, c) };
    match (british, other) {
        (Ok(first), Some(second)) if first != second => {
            let contradicted = weekday.is_some_and(|w| w != first.weekday() && w == second.weekday());
            let confirmed = weekday.is_some_and(|w| w == first.weekday());
            let unsure = !confirmed && (contradicted || order == DayOrder::Unsure || !text.contains('/'));
            if unsure { Err(DateProblem::TwoReadings { first, second }) } else { Ok(When::day(first)) }
        }
        (Ok(first), _) => Ok(When::day(first)),
        (Err(problem), _) => Err(problem),
    }
}

fn british_reading(a: Number, b: Number, c: Number) -> Result<Date, DateProblem> {
    let month = i8::try_from(b.value).unwrap_or(i8::MAX);
    day_of(year_of(c), month, a.value)
}

fn month_first_reading(a: Number, b: Number, c: Number) -> Option<Date> {
    day_of(year_of(c), i8::try_from(a.value).ok()?, b.value).ok()
}

/// `22-05-03`: with points or hyphens and two digits everywhere, the year may stand first.
fn year_first_reading(a: Number, b: Number, c: Number) -> Option<Date> {
    if [a, b, c].iter().any(|number| number.digits != 2) || !(10..=40).contains(&a.value) {
        return None;
    }
    day_of(year_of(a), i8::try_from(b.value).ok()?, c.value).ok()
}

fn day_of(year: i16, month: i8, day: u32) -> Result<Date, DateProblem> {
    let no_such = || {
        let name = MONTHS.get(usize::try_from(month).unwrap_or(0).wrapping_sub(1));
        DateProblem::NoSuchDay(match name {
            Some(name) => format!("{name} {year} has no day {day}"),
            None => format!("there is no month {month}"),
        })
    };
    let day = i8::try_from(day).map_err(|_| no_such())?;
    Date::new(year, month, day).map_err(|_| no_such())
}

/// Two digits mean 1980 to 2079, the span in which improvement plans live.
fn year_of(number: Number) -> i16 {
    let year = i16::try_from(number.value).unwrap_or(i16::MAX);
    match number.digits {
        0..=2 if year >= 80 => 1900 + year,
        0..=2 => 2000 + year,
        _ => year,
    }
}

#[derive(Clone, Copy, Debug)]
struct Number {
    value: u32,
    digits: usize,
}

#[derive(Clone, Copy, Debug)]
enum Token {
    Number(Number),
    Month(i8),
    Weekday(Weekday),
    /// The T of an ISO instant, or a colon: a time of day follows or is under way.
    TimeMark,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

fn tokens_of(text: &str) -> Result<Vec<Token>, DateProblem> {
    let mut tokens = Vec::with_capacity(6);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (digits, after) = rest.split_at(end);
            let value = digits.parse().map_err(|_| DateProblem::NotADate)?;
            tokens.push(Token::Number(Number { value, digits: digits.len() }));
            rest = after;
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            push_word(word, &mut tokens)?;
            rest = after;
        } else if c == ':' {
            tokens.push(Token::TimeMark);
            rest = &rest[1..];
        } else if matches!(c, ' ' | '/' | '-' | '.' | ',' | '\u{a0}' | '\u{2011}' | '\u{2013}' | 'º') {
            rest = &rest[c.len_utf8()..];
        } else {
            return Err(DateProblem::NotADate);
        }
        if tokens.len() > 12 {
            return Err(DateProblem::NotADate);
        }
    }
    Ok(tokens)
}

/// The month that a word names, whole or by three of its first letters or more: 9 for "Sept".
#[must_use]
pub fn month_named(word: &str) -> Option<i8> {
    let begins = |name: &&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let at = MONTHS.iter().position(begins).filter(|_| word.len() >= 3)?;
    i8::try_from(at + 1).ok()
}

fn push_word(word: &str, tokens: &mut Vec<Token>) -> Result<(), DateProblem> {
    let is_one_of = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    if is_one_of(&["st", "nd", "rd", "th", "of", "the", "by", "z"]) {
        return Ok(());
    }
    if is_one_of(&["t"]) {
        tokens.push(Token::TimeMark);
        return Ok(());
    }
    let begins =
        |name: &str| word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if let Some(month) = month_named(word) {
        tokens.push(Token::Month(month));
        return Ok(());
    }
    // "Weds" is the one short form that its day does not begin with.
    let weekday =
        WEEKDAYS.iter().find(|(name, day)| begins(name) || *day == Weekday::Wednesday && is_one_of(&["weds"]));
    let (_, weekday) = weekday.ok_or(DateProblem::NotADate)?;
    tokens.push(Token::Weekday(*weekday));
    Ok(())
}

fn take_weekday(tokens: &mut Vec<Token>) -> Option<Weekday> {
    let at = tokens.iter().position(|t| matches!(t, Token::Weekday(_)))?;
    match tokens.remove(at) {
        Token::Weekday(weekday) => Some(weekday),
        _ => None,
    }
}

/// `2022-04-13T09:00:00` and `13/04/2022 09:00` mean the day.
fn drop_time_of_day(tokens: &mut Vec<Token>) {
    if let Some(at) = tokens.iter().position(|t| matches!(t, Token::TimeMark)) {
        let keep = if at >= 4 { at - 1 } else { at };
        tokens.truncate(keep.max(3).min(tokens.len()));
    }
}

/// Days since 1 January 1970: a number that calendars can count with.
#[must_use]
pub fn number_of(date: Date) -> i32 {
    // Hinnant's civil-from-days, the other way; exact for every date that jiff can hold.
    let month = i32::from(date.month());
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(date.day()) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The day with that number; `None` outside the years that a [`Date`] can hold.
#[must_use]
pub fn of_number(number: i32) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(number).ok()?).ok()
}

/// Calendar days from one day to another; 0 for the same day.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    number_of(to) - number_of(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_in_the_spellings_of_real_plans() {
        let day = date(2022, 4, 13);
        for text in [
            "Wed 13/04/22",
            "13/04/2022",
            "13/4/22",
            "13.04.2022",
            "13-04-2022",
            "2022-04-13",
            "13 April 2022",
            "13th April 2022",
            "Wednesday 13 April 2022",
            "13 Apr 22",
            "13-Apr-22",
            "April 13, 2022",
            "Weds 13th of April, 2022",
            "2022-04-13T09:00:00",
            "13/04/2022 00:00",
            "2022-04-13 00:00:00",
            "13-Apr-2022",
        ] {
            assert_eq!(parse(text, DayOrder::DayFirst).map(|d| d.when), Ok(When::day(day)), "{text}");
        }
        assert_eq!(parse("Fri 01/04/22", DayOrder::Unsure).map(|d| d.when.first), Ok(date(2022, 4, 1)));
        assert_eq!(parse("Sept 2023", DayOrder::DayFirst).map(|d| d.when), Ok(When::month(2023, 9).unwrap()));
        assert_eq!(parse("Apr-22", DayOrder::DayFirst).map(|d| d.when.last), Ok(date(2022, 4, 30)));
    }

    #[test]
    fn two_honest_readings_are_never_guessed_between() {
        let two = |first, second| Err(DateProblem::TwoReadings { first, second });
        assert_eq!(parse("03/04/22", DayOrder::Unsure), two(date(2022, 4, 3), date(2022, 3, 4)));
        assert_eq!(
            parse("Fri 03/04/22", DayOrder::DayFirst),
            two(date(2022, 4, 3), date(2022, 3, 4)),
            "4 March 2022 is the Friday"
        );
        assert_eq!(parse("22-05-03", DayOrder::DayFirst), two(date(2003, 5, 22), date(2022, 5, 3)));
        assert_eq!(
            parse("03/04/22", DayOrder::DayFirst).map(|d| d.when.first),
            Ok(date(2022, 4, 3)),
            "British order is the rule"
        );
        assert_eq!(parse("05/05/22", DayOrder::Unsure).map(|d| d.when.first), Ok(date(2022, 5, 5)));
        assert!(is_month_first("04/13/22") && !is_month_first("13/04/22"));
    }

    #[test]
    fn what_is_no_day_is_said_to_be_none() {
        assert_eq!(
            parse("31/04/22", DayOrder::DayFirst),
            Err(DateProblem::NoSuchDay("April 2022 has no day 31".into()))
        );
        for text in
            ["Ongoing", "", "TBC", "end of term", "12", "1/2/3/4", "13/04", "n/a", "Q2 2022", "99999999999999", "13:45"]
        {
            assert_eq!(parse(text, DayOrder::DayFirst), Err(DateProblem::NotADate), "{text}");
        }
    }

    #[test]
    fn a_contradicting_weekday_is_kept() {
        let read = parse("Mon 13/04/22", DayOrder::DayFirst).unwrap();
        assert!(read.weekday_contradicts());
        assert_eq!(in_full(read.when.first), "Wednesday 13 April 2022");
    }

    #[test]
    fn day_numbers_go_both_ways() {
        for (day, number) in
            [(date(1970, 1, 1), 0), (date(2000, 3, 1), 11_017), (date(2022, 5, 22), 19_134), (date(1969, 12, 31), -1)]
        {
            assert_eq!(number_of(day), number);
            assert_eq!(of_number(number), Some(day));
        }
    }
}
