//! What kind each table is: the plan, or a list or a summary of what the plan says already. A board's paper prints its
//! exceptions above the plan; a workbook keeps a sheet a month. What is said again is no second row of the plan.
//!
//! **Not here.** Whether the two agree ([`super::extracts`]); what a table of figures claims (`claim`, in the core).

use super::names::{Name, Names};
use super::registers::{self, Register};
use super::tables::Table;
use crate::field::{Field, plain};
use crate::grid::{Grid, GridRow};
use onpace_core::day::{self, Date, DayOrder, Precision, When};

/// A table says the plan again where so many of a hundred of its rows stand in it.
const MOST_OF_A_HUNDRED: usize = 80;
/// No sheet has a longer name, in words.
const LONGEST_NAME: usize = 12;

/// Why a table's rows are none of the plan's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It lists rows of the plan again.
    Extract,
    /// It says more of rows of the plan, by their codes.
    More,
    /// It is the plan as it stood before.
    Earlier,
    /// It counts, or says of areas what they come to.
    Summary,
    /// It lists something else.
    Other(Register),
}

/// A table with those that go on from it, whose rows are none of the plan's.
pub(super) struct Apart<'a> {
    /// Why.
    pub(super) kind: Kind,
    /// The tables.
    pub(super) tables: Vec<(&'a Grid, Table<'a>)>,
}

/// Which tables are the plan, and which say again what it says, in the file's order.
pub(super) fn sorted<'a>(tables: Vec<(&'a Grid, Table<'a>)>) -> (Vec<(&'a Grid, Table<'a>)>, Vec<Apart<'a>>) {
    let groups = grouped(tables);
    // A table of ours says by itself what it is, and so does a schedule.
    let is_known = |(_, table): &(&Grid, Table<'_>)| {
        table.columns.of_field(Field::Key).is_some() || table.body.first().is_some_and(|row| row.task().is_some())
    };
    if groups.iter().flatten().any(is_known) {
        return (groups.into_iter().flatten().collect(), Vec::new());
    }
    let others: Vec<Option<Register>> =
        groups.iter().map(|group| group.first().and_then(|(_, table)| registers::of(table))).collect();
    let is_alone = others.iter().all(Option::is_some);
    let mut kinds = if groups.len() < 2 { vec![None; groups.len()] } else { kinds_of(&groups) };
    for (kind, other) in kinds.iter_mut().zip(others) {
        let other = other.filter(|other| !(is_alone && other.may_be_a_plan()));
        *kind = kind.or(other.map(Kind::Other));
    }
    let (mut plan, mut apart) = (Vec::new(), Vec::new());
    for (tables, kind) in groups.into_iter().zip(kinds) {
        match kind {
            None => plan.extend(tables),
            Some(kind) => apart.push(Apart { kind, tables }),
        }
    }
    (plan, apart)
}

/// Each table with those that go on from it.
fn grouped<'a>(tables: Vec<(&'a Grid, Table<'a>)>) -> Vec<Vec<(&'a Grid, Table<'a>)>> {
    let mut groups: Vec<Vec<(&Grid, Table<'_>)>> = Vec::new();
    for (grid, table) in tables {
        let goes_on = |group: &&mut Vec<(&Grid, Table<'_>)>| {
            // The same headings on the next page of a text; two sheets, or two tables with words between, are two.
            let is_next_page = |(before, other): &(&Grid, Table<'_>)| {
                let flows = grid.flows && before.flows && grid.below == before.below;
                flows && other.headings() == table.headings()
            };
            !table.has_own_headings() || group.last().is_some_and(is_next_page)
        };
        match groups.last_mut().filter(goes_on) {
            Some(group) => group.push((grid, table)),
            None => groups.push(vec![(grid, table)]),
        }
    }
    groups
}

/// What a row says beside its name, by which it is told from another of that name.
#[derive(Clone, Copy)]
struct Said<'a> {
    table: &'a Table<'a>,
    row: &'a GridRow,
}

/// The fields that two tables of the same rows have alike.
const COMPARED: [&[Field]; 2] = [&[Field::Finish, Field::Start], &[Field::Lead, Field::Officers, Field::Accountable]];

