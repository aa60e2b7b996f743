//! One date among words, as plans write it: "15/03/24 (revised)", "end of March 2024", "w/c 11/03/24", "Spring 2 2024".
//!
//! Only documents are read so; what somebody types into a form is a date or is none ([`super::parse`]). **Not here.**
//! Words that stand in place of a date, such as "ongoing": they stay words.

use super::{Date, DateProblem, Dated, DayOrder, Precision, When, parse, stretch, terms};

/// How a document writes its dates.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateWording {
    /// Which number comes first.
    pub order: DayOrder,
    /// The year in which its school year begins, where it says one: terms without a year are of that.
    pub school_year: Option<i16>,
}

/// Marks of footnotes, of doubt, and apostrophes: "Sep \u{2019}24*".
const MARKS: [char; 10] = ['*', '\u{2020}', '\u{2021}', '\u{b9}', '\u{b2}', '\u{b3}', '~', '?', '\'', '\u{2019}'];
/// A text with more letters is prose.
const LONGEST: usize = 90;

/// Words after which stands the date that another was moved to.
const MOVED: [&str; 10] = [
    "revised: ",
    "revised date: ",
    "new date: ",
    "extended: ",
    "extended to ",
    "revised to ",
    "moved to ",
    "slipped to ",
    "changed to ",
    "extended until ",
];
/// Words before or after a date that leave it the date.
const BESIDE: &[&str] = &[
    "by",
    "before",
    "complete",
    "completed",
    "completes",
    "done",
    "closed",
    "finished",
    "achieved",
    "delivered",
    "implemented",
    "due",
    "revised",
    "new",
    "no",
    "later",
    "than",
    "tbc",
    "target",
    "approx",
    "approximately",
    "circa",
    "c",
    "about",
    "on",
    "until",
    "till",
    "up",
    "to",
    "the",
    "estimated",
    "est",
    "expected",
    "provisional",
    "provisionally",
    "now",
    "for",
    "in",
    "during",
    "of",
    "from",
    "date",
    "deadline",
    "launch",
    "start",
    "starting",
    "ends",
    "ending",
    "finish",
    "extended",
    "agreed",
    "proposed",
    "planned",
    "at",
    "latest",
    "was",
    "close",
    "end",
    "as",
    "and",
    "then",
];

/// The date that a text says; none where it says none, or several of which nothing tells which counts.
///
/// # Errors
/// Where it has the shape of a date and is none, or may be read in two ways.
pub fn among_words(text: &str, wording: DateWording) -> Result<Option<Dated>, DateProblem> {
    let written = text.trim();
    if written.is_empty() || written.chars().count() > LONGEST {
        return Ok(None);
    }
    // Most are dates and nothing else.
    if let Ok(dated) = british(written, wording.order) {
        return Ok(Some(dated));
    }
    // "31 Jan 2025 (extended to 31 Mar 2025)": what it was moved to holds.
    let lower = written.to_lowercase();
    if let Some(moved) =
        MOVED.iter().find_map(|words| lower.rsplit_once(words)).map(|(_, to)| to.trim_end_matches([')', ']']))
        && let Ok(Some(dated)) = among_words(moved, wording)
    {
        return Ok(Some(Dated { text: written.into(), ..dated }));
    }
    let plain = cleaned(written);
    let when = match read(&plain, wording) {
        Some(found) => Some(found?),
        None => alone(&plain, wording)?.or_else(|| aside(written, wording)),
    };
    Ok(when.map(|(when, weekday)| Dated { when, weekday, text: written.into() }))
}

/// A date in brackets behind words that are none: "Year end (March 2025)".
fn aside(text: &str, wording: DateWording) -> Option<Read> {
    let (_, rest) = text.split_once('(')?;
    let dated = british(rest.split(')').next()?.trim(), wording.order).ok()?;
    Some((dated.when, dated.weekday))
}

type Read = (When, Option<super::Weekday>);
type Tried = Option<Result<Read, DateProblem>>;

