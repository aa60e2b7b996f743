//! What hangs from what, where a table says it by names. **Not here.** What codes say of it: the plan.

use onpace_core::plan::Row;
use std::collections::HashMap;

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
