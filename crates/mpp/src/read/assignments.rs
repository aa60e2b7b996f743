//! The table of assignments.

use super::Plan;
use crate::bytes::Bytes as _;
use crate::field::assignment as field;
use crate::identity::Format;
use crate::model::notice::Notice;
use crate::model::project::Project;
use crate::model::task::{Assignment, Row};
use crate::record::Record;
use crate::table::{Lengths, Table, blocks, declared, items};
use std::collections::{HashMap, HashSet};

const MAPS: [u32; 2] = [131_095, 50_331_671];
const ITEM: usize = 34;
const BLOCK: usize = 110;
const BLOCK_OF_9: usize = 142;
const SECOND: usize = 48;

/// Gives each task who works on it.
pub(super) fn read(table: &Table<'_>, plan: &Plan<'_>, project: &mut Project) {
    let meta = items(&table.fixed_meta, ITEM);
    if meta.is_empty() {
        return;
    }
    let Some(map) = plan.map(MAPS) else { return project.notices.push(Notice::Missing("assignments")) };
    let first = first_blocks(&meta, table, plan.identity.format, map.sizes[0]);
    let values = table.values();
    let places: HashMap<u32, usize> = project
        .rows
        .iter()
        .enumerate()
        .filter_map(|(n, row)| match row {
            Row::Task(task) => Some((task.uid, n)),
            Row::Blank { .. } => None,
        })
        .collect();
    let known: HashSet<u32> = project.resources.iter().map(|resource| resource.uid).collect();
    let mut seen = HashSet::new();
    let count = if plan.identity.format == Format::Mpp14 { declared(&table.fixed_meta) } else { meta.len() };
    for (item, block) in meta.iter().zip(first).take(count) {
        let Some(block) = block.filter(|_| item.u8_at(0) == Some(0)) else { continue };
        let second = item.size_at(4).and_then(|at| table.fixed2.part(at / BLOCK * SECOND, SECOND));
        let mut record = Record {
            uid: 0,
            map: &map,
            blocks: [block, second.unwrap_or_default()],
            values: &values,
            budget: &plan.budget,
        };
        let Some(uid) = record.int(field::UID).and_then(|uid| u32::try_from(uid).ok()) else { continue };
        record.uid = uid;
        let task = record.int(field::TASK).and_then(|uid| u32::try_from(uid).ok());
        let place = task.filter(|_| values.has(uid)).and_then(|task| places.get(&task));
        let Some(Row::Task(task)) = place.and_then(|n| project.rows.get_mut(*n)) else { continue };
        let resource = record.int(field::RESOURCE).and_then(|uid| u32::try_from(uid).ok());
        let resource_uid = resource.filter(|uid| known.contains(uid));
        if seen.insert((task.uid, resource_uid)) {
            task.assignments.push(assignment(&record, resource_uid));
        }
    }
}

fn first_blocks<'b>(meta: &[&[u8]], table: &'b Table<'_>, format: Format, size: usize) -> Vec<Option<&'b [u8]>> {
    let data: &[u8] = &table.fixed;
    let at = |item: &&[u8], length: usize| item.size_at(4).and_then(|at| data.part(at, length));
    match format {
        Format::Mpp14 => meta.iter().map(|item| at(item, BLOCK)).collect(),
        Format::Mpp9 if data.len() / BLOCK_OF_9 == meta.len() => meta.iter().map(|item| at(item, BLOCK_OF_9)).collect(),
        _ => blocks(meta, data, Lengths { least: Some(size), most: 768 }),
    }
}

fn assignment(record: &Record<'_>, resource_uid: Option<u32>) -> Assignment {
    Assignment {
        uid: record.uid,
        resource_uid,
        units: record.hundredths(field::UNITS).unwrap_or(0.0),
        work: record.work(field::WORK).unwrap_or(0.0),
        actual_work: record.work(field::ACTUAL_WORK).unwrap_or(0.0),
        remaining_work: record.work(field::REMAINING_WORK).unwrap_or(0.0),
        start: record.moment(field::START),
        finish: record.moment(field::FINISH),
    }
}
