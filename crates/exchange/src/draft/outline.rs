//! What hangs from what, where a table says it by names or numbers. **Not here.** What else codes say of it: the plan.

use super::codes::top_of;
use onpace_core::plan::{Code, Row};
use std::collections::{HashMap, HashSet};

/// A parent is looked for so many rows up.
const DEEPEST: usize = 50;

/// Where each row stands that brings its name in the ledger.
pub(super) fn keys_of(rows: &[Row]) -> HashMap<&str, usize> {
    rows.iter().enumerate().rev().filter_map(|(at, row)| Some((row.key.as_deref()?, at))).collect()
}

/// Whether a row is another, or hangs from it over however many rows: then it cannot be its parent. A
/// table may be sorted by anything, so a parent may stand below.
pub(super) fn hangs_from(rows: &[Row], row: usize, other: usize) -> bool {
    let mut at = row;
    for _ in 0..DEEPEST {
        if at == other {
            return true;
        }
        match rows.get(at).and_then(|row| row.parent) {
            Some(parent) => at = parent,
            None => return false,
        }
    }
    true
}

/// The rows that are focus areas by their codes: "1" over "1A" and "1.2", an "A" without days over "A1". One without rows below it is as the others
/// are, where most have some and say no less of themselves.
pub(super) fn areas_by_number(rows: &[Row]) -> Vec<usize> {
    let tops: HashSet<Code> = rows.iter().filter_map(|row| top_of(&row.code)).collect();
    let is_number = |row: &Row| !row.code.is_empty() && row.code.as_str().bytes().all(|byte| byte.is_ascii_digit());
    let parents: HashSet<Code> = rows.iter().filter_map(|row| row.code.parent()).collect();
    let is_letter = |row: &Row| {
        let code = row.code.as_str();
        let says_no_more = is_silent(row);
        (1..=4).contains(&code.len())
            && code.starts_with(|letter: char| letter.is_ascii_uppercase())
            && says_no_more
            && parents.contains(&row.code)
    };
    // "T1.1" hangs from a "1" that says no more.
    let bare: HashSet<String> =
        parents.iter().map(|code| code.as_str().trim_start_matches(char::is_alphabetic).to_owned()).collect();
    let is_over_letters = |row: &Row| is_number(row) && is_silent(row) && bare.contains(row.code.as_str());
    let numbered = || rows.iter().enumerate().filter(|(_, row)| is_number(row));
    let (over, alone): (Vec<_>, Vec<_>) = numbered().partition(|(_, row)| tops.contains(&row.code));
    let dated =
        |rows: &[(usize, &Row)]| rows.iter().filter(|(_, row)| row.start.is_some() || row.finish.is_some()).count();
    let are_most = over.len() >= 2 * alone.len();
    let are_alike = are_most && (dated(&over) * 2 > over.len() || dated(&alone) == 0);
    let is_area =
        |row: &Row| is_letter(row) || is_over_letters(row) || is_number(row) && (are_alike || tops.contains(&row.code));
    rows.iter().enumerate().filter(|(_, row)| is_area(row)).map(|(at, _)| at).collect()
}

/// Whether a row says nothing beside its code and title.
pub(super) fn is_silent(row: &Row) -> bool {
    row.start.is_none()
        && row.finish.is_none()
        && row.percent.is_none()
        && row.status.is_none()
        && row.officers.is_empty()
}

/// "2" of a level, "1.1" of an outline.
pub(super) fn level_of(text: &str) -> Option<u8> {
    let is_outline = text.contains('.') && text.split('.').all(|part| part.parse::<u32>().is_ok());
    if is_outline { u8::try_from(text.split('.').count()).ok() } else { text.parse().ok() }
}
