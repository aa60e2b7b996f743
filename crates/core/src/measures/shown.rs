//! What an audience may see of a measure: small counts hidden, and others with them, so that nobody can work one out, by sums
//! of parts, months of a running count, the rest of a whole, what was released before, or another measure that counts the same.
//!
//! Whoever writes for an audience writes from [`as_shown`], in which a hidden value is a mark and no number: there is nothing
//! left to leak. **Not here.** Choosing and proving ([`crate::disclosure`]).

use super::cumulative::added;
use super::definition::MeasureUnit;
use super::facts::{ObservedValue, ReleaseAudience, ReleasedCell, ReleasedMeasure, ValueMark};
use super::period::Period;
use super::related::{related, said_of};
use super::state::{HeldMeasure, HeldRelease, MeasuresHeld};
use super::value::MeasureValue;
use crate::disclosure::cells::{CellTable, MOST_CELLS, SumLine};
use crate::disclosure::choose::{ShownCells, SmallNumbers, shown};
use crate::disclosure::rate::counts_of;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is hidden of a measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HiddenOfMeasure {
    /// The values, by series and period.
    pub cells: BTreeSet<(String, Period)>,
    /// How many values the narrowest of the small ones can still have, for who knows all the rest.
    pub narrowest: Option<u64>,
    /// Those that could not be kept otherwise, and were held back with all that they hang together with.
    pub withheld: usize,
}

/// A count of the table that stands behind values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum CellOf {
    /// The value, or the part of it.
    Part,
    /// The rest of the whole.
    Rest,
    /// The whole.
    Whole,
    /// What a period added to a running count.
    Added,
    /// What was put right since it was released: by how much.
    Since,
    /// What was released before it was put right.
    Earlier,
}

/// A place in the table: the measure among those that are looked at together, the series, the period, what of it.
type CellKey = (usize, String, Period, CellOf);

/// The counts behind a measure, and the sums that a reader knows.
#[derive(Default)]
struct Behind {
    at: HashMap<CellKey, usize>,
    keys: Vec<CellKey>,
    table: CellTable,
}

impl Behind {
    fn cell(&mut self, key: CellKey, count: u64) -> usize {
        let next = self.keys.len();
        let at = *self.at.entry(key.clone()).or_insert(next);
        if at == next {
            self.keys.push(key);
            self.table.counts.push(count);
        }
        at
    }

    fn sum(&mut self, parts: Vec<usize>, total: usize) {
        let made: u64 = parts.iter().filter_map(|part| self.table.counts.get(*part)).sum();
        // Only what a reader finds to hold: parts of several sources need not add up.
        if self.table.counts.get(total) == Some(&made)
            && !self.table.lines.iter().any(|line| line.total == total && line.parts == parts)
        {
            self.table.lines.push(SumLine { parts, total });
        }
    }
}

/// What is hidden of a measure from an audience, beside all that are held.
#[must_use]
pub fn hidden_of(all: &MeasuresHeld, held: &HeldMeasure, to: ReleaseAudience) -> HiddenOfMeasure {
    let together = related(all, held);
    // Of several rules the strictest holds for all that hang together.
    let rules = together.iter().filter_map(|one| one.definition.small_numbers.hides());
    let Some(small) = rules.max_by_key(|rule| rule.threshold) else { return HiddenOfMeasure::default() };
    let mut behind = Behind::default();
    for (at, one) in together.iter().enumerate() {
        if one.definition.small_numbers.hides().is_none() {
            continue;
        }
        counts_behind(one, at, &mut behind);
        rates_alone(one, at, small, &mut behind);
        let seen = released_before(one, to, &all.releases);
        published(one, at, &seen, &mut behind);
    }
    same_counts(&together, &mut behind);
    behind.table.published.sort_unstable();
    behind.table.published.dedup();
    let mut hidden = HiddenOfMeasure::default();
    let here = together.iter().position(|one| one.key == held.key).unwrap_or_default();
    for part in parts_of(&behind.table) {
        if part.iter().any(|cell| behind.keys.get(*cell).is_some_and(|(at, ..)| *at == here)) {
            hide_in((held, here), &behind, &part, small, &mut hidden);
        }
    }
    hidden
}

