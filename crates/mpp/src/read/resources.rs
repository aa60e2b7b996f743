//! The table of resources.

use super::Plan;
use crate::bytes::Bytes as _;
use crate::field::resource as field;
use crate::flags::Flags;
use crate::identity::Format;
use crate::model::notice::Notice;
use crate::model::resource::Resource;
use crate::record::Record;
use crate::rtf;
use crate::table::{Lengths, Table, blocks, items, size_of_second};
use std::collections::HashMap;

const MAPS: [u32; 2] = [131_093, 50_331_669];
const ITEM: usize = 37;

/// Reads the resources, by number; the first, number 0, has no name.
pub(super) fn read(table: &Table<'_>, plan: &Plan<'_>, notices: &mut Vec<Notice>) -> Vec<Resource> {
    let map = plan.map(MAPS).and_then(|map| Some((map.in_first(field::UID)?, map)));
    let Some((uid_at, map)) = map else {
        // A plan is worth reading without them.
        notices.push(Notice::Missing("resources"));
        return Vec::new();
    };
    let format = plan.identity.format;
    let meta = items(&table.fixed_meta, ITEM);
    let least = (format != Format::Mpp14).then_some(map.sizes[0]);
    let most = if format == Format::Mpp14 { map.sizes[0] } else { 768 };
    let first = blocks(&meta, &table.fixed, Lengths { least, most });
    let sizes: &[usize] = if format == Format::Mpp12 { &[49] } else { &[50, 51] };
    let meta2 = items(&table.fixed2_meta, size_of_second(&table.fixed2_meta, sizes, meta.len()));
    let second = blocks(&meta2, &table.fixed2, Lengths { least: None, most: map.sizes[1] });
    let mut found: HashMap<u32, usize> = HashMap::new();
    for (n, block) in first.iter().enumerate() {
        let Some(block) = block.filter(|block| block.len() >= map.sizes[0]) else { continue };
        if let Some(uid) = block.u16_at(uid_at) {
            found.entry(u32::from(uid)).or_insert(n);
        }
    }
    let values = table.values();
    let mut all = Vec::new();
    for uid in values.uids() {
        let Some(n) = found.get(&uid).copied() else { continue };
        let blocks = [&first, &second].map(|blocks| blocks.get(n).copied().flatten().unwrap_or_default());
        let record = Record { uid, map: &map, blocks, values: &values, budget: &plan.budget };
        let [bits, more] = [&meta, &meta2].map(|bits| bits.get(n).copied().unwrap_or_default());
        let flags = Flags::of(bits, more, format, plan.identity.bits);
        all.push(resource(&record, flags));
    }
    all
}

fn resource(record: &Record<'_>, flags: Flags<'_>) -> Resource {
    Resource {
        uid: record.uid,
        id: record.int(field::ID).unwrap_or(0),
        guid: record.guid(field::GUID),
        name: record.text(field::NAME),
        initials: record.text(field::INITIALS),
        group: record.text(field::GROUP),
        code: record.text(field::CODE),
        email: record.text(field::EMAIL),
        notes: record.whole(field::NOTES).map(rtf::plain).filter(|notes| !notes.is_empty()),
        kind: flags.resource(),
        max_units: record.hundredths(field::MAX_UNITS),
        calendar_uid: None,
    }
}
