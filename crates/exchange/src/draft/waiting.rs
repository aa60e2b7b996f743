//! What a row waits for, as schedules write it: "3", "1A.6FS+5 days", "2SS, 7FF-1d", "4FS+50%".
//!
//! A row is named by its code, or, in a file that was written from here, by its name in the ledger, or, where rows are
//! numbered, by "#" and its number; in a table with a column of numbers, by that. The kind is finish-to-start where none
//! is written; lags become working days. What is not understood is a finding. **Not here.** Working anything out.

use crate::field::Field;
use crate::grid::Wait;
use onpace_core::calendar::WorkingCalendar;
use onpace_core::checks::reading;
use onpace_core::finding::Finding;
use onpace_core::place::Place;
use onpace_core::plan::link::LONGEST_LAG;
use onpace_core::plan::{Code, LinkKind, Plan, Row, RowLink, shortened};
use onpace_core::schedule::stretch_of;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What one row says of waiting.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting {
    /// The number by which others name it, where a column says so.
    pub(super) number: String,
    /// Which row of the file it is, that of the headings being 1.
    pub(super) record: u32,
    /// What it waits for.
    pub(super) text: String,
    /// The same in values, where a schedule says it so; these hold.
    pub(super) known: Option<Vec<Wait>>,
    /// Where that stands.
    pub(super) place: Place,
}

impl Waiting {
    /// Of the texts of a row that is the `record`th of the file, where it has no number of its own.
    pub(super) fn of<'t>(text: &dyn Fn(Field) -> &'t str, place: &Place, record: u32) -> Self {
        Self {
            number: text(Field::Number).to_owned(),
            record: place.row.unwrap_or(record),
            text: text(Field::Predecessors).to_owned(),
            known: None,
            place: place.clone(),
        }
    }

    /// The same, with what a schedule says in values.
    pub(super) fn known(self, waits: &[Wait]) -> Self {
        Self { known: Some(waits.to_vec()), ..self }
    }
}

/// So much of one row is told; the rest is of the same kind.
const MOST_TOLD: usize = 3;
/// No name of a row, with all that is said of it, is longer.
const LONGEST: usize = 120;

const KINDS: [LinkKind; 4] =
    [LinkKind::FinishToStart, LinkKind::StartToStart, LinkKind::FinishToFinish, LinkKind::StartToFinish];

/// Time between two rows, as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lag {
    Days(f64),
    /// Of the length of what is waited for.
    Percent(f64),
}

/// Why a link was left out.
#[derive(Clone, Debug, PartialEq)]
enum Trouble {
    NoRow(String),
    TooLong,
    Itself,
    Twice,
    NotUnderstood,
}

/// Gives rows what they wait for; what cannot be given is told.
pub(super) fn link(plan: &mut Plan, waits: Vec<Waiting>, heading: Option<&Arc<str>>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let says_nothing = |waiting: &Waiting| match &waiting.known {
        Some(known) => known.is_empty(),
        None => waiting.text.is_empty(),
    };
    if waits.iter().all(says_nothing) {
        return findings;
    }
    let names = Names::of(plan, &waits);
    for (at, waiting) in waits.into_iter().enumerate().take(plan.rows.len()) {
        let mut troubles: Vec<(String, Trouble)> = Vec::new();
        let (mut links, mut known) = (Vec::new(), HashSet::new());
        for (part, read) in names.all_of(&waiting) {
            let link = read.and_then(|(on, kind, lag)| {
                let row = plan.rows.get(on).ok_or(Trouble::NotUnderstood)?;
                let lag = whole(days(row, lag)).filter(|lag| lag.abs() <= LONGEST_LAG);
                let lag = lag.ok_or(Trouble::TooLong)?;
                match () {
                    () if on == at => Err(Trouble::Itself),
                    () if !known.insert(on) => Err(Trouble::Twice),
                    () => Ok(RowLink { on, kind, lag }),
                }
            });
            match link {
                Ok(link) => links.push(link),
                Err(trouble) => troubles.push((shortened(&part, 60), trouble)),
            }
        }
        let Some(row) = plan.rows.get_mut(at) else { break };
        row.links = links;
        for (part, trouble) in troubles.into_iter().take(MOST_TOLD) {
            findings.push(told(row, &waiting, &part, trouble).at(waiting.place.in_column(heading)));
        }
    }
    findings
}

