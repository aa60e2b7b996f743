//! The table of tasks: which rows there are, in which order, and what each holds.

use super::Plan;
use super::custom;
use super::hyperlink;
use super::value_lists::Lists;
use crate::bytes::Bytes as _;
use crate::error::Error;
use crate::field::task as field;
use crate::field_map::FieldMap;
use crate::flags::Flags;
use crate::identity::Format;
use crate::model::notice::Notice;
use crate::model::task::{Baseline, Constraint, Row, Task, TaskKind};
use crate::record::Record;
use crate::rtf;
use crate::table::{Lengths, Table, Values, blocks, items, size_of_second};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

const MAPS: [u32; 2] = [131_092, 50_331_668];
const ITEM: usize = 47;
const SIZES_OF_14: [usize; 5] = [92, 93, 94, 95, 96];
const SIZES_OF_12: [usize; 1] = [86];
/// The first blocks of the table are not rows.
const NOT_ROWS: usize = 3;
/// A row that was deleted.
const DELETED: u32 = 0x02;
/// One that stands in for an earlier of the same number.
const SHADOW: u32 = 0x04;

/// The table, taken apart.
struct Rows<'a> {
    meta: Vec<&'a [u8]>,
    meta2: Vec<&'a [u8]>,
    first: Vec<Option<&'a [u8]>>,
    second: Vec<Option<&'a [u8]>>,
    map: &'a FieldMap,
    values: &'a Values<'a>,
    format: Format,
}

/// Which block is which row.
#[derive(Default)]
struct Found {
    tasks: BTreeMap<u32, usize>,
    blank: BTreeMap<u32, i32>,
}

/// Reads the rows of the list, in order.
pub(super) fn read(
    table: &Table<'_>,
    plan: &Plan<'_>,
    lists: &Lists,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Row>, Error> {
    let map = plan.map(MAPS).ok_or_else(|| Error::damaged("it does not say where the fields of tasks are"))?;
    let format = plan.identity.format;
    let values = table.values();
    let is_14 = format == Format::Mpp14;
    let meta = items(&table.fixed_meta, ITEM);
    let lengths = |size: usize| Lengths { least: (!is_14).then_some(size), most: if is_14 { size } else { 768 } };
    let sizes: &[usize] = if is_14 { &SIZES_OF_14 } else { &SIZES_OF_12 };
    let meta2 = items(&table.fixed2_meta, size_of_second(&table.fixed2_meta, sizes, meta.len()));
    let rows = Rows {
        first: blocks(&meta, &table.fixed, lengths(map.sizes[0])),
        second: blocks(&meta2, &table.fixed2, lengths(map.sizes[1])),
        meta,
        meta2,
        map: &map,
        values: &values,
        format,
    };
    let used = custom::used(&map, &values);
    let uid_at = map.in_first(field::UID).ok_or_else(|| Error::damaged("tasks have no numbers"))?;
    let Found { tasks, mut blank } = rows.found(uid_at);
    let mut all: Vec<Placed> = Vec::new();
    let mut by_id: HashMap<i32, usize> = HashMap::new();
    for (uid, n) in tasks {
        let Some(block) = rows.padded(n, uid) else { continue };
        let second = rows.second.get(n).copied().flatten().unwrap_or_default();
        let record = Record { uid, map: &map, blocks: [&block, second], values: &values, budget: &plan.budget };
        let id = record.int(field::ID).unwrap_or(0);
        if let Some(before) = by_id.get(&id).copied() {
            notices.push(Notice::SameRow { id });
            if !values.has(uid) {
                continue;
            }
            if let Some(before) = all.get_mut(before).filter(|before| before.task.name.is_none()) {
                before.is_dropped = true;
            }
        }
        let [bits, more] = [&rows.meta, &rows.meta2].map(|bits| bits.get(n).copied().unwrap_or_default());
        let flags = Flags::of(bits, more, format, plan.identity.bits);
        let custom = custom::read(&used, &record, flags, plan, lists);
        let task = Task { custom, ..task(&record, flags, plan) };
        let created = record.moment(field::CREATED);
        let is_blank = task.name.is_none()
            && uid != 0
            && (task.start.is_none() || task.finish.is_none() || format != Format::Mpp12 && created.is_none());
        if is_blank {
            blank.insert(uid, id);
            continue;
        }
        by_id.insert(id, all.len());
        let position = if format == Format::Mpp9 { None } else { second.f64_at(16).filter(|_| second.len() >= 24) };
        all.push(Placed { task, position, is_dropped: false });
    }
    all.retain(|one| !one.is_dropped);
    if !blank.is_empty() {
        notices.push(Notice::BlankRows(blank.len()));
    }
    Ok(in_order(all, blank, format))
}

impl<'a> Rows<'a> {
    /// Which blocks are rows, walked from the last to the first.
    fn found(&self, uid_at: usize) -> Found {
        let mut found = Found::default();
        let mut deleted: HashSet<u32> = HashSet::new();
        let mut shadows: BTreeSet<u32> = BTreeSet::new();
        let blank_length = if self.format == Format::Mpp9 { 8 } else { 16 };
        let whole = self.map.sizes[0].max(1);
        for (n, (bits, block)) in self.meta.iter().zip(&self.first).enumerate().skip(NOT_ROWS).rev() {
            let Some(block) = *block else { continue };
            if self.format != Format::Mpp9 && self.second.get(n).copied().flatten().is_none() {
                continue;
            }
            let word = bits.u32_at(0).unwrap_or(0);
            if word & DELETED != 0 {
                let Some(uid) = block.u16_at(0).map(u32::from) else { continue };
                if self.format != Format::Mpp14 || !found.tasks.contains_key(&uid) {
                    deleted.insert(uid);
                }
            } else if block.len() == blank_length {
                if let (Some(uid), Some(id)) = (block.u32_at(0), block.i32_at(4)) {
                    found.blank.entry(uid).or_insert(id);
                }
            } else if block.len() * 100 / whole > 75 {
                let Some(uid) = block.u32_at(uid_at) else { continue };
                if deleted.contains(&uid) && !self.values.has(uid) {
                    continue;
                }
                if !found.tasks.contains_key(&uid) || word & SHADOW == 0 {
                    found.tasks.insert(uid, n);
                    shadows.insert(uid);
                }
            }
        }
        found.blank.retain(|uid, _| !found.tasks.contains_key(uid));
        found
    }

    /// A block with nothing where it is too short; none where the format does not bear that.
    fn padded(&self, n: usize, uid: u32) -> Option<std::borrow::Cow<'a, [u8]>> {
        let block = self.first.get(n).copied().flatten()?;
        if self.format == Format::Mpp9 && uid != 0 && !self.values.has(uid) {
            return None;
        }
        if block.len() >= self.map.sizes[0] {
            return Some(block.into());
        }
        let is_borne = match self.format {
            Format::Mpp14 => true,
            Format::Mpp12 => uid == 0,
            Format::Mpp9 => false,
        };
        is_borne.then(|| {
            let mut whole = block.to_vec();
            whole.resize(self.map.sizes[0], 0);
            whole.into()
        })
    }
}

