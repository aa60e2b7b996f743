//! Focus areas that are told twice: which of two rows are one area. **Not here.** Telling a focus area from an action
//! ([`super::rows`]).

use super::Draft;
use super::codes::{split_code, top_code, top_row};
use onpace_core::plan::{Code, Row, RowKind, shortened};
use std::collections::HashMap;

/// A title as it is compared: its letters and digits, small.
pub(super) fn title_key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where each title of a focus area first stands; what has no title is not told by it.
pub(super) fn by_title(rows: &[Row]) -> HashMap<String, usize> {
    let mut titles = HashMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::FocusArea) {
        let key = title_key(&row.title);
        if !key.is_empty() {
            titles.entry(key).or_insert(at);
        }
    }
    titles
}

/// The rows that tell a focus area again: the same title, and no other code; in order. The first keeps the code
/// that only a later one has, and what stands below a later one is said to belong to it.
pub(super) fn tell_once(rows: &mut [Row], area_texts: &mut [String], draft: &mut Draft) -> Vec<usize> {
    // A file that was written from here tells each row once.
    if rows.iter().any(|row| row.key.is_some()) {
        return Vec::new();
    }
    let titles = by_title(rows);
    let mut again = Vec::new();
    for at in 0..rows.len() {
        let Some((above, [row, below @ ..])) = rows.split_at_mut_checked(at) else { break };
        let first = titles.get(&title_key(&row.title)).and_then(|first| above.get_mut(*first));
        let Some(first) = first.filter(|_| row.kind == RowKind::FocusArea) else { continue };
        if !row.code.is_empty() && !first.code.is_empty() && row.code != first.code {
            continue;
        }
        if first.code.is_empty() {
            first.code.clone_from(&row.code);
        }
        again.push(at);
        let named = if first.code.is_empty() { first.title.to_string() } else { first.code.to_string() };
        let below = below.iter().take_while(|row| row.kind == RowKind::Action);
        for (_, text) in below.zip(area_texts.iter_mut().skip(at + 1)).filter(|(_, text)| text.is_empty()) {
            text.clone_from(&named);
        }
        if let Some(table) = draft.account.tables.iter_mut().rev().find(|table| table.rows.focus_areas > 0) {
            table.rows.focus_areas -= 1;
            table.rows.joined += 1;
        }
    }
    again
}

/// The code that a text of the focus area column means.
pub(super) fn area_code(text: &str) -> Code {
    top_code(text).unwrap_or_else(|| {
        let (code, _) = split_code(text);
        if code.is_empty() { Code::new(&shortened(text, 60)) } else { code }
    })
}

/// The title that it means.
pub(super) fn area_title(text: &str) -> String {
    top_row(text).map(|(_, _, title)| title).filter(|title| !title.is_empty()).unwrap_or_else(|| {
        let (_, title) = split_code(text);
        if title.is_empty() { text.to_owned() } else { title }
    })
}