/// Counts that are the same by the words of their definitions, and areas that make up another.
fn same_counts(together: &[&HeldMeasure], behind: &mut Behind) {
    if together.len() < 2 {
        return;
    }
    let words: Vec<[Option<String>; 2]> = together.iter().map(|one| said_of(one)).collect();
    let of = [CellOf::Part, CellOf::Whole];
    // By what they count, where and when: the cells that say so, each of another measure.
    let mut said: BTreeMap<(&str, String, Period), Vec<usize>> = BTreeMap::new();
    for (key, cell) in behind.keys.iter().zip(0..) {
        let (at, series, period, what) = key;
        let nth = of.iter().position(|of| of == what);
        let counts = nth.and_then(|nth| words.get(*at)?.get(nth)?.as_deref());
        if let Some(counts) = counts {
            said.entry((counts, series.clone(), *period)).or_default().push(cell);
        }
    }
    let code = |cell: usize| {
        let at = behind.keys.get(cell).map_or(0, |(at, ..)| *at);
        together.get(at).map_or("", |one| one.definition.code.as_str())
    };
    let mut sums: Vec<(Vec<usize>, usize)> = Vec::new();
    for cells in said.values().filter(|cells| cells.len() > 1) {
        for (nth, one) in cells.iter().enumerate() {
            let alike = cells.iter().skip(nth + 1).filter(|other| code(*one) == code(**other));
            sums.extend(alike.map(|other| (vec![*one], *other)));
            let others: Vec<usize> = cells.iter().filter(|other| *other != one).copied().collect();
            let mut codes: Vec<&str> = cells.iter().map(|cell| code(*cell)).collect();
            codes.sort_unstable();
            codes.dedup();
            if codes.len() == cells.len() && others.len() > 1 {
                sums.push((others, *one));
            }
        }
    }
    for (parts, total) in sums {
        behind.sum(parts, total);
    }
}

/// Counts and sums: parts and wholes, breakdowns, months of a running count.
fn counts_behind(held: &HeldMeasure, at: usize, behind: &mut Behind) {
    let is_count = held.definition.unit == MeasureUnit::Count;
    for (series, values) in &held.series {
        for (period, value) in values {
            let key = |of| (at, series.clone(), *period, of);
            if is_count {
                if let Some(count) = held.number(&value.said).and_then(whole) {
                    behind.cell(key(CellOf::Part), count);
                }
            } else if let Some((part, all)) = value.said.counts() {
                let (part, all) = (part.unsigned_abs(), all.unsigned_abs());
                let one = behind.cell(key(CellOf::Part), part);
                // Of a rate per many the whole is a population, and the rest of it nobody counted.
                if held.definition.unit == MeasureUnit::Percent && part <= all {
                    let rest = behind.cell(key(CellOf::Rest), all - part);
                    let total = behind.cell(key(CellOf::Whole), all);
                    behind.sum(vec![one, rest], total);
                }
            }
        }
    }
    for one in held.definition.breakdowns.iter().filter(|one| one.adds_up) {
        let names: Vec<String> = one.parts.iter().map(|part| format!("{}: {part}", one.by)).collect();
        let periods: Vec<Period> = held.series.get("").into_iter().flat_map(BTreeMap::keys).copied().collect();
        for (period, of) in
            periods.into_iter().flat_map(|period| [CellOf::Part, CellOf::Rest, CellOf::Whole].map(|of| (period, of)))
        {
            let total = behind.at.get(&(at, String::new(), period, of)).copied();
            let parts: Option<Vec<usize>> =
                names.iter().map(|name| behind.at.get(&(at, name.clone(), period, of)).copied()).collect();
            if let (Some(total), Some(parts)) = (total, parts) {
                behind.sum(parts, total);
            }
        }
    }
    same_groups(held, at, behind);
    months_behind(held, at, behind);
}

/// A group that stands in two ways of taking a measure apart is one cell twice.
fn same_groups(held: &HeldMeasure, at: usize, behind: &mut Behind) {
    let ways = &held.definition.breakdowns;
    for (nth, one) in ways.iter().enumerate() {
        for other in ways.iter().skip(nth + 1) {
            for part in one.parts.iter().filter(|part| other.parts.iter().any(|also| also.eq_ignore_ascii_case(part))) {
                let (here, there) = (format!("{}: {part}", one.by), format!("{}: {part}", other.by));
                let periods = held.series.get(&here).into_iter().flat_map(BTreeMap::keys);
                for (period, of) in
                    periods.flat_map(|period| [CellOf::Part, CellOf::Rest, CellOf::Whole].map(|of| (*period, of)))
                {
                    let cell = |series: &String| behind.at.get(&(at, series.clone(), period, of)).copied();
                    if let Some((here, there)) = cell(&here).zip(cell(&there)) {
                        behind.sum(vec![here], there);
                    }
                }
            }
        }
    }
}