fn told(row: &Row, waiting: &Waiting, part: &str, trouble: Trouble) -> Finding {
    let name = row.name();
    let (what, accepted) = match trouble {
        Trouble::NoRow(on) => (format!("{name} waits for {on}, which is not listed"), "the code of a row in this plan"),
        Trouble::TooLong => (
            format!("{name} waits for \u{201c}{part}\u{201d}, with too much time between"),
            "at most 5,000 working days",
        ),
        Trouble::Itself => (format!("{name} waits for itself"), "another row"),
        Trouble::Twice => (format!("{name} waits twice for the row of \u{201c}{part}\u{201d}"), "each row once"),
        Trouble::NotUnderstood => (
            format!("what {name} waits for was not understood: \u{201c}{part}\u{201d}"),
            "codes with commas between, each with FS, SS, FF or SF and working days where it needs them: 3A, 3BFS+5 days",
        ),
    };
    let finding = reading::UNREADABLE_VALUE.finding(what).about(name).found(shortened(&waiting.text, 80));
    finding.expected(accepted).meanwhile("left that out")
}

/// What rows are called.
struct Names {
    codes: HashMap<Code, usize>,
    keys: HashMap<String, usize>,
    records: HashMap<u32, usize>,
    numbers: HashMap<String, usize>,
}

/// A part of what is written, and the link that it means.
type Read = (String, Result<(usize, LinkKind, Lag), Trouble>);

impl Names {
    /// What a row says of waiting: in values where a schedule has them, else as it is written.
    fn all_of(&self, waiting: &Waiting) -> Vec<Read> {
        let Some(known) = &waiting.known else {
            let parts = waiting.text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
            return parts.map(|part| (part.to_owned(), self.read(part))).collect();
        };
        let one = |wait: &Wait| {
            let name = format!("#{}", wait.row);
            let row = self.records.get(&wait.row).copied();
            let read = row.map(|row| (row, wait.kind, Lag::Days(wait.days)));
            (name.clone(), read.ok_or(Trouble::NoRow(name)))
        };
        known.iter().map(one).collect()
    }

    fn of(plan: &Plan, waits: &[Waiting]) -> Self {
        let rows = || plan.rows.iter().enumerate();
        let mut numbers = HashMap::new();
        for (at, waiting) in waits.iter().enumerate().filter(|(_, waiting)| !waiting.number.is_empty()) {
            numbers.entry(waiting.number.clone()).or_insert(at);
        }
        let record = |(at, waiting): (usize, &Waiting)| (waiting.record > 0).then_some((waiting.record, at));
        Self {
            codes: plan.index().into_iter().map(|(code, at)| (code.clone(), at)).collect(),
            keys: rows().filter_map(|(at, row)| Some((row.key.as_deref()?.to_owned(), at))).collect(),
            records: waits.iter().enumerate().filter_map(record).collect(),
            numbers,
        }
    }

    fn row(&self, name: &str) -> Option<usize> {
        if let Some(number) = name.strip_prefix('#').and_then(|number| number.parse().ok()) {
            return self.records.get(&number).copied();
        }
        let by_code = || self.codes.get(&Code::new(name)).copied().filter(|_| !name.is_empty());
        self.numbers.get(name).copied().or_else(by_code).or_else(|| self.keys.get(name).copied())
    }

    /// One row that is waited for. A text that names a row is that row, whatever it may look like.
    fn read(&self, text: &str) -> Result<(usize, LinkKind, Lag), Trouble> {
        if let Some(row) = self.row(text) {
            return Ok((row, LinkKind::FinishToStart, Lag::Days(0.0)));
        }
        if text.len() > LONGEST {
            return Err(Trouble::NotUnderstood);
        }
        let text = text.replace(['\u{2013}', '\u{2212}'], "-");
        let split = text.rmatch_indices(['+', '-']).find_map(|(at, _)| {
            let (head, lag) = text.split_at_checked(at)?;
            Some((head, lag_of(lag)?))
        });
        let (head, lag) = split.map_or((text.as_str(), None), |(head, lag)| (head.trim_end(), Some(lag)));
        let own = self.row(head).map(|row| (row, LinkKind::FinishToStart));
        let parted = KINDS.iter().find_map(|kind| Some((stripped(head, kind.letters())?, *kind)));
        let by_kind = || parted.and_then(|(name, kind)| Some((self.row(name)?, kind)));
        if let Some((row, kind)) = own.or_else(by_kind) {
            return Ok((row, kind, lag.unwrap_or(Lag::Days(0.0))));
        }
        // "9Z" and "9ZSS+2d" name a row that could be there; "depends on funding" names none.
        let name = parted.filter(|_| lag.is_some()).map_or(head, |(name, _)| name);
        let is_name = Code::fits(name) && name.chars().any(|c| c.is_ascii_digit()) || name.starts_with('#');
        Err(if is_name { Trouble::NoRow(name.to_owned()) } else { Trouble::NotUnderstood })
    }
}

/// A text without the letters that it ends in.
fn stripped<'t>(text: &'t str, letters: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(letters.len()).filter(|at| *at > 0)?;
    let (head, end) = text.split_at_checked(at)?;
    end.eq_ignore_ascii_case(letters).then(|| head.trim_end())
}

