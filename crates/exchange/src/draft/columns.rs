//! Which column of a table holds what: by its heading, by what its cells look like, and by the row as a whole.
//!
//! Several columns may hold one field (a finish and a revised finish, a status a month): all are taken, in the order in
//! which they count, and of each row the first that says anything holds. **Not here.** What a heading means
//! ([`super::headings`], [`super::meaning`]); what cells look like ([`super::values`]).

use super::headings::field_of;
use super::meaning::{Meaning, OF_IMPACT_DATED, Sureness, meanings};
use super::values::Looks;
use crate::field::{Field, plain};
use crate::grid::{Cells, GridRow};
use crate::mapping::{Holds, Mapping};
use onpace_core::day::{self, DayOrder};
use onpace_core::vocabulary::Vocabulary;

/// Beside a code, a column of these names numbers the rows.
const NUMBERS: [&str; 4] = ["id", "no", "number", "item"];
/// A heading of more words is a sentence.
const LONGEST_IN_WORDS: usize = 9;
/// A longer cell is no heading.
const LONGEST_HEADING: usize = 90;
/// What a heading that is likely, or only possible, comes to of 100.
const LIKELY: u16 = 80;
const POSSIBLE: u16 = 55;
/// A column whose best meaning comes to less holds nothing that is known.
const LEAST: u16 = 20;

/// The columns of a table, by what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Those of one field in the order in which they count.
    at: Vec<(Field, usize)>,
    /// The column that was taken for the titles because nothing else can hold them.
    guessed_title: Option<usize>,
}

impl Columns {
    /// The columns of a header row; `None` where a row is none.
    #[must_use]
    pub fn of(cells: &Cells) -> Option<Self> {
        Self::mapped(cells, None)
    }

    /// The same, where a mapping says of some headings what they are.
    #[must_use]
    pub fn mapped(cells: &Cells, mapping: Option<&Mapping>) -> Option<Self> {
        let exact = Self::whole(cells, mapping);
        let known = exact.settled();
        if !could_be_headings(cells) {
            return Some(known).filter(Self::are_headings);
        }
        let mut likely = exact;
        let said = said_by(mapping, cells.iter());
        for (at, cell) in cells.iter().enumerate() {
            if said.get(at).is_some_and(Option::is_some) || likely.at(at).is_some() {
                continue;
            }
            // A sentence says more than a heading.
            let is_long = {
                let words = cell.split_whitespace().count();
                words > LONGEST_IN_WORDS || words > 3 && cell.trim().ends_with('.')
            };
            let first = if is_long { Vec::new() } else { meanings(cell) }
                .into_iter()
                .find(|one| one.sureness == Sureness::Likely);
            if let Some(one) = first {
                likely.take(one.field, at);
            }
        }
        let likely = likely.settled();
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let fields = likely.fields();
        // Without a title the others must leave no doubt.
        let has = |all: &[Field]| all.iter().any(|field| fields.contains(field));
        let who_and_when = has(&[Field::Title])
            && has(&[Field::Lead, Field::Officers, Field::Accountable])
            && has(&[Field::Finish, Field::Start]);
        let is_sure = |columns: &Self| {
            let known = columns.at.len();
            let others = fields.iter().filter(|field| !matches!(field, Field::Title | Field::Code)).count();
            (known * 2 >= filled || known >= 4 || who_and_when)
                && (columns.are_headings() || others >= 2 && filled >= 3 && filled > known)
        };
        Some(likely).filter(is_sure).or_else(|| Some(known).filter(Self::are_headings))
    }

    /// The same, by headings that are known whole and nothing else: for lines that may be anything.
    #[must_use]
    pub fn known(cells: &Cells) -> Option<Self> {
        Some(Self::whole(cells, None).settled()).filter(Self::are_headings)
    }

    /// The columns of a list that names rows by code and title, and says things of them that no plan says.
    #[must_use]
    pub(super) fn of_list(cells: &Cells) -> Option<Self> {
        let known = Self::whole(cells, None).settled();
        let names = [Field::Code, Field::Title].into_iter().all(|field| known.of_field(field).is_some());
        Some(known).filter(|_| names && could_be_headings(cells))
    }

    /// "Ref | Action" and "Pillar | Action" are headings; two words in a row of values are not.
    fn are_headings(&self) -> bool {
        let names_row = self.of_field(Field::Title).is_some() || self.of_field(Field::Code).is_some();
        names_row && self.at.iter().any(|(field, _)| !matches!(field, Field::Title | Field::Code))
    }