/// Small letters, without marks of footnotes and without what it says in brackets of an earlier date.
fn cleaned(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut depth = 0_u32;
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            letter if depth > 0 || MARKS.contains(&letter) => {}
            '\u{2013}' | '\u{2014}' | '\u{2192}' | '\u{2011}' => plain.push('-'),
            letter if letter.is_whitespace() => plain.push(' '),
            letter => plain.extend(letter.to_lowercase()),
        }
    }
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_end_matches(['.', ';', ',', ':']).to_owned();
    // All of it in brackets: "(30 June 2024)".
    if plain.is_empty() { text.trim_matches(['(', ')', '[', ']']).to_lowercase() } else { plain }
}

#[expect(clippy::unnecessary_wraps, reason = "so that it reads as what the others give")]
fn whole(when: When) -> Tried {
    Some(Ok((when, None)))
}

/// A text that is a date in words and nothing else.
fn read(text: &str, wording: DateWording) -> Tried {
    match british(text, wording.order) {
        Ok(dated) => return Some(Ok((dated.when, dated.weekday))),
        Err(DateProblem::NotADate) => {}
        Err(problem) => return Some(Err(problem)),
    }
    for one in [of_week, compact, edge_of, range] {
        if let Some(found) = one(text, wording) {
            return Some(found);
        }
    }
    if let Some(when) = terms::year(text).or_else(|| terms::term(text, wording.school_year)) {
        return whole(when);
    }
    let (first, rest) = text.split_once([' ', ':'])?;
    let first = first.trim_end_matches(['.', ',', '-']);
    if BESIDE.contains(&first) || first.is_empty() || first == "-" {
        return read(rest.trim_start_matches([' ', '-', ':']), wording);
    }
    None
}

/// A date as [`parse`] reads it. With points between, no British document begins with the year.
fn british(text: &str, order: DayOrder) -> Result<Dated, DateProblem> {
    match parse(text, order) {
        Err(DateProblem::TwoReadings { first, .. }) if order == DayOrder::DayFirst && text.contains('.') => {
            Ok(Dated { when: When::day(first), weekday: None, text: text.into() })
        }
        read => read,
    }
}

/// "w/c 11/03/24", "week ending 15 March", "2024-w05", "wk 3 2024".
fn of_week(text: &str, wording: DateWording) -> Tried {
    let day = |text: &str| match british(text.trim(), wording.order) {
        Ok(dated) if dated.when.precision == Precision::Day => Some(Ok(dated.when.first)),
        Ok(_) | Err(DateProblem::NotADate) => None,
        Err(problem) => Some(Err(problem)),
    };
    for begins in ["w/c", "wc", "w/b", "week commencing", "week beginning", "week of"] {
        if let Some(rest) = text.strip_prefix(begins) {
            return day(rest).map(|found| {
                let first = found?;
                let last = first.checked_add(jiff::Span::new().days(6)).unwrap_or(first);
                Ok((When::days(first, last).unwrap_or(When::day(first)), None))
            });
        }
    }
    for ends in ["w/e", "week ending", "week end"] {
        if let Some(rest) = text.strip_prefix(ends) {
            return day(rest).map(|found| Ok((When::day(found?), None)));
        }
    }
    let of_year = || {
        let rest = text.strip_prefix("week").or_else(|| text.strip_prefix("wk"))?.trim();
        let (week, year) = rest.split_once([' ', ','])?;
        Some((year.trim(), week))
    };
    let (year, week) = text.split_once("-w").or_else(of_year)?;
    let (year, week): (i16, i8) = (year.parse().ok().filter(|year| (1980..=2079).contains(year))?, week.parse().ok()?);
    let first = jiff::civil::ISOWeekDate::new(year, week, jiff::civil::Weekday::Monday).ok()?.date();
    let last = first.checked_add(jiff::Span::new().days(6)).ok()?;
    whole(When::days(first, last)?)
}

