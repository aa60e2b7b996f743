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

/// The rows that are focus areas by their numbers: "1" over "1A" and "1.2". One without rows below it is as the others
/// are, where most have some and say no less of themselves.
pub(super) fn areas_by_number(rows: &[Row]) -> Vec<usize> {
    let tops: HashSet<Code> = rows.iter().filter_map(|row| top_of(&row.code)).collect();
    let is_number = |row: &Row| !row.code.is_empty() && row.code.as_str().bytes().all(|byte| byte.is_ascii_digit());
    let numbered = || rows.iter().enumerate().filter(|(_, row)| is_number(row));
    let (over, alone): (Vec<_>, Vec<_>) = numbered().partition(|(_, row)| tops.contains(&row.code));
    let dated =
        |rows: &[(usize, &Row)]| rows.iter().filter(|(_, row)| row.start.is_some() || row.finish.is_some()).count();
    let are_most = over.len() >= 2 * alone.len();
    let are_alike = are_most && (dated(&over) * 2 > over.len() || dated(&alone) == 0);
    numbered().filter(|(_, row)| are_alike || tops.contains(&row.code)).map(|(at, _)| at).collect()
}

/// "2" of a level, "1.1" of an outline.
pub(super) fn level_of(text: &str) -> Option<u8> {
    let is_outline = text.contains('.') && text.split('.').all(|part| part.parse::<u32>().is_ok());
    if is_outline { u8::try_from(text.split('.').count()).ok() } else { text.parse().ok() }
}