    /// Those whose whole heading is known, or said by a mapping.
    fn whole(cells: &Cells, mapping: Option<&Mapping>) -> Self {
        let mut columns = Self::default();
        let said = said_by(mapping, cells.iter());
        let said = |at: usize| said.get(at).copied().flatten();
        for at in 0..cells.len() {
            if let Some(Holds::Field(field)) = said(at) {
                columns.take(field, at);
            }
        }
        let letters = |letter: &str| cells.iter().position(|cell| cell.trim() == letter);
        if let [Some(responsible), Some(accountable), Some(_), Some(_)] = ["R", "A", "C", "I"].map(letters) {
            columns.take(Field::Lead, responsible);
            columns.take(Field::Accountable, accountable);
        }
        for (at, cell) in cells.iter().enumerate() {
            if let Some(field) = field_of(cell).filter(|_| said(at).is_none()) {
                // "WBS | ID": what is waited for is named by the second, in Project's tables.
                let has_code = field == Field::Code && columns.of_field(Field::Code).is_some();
                let is_number = has_code && NUMBERS.contains(&plain(cell).as_str());
                columns.take(if is_number { Field::Number } else { field }, at);
            }
        }
        columns
    }

    /// What only all columns together tell.
    fn settled(&self) -> Self {
        let mut columns = self.clone();
        if columns.of_field(Field::Predecessors).is_none() {
            columns.at.retain(|(field, _)| *field != Field::Number);
        }
        // "Milestone" beside a title marks dated points; alone, it is what plans of milestones call a row.
        if columns.of_field(Field::Title).is_none() {
            for (field, _) in columns.at.iter_mut().filter(|(field, _)| *field == Field::Milestone) {
                *field = Field::Title;
            }
        }
        columns
    }

    /// The columns of a table whose headings are known, judged with the rows below them. A table that was written from
    /// here says by itself what its columns are.
    #[must_use]
    pub fn judged(
        &self,
        cells: &[String],
        mapping: Option<&Mapping>,
        rows: &[GridRow],
        vocabulary: &Vocabulary,
    ) -> Self {
        let is_known = |cell: &String| cell.trim().is_empty() || field_of(cell).is_some();
        let is_ours = self.of_field(Field::Kind).is_some() && cells.iter().all(is_known);
        if self.of_field(Field::Key).is_some() || is_ours && mapping.is_none() {
            return self.clone();
        }
        // A schedule's own columns are known whole; those that somebody added say again what it keeps as values.
        if rows.iter().any(|row| row.task().is_some()) {
            let cells: Cells = cells.iter().collect();
            return Self::whole(&cells, mapping).settled();
        }
        let looks: Vec<Looks> = (0..cells.len()).map(|at| Looks::of(rows, at, vocabulary)).collect();
        let said = said_by(mapping, cells.iter().map(String::as_str));
        let holds = |at: usize| said.get(at).copied().flatten();
        let mut open: Vec<Vec<Candidate>> =
            cells.iter().enumerate().map(|(at, cell)| candidates(cell, holds(at), self, at, looks.get(at))).collect();
        // What was said is a status only where no other column is.
        let has_status =
            open.iter().flatten().any(|one| one.field == Field::Status && one.base >= LIKELY && one.score >= 40);
        if has_status {
            for all in open.iter_mut().filter(|all| all.iter().any(|one| one.field == Field::Notes)) {
                all.retain(|one| one.field != Field::Status || one.base >= LIKELY);
            }
        }
        let mut columns = Self { at: assigned(&mut open), guessed_title: None };
        columns.settle_people(&open);
        columns.know_by_values(cells, &looks, &|at| holds(at).is_some());
        if let Some(at) = self.of_field(Field::Number).filter(|_| columns.of_field(Field::Predecessors).is_some()) {
            columns.at.retain(|(_, known)| *known != at);
            columns.at.push((Field::Number, at));
        }
        columns = columns.settled();
        if columns.of_field(Field::Title).is_none() {
            columns.guess_title(cells, &looks);
        }
        columns
    }

    /// "Service" says whose an action is only where no other column does.
    fn settle_people(&mut self, open: &[Vec<Candidate>]) {
        let base = |at: usize| open.get(at).and_then(|all| all.last()).map_or(0, |one| one.base);
        let is_lead = |field: Field| matches!(field, Field::Lead | Field::Officers | Field::Accountable);
        if self.at.iter().any(|(field, at)| is_lead(*field) && base(*at) >= LIKELY) {
            self.at.retain(|(field, at)| !is_lead(*field) || base(*at) >= LIKELY);
        }
    }

