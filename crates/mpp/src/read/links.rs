//! The table of links.

use super::Plan;
use crate::bytes::Bytes as _;
use crate::identity::Bits;
use crate::model::notice::Notice;
use crate::model::project::Project;
use crate::model::task::{LinkKind, Predecessor, Row};
use crate::table::{Table, declared, items};
use std::collections::HashMap;

const ITEM: usize = 10;
const BLOCK: usize = 20;

/// Gives each task what it waits for.
pub(super) fn read(table: &Table<'_>, plan: &Plan<'_>, project: &mut Project) {
    let mut places = HashMap::new();
    let mut above: HashMap<u32, u32> = HashMap::new();
    for (n, row) in project.rows.iter().enumerate() {
        if let Row::Task(task) = row {
            places.insert(task.uid, n);
            above.extend(task.parent_uid.map(|parent| (task.uid, parent)));
        }
    }
    let mut left_out = 0;
    for item in items(&table.fixed_meta, ITEM).into_iter().take(declared(&table.fixed_meta)) {
        let block = item.size_at(4).and_then(|at| table.fixed.part(at, BLOCK));
        let Some(block) = block.filter(|_| item.u16_at(0) == Some(0)) else { continue };
        let (Some(before), Some(after)) = (block.u32_at(4), block.u32_at(8)) else { continue };
        let place = places.get(&after).copied().filter(|_| places.contains_key(&before));
        let makes_sense = before != 0 && after != 0 && before != after && !is_part_of(&above, after, before);
        let Some(Row::Task(task)) = place.filter(|_| makes_sense).and_then(|n| project.rows.get_mut(n)) else {
            left_out += 1;
            continue;
        };
        let kind = match block.u16_at(12) {
            Some(0) => LinkKind::FinishToFinish,
            Some(2) => LinkKind::StartToFinish,
            Some(3) => LinkKind::StartToStart,
            _ => LinkKind::FinishToStart,
        };
        let (units, lag) = match plan.identity.bits {
            Bits::To2010 => (14, 16),
            Bits::Of2013 | Bits::Since2016 => (18, 14),
        };
        let unit = plan.measures.unit(block.u16_at(units).unwrap_or(7));
        let lag = plan.measures.duration(block.i32_at(lag).unwrap_or(0), unit);
        task.predecessors.push(Predecessor { uid: before, kind, lag });
    }
    if left_out > 0 {
        project.notices.push(Notice::Links(left_out));
    }
}

/// Whether a task is part of another, however deep.
fn is_part_of(above: &HashMap<u32, u32>, task: u32, other: u32) -> bool {
    let mut at = task;
    // No outline is deeper than it has tasks.
    for _ in 0..=above.len() {
        match above.get(&at) {
            Some(parent) if *parent == other => return true,
            Some(parent) => at = *parent,
            None => return false,
        }
    }
    false
}