impl Said<'_> {
    /// Of dates and of people: whether both rows say the same, where both say something.
    fn agrees(self, other: Self) -> [Option<bool>; 2] {
        COMPARED.map(|fields| {
            let mut both = fields.iter().filter_map(|field| {
                let (ours, others) = (self.table.text(self.row, *field), other.table.text(other.row, *field));
                (!ours.is_empty() && !others.is_empty()).then(|| is_same_value(ours, others))
            });
            let first = both.next()?;
            Some(first || both.any(|is_same| is_same))
        })
    }
}

/// Whether two cells say the same day, or the same words.
fn is_same_value(one: &str, other: &str) -> bool {
    let day = |text: &str| day::parse(text, DayOrder::DayFirst).ok().map(|dated| dated.when);
    plain(one) == plain(other)
        || day(one).zip(day(other)).is_some_and(|(one, other)| one.first <= other.last && other.first <= one.last)
}

/// All rows of all tables by what they are called.
#[derive(Default)]
struct Index<'a> {
    names: Names,
    /// Of each name its group, and the row where it is one.
    rows: Vec<(usize, Option<Said<'a>>)>,
}

impl<'a> Index<'a> {
    fn of(groups: &'a [Vec<(&'a Grid, Table<'a>)>]) -> Self {
        let mut index = Self::default();
        for (nth, group) in groups.iter().enumerate() {
            for (_, table) in group {
                for row in &table.body {
                    if let Some(name) = Name::of(row, table) {
                        index.add(nth, name, Some(Said { table, row }));
                    }
                }
                for area in table.areas_named() {
                    index.add(nth, Name::new("", area), None);
                }
            }
        }
        index
    }

    fn add(&mut self, group: usize, name: Name, said: Option<Said<'a>>) {
        self.names.add(name);
        self.rows.push((group, said));
    }

    /// The groups that have a row of this name, with what it says there.
    fn having<'i>(&'i self, name: &'i Name) -> impl Iterator<Item = (usize, Option<Said<'a>>)> + 'i {
        self.names.alike(name).filter_map(|at| self.rows.get(at)).copied()
    }
}

/// What speaks for one of two tables that say the same.
#[derive(Clone, Copy, Debug)]
struct Weight {
    rows: usize,
    /// So many different things it says of a row.
    fields: usize,
    titles: bool,
    /// Whether its rows have codes and nothing else that names them.
    codes: bool,
    /// The day or month that its sheet is named after.
    day: Option<Date>,
    /// How it stands among the sheets that are named after a month without a year.
    month: Option<usize>,
}

