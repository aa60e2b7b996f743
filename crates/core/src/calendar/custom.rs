//! A calendar of one's own, as TOML: school terms, closure days, other working weekdays.
//!
//! ```toml
//! name = "torbay-schools"
//! title = "Torbay schools, terms of 2022 to 2023"
//! base = "england-and-wales"          # none, england-and-wales, scotland, northern-ireland
//! weekdays = ["mon", "tue", "wed", "thu", "fri"]
//! closed = [{ from = "2022-05-30", to = "2022-06-03", name = "Half term" }, { on = "2022-12-28" }]
//! open = ["2022-05-28"]               # worked although it would not be
//! terms = [{ from = "2022-09-05", to = "2022-12-16", name = "Autumn" }]  # between the first and the last, only their days are worked
//! ```

use super::{Division, KNOWN_HOLIDAYS, Known, WorkingCalendar, bank_holidays};
use crate::day::{self, Date};
use serde::Deserialize;
use thiserror::Error;

/// Why a calendar file could not be used; the sentence is for its author.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct CalendarProblem(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    name: String,
    title: Option<String>,
    #[serde(default)]
    base: Option<String>,
    #[serde(default)]
    weekdays: Option<Vec<String>>,
    #[serde(default)]
    closed: Vec<Stretch>,
    #[serde(default)]
    open: Vec<DayText>,
    #[serde(default)]
    terms: Vec<Stretch>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretch {
    on: Option<DayText>,
    from: Option<DayText>,
    to: Option<DayText>,
    name: Option<String>,
}

/// A day in quotation marks or, as TOML has dates of its own, without.
#[derive(Deserialize)]
#[serde(untagged)]
enum DayText {
    Quoted(String),
    Plain(toml::value::Datetime),
}

impl std::fmt::Display for DayText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Quoted(text) => f.write_str(text),
            Self::Plain(date) => date.fmt(f),
        }
    }
}

/// No stretch is longer than ten years: a slip in a year's digits should be told, not obeyed.
const LONGEST_STRETCH_DAYS: i32 = 3_660;

impl WorkingCalendar {
    /// The calendar that a plan chose: one of [`super::SHIPPED`] by name, or TOML.
    ///
    /// # Errors
    /// Neither a known name nor a calendar.
    pub fn chosen(text: &str) -> Result<Self, CalendarProblem> {
        match Self::shipped(text) {
            Some(calendar) => Ok(calendar),
            None if text.contains('\n') => Self::from_toml(text),
            None => {
                let name: String = text.chars().take(40).collect();
                Err(CalendarProblem(format!("there is no calendar \u{201c}{name}\u{201d}")))
            }
        }
    }

    /// Reads a calendar file.
    ///
    /// # Errors
    /// Says which entry is not understood and what would be accepted.
    pub fn from_toml(text: &str) -> Result<Self, CalendarProblem> {
        let file: CalendarFile = toml::from_str(text)
            .map_err(|e| CalendarProblem(format!("the calendar is not as expected: {}", e.to_string().trim_end())))?;
        let base = file.base.as_deref().unwrap_or("none");
        let mut off = base_days_off(base)?;
        for stretch in &file.closed {
            let why = stretch.name.clone().unwrap_or_else(|| "closed".to_owned());
            off.extend(days_of(stretch)?.map(|date| (date, why.clone())));
        }
        off.extend(days_between_terms(&file.terms)?);
        let open = file.open.iter().map(iso_day).collect::<Result<Vec<_>, _>>()?;
        off.retain(|(date, _)| !open.contains(date));
        let title = file.title.unwrap_or_else(|| format!("the calendar {}", file.name));
        let mut calendar = Self::build(&file.name, &title, worked_weekdays(file.weekdays)?, &off, &open);
        if base != "none" {
            calendar = calendar.known_for(KNOWN_HOLIDAYS);
        }
        Ok(match terms_known(&file.terms)? {
            Some(known) => calendar.known_for(known),
            None => calendar,
        })
    }
}

fn base_days_off(base: &str) -> Result<Vec<(Date, String)>, CalendarProblem> {
    if base == "none" {
        return Ok(Vec::new());
    }
    let division = Division::ALL.into_iter().find(|d| d.name() == base).ok_or_else(|| {
        CalendarProblem(format!("base is \u{201c}{base}\u{201d}; accepted are {}", super::SHIPPED.join(", ")))
    })?;
    Ok(bank_holidays(division))
}

fn worked_weekdays(names: Option<Vec<String>>) -> Result<[bool; 7], CalendarProblem> {
    let Some(names) = names else { return Ok([true, true, true, true, true, false, false]) };
    let mut worked = [false; 7];
    for name in names {
        let short = name.to_ascii_lowercase();
        let at = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|day| short.starts_with(day));
        let at = at.ok_or_else(|| {
            CalendarProblem(format!(
                "\u{201c}{name}\u{201d} is no weekday; accepted are mon, tue, wed, thu, fri, sat, sun"
            ))
        })?;
        worked[at] = true;
    }
    Ok(worked)
}