/// A task and where in the order it says that it stands.
struct Placed {
    task: Task,
    position: Option<f64>,
    is_dropped: bool,
}

/// The rows in order: by their own position, and in the oldest format by their number; blank rows, which have none,
/// where their number says. All are numbered anew, as Project does.
fn in_order(mut tasks: Vec<Placed>, blank: BTreeMap<u32, i32>, format: Format) -> Vec<Row> {
    let by_number = format == Format::Mpp9;
    if by_number {
        tasks.sort_by_key(|one| one.task.id);
    } else {
        tasks.sort_by(|one, other| one.position.partial_cmp(&other.position).unwrap_or(std::cmp::Ordering::Equal));
    }
    let (placed, odd): (Vec<Placed>, Vec<Placed>) =
        tasks.into_iter().partition(|one| by_number || one.position.is_some());
    let mut inserted: Vec<(i32, Row)> = blank.into_iter().map(|(uid, id)| (id, Row::Blank { uid, id })).collect();
    inserted.extend(odd.into_iter().map(|one| (one.task.id, Row::Task(Box::new(one.task)))));
    inserted.sort_by_key(|(id, _)| *id);
    let first = i32::from(!placed.iter().any(|one| one.task.uid == 0));
    let mut all: Vec<Row> = Vec::with_capacity(placed.len() + inserted.len());
    let mut waiting = inserted.into_iter().peekable();
    let mut number = first;
    for one in placed {
        while let Some((_, row)) = waiting.next_if(|(id, _)| *id <= number) {
            all.push(row);
            number = number.saturating_add(1);
        }
        all.push(Row::Task(Box::new(one.task)));
        number = number.saturating_add(1);
    }
    all.extend(waiting.map(|(_, row)| row));
    for (number, row) in (first..).zip(&mut all) {
        match row {
            Row::Task(task) => task.id = number,
            Row::Blank { id, .. } => *id = number,
        }
    }
    all
}

