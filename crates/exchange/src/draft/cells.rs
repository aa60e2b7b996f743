//! From a cell's text to a value, or to a finding that says what would be read.

use super::Draft;
use super::guess::{Guess, WordsOfDates};
use super::percents::percent_in;
use super::tables::Table;
use crate::field::Field;
use crate::grid::{CellValue, GridRow};
use crate::mapping::{DateOrder, Mapping, PercentForm};
use crate::numbers::serial_day;
use onpace_core::checks::reading;
use onpace_core::day::{self, DateProblem, DateWording, Dated, DayOrder, When};
use onpace_core::finding::Finding;
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_core::plan::shortened;
use onpace_core::quantity::{Percent, WorkingDays};
use std::sync::Arc;

/// How a table writes its dates and percentages, told from the whole of each column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conventions {
    start: DayOrder,
    finish: DayOrder,
    school_year: Option<i16>,
    /// Whether the dates themselves say that the month stands first.
    pub(super) by_month: bool,
    percent_is_fraction: bool,
    /// Whether a bare 0.5 is asked about, and whether a bare 1 is.
    asks_share: (bool, bool),
}

impl Conventions {
    /// A plan has one writer: what a column says on one page holds for the others.
    pub(super) fn of(tables: &[Table<'_>], mapping: Option<&Mapping>, school_year: Option<i16>) -> Self {
        // A table of ours that comes back holds days and signs of its own, so what stands bare among them was typed by
        // somebody else, and one cell is no habit to tell from.
        let comes_back = tables.iter().any(|table| table.columns.of_field(Field::Key).is_some());
        let any = |is: fn(&str) -> bool| {
            [Field::Start, Field::Finish, Field::Completed].into_iter().any(|field| column(tables, field).any(is))
        };
        let (day_first, month_first) = (any(is_day_first), any(day::is_month_first));
        let is_said = mapping.is_some_and(|mapping| mapping.dates.is_some());
        let by_month = month_first && !day_first && !comes_back && !is_said;
        let order = |field| match mapping.and_then(|mapping| mapping.dates) {
            Some(DateOrder::MonthFirst) => DayOrder::MonthFirst,
            None if comes_back && !day_first => DayOrder::Unsure,
            // All that can be told say that the month stands first.
            None if by_month => DayOrder::MonthFirst,
            None if column(tables, field).any(day::is_month_first) => DayOrder::Unsure,
            Some(DateOrder::DayFirst) | None => DayOrder::DayFirst,
        };
        let percent_is_fraction = match mapping.and_then(|mapping| mapping.percent) {
            Some(form) => form == PercentForm::Share,
            None => is_fractions(column(tables, Field::Percent)) || tables.iter().any(are_shares_of_ours),
        };
        let is_asked = comes_back && mapping.is_none_or(|mapping| mapping.percent.is_none());
        let asks_share = if is_asked { asks_share(column(tables, Field::Percent)) } else { (false, false) };
        let (start, finish) = (order(Field::Start), order(Field::Finish));
        Self { start, finish, school_year, by_month, percent_is_fraction, asks_share }
    }

    /// Whether a percentage may be a share of 1 as well as one of 100.
    fn is_in_doubt(self, text: &str) -> bool {
        let (part, one) = self.asks_share;
        bare(text).is_some_and(|value| part && value > 0.0 && value < 1.0 || one && (value - 1.0).abs() < f64::EPSILON)
    }

    pub(super) fn wording_of(self, field: Field) -> DateWording {
        let order = if field == Field::Start { self.start } else { self.finish };
        DateWording { order, school_year: self.school_year }
    }
}

/// The day of a cell, where it says one.
pub(super) fn day_of(row: &GridRow, at: usize, wording: DateWording) -> Option<Dated> {
    let text = row.cells.get(at)?.trim();
    match row.cells.value(at) {
        Some(CellValue::Day(day)) => Some(Dated { when: When::day(day), weekday: None, text: text.into() }),
        _ => day::among_words(text, wording).ok().flatten(),
    }
}

fn column<'a>(tables: &'a [Table<'a>], field: Field) -> impl Iterator<Item = &'a str> {
    let cells = tables.iter().flat_map(move |table| {
        let columns = table.columns.all_of(field);
        columns.flat_map(move |at| table.body.iter().filter_map(move |row| row.cells.get(at)))
    });
    cells.map(str::trim).filter(|cell| !cell.is_empty())
}

/// Whether a text only makes sense with the day first, as in `30/06/22`, or by the weekday beside it.
fn is_day_first(text: &str) -> bool {
    let mut parts = text.split('/').map(|part| part.trim().parse::<u16>());
    let by_numbers = matches!((parts.next(), parts.next(), parts.next()), (Some(Ok(first)), Some(Ok(second)), Some(Ok(_)))
        if (13..=31).contains(&first) && (1..=12).contains(&second));
    let agrees =
        |order| day::parse(text, order).is_ok_and(|read| read.weekday.is_some() && !read.weekday_contradicts());
    by_numbers || agrees(DayOrder::DayFirst) && !agrees(DayOrder::MonthFirst)
}

/// A number without a sign.
fn bare(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.is_finite())
}

/// Whether a bare 0.5 could be 0.5% or 50%, and a bare 1 be 1% or 100%. Several parts of 1 and never more, without any
/// sign, are shares: another program lost the signs.
fn asks_share<'a>(cells: impl Iterator<Item = &'a str>) -> (bool, bool) {
    let (mut parts, mut is_signed, mut is_within_one) = (0_u32, false, true);
    for cell in cells {
        match bare(cell) {
            Some(value) => {
                parts += u32::from(value > 0.0 && value < 1.0);
                is_within_one &= (0.0..=1.0).contains(&value);
            }
            None => is_signed |= cell.ends_with('%'),
        }
    }
    let are_shares = parts >= 2 && is_within_one && !is_signed;
    (!are_shares, !are_shares && is_within_one)
}