/// "+5 days", "-1d", "+2 wks", "+50%"; `None` where it is no time.
fn lag_of(text: &str) -> Option<Lag> {
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let rest = text.get(1..)?.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (number, unit) = rest.split_at(end);
    let number: f64 = number.parse().ok().filter(|_| number.len() < 12)?;
    let days = match unit.trim().trim_end_matches('?').to_ascii_lowercase().as_str() {
        "" | "d" | "dy" | "dys" | "day" | "days" | "wd" | "working day" | "working days" => number,
        // By the clock five days of seven are worked.
        "w" | "wk" | "wks" | "week" | "weeks" | "ew" | "ewk" | "ewks" | "eweek" | "eweeks" | "elapsed week"
        | "elapsed weeks" => number * 5.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => number / 8.0,
        "m" | "min" | "mins" | "minute" | "minutes" => number / 480.0,
        "mo" | "mon" | "mons" | "month" | "months" => number * 20.0,
        "ed" | "eday" | "edays" | "elapsed day" | "elapsed days" => number * 5.0 / 7.0,
        "eh" | "ehr" | "ehrs" | "ehour" | "ehours" | "elapsed hour" | "elapsed hours" => number / 24.0 * 5.0 / 7.0,
        "%" => return Some(Lag::Percent(sign * number)),
        _ => return None,
    };
    Some(Lag::Days(sign * days))
}

/// A lag in days of work. Where nobody knows how long a row takes, a share of it is nothing.
fn days(on: &Row, lag: Lag) -> f64 {
    match lag {
        Lag::Days(days) => days,
        Lag::Percent(percent) => {
            let by_dates = || stretch_of(on, &WorkingCalendar::weekdays()).map(|stretch| stretch.days);
            let length = on.duration.map(|days| days.0).or_else(by_dates).unwrap_or(0);
            f64::from(length) * percent / 100.0
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "within a million")]
fn whole(days: f64) -> Option<i32> {
    (days.abs() < 1_000_000.0).then(|| days.round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_waited_for_is_read_as_people_write_it() {
        let codes = ["2", "3A", "1A.6", "1FF", "STAFF-1", "a-1"];
        let names = Names {
            codes: codes.iter().enumerate().map(|(at, code)| (Code::new(code), at)).collect(),
            records: HashMap::from([(12, 5)]),
            keys: HashMap::new(),
            numbers: HashMap::new(),
        };
        let read = |text: &str| names.read(text).map(|(row, kind, lag)| (codes[row], kind, lag));
        let [fs, ss, ff, sf] = KINDS;
        for (text, expected) in [
            ("3A", Some(("3A", fs, Lag::Days(0.0)))),
            ("1A.6FS+5 days", Some(("1A.6", fs, Lag::Days(5.0)))),
            ("2SS", Some(("2", ss, Lag::Days(0.0)))),
            ("2 ff - 1d", Some(("2", ff, Lag::Days(-1.0)))),
            ("#12fs+2w", Some(("a-1", fs, Lag::Days(10.0)))),
            ("3A+5 working days", Some(("3A", fs, Lag::Days(5.0)))),
            ("3AFS\u{2013}5 days", Some(("3A", fs, Lag::Days(-5.0)))),
            ("3ASF+50%", Some(("3A", sf, Lag::Percent(50.0)))),
            ("3AFS+12 hrs", Some(("3A", fs, Lag::Days(1.5)))),
            ("3AFS+7 edays", Some(("3A", fs, Lag::Days(5.0)))),
            ("1FF", Some(("1FF", fs, Lag::Days(0.0)))),
            ("STAFF-1", Some(("STAFF-1", fs, Lag::Days(0.0)))),
            ("STAFF-1SS+2d", Some(("STAFF-1", ss, Lag::Days(2.0)))),
            ("a-1", Some(("a-1", fs, Lag::Days(0.0)))),
        ] {
            assert_eq!(read(text).ok(), expected, "{text}");
        }
        let long = "9".repeat(500);
        for (text, trouble) in [
            ("9Z", Trouble::NoRow("9Z".to_owned())),
            ("9ZSS+2d", Trouble::NoRow("9Z".to_owned())),
            ("#99", Trouble::NoRow("#99".to_owned())),
            ("depends on funding", Trouble::NotUnderstood),
            ("3A and 2", Trouble::NotUnderstood),
            ("3AFS+five days", Trouble::NotUnderstood),
            ("3AFS+-5", Trouble::NotUnderstood),
            ("banana", Trouble::NotUnderstood),
            ("\u{65e5}\u{672c}", Trouble::NotUnderstood),
            ("+5", Trouble::NotUnderstood),
            ("FS", Trouble::NotUnderstood),
            (&long, Trouble::NotUnderstood),
        ] {
            assert_eq!(read(text), Err(trouble), "{text}");
        }
    }
}