    /// What columns are by their cells alone: numbers under no heading, before the titles, are codes; marks and words of
    /// statuses under a heading that says nothing are statuses.
    fn know_by_values(&mut self, cells: &[String], looks: &[Looks], is_said: &dyn Fn(usize) -> bool) {
        // What a mapping leaves out stays left out.
        let is_free = |columns: &Self, at: usize| columns.at(at).is_none() && !is_said(at);
        if self.of_field(Field::Code).is_none() {
            let title = self.of_field(Field::Title).unwrap_or(0);
            let is_code = |at: &usize| {
                // "IEA" says whose numbers they are.
                let is_bare = cells.get(*at).is_none_or(|cell| {
                    let cell = cell.trim();
                    cell.is_empty() || *at == 0 && cell.len() <= 4 && cell.chars().all(char::is_uppercase)
                });
                is_bare && is_free(self, *at) && looks.get(*at).is_some_and(Looks::number_rows)
            };
            let names_rows = |at: &usize| is_free(self, *at) && looks.get(*at).is_some_and(Looks::name_rows);
            if let Some(at) = (0..title).find(is_code).or_else(|| (0..title).find(names_rows)) {
                self.at.push((Field::Code, at));
            }
        }
        if self.of_field(Field::FocusArea).is_none() {
            let is_group = |at: &usize| {
                let is_named = cells.get(*at).is_some_and(|cell| !cell.trim().is_empty());
                is_named && is_free(self, *at) && looks.get(*at).is_some_and(Looks::are_groups)
            };
            if let Some(at) = (0..looks.len()).find(is_group) {
                self.at.push((Field::FocusArea, at));
            }
        }
        if self.of_field(Field::Status).is_none() {
            let is_status = |at: &usize, looks_so: fn(&Looks) -> bool| {
                let is_named = cells.get(*at).is_some_and(|cell| !cell.trim().is_empty());
                is_named && is_free(self, *at) && looks.get(*at).is_some_and(looks_so)
            };
            let surely = (0..looks.len()).find(|at| is_status(at, Looks::are_statuses));
            let perhaps = || (0..looks.len()).find(|at| is_status(at, Looks::may_be_statuses));
            if let Some(at) = surely.or_else(perhaps) {
                self.at.push((Field::Status, at));
            }
        }
    }

    /// The widest column of text for the titles, one that is known for nothing before one that is.
    fn guess_title(&mut self, cells: &[String], looks: &[Looks]) {
        let is_free = |at: usize| matches!(self.at(at), None | Some(Field::FocusArea | Field::Notes));
        let fits = |at: &usize| {
            let says = looks.get(*at).is_some_and(|looks| looks.said > 0 && looks.suit(Field::Title) >= 50);
            says && is_free(*at) && !cells.get(*at).is_some_and(|cell| cell.trim().is_empty())
        };
        let order = |at: &usize| (self.at(*at).is_none(), looks.get(*at).map_or(0, Looks::breadth), usize::MAX - at);
        let Some(at) = (0..looks.len()).filter(fits).max_by_key(order) else { return };
        self.at.retain(|(_, known)| *known != at);
        self.at.push((Field::Title, at));
        self.guessed_title = Some(at);
    }

    /// The column that was taken for the titles by its width.
    #[must_use]
    pub const fn guessed_title(&self) -> Option<usize> {
        self.guessed_title
    }

    /// Takes a column, unless an earlier one holds the same.
    fn take(&mut self, field: Field, at: usize) {
        if self.at(at).is_none() && (field.may_be_several() || self.of_field(field).is_none()) {
            self.at.push((field, at));
        }
    }

    /// What a column holds.
    #[must_use]
    pub fn at(&self, column: usize) -> Option<Field> {
        self.at.iter().find(|(_, at)| *at == column).map(|(field, _)| *field)
    }

    /// Where the known columns stand.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        self.at.iter().map(|(_, at)| *at)
    }

    /// The fields that are known.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for (field, _) in &self.at {
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
        fields
    }

    /// The leftmost cell that is a heading, of those known.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        self.at.iter().map(|(_, at)| *at).min()
    }

    /// How many columns are known.
    #[must_use]
    pub fn count(&self) -> usize {
        self.at.len()
    }

    /// The same columns, with one of them left aside.
    #[must_use]
    pub fn without(mut self, field: Field) -> Self {
        self.at.retain(|(known, _)| *known != field);
        self
    }

    /// Which column holds a field; of several the one that counts most.
    #[must_use]
    pub fn of_field(&self, field: Field) -> Option<usize> {
        self.at.iter().find(|(known, _)| *known == field).map(|(_, at)| *at)
    }

    /// All columns that hold a field, in the order in which they count.
    pub fn all_of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.at.iter().filter(move |(known, _)| *known == field).map(|(_, at)| *at)
    }
}

/// Whether a row may be headings: short texts, no days and no numbers.
fn could_be_headings(cells: &Cells) -> bool {
    let filled: Vec<&str> = cells.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let is_value = |cell: &&str| {
        let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || b".,%/-: ".contains(&byte));
        let is_day = cell.bytes().any(|byte| byte.is_ascii_digit()) && {
            let read = day::parse(cell, DayOrder::DayFirst).ok();
            read.is_some_and(|read| read.when.precision == day::Precision::Day)
        };
        cell.chars().count() > LONGEST_HEADING || is_number && !cell.contains('%') || is_day
    };
    filled.len() >= 2 && !filled.iter().any(is_value)
}