/// 0.05 beside 1 and 0 and never more: the numbers of the column are shares of 1. Words beside them say nothing, and what
/// has a sign says what it is by itself.
fn is_fractions<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut has_part = false;
    for value in cells.filter_map(|cell| cell.parse::<f64>().ok()) {
        if !(0.0..=1.0).contains(&value) {
            return false;
        }
        has_part |= value > 0.0 && value < 1.0;
    }
    has_part
}

/// In a table that was written from here every percentage is a share of 1 with a sign. Another program
/// may lose the sign: what is left is a share of 1 still.
fn are_shares_of_ours(table: &Table<'_>) -> bool {
    let (Some(_), Some(at)) = (table.columns.of_field(Field::Key), table.columns.of_field(Field::Percent)) else {
        return false;
    };
    let cells = table.body.iter().filter_map(|row| row.cells.get(at)).map(str::trim);
    let mut bare = cells.filter(|cell| !cell.is_empty() && !cell.ends_with('%')).peekable();
    bare.peek().is_some() && bare.all(|cell| cell.parse().is_ok_and(|share: f64| (0.0..=1.0).contains(&share)))
}

/// No code is longer than this, in letters: whatever a code hangs from is looked for part by part.
const LONGEST_CODE: usize = 60;
/// A cell is quoted in a finding up to here, in letters.
const LONGEST_QUOTED: usize = 80;

/// Words that say that there is no date, honestly.
fn says_none(text: &str) -> bool {
    ["-", "\u{2013}", "n/a", "na", "tbc", "tba", "tbd", "none", "not applicable"]
        .iter()
        .any(|none| none.eq_ignore_ascii_case(text))
}

/// A day that was stored as a number and lost its format: 44664 is 13 April 2022. Nothing else that a
/// plan writes under a date is a plain number of five digits.
fn serial(text: &str) -> Option<Dated> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let is_serial = whole.len() == 5 && whole.bytes().all(|byte| byte.is_ascii_digit());
    let number: f64 = text.parse().ok().filter(|number| is_serial && (30_000.0..65_000.0).contains(number))?;
    let day = serial_day(number, false)?;
    Some(Dated { when: When::day(day), weekday: None, text: text.into() })
}

/// The day in London of an instant that a program wrote: "2024-04-14T23:00:00Z" is 15 April there.
fn instant_day(text: &str) -> Option<day::Date> {
    let is_instant = text.len() >= 17 && text.ends_with('Z') && text.as_bytes().get(10) == Some(&b'T');
    let instant: jiff::Timestamp = text.parse().ok().filter(|_| is_instant)?;
    Some(local_time::day_of(Instant::from_micros(instant.as_microsecond())))
}

/// A cell's text, with what a finding about it would say of its place.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub(super) text: &'a str,
    /// What its file keeps behind the text, which is taken as it is.
    pub(super) value: Option<CellValue>,
    /// What the row is called.
    pub(super) about: &'a str,
    pub(super) row: &'a GridRow,
    pub(super) heading: Option<&'a Arc<str>>,
}

