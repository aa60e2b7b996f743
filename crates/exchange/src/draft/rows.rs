//! From a table's rows to the rows of a plan: which are focus areas, what is code and what is title,
//! which run on after a page break.

use super::areas::{self, area_code, area_title};
use super::beside;
use super::cells::{self, Conventions, Written, code_of, in_one_line};
use super::codes::{LEVEL_WORDS, capitals, split_code, top_code, top_row};
use super::groups;
use super::guess::Guesses;
use super::months::Months;
use super::outline::{hangs_from, keys_of, level_of};
use super::people::People;
use super::said;
use super::tables::{Table, indent_of};
use super::waiting::{self, Waiting};
use super::{Draft, unread};
use crate::account::{RowCounts, TableAccount};
use crate::field::Field;
use crate::grid::GridRow;
use onpace_core::checks::reading;
use onpace_core::day::{self, Date, Dated, When};
use onpace_core::ids::RowKey;
use onpace_core::plan::crossref::references_in;
use onpace_core::plan::{Code, Headings, NO_ACTIONS_LISTED, Row, RowKind, shortened};
use onpace_core::vocabulary::Vocabulary;
use std::collections::HashSet;

mod sections;

/// No title is longer than this, in letters.
const LONGEST_TITLE: usize = 10_000;

/// No name in the ledger is longer, in bytes; what is longer is none.
const LONGEST_KEY: usize = 300;

/// Words in place of a date are kept up to here, in letters.
const LONGEST_WORDS: usize = 200;

/// A longer text over the whole width is a remark and no focus area.
const LONGEST_BANNER: usize = 200;

/// Collects rows, and settles at the end what only the whole table can tell.
#[derive(Default)]
pub(super) struct Builder {
    /// What words of a status mean here.
    vocabulary: Vocabulary,
    /// What each status that was met says.
    statuses: said::Statuses,
    /// How people are written.
    people: People,
    rows: Vec<Row>,
    /// What each row says of its focus area.
    area_texts: Vec<String>,
    parents: Vec<Code>,
    /// What each row waits for, as it is written.
    waits: Vec<Waiting>,
    /// So many rows of tables were taken.
    taken: u32,
    /// Whether each row, as it was read, has a name and nothing else.
    lone: Vec<bool>,
    /// How deep each row stands, where a column says.
    levels: Vec<Option<u8>>,
    guesses: Guesses,
    /// Whether a row of the table has named an area.
    has_area: bool,
    /// The months that the table has a column each for.
    months: Months,
    /// How far titles of the table stand from its edge, each once, where that tells their level.
    indents: Vec<usize>,
    kinds_stated: bool,
    level_name: Option<String>,
}

impl Builder {
    /// Begins, with what words of a status mean and how people are written.
    pub(super) fn with(vocabulary: &Vocabulary, people: People) -> Self {
        Self { vocabulary: vocabulary.clone(), people, ..Self::default() }
    }

    /// The rows as they were read, before they are settled.
    pub(super) fn into_rows(self) -> Vec<Row> {
        self.rows
    }

    /// Begins with a table.
    pub(super) fn begin(&mut self, table: &Table<'_>, school_year: Option<i16>) {
        let is_dated = [Field::Start, Field::Finish].into_iter().any(|field| table.columns.of_field(field).is_some());
        self.months = if is_dated { Months::default() } else { Months::of(table.headings(), school_year) };
        self.indents = table.indents();
    }