/// What a column may hold.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    field: Field,
    /// How well the heading speaks for it.
    base: u16,
    /// How well heading and cells do.
    score: u16,
    /// Of several for one field, what goes before.
    rank: i16,
}

/// What a mapping says of each column.
fn said_by<'a>(mapping: Option<&Mapping>, headings: impl Iterator<Item = &'a str>) -> Vec<Option<Holds>> {
    mapping.map(|mapping| mapping.of_all(headings)).unwrap_or_default()
}

/// What a column may hold, the best last. `said` is what a mapping says of it; `known`, what the headings alone say.
fn candidates(heading: &str, said: Option<Holds>, known: &Columns, at: usize, looks: Option<&Looks>) -> Vec<Candidate> {
    match said {
        Some(Holds::Ignore) => return Vec::new(),
        Some(Holds::Field(field)) => return vec![Candidate { field, base: 1_000, score: 1_000, rank: 0 }],
        None => {}
    }
    let means = meanings(heading);
    let rank = |field| means.iter().find(|one| one.field == field).map_or(0, |one| one.rank);
    let mut all: Vec<(Field, u16, i16)> = Vec::new();
    let whole =
        field_of(heading).map(|field| if field == Field::Milestone { known.at(at).unwrap_or(field) } else { field });
    if let Some(field) = whole {
        all.push((field, 100, rank(field)));
    }
    for Meaning { field, sureness, rank } in means {
        let base = if sureness == Sureness::Likely { LIKELY } else { POSSIBLE };
        let same = |known: &Field| *known == field || matches!((known, field), (Field::Officers, Field::Lead));
        if !all.iter().any(|(known, ..)| same(known)) {
            all.push((field, base, rank));
        }
    }
    let scored = all.into_iter().filter_map(|(field, base, rank)| {
        let suit = u16::from(looks.map_or(45, |looks| looks.suit(field)));
        let is_possible = base == POSSIBLE;
        // Beside areas "Actions" may count them.
        let counts = field == Field::Title
            && known.of_field(Field::FocusArea).is_some()
            && looks.is_some_and(Looks::are_numbers);
        if counts || suit == 0 && matches!(field, Field::FocusArea | Field::Notes) {
            return None;
        }
        if is_possible && (suit == 0 || field == Field::FocusArea && !looks.is_some_and(Looks::repeats)) {
            return None;
        }
        // Months and terms that are only coloured are a calendar.
        if is_possible && field == Field::Status && looks.is_some_and(|looks| looks.said == 0) {
            return None;
        }
        if matches!(field, Field::Summary | Field::Milestone | Field::Level) && suit == 0 {
            return None;
        }
        // Of two that are as good, the one that says more.
        let fill = looks.map_or(0, Looks::filled);
        Some(Candidate { field, base, score: base * (30 + suit * 7 / 10) / 100 + fill, rank })
    });
    let mut scored: Vec<Candidate> = scored.filter(|one| one.score >= LEAST).collect();
    scored.sort_by_key(|one| one.score);
    scored
}

/// Gives each column the best of what it may hold; of several that may hold what only one can, the best keeps it and the
/// others fall back on what else they may hold.
fn assigned(open: &mut [Vec<Candidate>]) -> Vec<(Field, usize)> {
    loop {
        let mut best: Vec<(usize, Candidate)> =
            open.iter().enumerate().filter_map(|(at, all)| Some((at, *all.last()?))).collect();
        best.sort_by_key(|(at, one)| (std::cmp::Reverse(i32::from(one.score) + 10 * i32::from(one.rank)), *at));
        let is_taken = |nth: usize, field: Field| best.iter().take(nth).any(|(_, other)| other.field == field);
        let loser =
            best.iter().enumerate().find(|(nth, (_, one))| !one.field.may_be_several() && is_taken(*nth, one.field));
        if let Some((_, (at, _))) = loser {
            if let Some(all) = open.get_mut(*at) {
                all.pop();
            }
            continue;
        }
        // Of several for one field: what was revised last, what is dated and stands last, what stands first.
        best.sort_by_key(|(at, one)| {
            let is_series =
                matches!(one.rank, 1 | OF_IMPACT_DATED) && matches!(one.field, Field::Status | Field::Notes);
            (std::cmp::Reverse((one.rank, one.base.min(LIKELY))), if is_series { usize::MAX - at } else { *at })
        });
        return best.into_iter().map(|(at, one)| (one.field, at)).collect();
    }
}
