//! What a row waits for, as schedules write it: "3", "1A.6FS+5 days", "2SS, 7FF-1d".
//!
//! A row is named by its code, or, in a file that was written from here, by its name in the ledger, or, where rows are
//! numbered, by "#" and its number. The kind is
//! finish-to-start where none is written; lags are in working days. **Not here.** Working anything out.

use onpace_core::plan::{Code, LinkKind, Plan, Row, RowLink};
use std::collections::HashMap;

/// What one row says of waiting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Waiting {
    /// The number by which others name it, where a column says so.
    pub(super) number: String,
    /// What it waits for.
    pub(super) on: Vec<Waits>,
}

/// A row that is waited for, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Waits {
    /// Its code, or "#" and its number.
    pub(super) on: String,
    /// How.
    pub(super) kind: LinkKind,
    /// Working days between.
    pub(super) lag: i32,
}

/// No row waits for more.
const MOST: usize = 1_000;

const KINDS: [(&str, LinkKind); 4] = [
    ("FS", LinkKind::FinishToStart),
    ("SS", LinkKind::StartToStart),
    ("FF", LinkKind::FinishToFinish),
    ("SF", LinkKind::StartToFinish),
];

/// The rows that a cell names, whatever they may turn out to be.
pub(super) fn waits_in(text: &str) -> Vec<Waits> {
    text.split([',', ';', '\n']).filter_map(|one| waits(one.trim())).take(MOST).collect()
}

fn waits(text: &str) -> Option<Waits> {
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    let sign =
        text.rfind(['+', '-']).filter(|at| KINDS.iter().any(|(word, _)| ends_with(text[..*at].trim_end(), word)));
    let (name, lag) = sign.map_or((text, 0), |at| (text[..at].trim_end(), lag_of(&text[at..])));
    let kind = KINDS.iter().find(|(word, _)| name.len() > 2 && ends_with(name, word));
    let (on, kind) = kind.map_or((name, LinkKind::FinishToStart), |(_, kind)| (&name[..name.len() - 2], *kind));
    let on = on.trim();
    (!on.is_empty()).then(|| Waits { on: on.to_owned(), kind, lag })
}

fn ends_with(text: &str, word: &str) -> bool {
    text.len().checked_sub(word.len()).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// "+5 days", "-1d", "+2 wks" in working days; what is in hours or percent is told to the nearest day, or none.
fn lag_of(text: &str) -> i32 {
    let end = text.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit() && *c != '.' && *c != ' ');
    let (number, unit) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    let number: f64 = number.split_whitespace().collect::<String>().parse().unwrap_or(0.0);
    let unit = unit.trim().trim_end_matches('?').to_ascii_lowercase();
    let days = match unit.as_str() {
        "" | "d" | "day" | "days" | "dy" | "dys" => number,
        "w" | "wk" | "wks" | "week" | "weeks" => number * 5.0,
        "h" | "hr" | "hrs" | "hour" | "hours" => number / 8.0,
        "mo" | "mon" | "mons" | "month" | "months" => number * 20.0,
        "ed" | "eday" | "edays" => number * 5.0 / 7.0,
        _ => 0.0,
    };
    whole(days)
}

#[expect(clippy::cast_possible_truncation, reason = "within ten thousand")]
fn whole(days: f64) -> i32 {
    days.round().clamp(-10_000.0, 10_000.0) as i32
}

/// Gives rows what they wait for, each by its code or its number; what names no row is a reference to none.
pub(super) fn link(plan: &mut Plan, waits: Vec<Waiting>) {
    if waits.iter().all(|waiting| waiting.on.is_empty()) {
        return;
    }
    // Where a file has lines and no rows, the number is that of the record, the headings being the first.
    let number = |(at, row): (usize, &Row)| Some((row.place.row.or_else(|| u32::try_from(at + 2).ok())?, at));
    let numbers: HashMap<u32, usize> = plan.rows.iter().enumerate().filter_map(number).collect();
    let key = |(at, row): (usize, &Row)| Some((row.key.as_deref()?.to_owned(), at));
    let keys: HashMap<String, usize> = plan.rows.iter().enumerate().filter_map(key).collect();
    let index: HashMap<Code, usize> = plan.index().into_iter().map(|(code, at)| (code.clone(), at)).collect();
    let mut stated: HashMap<String, usize> = HashMap::new();
    for (at, waiting) in waits.iter().enumerate().filter(|(_, waiting)| !waiting.number.is_empty()) {
        stated.entry(waiting.number.clone()).or_insert(at);
    }
    for (row, waiting) in waits.into_iter().enumerate().take(plan.rows.len()) {
        for Waits { on, kind, lag } in waiting.on {
            let found = match on.strip_prefix('#') {
                Some(number) => number.parse().ok().and_then(|number| numbers.get(&number)).copied(),
                None if stated.contains_key(&on) => stated.get(&on).copied(),
                None => index.get(&Code::new(&on)).or_else(|| keys.get(&on)).copied(),
            };
            let known = &mut plan.rows[row];
            match found {
                Some(on) if on != row && !known.links.iter().any(|link| link.on == on) => {
                    known.links.push(RowLink { on, kind, lag });
                }
                None if Code::fits(&on) && !known.references.contains(&Code::new(&on)) => {
                    known.references.push(Code::new(&on));
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_waited_for_is_read_as_schedules_write_it() {
        let one = |on: &str, kind, lag| Waits { on: on.to_owned(), kind, lag };
        for (text, expected) in [
            ("", vec![]),
            ("3A", vec![one("3A", LinkKind::FinishToStart, 0)]),
            ("1A.6FS+5 days", vec![one("1A.6", LinkKind::FinishToStart, 5)]),
            (
                "2SS, 7FF-1d;#12fs+2w",
                vec![
                    one("2", LinkKind::StartToStart, 0),
                    one("7", LinkKind::FinishToFinish, -1),
                    one("#12", LinkKind::FinishToStart, 10),
                ],
            ),
            ("4SF+50%", vec![one("4", LinkKind::StartToFinish, 0)]),
            ("3FS+12 hrs", vec![one("3", LinkKind::FinishToStart, 2)]),
            ("depends on funding", vec![one("depends on funding", LinkKind::FinishToStart, 0)]),
            ("SS", vec![one("SS", LinkKind::FinishToStart, 0)]),
            ("a-1", vec![one("a-1", LinkKind::FinishToStart, 0)]),
        ] {
            assert_eq!(waits_in(text), expected, "{text}");
        }
    }
}