impl Written<'_> {
    fn is_none(self) -> bool {
        self.text.is_empty() || says_none(self.text)
    }

    /// A date, or the finding that it could not be read.
    pub(super) fn date(
        self,
        wording: DateWording,
        findings: &mut Vec<Finding>,
        serials: &mut Guess,
        words: &mut WordsOfDates,
    ) -> Option<Dated> {
        if let Some(day) = instant_day(self.text) {
            return Some(Dated { when: When::day(day), weekday: None, text: self.text.into() });
        }
        if let Some(CellValue::Day(day)) = self.value {
            return Some(Dated { when: When::day(day), weekday: None, text: self.text.into() });
        }
        if self.is_none() {
            return None;
        }
        if let Some(dated) = serial(self.text) {
            serials.add(&self.row.place.in_column(self.heading));
            return Some(dated);
        }
        let problem = match day::among_words(self.text, wording) {
            Ok(Some(dated)) => return Some(dated),
            Ok(None) => DateProblem::NotADate,
            Err(problem) => problem,
        };
        let text = shortened(self.text, LONGEST_QUOTED);
        let finding: Finding = match problem {
            DateProblem::TwoReadings { first, second } => reading::AMBIGUOUS_DATE
                .finding(format!("{text} can be read as {} or as {}", day::in_full(first), day::in_full(second)))
                .expected(format!("{} or {}", day::in_words(first), day::in_words(second))),
            DateProblem::NoSuchDay(why) => reading::UNREADABLE_VALUE
                .finding(format!("{text} is no day: {why}"))
                .expected("a day such as 13/04/22 or 13 April 2022"),
            DateProblem::NotADate => {
                words.add(&self.row.place, self.about, &text);
                return None;
            }
        };
        findings.push(self.placed(finding).meanwhile("left the date out"));
        None
    }

    /// A percentage, or the finding that it could not be read.
    pub(super) fn percent(self, conventions: Conventions, findings: &mut Vec<Finding>) -> Option<Percent> {
        if let Some(CellValue::Share(share)) = self.value
            && let Some(percent) = Percent::of_share(share).filter(|percent| *percent <= Percent::HUNDRED)
        {
            return Some(percent);
        }
        let share = conventions.percent_is_fraction;
        let readings = || Percent::parse(self.text, false).zip(Percent::parse(self.text, true));
        if let Some((one, other)) = readings().filter(|_| conventions.is_in_doubt(self.text)) {
            let text = shortened(self.text, LONGEST_QUOTED);
            let finding = reading::UNREADABLE_VALUE.finding(format!("{text} can be read as {one} or as {other}"));
            findings.push(self.placed(finding).expected(format!("{one} or {other}")).meanwhile("left the value out"));
            return None;
        }
        let read = |text: &str| percent_in(text, share).filter(|percent| *percent <= Percent::HUNDRED);
        self.value(read, "a percentage from 0 to 100", findings)
    }

    /// A duration, or the finding that it could not be read.
    pub(super) fn duration(self, findings: &mut Vec<Finding>) -> Option<WorkingDays> {
        self.value(WorkingDays::parse, "working days, such as \u{201c}35 days\u{201d}", findings)
    }

    fn value<T>(self, read: impl Fn(&str) -> Option<T>, expected: &str, findings: &mut Vec<Finding>) -> Option<T> {
        if self.is_none() {
            return None;
        }
        let value = read(self.text);
        if value.is_none() {
            let text = shortened(self.text, LONGEST_QUOTED);
            let finding = reading::UNREADABLE_VALUE.finding(format!("\u{201c}{text}\u{201d} was not read"));
            findings.push(self.placed(finding).expected(expected).meanwhile("left the value out"));
        }
        value
    }

    fn placed(self, finding: Finding) -> Finding {
        let place = self.row.place.in_column(self.heading);
        finding.about(self.about).at(place).found(format!("\u{201c}{}\u{201d}", shortened(self.text, LONGEST_QUOTED)))
    }
}

/// A cell's code. What is longer than any code is cut, with a word about it.
pub(super) fn code_of(text: &str, row: &GridRow, draft: &mut Draft) -> String {
    let code = shortened(text, LONGEST_CODE);
    if code != text {
        let finding = reading::UNREADABLE_VALUE.finding("a code is longer than any code".to_owned());
        let finding = finding.at(row.place.clone()).found(format!("\u{201c}{code}\u{201d}"));
        let expected = format!("a code of at most {LONGEST_CODE} letters, such as 1A.6");
        draft.findings.push(finding.expected(expected).meanwhile("cut it there"));
    }
    code
}

/// A cell of several lines is one title.
pub(super) fn in_one_line(text: &str) -> String {
    if !text.contains(|c: char| c.is_whitespace() && c != ' ') && !text.contains("  ") {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