impl Weight {
    fn of(nth: usize, group: &[(&Grid, Table<'_>)]) -> Self {
        let first = group.first();
        let fields = first.map_or(0, |(_, table)| table.fields());
        let has_titles = |table: &Table<'_>| {
            table.columns.of_field(Field::Title).is_some() && table.columns.guessed_title().is_none()
        };
        let titles = first.is_some_and(|(_, table)| has_titles(table));
        let name = first.and_then(|(grid, _)| grid.sheet.as_deref()).unwrap_or_default();
        let month = day::month_named(name.trim()).map(|_| nth);
        let rows = group.iter().map(|(_, table)| table.body.len()).sum();
        let codes = !titles && first.is_some_and(|(_, table)| is_by_code(table));
        Self { rows, fields, titles, codes, day: day_in(name), month }
    }

    /// Whether what this table says counts before what the other says: the later of two that are dated, else the one
    /// with more rows.
    fn is_before(&self, nth: usize, other: &Self, other_nth: usize) -> bool {
        self.is_later(other).unwrap_or_else(|| self.order(nth) > other.order(other_nth))
    }

    fn order(&self, nth: usize) -> (bool, usize, usize, usize) {
        (self.titles, self.rows, self.fields, usize::MAX - nth)
    }

    /// Whether it says more of no more rows, of the same day.
    fn says_more(&self, other: &Self) -> bool {
        self.is_later(other).is_none() && self.titles && self.fields > other.fields && self.rows <= other.rows
    }

    /// Whether it is of a later day than the other, where both say one.
    fn is_later(&self, other: &Self) -> Option<bool> {
        let days = self.day.zip(other.day).filter(|(day, other)| day != other).map(|(day, other)| day > other);
        days.or_else(|| self.month.zip(other.month).map(|(month, other)| month > other))
    }
}

/// Whether the rows of a table are named by their codes alone, and are no focus areas.
fn is_by_code(table: &Table<'_>) -> bool {
    table.columns.of_field(Field::Code).is_some() && table.columns.of_field(Field::FocusArea).is_none()
}

/// The day or month that a sheet is named after: "Plan Apr 24".
fn day_in(name: &str) -> Option<Date> {
    let words: Vec<&str> = name.split_whitespace().take(LONGEST_NAME).collect();
    let read = |from: usize| {
        let words = words.get(from..)?;
        // "May 25" of a sheet is of 2025.
        if let [month, year] = words
            && let (Some(month), Ok(year)) = (day::month_named(month), year.parse::<i16>())
            && (10..=79).contains(&year)
        {
            return When::month(2_000 + year, month);
        }
        day::parse(&words.join(" "), DayOrder::DayFirst).ok().map(|dated| dated.when)
    };
    let when = (0..words.len()).find_map(read)?;
    matches!(when.precision, Precision::Day | Precision::Month).then_some(when.first)
}

/// What each group is, where it is not the plan.
fn kinds_of(groups: &[Vec<(&Grid, Table<'_>)>]) -> Vec<Option<Kind>> {
    let sorting = Sorting {
        groups,
        index: Index::of(groups),
        weights: groups.iter().enumerate().map(|(nth, group)| Weight::of(nth, group)).collect(),
    };
    let mut kinds: Vec<Option<Kind>> = vec![None; groups.len()];
    let mut order: Vec<(usize, &Weight)> = sorting.weights.iter().enumerate().collect();
    order.sort_by_key(|(nth, weight)| weight.order(*nth));
    // A long list of what several tables say in more words; then, the lightest first, what heavier ones say.
    for (nth, own) in order.iter().rev() {
        let kind = sorting.kind_of(*nth, &kinds, |_, other| other.says_more(own));
        kinds.iter_mut().skip(*nth).take(1).for_each(|known| *known = kind);
    }
    for (nth, own) in order {
        if kinds.get(nth) == Some(&None) {
            let kind = sorting.kind_of(nth, &kinds, |at, other| other.is_before(at, own, nth));
            kinds.iter_mut().skip(nth).take(1).for_each(|known| *known = kind);
        }
    }
    kinds
}

/// All that is looked at while tables are sorted.
struct Sorting<'s, 'a> {
    groups: &'s [Vec<(&'a Grid, Table<'a>)>],
    index: Index<'s>,
    weights: Vec<Weight>,
}

impl Sorting<'_, '_> {
    /// What a group is beside those others that are taken so far and that count before it.
    fn kind_of(
        &self,
        nth: usize,
        kinds: &[Option<Kind>],
        counts_before: impl Fn(usize, &Weight) -> bool,
    ) -> Option<Kind> {
        let own = self.weights.get(nth)?;
        let stands = |other: &usize| {
            let is_taken = *other != nth && kinds.get(*other) == Some(&None);
            is_taken && self.weights.get(*other).is_some_and(|weight| counts_before(*other, weight))
        };
        let (mut said, mut again, mut earlier) = (0, 0, 0);
        // Of dates and of people: how many rows can be compared, and how many agree.
        let mut agreement = [(0, 0); 2];
        for (_, table) in self.groups.get(nth)? {
            for row in &table.body {
                let Some(name) = Name::of(row, table) else { continue };
                said += 1;
                let Some((other, there)) = self.index.having(&name).find(|(other, _)| stands(other)) else { continue };
                again += 1;
                earlier += usize::from(self.weights.get(other)?.is_later(own) == Some(true));
                let here = Said { table, row };
                let agrees = there.map_or([None; 2], |there| here.agrees(there));
                for ((compared, same), agrees) in agreement.iter_mut().zip(agrees) {
                    *compared += usize::from(agrees.is_some());
                    *same += usize::from(agrees == Some(true));
                }
            }
        }
        // "Train staff" in each of two workstreams, for other people and by another day, is two actions.
        if own.titles && earlier * 2 <= again && agreement.iter().any(|(compared, same)| same * 2 < *compared) {
            return None;
        }
        let kind = match (own.titles, own.codes) {
            _ if earlier * 2 > again => Kind::Earlier,
            (true, _) => Kind::Extract,
            (false, true) => Kind::More,
            (false, false) => Kind::Summary,
        };
        (said > 0 && again * 100 >= said * MOST_OF_A_HUNDRED).then_some(kind)
    }
}