/// "20240312", "09/2024".
fn compact(text: &str, _: DateWording) -> Tried {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() == 8 && is_digits(text) {
        let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
        let date: Date = format!("{year}-{month}-{day}").parse().ok()?;
        return (1980..=2079).contains(&date.year()).then_some(Ok((When::day(date), None)));
    }
    let (month, year) = text.split_once(['/', '.', '-'])?;
    if !(is_digits(month) && is_digits(year) && month.len() <= 2) {
        return None;
    }
    let year: i16 = match year.len() {
        4 => year.parse().ok()?,
        // "05/24": no month is the 24th.
        2 if text.contains('/') => {
            year.parse().ok().filter(|year| (20..=79).contains(year)).map(|year: i16| 2_000 + year)?
        }
        _ => return None,
    };
    whole(When::month(year, month.parse().ok()?)?)
}

/// "end of March 2024", "mid-April 2024", "early March 24", "end Q1 24/25".
fn edge_of(text: &str, _: DateWording) -> Tried {
    let edges = ["end", "late", "early", "mid", "middle", "beginning", "start", "latter half", "first half"];
    let rest = edges.iter().find_map(|edge| text.strip_prefix(edge))?;
    let rest = rest.trim_start_matches([' ', '-']).trim_start_matches("of ").trim_start_matches("the ");
    if let Some(when) = terms::year(rest) {
        return whole(when);
    }
    let month =
        parse(rest, DayOrder::DayFirst).ok().map(|dated| dated.when).filter(|when| when.precision == Precision::Month);
    if let Some(month) = month {
        return whole(month);
    }
    // "end 2024" is December.
    let year: i16 = rest.parse().ok().filter(|year| (1980..=2079).contains(year) && text.starts_with("end"))?;
    whole(When::month(year, 12)?)
}

/// The two ends of a stretch of time: "Sept 2024 \u{2013} July 2025", "From January 2025 until June 2025". None where a text is
/// no stretch, or one of days within a week.
#[must_use]
pub fn from_to(text: &str, wording: DateWording) -> Option<(When, When)> {
    let plain = cleaned(text.trim().get(..LONGEST).unwrap_or(text));
    let plain = plain.strip_prefix("from ").unwrap_or(&plain);
    for between in [" - ", " to ", " until ", " till ", "-"] {
        for (at, _) in plain.match_indices(between) {
            let (from, to) = (plain.get(..at)?.trim(), plain.get(at + between.len()..)?.trim());
            let when = |text: &str| british(text, wording.order).ok().map(|dated| dated.when);
            let Some(last) = when(to) else { continue };
            let borrowed = |year: i16| when(&format!("{from} {year}"));
            let Some(first) = when(from).or_else(|| borrowed(last.last.year())) else { continue };
            if super::days_between(first.first, last.last) > 7 && first.last < last.first {
                return Some((first, last));
            }
        }
    }
    None
}

/// "Jan to Mar 2024", "March/April 2024", "1 Sept 23 - 31 Dec 23": from the first day of one to the last of the other.
fn range(text: &str, wording: DateWording) -> Tried {
    for between in [" - ", " to ", " until ", "-", "/", " and ", " & "] {
        for (at, _) in text.match_indices(between) {
            let (from, to) = (text.get(..at)?.trim(), text.get(at + between.len()..)?.trim());
            let day = |text: &str| british(text, wording.order).ok().map(|dated| dated.when);
            let Some(last) = day(to).or_else(|| stretch::read(to)) else { continue };
            // "Jan to Mar 2024": the year stands once.
            let borrowed = |year: i16| format!("{from} {year}");
            let first = day(from).or_else(|| day(&borrowed(last.last.year())));
            let Some(first) = first.filter(|first| first.first <= last.last) else { continue };
            let both_months = first.precision == Precision::Month && last.precision == Precision::Month;
            let when = if both_months {
                stretch::months((first.first.year(), first.first.month()), (last.last.year(), last.last.month()))
            } else {
                When::days(first.first, last.last)
            };
            if let Some(when) = when {
                return whole(when);
            }
        }
    }
    None
}