fn months_behind(held: &HeldMeasure, at: usize, behind: &mut Behind) {
    let Some(reset) = held.definition.resets.filter(|_| held.definition.unit == MeasureUnit::Count) else { return };
    for (series, values) in &held.series {
        let running: Vec<(Period, Option<MeasureValue>)> =
            values.iter().map(|(period, value)| (*period, held.number(&value.said))).collect();
        let mut before: Option<Period> = None;
        for month in added(&running, reset) {
            let total = behind.at.get(&(at, series.clone(), month.period, CellOf::Part)).copied();
            let earlier = before.filter(|earlier| reset.year_of(*earlier) == reset.year_of(month.period));
            let earlier =
                earlier.and_then(|earlier| behind.at.get(&(at, series.clone(), earlier, CellOf::Part)).copied());
            if let (Some(total), Some(count)) = (total, month.value.and_then(whole)) {
                let one = behind.cell((at, series.clone(), month.period, CellOf::Added), count);
                behind.sum(earlier.into_iter().chain([one]).collect(), total);
                before = Some(month.period);
            }
        }
    }
}

/// A percentage without its part gives the part away where its whole is there.
fn rates_alone(held: &HeldMeasure, at: usize, small: SmallNumbers, behind: &mut Behind) {
    if held.definition.unit != MeasureUnit::Percent {
        return;
    }
    for (series, values) in &held.series {
        for (period, value) in values {
            let (Some(percent), Some(all), None) = (value.said.value, value.said.denominator, value.said.numerator)
            else {
                continue;
            };
            let Some((least, most)) = counts_of(percent, all.unsigned_abs()) else { continue };
            let is_small = |count: u64| small.hides(count) || small.hides(all.unsigned_abs().saturating_sub(count));
            if most - least < small.threshold && (least..=most).any(is_small) {
                let count = if small.hides(least) { least } else { most.min(small.threshold - 1).max(1) };
                behind.cell((at, series.clone(), *period, CellOf::Part), count);
            }
        }
    }
}

/// What an audience saw of each value, by the event that gave it.
fn released_before(held: &HeldMeasure, to: ReleaseAudience, releases: &[HeldRelease]) -> Vec<ReleasedCell> {
    // What everybody saw, the board saw too.
    let reaches = |release: &&HeldRelease| release.to == to || release.to == ReleaseAudience::Public;
    let of = |release: &HeldRelease| {
        let here = release.measures.iter().filter(|one| one.measure == held.key);
        here.flat_map(|one| one.cells.iter().filter(|cell| cell.shown).cloned()).collect::<Vec<_>>()
    };
    releases.iter().filter(reaches).flat_map(of).collect()
}

/// What was seen cannot be hidden; what was put right since tells by how much it was.
fn published(held: &HeldMeasure, at: usize, seen: &[ReleasedCell], behind: &mut Behind) {
    for cell in seen {
        let Some(value) = held.value(&cell.series, cell.period) else { continue };
        let key = |of| (at, cell.series.clone(), cell.period, of);
        let Some(now) = behind.at.get(&key(CellOf::Part)).copied() else { continue };
        if value.seq == cell.of {
            behind.table.published.push(now);
            let others = [CellOf::Rest, CellOf::Whole].map(|of| behind.at.get(&key(of)).copied());
            behind.table.published.extend(others.into_iter().flatten());
            continue;
        }
        let count_now = behind.table.counts.get(now).copied().unwrap_or_default();
        let was = |said: &ObservedValue| match said.counts() {
            Some((part, _)) => Some(part.unsigned_abs()),
            None if held.definition.unit == MeasureUnit::Count => held.number(said).and_then(whole),
            None => None,
        };
        let Some(before) =
            value.before.iter().find(|before| before.seq == cell.of).and_then(|before| was(&before.said))
        else {
            continue;
        };
        let earlier = behind.cell(key(CellOf::Earlier), before);
        let since = behind.cell(key(CellOf::Since), before.abs_diff(count_now));
        behind.table.published.push(earlier);
        let (part, total) = if count_now >= before { (earlier, now) } else { (now, earlier) };
        behind.sum(vec![part, since], total);
    }
}