/// What a row holds.
fn task(record: &Record<'_>, flags: Flags<'_>, plan: &Plan<'_>) -> Task {
    let measures = &plan.measures;
    let units = record.short(field::DURATION_UNITS).unwrap_or(21);
    let unit = measures.unit(units);
    let duration = |number| record.duration_in(number, unit, measures);
    let text = |number| record.text(number);
    let mut made = Task {
        uid: record.uid,
        id: record.int(field::ID).unwrap_or(0),
        guid: record.guid(field::GUID),
        name: text(field::NAME),
        outline_level: record.short(field::LEVEL).unwrap_or(1),
        wbs: text(field::WBS).unwrap_or_default(),
        is_milestone: flags.is_milestone(),
        is_active: flags.is_active(),
        is_manual: flags.is_manual(),
        is_estimated: units & 0x20 != 0,
        kind: match record.short(field::KIND) {
            Some(1) => TaskKind::FixedDuration,
            Some(2) => TaskKind::FixedWork,
            _ => TaskKind::FixedUnits,
        },
        start: record.moment(field::START),
        finish: record.moment(field::FINISH),
        duration: duration(field::DURATION),
        actual_start: record.moment(field::ACTUAL_START),
        actual_finish: record.moment(field::ACTUAL_FINISH),
        actual_duration: duration(field::ACTUAL_DURATION),
        remaining_duration: duration(field::REMAINING_DURATION),
        late_start: record.moment(field::LATE_START),
        late_finish: record.moment(field::LATE_FINISH),
        created: record.moment(field::CREATED),
        percent_complete: record.percent(field::PERCENT_COMPLETE),
        percent_work_complete: record.percent(field::PERCENT_WORK_COMPLETE),
        // The oldest format does not know it; later ones keep it where it is not 0.
        physical_percent_complete: (plan.identity.format != Format::Mpp9)
            .then(|| record.percent(field::PHYSICAL_PERCENT).unwrap_or(0)),
        work: record.work(field::WORK),
        actual_work: record.work(field::ACTUAL_WORK),
        remaining_work: record.work(field::REMAINING_WORK),
        deadline: record.moment(field::DEADLINE),
        constraint: constraint(record.short(field::CONSTRAINT)),
        constraint_date: record.moment(field::CONSTRAINT_DATE),
        priority: record.short(field::PRIORITY).filter(|priority| *priority <= 1_000),
        calendar_uid: record.int(field::CALENDAR).and_then(|uid| u32::try_from(uid).ok()).filter(|uid| *uid > 0),
        contact: text(field::CONTACT),
        hyperlink: record.whole(field::HYPERLINK).and_then(hyperlink::read),
        notes: record.whole(field::NOTES).map(rtf::plain).filter(|notes| !notes.is_empty()),
        baselines: baselines(record, plan),
        ..Task::default()
    };
    if made.is_manual {
        by_hand(&mut made, record, plan);
    }
    bound(&mut made);
    made
}

/// What somebody dated by hand: what is shown, which may be words.
fn by_hand(task: &mut Task, record: &Record<'_>, plan: &Plan<'_>) {
    task.start = record.moment(field::SHOWN_START).or(task.start);
    task.finish = record.moment(field::SHOWN_FINISH).or(task.finish);
    let shown = record.duration(field::SHOWN_DURATION, field::SHOWN_DURATION_UNITS, &plan.measures);
    task.duration = shown.or(task.duration);
    if task.actual_start.is_none() {
        task.start_text = record.text(field::START_TEXT);
        task.finish_text = record.text(field::FINISH_TEXT);
        task.duration_text = record.text(field::DURATION_TEXT);
    }
}

/// Dates that Project keeps elsewhere for some constraints.
fn bound(task: &mut Task) {
    match task.constraint {
        Constraint::AsLateAsPossible => {
            task.start = task.start.max(task.late_start);
            task.finish = task.finish.max(task.late_finish);
        }
        Constraint::StartNoLaterThan | Constraint::FinishNoLaterThan
            if task.finish.is_some() && task.finish < task.start && task.late_finish.is_some() =>
        {
            task.finish = task.late_finish;
        }
        _ => {}
    }
}

fn constraint(number: Option<u16>) -> Constraint {
    match number {
        Some(1) => Constraint::AsLateAsPossible,
        Some(2) => Constraint::MustStartOn,
        Some(3) => Constraint::MustFinishOn,
        Some(4) => Constraint::StartNoEarlierThan,
        Some(5) => Constraint::StartNoLaterThan,
        Some(6) => Constraint::FinishNoEarlierThan,
        Some(7) => Constraint::FinishNoLaterThan,
        _ => Constraint::AsSoonAsPossible,
    }
}

fn baselines(record: &Record<'_>, plan: &Plan<'_>) -> Vec<Baseline> {
    let baseline = |(number, [start, finish, duration, units]): (u8, [u32; 4])| {
        let made = Baseline {
            number,
            start: record.moment(start),
            finish: record.moment(finish),
            duration: record.duration(duration, units, &plan.measures),
        };
        (made.start.is_some() || made.finish.is_some() || made.duration.is_some()).then_some(made)
    };
    (0..).zip(field::BASELINES).filter_map(baseline).collect()
}