    /// Takes one row of a table.
    pub(super) fn take(
        &mut self,
        (nth, row): (usize, &GridRow),
        table: &Table<'_>,
        conventions: Conventions,
        draft: &mut Draft,
        rows: &mut RowCounts,
    ) {
        self.taken += 1;
        let text = |field| table.text(row, field);
        // A code or a title merged over several rows is of the first of them.
        let own = |field| match table.columns.of_field(field) {
            Some(at) if row.is_carried(at) => "",
            _ => text(field),
        };
        let banner = groups::banner_of(row, &table.columns, table.flows);
        let title = banner.as_deref().unwrap_or_else(|| own(Field::Title));
        let mut title_text = in_one_line(&shortened(title, LONGEST_TITLE));
        title_text.truncate(title_text.strip_suffix(NO_ACTIONS_LISTED).map_or(title_text.len(), str::len));
        let code_text = &code_of(if banner.is_some() { "" } else { own(Field::Code) }, row, draft);
        let is_remark = row.is_banner() && title_text.len() > LONGEST_BANNER;
        if is_remark || beside::is_beside(row, table, !self.rows.is_empty()) {
            self.guesses.beside.add(&row.place);
            rows.left_out += 1;
            return;
        }
        // Dots alone are no code.
        if title_text.is_empty() && Code::new(code_text).is_empty() {
            draft.findings.push(unread(row, "it has neither a code nor a title"));
            rows.left_out += 1;
            return;
        }
        let only_title = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count() == 1 && !title_text.is_empty();
        let task = row.task();
        let is_whole = task.is_some_and(|task| task.title_is_whole);
        let mut named = self.name_of(code_text, &title_text, own(Field::Kind), is_whole);
        if row.is_banner() && named.0 == RowKind::Action && title_text.len() <= LONGEST_BANNER {
            named.0 = RowKind::FocusArea;
            self.guesses.banners.add(&row.place);
        } else if table.flows
            && only_title
            && named.1.is_empty()
            && !self.rows.is_empty()
            && !self.names_a_section(&title_text)
        {
            self.join(row, &title_text, draft);
            rows.joined += 1;
            return;
        }
        let (kind, code, title) = named;
        match kind {
            RowKind::FocusArea => rows.focus_areas += 1,
            RowKind::Action => rows.actions += 1,
        }
        let mut made = Row::new(kind, code, &title, row.place.clone());
        made.key = Some(own(Field::Key)).filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY).map(Into::into);
        self.measure(&mut made, row, table, conventions, draft);
        self.tell(&mut made, row, table, &draft.plan.headings);
        made.officers = self.people.beside(row, table);
        made.references = references_of(&made.title, text(Field::References));
        let is_yes = |text: &str| matches!(text.to_lowercase().as_str(), "true" | "yes" | "y" | "1" | "x");
        made.milestone = task.map_or_else(|| is_yes(text(Field::Milestone)), |task| task.milestone);
        made.summary = task.map_or_else(|| is_yes(text(Field::Summary)), |task| task.summary);
        // The name of an area may end the page before.
        let ends_before = table.flows && self.rows.last().is_some_and(|row| row.kind == RowKind::FocusArea);
        self.has_area = if nth == 0 { ends_before } else { self.has_area };
        self.has_area |= made.kind == RowKind::FocusArea;
        let area = table.area(nth).filter(|_| made.kind == RowKind::Action && !self.has_area);
        let area = area.map_or_else(|| text(Field::FocusArea), |area| &**area);
        self.push(made, area, text(Field::Parent));
        self.lone.push(sections::names_only(row, table));
        let level = || level_of(text(Field::Level)).or_else(|| self.level_by_indent(row, table));
        let level = task.map_or_else(level, |task| task.level);
        self.levels.push(level);
        let waiting = Waiting::of(&text, &row.place, self.taken + 1);
        self.waits.push(match task {
            Some(task) => waiting.known(&task.waits),
            None => waiting,
        });
    }

    /// How deep a row stands by how far its title is from the edge.
    fn level_by_indent(&self, row: &GridRow, table: &Table<'_>) -> Option<u8> {
        let title = row.cells.get(table.columns.of_field(Field::Title)?)?;
        let at = self.indents.iter().position(|known| *known == indent_of(title))?;
        u8::try_from(at + 1).ok()
    }

    /// What the row says in words of how it stands.
    fn tell(&mut self, made: &mut Row, row: &GridRow, table: &Table<'_>, headings: &Headings) {
        made.status = Some(table.text(row, Field::Status)).filter(|status| !status.is_empty()).map(Into::into);
        made.status = made.status.take().or_else(|| table.ticked_status(row).map(Into::into));
        if made.status.is_none()
            && let Some(fill) = table.column(row, Field::Status).and_then(|at| row.fill(at))
        {
            made.status = Some(fill.word().into());
            self.guesses.colours.add(&row.place.in_column(headings.status.as_ref()));
        }
        made.notes = said::notes_of(row, table);
        // "Two received" under "Outcome" is no status but what was said.
        let is_prose = |said: &&str| said.contains(' ') && self.vocabulary.read(said).is_empty();
        if made.notes.is_none() && table.columns.of_field(Field::Notes).is_none() {
            made.notes = made.status.as_deref().filter(is_prose).map(Into::into);
        }
        let status = made.status.as_deref().and_then(|status| self.statuses.lifecycle(status, &self.vocabulary));
        made.lifecycle = status.or_else(|| said::lifecycle_of(&self.vocabulary, row, table, made));
    }

    /// Reads dates, duration and percentage: in values where a schedule has them, else as they are written.
    fn measure(
        &mut self,
        made: &mut Row,
        row: &GridRow,
        table: &Table<'_>,
        conventions: Conventions,
        draft: &mut Draft,
    ) {
        let (text, task) = (|field| table.text(row, field), row.task());
        let name = made.name();
        let (headings, findings) = (&draft.plan.headings, &mut draft.findings);
        let written =
            |field, heading| Written { text: text(field), value: table.value(row, field), about: &name, row, heading };
        let wording = |field| conventions.wording_of(field);
        let Guesses { serials, start_words, finish_words, .. } = &mut self.guesses;
        let known = |field, day: Option<Date>| day.map(|day| dated(day, text(field)));
        made.start = known(Field::Start, task.and_then(|task| task.start)).or_else(|| {
            written(Field::Start, headings.start.as_ref()).date(wording(Field::Start), findings, serials, start_words)
        });
        made.finish = known(Field::Finish, task.and_then(|task| task.finish)).or_else(|| {
            let finish = written(Field::Finish, headings.finish.as_ref());
            finish.date(wording(Field::Finish), findings, serials, finish_words)
        });
        let words = |field, day: &Option<Dated>| {
            Some(text(field))
                .filter(|text| day.is_none() && !text.is_empty())
                .map(|text| in_one_line(&shortened(text, LONGEST_WORDS)).into())
        };
        // "January 8 to March 1" in the only column of dates says when it starts as well.
        if made.start.is_none()
            && table.columns.of_field(Field::Start).is_none()
            && let Some(finish) = made.finish.as_mut()
            && let Some((from, to)) = day::from_to(&finish.text, wording(Field::Finish))
        {
            let of = |when| Dated { when, weekday: None, text: finish.text.clone() };
            (made.start, *finish) = (Some(of(from)), of(to));
        }
        if let Some((first, last)) = self.months.marked(row) {
            let dated = |when| Some(Dated { when, weekday: None, text: "".into() });
            (made.start, made.finish) = (dated(first), dated(last));
        }
        made.original_finish = table.original_finish().and_then(|at| cells::day_of(row, at, wording(Field::Finish)));
        made.start_words = words(Field::Start, &made.start);
        made.finish_words = words(Field::Finish, &made.finish);
        made.duration = match task.and_then(|task| task.duration) {
            Some(days) => Some(days),
            None => written(Field::Duration, headings.duration.as_ref()).duration(findings),
        };
        made.own_days = task.is_some_and(|task| task.own_days);
        made.percent = match task {
            Some(task) => task.percent,
            None => written(Field::Percent, headings.percent.as_ref()).percent(conventions, findings),
        };
    }

    fn push(&mut self, row: Row, area: &str, parent: &str) {
        self.rows.push(row);
        self.area_texts.push(area.to_owned());
        self.parents.push(Code::new(parent));
    }

    /// Kind, code and title: as the kind's column says, else from whatever code and title say.
    /// `is_whole` says that a title begins with no code, whatever it looks like.
    fn name_of(
        &mut self,
        code_text: &str,
        title_text: &str,
        kind_text: &str,
        is_whole: bool,
    ) -> (RowKind, Code, String) {
        let stated = kind_text.to_lowercase();
        let is_action = ["action", "task", "story", "sub-task", "subtask", "bug"].contains(&stated.as_str());
        let is_area = LEVEL_WORDS.contains(&stated.as_str()) || stated == "epic";
        self.kinds_stated |= is_action || is_area;
        let has_code = !code_text.is_empty() && (is_area || Code::fits(code_text));
        if let Some((word, code, title)) = top_row(title_text).filter(|_| !is_action && !has_code) {
            self.level_name.get_or_insert(if is_area { capitals(&stated) } else { word });
            return (RowKind::FocusArea, code, title);
        }
        let (code, title) = match code_text {
            "" if is_whole => (Code::default(), title_text.to_owned()),
            "" => split_code(title_text),
            code => (Code::new(code), title_text.to_owned()),
        };
        let top_code = top_code(code_text).filter(|_| !is_action);
        if !is_area && top_code.is_none() {
            return (RowKind::Action, code, title);
        }
        let word = || top_row(code_text).map_or_else(|| "Focus Area".to_owned(), |(word, _, _)| word);
        self.level_name.get_or_insert_with(|| if is_area { capitals(&stated) } else { word() });
        (RowKind::FocusArea, top_code.unwrap_or(code), title)
    }

    fn join(&mut self, row: &GridRow, tail: &str, draft: &mut Draft) {
        let Some(last) = self.rows.last_mut() else { return };
        let joined = format!("{} {tail}", last.title);
        let finding = reading::TITLE_JOINED.finding(format!(
            "the title of {} runs on after a break: \u{201c}{}\u{201d}",
            last.name(),
            shortened(tail, 60)
        ));
        draft.findings.push(
            finding
                .about(last.name())
                .at(row.place.clone())
                .found(format!("\u{201c}{}\u{201d}", shortened(tail, 80)))
                .expected(format!("\u{201c}{}\u{201d}", shortened(&joined, 120)))
                .meanwhile("joined the two"),
        );
        last.title = joined.into();
    }

    /// Settles focus areas, parents and outline, and hands the rows to the plan.
    pub(super) fn settle(mut self, draft: &mut Draft) {
        self.lone_rows_are_areas(draft);
        self.guesses.tell(draft);
        self.areas_told_twice(draft);
        self.areas_named_in_a_column();
        let parents_by_level = self.by_level(draft);
        let plan = &mut draft.plan;
        plan.level_name = self.level_name.unwrap_or_else(|| "Focus Area".to_owned());
        plan.rows = self.rows;
        let index = plan.index();
        let keys = keys_of(&plan.rows);
        let titles = areas::by_title(&plan.rows);
        let row_of = |code: &Code, text: &str, kind| {
            let found = index.get(code).or_else(|| keys.get(text)).copied();
            let found = found.filter(|found| plan.rows.get(*found).is_some_and(|row| row.kind == kind));
            found.or_else(|| {
                titles.get(&areas::title_key(&area_title(text))).copied().filter(|_| kind == RowKind::FocusArea)
            })
        };
        let stated = self.parents.iter().zip(&self.area_texts).map(|(parent, area)| {
            let area = if area.is_empty() { None } else { row_of(&area_code(area), area, RowKind::FocusArea) };
            (row_of(parent, parent.as_str(), RowKind::Action), area)
        });
        for (at, (parent, area)) in stated.collect::<Vec<_>>().into_iter().enumerate() {
            let parent = parent.filter(|parent| !hangs_from(&plan.rows, *parent, at));
            let Some(row) = plan.rows.get_mut(at) else { break };
            row.parent = parent;
            row.focus_area = area.filter(|_| row.kind == RowKind::Action);
        }
        for (at, above) in parents_by_level.into_iter().enumerate() {
            let above = above.and_then(|above| plan.rows.get(above).map(|row| (above, row.kind, row.focus_area)));
            let Some(row) = plan.rows.get_mut(at) else { break };
            match above {
                // What a schedule has at its top level stays there.
                None => row.on_top = self.levels.get(at).copied().flatten().is_some_and(|level| level <= 1),
                Some(_) if row.kind == RowKind::FocusArea => {}
                Some((above, RowKind::FocusArea, _)) => row.focus_area = Some(above),
                Some((above, RowKind::Action, area)) => {
                    row.parent = Some(above);
                    row.focus_area = area;
                }
            }
        }
        let heading = plan.headings.predecessors.clone();
        draft.findings.extend(waiting::link(plan, self.waits, heading.as_ref()));
        plan.settle_outline();
    }

    /// Which row each hangs from, where a column says how deep rows stand; one alone above everything is the title.
    fn by_level(&mut self, draft: &mut Draft) -> Vec<Option<usize>> {
        // A file that was written from here says all of this itself; its outline is how it looks.
        if self.rows.iter().any(|row| row.key.is_some()) {
            return Vec::new();
        }
        let level = |levels: &[Option<u8>], at: usize| levels.get(at).copied().flatten();
        let Some(top) = self.levels.iter().flatten().min().copied() else { return Vec::new() };
        let is_root = |at: &usize| level(&self.levels, *at) == Some(top);
        let roots = (0..self.rows.len()).filter(is_root).count();
        let is_deep = self.levels.iter().flatten().any(|level| *level >= top.saturating_add(2));
        if roots == 1
            && is_deep
            && level(&self.levels, 0) == Some(top)
            && let Some(root) = self.rows.first().filter(|root| top_row(&root.title).is_none()).cloned()
        {
            self.keep(&|at| at > 0);
            let counted_as = |table: &&mut TableAccount| match root.kind {
                RowKind::Action => table.rows.actions > 0,
                RowKind::FocusArea => table.rows.focus_areas > 0,
            };
            if let Some(table) = draft.account.tables.iter_mut().find(counted_as) {
                table.rows.above += 1;
                table.rows.actions -= usize::from(root.kind == RowKind::Action);
                table.rows.focus_areas -= usize::from(root.kind == RowKind::FocusArea);
            }
            draft.plan.title = root.title.into();
            return self.by_level_from(top.saturating_add(1), draft);
        }
        self.by_level_from(top, draft)
    }

    fn by_level_from(&mut self, top: u8, draft: &mut Draft) -> Vec<Option<usize>> {
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut above = Vec::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter_mut().enumerate() {
            let Some(level) = self.levels.get(at).copied().flatten() else {
                above.push(None);
                continue;
            };
            while open.last().is_some_and(|(deeper, _)| *deeper >= level) {
                open.pop();
            }
            above.push(open.last().map(|(_, row)| *row));
            open.push((level, at));
            let has_rows = self.levels.get(at + 1).copied().flatten().is_some_and(|next| next > level);
            if level == top && has_rows && row.kind == RowKind::Action {
                row.kind = RowKind::FocusArea;
                row.outline_level = 1;
                became_an_area(draft);
            }
            row.summary = has_rows && row.kind == RowKind::Action;
        }
        above
    }

    /// A focus area may have its row again, at the head of the next page or without its code: it is one area.
    fn areas_told_twice(&mut self, draft: &mut Draft) {
        let again = areas::tell_once(&mut self.rows, &mut self.area_texts, draft);
        if !again.is_empty() {
            self.keep(&|at| again.binary_search(&at).is_err());
        }
    }

    /// Takes out all rows but some, each with all that is known of it, in one go.
    fn keep(&mut self, is_kept: &dyn Fn(usize) -> bool) {
        fn only<T>(all: &mut Vec<T>, is_kept: &dyn Fn(usize) -> bool) {
            let mut at = 0..;
            all.retain(|_| at.next().is_some_and(is_kept));
        }
        only(&mut self.rows, is_kept);
        only(&mut self.area_texts, is_kept);
        only(&mut self.parents, is_kept);
        only(&mut self.levels, is_kept);
        only(&mut self.waits, is_kept);
    }

    /// A column may name focus areas that have no row of their own: each gets one, before its first action.
    fn areas_named_in_a_column(&mut self) {
        let mut known: HashSet<Code> =
            self.rows.iter().filter(|row| row.kind == RowKind::FocusArea).map(|row| row.code.clone()).collect();
        let vocabulary = std::mem::take(&mut self.vocabulary);
        let said = Self {
            kinds_stated: self.kinds_stated,
            level_name: self.level_name.take(),
            vocabulary,
            people: self.people,
            ..Self::default()
        };
        let before = std::mem::replace(self, said);
        let keys: HashSet<RowKey> = before.rows.iter().filter_map(|row| row.key.clone()).collect();
        let titles: HashSet<String> = areas::by_title(&before.rows).into_keys().collect();
        let told = before.area_texts.into_iter().zip(before.parents).zip(before.levels).zip(before.waits);
        for (row, (((text, parent), level), waits)) in before.rows.into_iter().zip(told) {
            let code = area_code(&text);
            let is_known = keys.contains(&*text) || titles.contains(&areas::title_key(&area_title(&text)));
            let is_named = !text.is_empty() && !is_known;
            if row.kind == RowKind::Action && is_named && known.insert(code.clone()) {
                self.push(Row::new(RowKind::FocusArea, code, &area_title(&text), row.place.clone()), "", "");
                self.levels.push(None);
                self.waits.push(Waiting::default());
            }
            self.levels.push(level);
            self.waits.push(waits);
            self.rows.push(row);
            self.area_texts.push(text);
            self.parents.push(parent);
        }
    }
}

/// The codes that a title has among its words, and those of a column for them.
fn references_of(title: &str, column: &str) -> Vec<Code> {
    let mut references = references_in(title);
    for code in column.split([',', ';', ' ']).filter(|word| Code::fits(word)).map(Code::new) {
        if !references.contains(&code) {
            references.push(code);
        }
    }
    references
}

/// A day that a schedule keeps as a day.
fn dated(day: Date, text: &str) -> Dated {
    Dated { when: When::day(day), weekday: None, text: text.into() }
}

/// Moves one row, counted as an action when it was read, to the focus areas.
fn became_an_area(draft: &mut Draft) {
    if let Some(table) = draft.account.tables.iter_mut().find(|table| table.rows.actions > 0) {
        table.rows.actions -= 1;
        table.rows.focus_areas += 1;
    }
}