fn days_of(stretch: &Stretch) -> Result<impl Iterator<Item = Date> + use<>, CalendarProblem> {
    let (from, to) = match (&stretch.on, &stretch.from, &stretch.to) {
        (Some(on), None, None) => (iso_day(on)?, iso_day(on)?),
        (None, Some(from), Some(to)) => (iso_day(from)?, iso_day(to)?),
        _ => {
            return Err(CalendarProblem(
                "a stretch of days has either on = \"…\", or both from = \"…\" and to = \"…\"".to_owned(),
            ));
        }
    };
    if to < from {
        return Err(CalendarProblem(format!("the stretch from {from} ends on {to}, before it begins")));
    }
    if day::days_between(from, to) > LONGEST_STRETCH_DAYS {
        return Err(CalendarProblem(format!("the stretch from {from} to {to} is longer than ten years")));
    }
    Ok((day::number_of(from)..=day::number_of(to)).filter_map(day::of_number))
}

/// With terms given, the days between the first and the last of them that lie in none are off.
fn days_between_terms(terms: &[Stretch]) -> Result<Vec<(Date, String)>, CalendarProblem> {
    let mut taught = Vec::new();
    for term in terms {
        taught.extend(days_of(term)?.map(day::number_of));
    }
    taught.sort_unstable();
    taught.dedup();
    let gaps = taught.windows(2).filter(|pair| pair[1] - pair[0] > 1);
    let off = gaps.flat_map(|pair| pair[0] + 1..pair[1]).filter_map(day::of_number);
    Ok(off.map(|date| (date, "outside term".to_owned())).collect())
}

/// From the first day of the first term to the last of the last: of days before and after, terms say nothing, so that
/// a plan that runs on is not without a single working day.
fn terms_known(terms: &[Stretch]) -> Result<Option<Known>, CalendarProblem> {
    let mut ends: Option<(Date, Date)> = None;
    for term in terms {
        for day in days_of(term)? {
            let (from, until) = ends.unwrap_or((day, day));
            ends = Some((from.min(day), until.max(day)));
        }
    }
    Ok(ends.map(|(from, until)| Known { what: "school terms", from, until }))
}

fn iso_day(text: &DayText) -> Result<Date, CalendarProblem> {
    text.to_string()
        .parse()
        .map_err(|_| CalendarProblem(format!("\u{201c}{text}\u{201d} is not a day; write it as 2022-05-30")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn terms_and_closures_take_days_away_and_open_days_bring_them_back() {
        let calendar = WorkingCalendar::from_toml(
            r#"
            name = "schools"
            base = "england-and-wales"
            closed = [{ from = "2022-05-30", to = "2022-06-03", name = "Half term" }]
            open = ["2022-05-28", "2022-06-03"]
            terms = [{ from = "2022-04-25", to = "2022-07-22" }, { from = "2022-09-05", to = "2022-12-16" }]
            "#,
        )
        .unwrap();
        assert!(!calendar.is_working(date(2022, 5, 31)), "half term");
        assert!(calendar.is_working(date(2022, 5, 28)), "a Saturday that is worked");
        assert!(calendar.is_working(date(2022, 6, 3)), "opened again");
        assert!(!calendar.is_working(date(2022, 8, 10)), "summer holidays");
        assert!(!calendar.is_working(date(2022, 5, 2)), "a bank holiday");
        assert_eq!(calendar.why_off(date(2022, 8, 10)).as_deref(), Some("outside term"));
    }

    #[test]
    fn a_calendar_that_cannot_be_used_says_what_would_be_accepted() {
        for (text, says) in [
            ("title = 'x'", "missing field `name`"),
            ("name='x'\nbase='wales'", "accepted are none, england-and-wales, scotland, northern-ireland"),
            ("name='x'\nweekdays=['Someday']", "\u{201c}Someday\u{201d} is no weekday"),
            ("name='x'\nclosed=[{from='2022-06-03', to='2022-05-30'}]", "before it begins"),
            ("name='x'\nclosed=[{from='2022-06-03', to='9999-05-30'}]", "longer than ten years"),
            ("name='x'\nclosed=[{from='3 June', to='2022-05-30'}]", "write it as 2022-05-30"),
            ("name='x'\nclosed=[{from='2022-06-03'}]", "both from"),
            ("name='x'\nholidays=[]", "unknown field `holidays`"),
        ] {
            let problem = WorkingCalendar::from_toml(text).unwrap_err().to_string();
            assert!(problem.contains(says), "{problem}");
        }
    }

    #[test]
    fn before_and_after_the_terms_weekdays_count_and_the_calendar_says_so() {
        let terms = "terms = [{ from = '2022-09-05', to = '2022-12-16' }, { from = '2023-01-04', to = '2023-03-31' }]";
        let calendar = WorkingCalendar::from_toml(&format!("name = 'schools'\nbase = 'scotland'\n{terms}")).unwrap();
        for (day, is_worked, why) in [
            (date(2022, 9, 2), true, "the Friday before the first term"),
            (date(2022, 12, 19), false, "between two terms"),
            (date(2023, 4, 3), true, "after the last term"),
            (date(2023, 4, 7), false, "Good Friday, after the last term"),
        ] {
            assert_eq!(calendar.is_working(day), is_worked, "{why}");
        }
        let known = calendar.known().unwrap();
        assert_eq!((known.what, known.from, known.until), ("school terms", date(2022, 9, 5), date(2023, 3, 31)));
        let holidays = WorkingCalendar::shipped("scotland").unwrap().known().unwrap();
        assert_eq!((holidays.what, holidays.until), ("bank holidays", date(2035, 12, 31)));
        assert_eq!(WorkingCalendar::weekdays().known(), None);
    }
}