/// The first of the cells that one hangs together with; the way to it becomes shorter.
fn find(root: &mut [usize], mut at: usize) -> usize {
    while let Some(up) = root.get(at).copied().filter(|up| *up != at) {
        let above = root.get(up).copied().unwrap_or(up);
        if let Some(slot) = root.get_mut(at) {
            *slot = above;
        }
        at = up;
    }
    at
}

/// The cells of a table that hang together by sums, each group in order.
fn parts_of(table: &CellTable) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..table.counts.len()).collect();
    for line in &table.lines {
        let total = find(&mut root, line.total);
        for part in &line.parts {
            let part = find(&mut root, *part);
            if let Some(slot) = root.get_mut(part) {
                *slot = total;
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..table.counts.len() {
        let top = find(&mut root, at);
        groups.entry(top).or_default().push(at);
    }
    groups.into_values().collect()
}

/// Hides what must be hidden among cells that hang together.
fn hide_in(
    (held, here): (&HeldMeasure, usize),
    behind: &Behind,
    part: &[usize],
    small: SmallNumbers,
    hidden: &mut HiddenOfMeasure,
) {
    let count = |cell: &usize| behind.table.counts.get(*cell).copied().unwrap_or_default();
    if !part.iter().any(|cell| small.hides(count(cell))) {
        return;
    }
    let of = |cell: usize| part.binary_search(&cell).ok();
    let line = |line: &SumLine| {
        let parts: Option<Vec<usize>> = line.parts.iter().map(|cell| of(*cell)).collect();
        Some(SumLine { parts: parts?, total: of(line.total)? })
    };
    let table = CellTable {
        counts: part.iter().map(count).collect(),
        lines: behind.table.lines.iter().filter_map(line).collect(),
        published: behind.table.published.iter().filter_map(|cell| of(*cell)).collect(),
    };
    let made = if part.len() > MOST_CELLS { None } else { shown(&table, small).ok() };
    let is_hidden = |at: usize| made.as_ref().is_none_or(|made: &ShownCells| made.hides(at));
    for (at, cell) in part.iter().enumerate() {
        if let Some((_, series, period, _)) = behind.keys.get(*cell).filter(|(of, ..)| *of == here && is_hidden(at))
            && held.value(series, *period).is_some()
        {
            hidden.cells.insert((series.clone(), *period));
        }
    }
    match &made {
        Some(made) if !made.is_withheld => {
            let narrowest = made.known.iter().filter_map(|known| known.values()).min();
            hidden.narrowest = hidden.narrowest.into_iter().chain(narrowest).min();
        }
        _ => hidden.withheld += 1,
    }
}

fn whole(value: MeasureValue) -> Option<u64> {
    u64::try_from(value.millionths() / 1_000_000).ok().filter(|_| value.millionths() % 1_000_000 == 0)
}

/// The measure as an audience may see it: hidden values are marks, and so is what they were before.
#[must_use]
pub fn as_shown(held: &HeldMeasure, hidden: &HiddenOfMeasure) -> HeldMeasure {
    let mut shown = held.clone();
    for (series, values) in &mut shown.series {
        for (period, value) in values {
            if hidden.cells.contains(&(series.clone(), *period)) {
                let status = value.said.status;
                value.said = ObservedValue { mark: Some(ValueMark::Hidden), status, ..ObservedValue::default() };
                value.before.clear();
            }
            // By what it was before, somebody could work out who came since.
            if held.definition.small_numbers.hides().is_some()
                && value
                    .before
                    .iter()
                    .any(|one| one.said.counts().is_some() || held.definition.unit == MeasureUnit::Count)
            {
                value.before.clear();
            }
        }
    }
    shown
}

/// What an audience gets of a measure, to be recorded as released.
#[must_use]
pub fn released(held: &HeldMeasure, hidden: &HiddenOfMeasure) -> ReleasedMeasure {
    let cell = |series: &String, period: &Period, of: u64| ReleasedCell {
        series: series.clone(),
        period: *period,
        of,
        shown: !hidden.cells.contains(&(series.clone(), *period)),
    };
    let cells = held
        .series
        .iter()
        .flat_map(|(series, values)| values.iter().map(move |(period, value)| cell(series, period, value.seq)));
    ReleasedMeasure { measure: held.key.clone(), cells: cells.collect(), narrowest: hidden.narrowest }
}
