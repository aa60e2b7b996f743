//! What changed between two plans: rows added, no longer listed, and changed, by name in the ledger
//! where both plans come from there, else by code.
//!
//! A row that the later plan does not list is *not listed*, never deleted: partial tables are normal.

use crate::calendar::WorkingCalendar;
use crate::day::{self, Dated};
use crate::plan::{Plan, Row, RowKind};
use std::collections::{HashMap, HashSet};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanChange {
    /// The row's code, or its title in quotation marks.
    pub row: String,
    /// Its title, in the later plan where it has one.
    pub title: String,
    /// What kind of row.
    pub kind: RowKind,
    /// What is different.
    pub what: Difference,
}

/// What is different about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Only the later plan lists it.
    Added,
    /// Only the earlier plan lists it.
    NotListed,
    /// A value is another one.
    Changed {
        /// Which: `finish`.
        field: &'static str,
        /// Before.
        before: String,
        /// After.
        after: String,
        /// Working days that a date moved, later being positive.
        moved: Option<i32>,
    },
}

/// Every difference, in the later plan's order, then what it does not list.
#[must_use]
pub fn between(before: &Plan, after: &Plan, calendar: &WorkingCalendar) -> Vec<PlanChange> {
    let old = before.index();
    let have_keys = both_have_keys(before, after);
    let is_named = |row: &Row| !row.code.is_empty() || have_keys && row.key.is_some();
    let mut changes = Vec::new();
    let mut listed = HashSet::new();
    let earlier = counterparts(before, after);
    for (row, was) in after.rows.iter().zip(earlier).filter(|(row, _)| is_named(row)) {
        match was {
            None => changes.push(change(row, Difference::Added)),
            Some(at) => {
                listed.insert(at);
                compare(&before.rows[at], row, calendar, &mut changes);
            }
        }
    }
    let is_first = |at: usize, row: &Row| have_keys && row.key.is_some() || old.get(&row.code) == Some(&at);
    let gone = before.rows.iter().enumerate().filter(|(at, row)| is_named(row) && is_first(*at, row));
    changes.extend(gone.filter(|(at, _)| !listed.contains(at)).map(|(_, row)| change(row, Difference::NotListed)));
    changes
}

fn both_have_keys(before: &Plan, after: &Plan) -> bool {
    let has = |plan: &Plan| plan.rows.iter().any(|row| row.key.is_some());
    has(before) && has(after)
}

/// For each row of the later plan, where it stood in the earlier one.
#[must_use]
pub fn counterparts(before: &Plan, after: &Plan) -> Vec<Option<usize>> {
    let (old, by_key) = (before.index(), by_key(before));
    let same = |row: &Row| {
        let same_key = row.key.as_deref().and_then(|key| by_key.get(key)).copied();
        same_key.or_else(|| old.get(&row.code).copied())
    };
    after.rows.iter().map(same).collect()
}

/// Where each row stands that has a name in the ledger.
fn by_key(plan: &Plan) -> HashMap<&str, usize> {
    plan.rows.iter().enumerate().filter_map(|(at, row)| Some((row.key.as_deref()?, at))).collect()
}

fn change(row: &Row, what: Difference) -> PlanChange {
    PlanChange { row: row.name(), title: row.title.to_string(), kind: row.kind, what }
}

fn compare(old: &Row, new: &Row, calendar: &WorkingCalendar, changes: &mut Vec<PlanChange>) {
    let mut note = |field, before: String, after: String, moved| {
        if before != after {
            changes.push(change(new, Difference::Changed { field, before, after, moved }));
        }
    };
    if !old.code.is_empty() && !new.code.is_empty() && old.code != new.code {
        note("code", old.code.to_string(), new.code.to_string(), None);
    }
    note("title", old.title.to_string(), new.title.to_string(), None);
    note("officers", old.officer_names(), new.officer_names(), None);
    let date = |d: &Option<Dated>| d.as_ref().map_or_else(String::new, |d| day::when_in_words(d.when));
    note("start", date(&old.start), date(&new.start), moved(old.start.as_ref(), new.start.as_ref(), calendar));
    note("finish", date(&old.finish), date(&new.finish), moved(old.finish.as_ref(), new.finish.as_ref(), calendar));
    let text = |value: Option<String>| value.unwrap_or_default();
    note("duration", text(old.duration.map(|d| d.to_string())), text(new.duration.map(|d| d.to_string())), None);
    note("percent complete", text(old.percent.map(|p| p.to_string())), text(new.percent.map(|p| p.to_string())), None);
    note(
        "reported status",
        text(old.status.as_deref().map(str::to_owned)),
        text(new.status.as_deref().map(str::to_owned)),
        None,
    );
    note("notes", text(old.notes.as_deref().map(str::to_owned)), text(new.notes.as_deref().map(str::to_owned)), None);
}

/// The working days that a date moved, later being positive; `None` where either is not known.
#[must_use]
pub fn moved(old: Option<&Dated>, new: Option<&Dated>, calendar: &WorkingCalendar) -> Option<i32> {
    let (old, new) = (old?.when.last, new?.when.last);
    Some(calendar.between(old, new))
}
