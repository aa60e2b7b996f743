//! A cell of a table of measures: its number, its own date, how sure it is; and what the name of a measure says of its unit.
//! **Not here.** Where cells stand ([`super::across`], [`super::pairs`]).

use onpace_core::measures::cumulative::Reset;
use onpace_core::measures::definition::{MeasureDefinition, MeasureUnit};
use onpace_core::measures::facts::ObservedValue;
use onpace_core::measures::period::{Period, PeriodKind};
use onpace_core::measures::refusal::MeasureRefusal;
use onpace_core::measures::series::{Better, ValueStatus};
use onpace_core::measures::typed::value_typed;
use onpace_core::measures::value::MeasureValue;

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CellSaid {
    /// The value.
    pub(super) said: ObservedValue,
    /// The period that it names itself.
    pub(super) period: Option<Period>,
    /// Whether it is written with a percent sign.
    pub(super) has_percent: bool,
    /// A mark that nobody knows.
    pub(super) unknown: bool,
    /// What is asked.
    pub(super) question: Option<String>,
}

/// The period that words name: a month, a quarter, a term, a year; a single day is the month that it lies in.
pub(super) fn period_of(text: &str) -> Option<Period> {
    let text = text.trim().trim_matches(['(', ')']);
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let period = Period::parse(text, PeriodKind::FinancialYear)?;
    match period.kind() {
        // "14.48" is a day to nobody here, and a year alone is a heading of years.
        PeriodKind::Day => Period::around(period.first(), PeriodKind::Month).filter(|_| text.contains(['/', '-', ' '])),
        _ => Some(period),
    }
}

/// The period at the end of a heading: "Milestone 1 – Sep 23", "Actual Jan 24", "Baseline (May 2023)".
pub(super) fn period_within(heading: &str) -> Option<Period> {
    let words: Vec<&str> = heading.split_whitespace().collect();
    (1..=3).rev().find_map(|count| {
        let from = words.len().checked_sub(count)?;
        let last = words.get(from..)?.join(" ");
        period_of(last.trim_matches(['(', ')', '\u{2013}', '-', ' ']))
    })
}

/// Reads a cell of a series in a unit.
pub(super) fn read(text: &str, unit: MeasureUnit) -> CellSaid {
    let text = text.trim();
    let mut cell = CellSaid::default();
    let (bare, note) = match text.split_once('(') {
        Some((bare, note)) if !bare.trim().is_empty() => (bare.trim(), note.trim_end_matches(')').trim()),
        _ => (text, ""),
    };
    cell.period = period_of(note);
    cell.has_percent = bare.ends_with('%');
    let status = status_of(note);
    let definition = MeasureDefinition { unit, ..MeasureDefinition::default() };
    match value_typed(bare, &definition) {
        Ok(Some(said)) => cell.said = said,
        Ok(None) => {}
        Err(MeasureRefusal::CommaUnclear { text }) => {
            cell.question = Some(format!("{text}: is the comma a point, or does it part thousands?"));
        }
        Err(_) => cell.unknown = !bare.is_empty(),
    }
    if cell.said.value.is_some() || cell.said.numerator.is_some() {
        cell.said.status = status;
        if cell.period.is_none() {
            note.clone_into(&mut cell.said.source);
        }
    }
    cell
}

fn status_of(note: &str) -> ValueStatus {
    let small = note.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| small.contains(word));
    if says(&["project", "forecast", "expected", "predicted"]) {
        ValueStatus::Projected
    } else if says(&["provisional", "prelim"]) {
        ValueStatus::Provisional
    } else if says(&["estimat"]) {
        ValueStatus::Estimated
    } else if says(&["revised"]) {
        ValueStatus::Revised
    } else {
        ValueStatus::Reported
    }
}

/// The unit that the name of a measure says, else what most of its cells say.
pub(super) fn unit_of(name: &str, cells: &[&str]) -> MeasureUnit {
    let small = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| small.contains(word));
    let percents = cells.iter().filter(|cell| cell.trim().ends_with('%')).count();
    let said = cells.iter().filter(|cell| cell.contains(|c: char| c.is_ascii_digit())).count();
    let per = small.split_once("per 10").map(|(_, rest)| {
        let zeros: String = rest.chars().filter(|c| *c != ',').take_while(|c| *c == '0').collect();
        format!("10{zeros}").parse().unwrap_or(100)
    });
    match per {
        Some(per) => MeasureUnit::Rate { per },
        None if has(&["%", "percent", "per cent", "proportion"]) || percents * 2 > said => MeasureUnit::Percent,
        None if has(&["weeks to", "average weeks", "(weeks)", "in weeks"]) => MeasureUnit::Weeks,
        None if has(&["days to", "average days", "(days)", "in days", "working days"]) => MeasureUnit::Days,
        None if has(&["(\u{a3})", "cost", "spend"]) => MeasureUnit::Pounds,
        None => MeasureUnit::Count,
    }
}

/// With which year a measure begins anew, as its name says.
pub(super) fn resets_of(name: &str) -> Option<Reset> {
    let small = name.to_lowercase();
    let runs = ["cumulative", "year to date", "ytd", "since september", "since april", "since january"];
    if !runs.iter().any(|word| small.contains(word)) {
        return None;
    }
    Some(if small.contains("april") || small.contains("financial") {
        Reset::Financial
    } else if small.contains("january") || small.contains("calendar") {
        Reset::Calendar
    } else {
        Reset::Academic
    })
}

/// Which way is better, as a cell says it.
pub(super) fn better_of(text: &str) -> Option<Better> {
    let small = text.trim().to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| small.starts_with(word));
    if starts(&["high", "up", "increas", "more", "bigger", "\u{2191}"]) {
        Some(Better::Up)
    } else if starts(&["low", "down", "decreas", "less", "fewer", "smaller", "\u{2193}"]) {
        Some(Better::Down)
    } else if starts(&["neither", "none", "n/a", "monitor"]) {
        Some(Better::Neither)
    } else {
        None
    }
}

/// A target or a milestone.
pub(super) fn number_of(text: &str) -> Option<MeasureValue> {
    let bare = text.trim().trim_start_matches(['\u{a3}', '<', '>', '\u{2264}', '\u{2265}', '=', ' ']);
    MeasureValue::parse(bare.split('(').next().unwrap_or(bare).trim())
}