/// The only date among other words, where there is one and no other.
fn alone(text: &str, wording: DateWording) -> Result<Option<Read>, DateProblem> {
    let words: Vec<&str> = text.split(' ').collect();
    // "March 2024 onwards" ends nowhere.
    if words.len() > 12 || words.iter().any(|word| word.starts_with("onward")) {
        return Ok(None);
    }
    let (mut found, mut at) = (None, 0);
    while at < words.len() {
        let most = 5.min(words.len() - at);
        let one = (1..=most).rev().find_map(|length| {
            let some = words.get(at..at + length)?.join(" ");
            let some = some.trim_matches([',', '.', ';', ':', '-']);
            some.bytes().any(|byte| byte.is_ascii_digit()).then_some(())?;
            match british(some, wording.order) {
                Ok(dated) => Some((length, Ok((dated.when, dated.weekday)))),
                Err(DateProblem::NotADate) => None,
                Err(problem) => Some((length, Err(problem))),
            }
        });
        match one {
            Some((length, read)) => {
                // A second one: nothing says which counts.
                if found.is_some() {
                    return Ok(None);
                }
                found = Some(read?);
                at += length;
            }
            None => at += 1,
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        let wording = DateWording { order: DayOrder::DayFirst, school_year: Some(2023) };
        among_words(text, wording).unwrap().map(|dated| dated.when.to_string())
    }

    #[test]
    fn one_date_among_words() {
        for (text, when) in [
            ("15/03/24 (revised)", "2024-03-15"),
            ("30/06/24*", "2024-06-30"),
            ("28 February 25 (was 31 Jan 25)", "2025-02-28"),
            ("Complete 15/03/24", "2024-03-15"),
            ("no later than 3 May 2024", "2024-05-03"),
            ("By end of June 2024", "2024-06"),
            ("mid-May 2024", "2024-05"),
            ("w/c 11/03/24", "2024-03-11/2024-03-17"),
            ("w/e 15/03/24", "2024-03-15"),
            ("2024-W05", "2024-01-29/2024-02-04"),
            ("week 3 2024", "2024-01-15/2024-01-21"),
            ("20240312", "2024-03-12"),
            ("09/2024", "2024-09"),
            ("Sep \u{2019}24", "2024-09"),
            ("TBC - March 2024", "2024-03"),
            ("Year end (March 2025)", "2025-03"),
            ("31 Jan 2025 (extended to 31 Mar 2025)", "2025-03-31"),
            ("31/01/2025 revised to 31/03/2025", "2025-03-31"),
            ("Jan to Mar 2024", "2024-01/2024-03"),
            ("March/April 2024", "2024-03/2024-04"),
            ("1 Sept 23 \u{2013} 31 Dec 23", "2023-09-01/2023-12-31"),
            ("FY24/25", "2024-04/2025-03"),
            ("AY 2023/24", "2023-09/2024-08"),
            ("end Q1 24/25", "2024-04/2024-06"),
            ("Spring 2 2024", "2024-02/2024-04"),
            ("Autumn 1", "2023-09/2023-10"),
            ("By Oct half-term", "2023-10"),
            ("Before the end of the summer term 2024", "2024-07"),
            ("during May half term", "2024-05"),
            ("By Christmas", "2023-12"),
            ("Easter 2024", "2024-03/2024-04"),
            ("Spring 1 and 2", "2024-01/2024-04"),
            ("Agreed at Board of 12 March 2024", "2024-03-12"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(when), "{text}");
        }
        for text in [
            "ongoing",
            "ASAP",
            "termly",
            "March 2024 onwards",
            "12th March",
            "Q1 2024",
            "12/03/24 or 15/04/24",
            "Each term",
            "",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
        assert!(among_words("by 31/02/2024", DateWording::default()).is_err());
    }
}
