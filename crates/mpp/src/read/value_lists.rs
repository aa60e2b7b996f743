//! Lists that values are chosen from: a task holds the number of an entry, and the list its text.

use super::Plan;
use crate::bytes::Bytes as _;
use crate::guid;
use crate::identity::{Bits, Format};
use crate::model::duration::Unit;
use crate::model::task::Value;
use crate::moment;
use crate::table::{Lengths, Table, blocks, items, size_of_second};
use crate::text::said;
use std::cell::Cell;
use std::collections::HashMap;

const ITEM: usize = 10;
const VALUE: u32 = 22;
const VALUE_OF_9: u32 = 1;

/// Every entry of every list.
#[derive(Debug, Default)]
pub(super) struct Lists {
    by_id: HashMap<u32, Value>,
    by_guid: HashMap<String, u32>,
    missed: Cell<usize>,
}

/// A value that refers to an entry begins with one of these.
const REFERS: [u16; 2] = [0x0701, 0x0401];

/// Whether a value refers to an entry of a list rather than standing for itself.
pub(super) fn refers(value: &[u8]) -> bool {
    value.u16_at(0).is_some_and(|mark| REFERS.contains(&mark))
}

impl Lists {
    /// The entry that a value refers to; none where that is in no list.
    pub(super) fn chosen(&self, value: &[u8]) -> Option<&Value> {
        let id = value.u32_at(2)?;
        let by_guid = || guid::at(value, 6).and_then(|guid| self.by_guid.get(&guid)).and_then(|id| self.by_id.get(id));
        let found = if id == u32::MAX { by_guid() } else { self.by_id.get(&id).or_else(by_guid) };
        if found.is_none() {
            self.missed.set(self.missed.get() + 1);
        }
        found
    }

    /// How many values were in no list.
    pub(super) fn missed(&self) -> usize {
        self.missed.get()
    }

    /// The entry of a number.
    pub(super) fn entry(&self, id: u32) -> Option<&Value> {
        self.by_id.get(&id)
    }
}

/// Reads the lists.
pub(super) fn read(table: &Table<'_>, plan: &Plan<'_>) -> Lists {
    let mut lists = Lists::default();
    let values = table.values_by_half();
    if plan.identity.format == Format::Mpp9 {
        // The oldest format has texts only.
        let text = |uid: u32| Some((uid, Value::Text(said(values.get(uid, VALUE_OF_9)?)?)));
        lists.by_id = values.uids().filter_map(text).collect();
        return lists;
    }
    let entries = items(&table.fixed_meta, ITEM);
    let lengths = Lengths { least: None, most: usize::MAX };
    let first = blocks(&entries, &table.fixed, lengths);
    let seconds = items(&table.fixed2_meta, size_of_second(&table.fixed2_meta, &[ITEM], entries.len()));
    let second = blocks(&seconds, &table.fixed2, lengths);
    let kind_at = match (plan.identity.format, plan.identity.bits) {
        (Format::Mpp14, Bits::To2010) => 32,
        (Format::Mpp14, _) => 16,
        _ => 48,
    };
    for (n, block) in first.iter().enumerate() {
        let Some(id) = block.and_then(|block| block.u16_at(4)).map(u32::from) else { continue };
        let second = second.get(n).copied().flatten();
        let kind = second.and_then(|block| block.u16_at(kind_at)).unwrap_or(21);
        let Some(value) = values.get(id, VALUE).and_then(|bytes| table_value(bytes, kind, plan)) else { continue };
        if let Some(guid) = second.and_then(|block| guid::at(block, 0)) {
            lists.by_guid.entry(guid).or_insert(id);
        }
        lists.by_id.entry(id).or_insert(value);
    }
    lists
}

fn table_value(bytes: &[u8], kind: u16, plan: &Plan<'_>) -> Option<Value> {
    match kind {
        4 | 27 => moment::at(bytes, 0).map(Value::Moment),
        6 => {
            let unit = bytes.u16_at(4).map_or(Unit::Days, |code| plan.measures.unit(code));
            bytes.i32_at(0).map(|tenths| Value::Duration(plan.measures.duration(tenths, unit)))
        }
        9 => bytes.f64_at(0).map(|cents| Value::Number(cents / 100.0)),
        15 => bytes.f64_at(0).map(Value::Number),
        _ => said(bytes).map(Value::Text),
    }
}
