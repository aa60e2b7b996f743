//! From a cell's text to a value, or to a finding that says what would be read.

use super::guess::Guess;
use super::tables::Table;
use crate::field::Field;
use crate::grid::{CellValue, GridRow};
use crate::mapping::{DateOrder, Mapping, PercentForm};
use crate::numbers::serial_day;
use onpace_core::checks::reading;
use onpace_core::day::{self, DateProblem, Dated, DayOrder, When};
use onpace_core::finding::Finding;
use onpace_core::plan::shortened;
use onpace_core::quantity::{Percent, WorkingDays};
use std::sync::Arc;

/// How a table writes its dates and percentages, told from the whole of each column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conventions {
    start: DayOrder,
    finish: DayOrder,
    percent_is_fraction: bool,
    /// Whether a bare 0.5 is asked about, and whether a bare 1 is.
    asks_share: (bool, bool),
}

impl Conventions {
    /// A plan has one writer: what a column says on one page holds for the others.
    pub(super) fn of(tables: &[Table<'_>], mapping: Option<&Mapping>) -> Self {
        // A table of ours that comes back holds days and signs of its own, so what stands bare among them was typed by
        // somebody else, and one cell is no habit to tell from.
        let comes_back = tables.iter().any(|table| table.columns.of_field(Field::Key).is_some());
        let is_told = |field| column(tables, field).any(is_day_first);
        let is_in_doubt = comes_back && !is_told(Field::Start) && !is_told(Field::Finish);
        let order = |field| match mapping.and_then(|mapping| mapping.dates) {
            Some(DateOrder::MonthFirst) => DayOrder::MonthFirst,
            None if is_in_doubt || column(tables, field).any(day::is_month_first) => DayOrder::Unsure,
            Some(DateOrder::DayFirst) | None => DayOrder::DayFirst,
        };
        let percent_is_fraction = match mapping.and_then(|mapping| mapping.percent) {
            Some(form) => form == PercentForm::Share,
            None => is_fractions(column(tables, Field::Percent)) || tables.iter().any(are_shares_of_ours),
        };
        let is_asked = comes_back && mapping.is_none_or(|mapping| mapping.percent.is_none());
        let asks_share = if is_asked { asks_share(column(tables, Field::Percent)) } else { (false, false) };
        Self { start: order(Field::Start), finish: order(Field::Finish), percent_is_fraction, asks_share }
    }

    /// Whether a percentage may be a share of 1 as well as one of 100.
    fn is_in_doubt(self, text: &str) -> bool {
        let (part, one) = self.asks_share;
        bare(text).is_some_and(|value| part && value > 0.0 && value < 1.0 || one && (value - 1.0).abs() < f64::EPSILON)
    }

    pub(super) fn order_of(self, field: Field) -> DayOrder {
        if field == Field::Start { self.start } else { self.finish }
    }
}

fn column<'a>(tables: &'a [Table<'a>], field: Field) -> impl Iterator<Item = &'a str> {
    let cells = tables.iter().flat_map(move |table| {
        let at = table.columns.of_field(field);
        table.body.iter().filter_map(move |row| row.cells.get(at?))
    });
    cells.map(str::trim).filter(|cell| !cell.is_empty())
}

/// Whether a text only makes sense with the day first, as in `30/06/22`.
fn is_day_first(text: &str) -> bool {
    let mut parts = text.split('/').map(|part| part.trim().parse::<u16>());
    matches!((parts.next(), parts.next(), parts.next()), (Some(Ok(first)), Some(Ok(second)), Some(Ok(_)))
        if (13..=31).contains(&first) && (1..=12).contains(&second))
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

/// 0.05 beside 1 and 0 and never more, no sign anywhere: the column holds shares of 1.
fn is_fractions<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut has_part = false;
    for cell in cells {
        match cell.parse::<f64>() {
            Ok(value) if (0.0..=1.0).contains(&value) => has_part |= value > 0.0 && value < 1.0,
            _ => return false,
        }
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
    pub(super) fn date(self, order: DayOrder, findings: &mut Vec<Finding>, serials: &mut Guess) -> Option<Dated> {
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
        let problem = match day::parse(self.text, order) {
            Ok(dated) => return Some(dated),
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
            DateProblem::NotADate => reading::UNREADABLE_VALUE
                .finding(format!("\u{201c}{text}\u{201d} is not a date that can be read"))
                .expected("a day such as 13/04/22, or a month such as April 2022"),
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
        let read = |text: &str| Percent::parse(text, share).filter(|percent| *percent <= Percent::HUNDRED);
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

/// A cell of several lines is one title.
pub(super) fn in_one_line(text: &str) -> String {
    if !text.contains(|c: char| c.is_whitespace() && c != ' ') && !text.contains("  ") {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
