//! The plan: top rows (focus areas, pillars, priorities: the plan has its own word), and the actions
//! below them at any depth.
//!
//! Rows stand in one list in the plan's own order and point at each other by index, so that every
//! question over a plan is one walk. Nesting is by reference: an action that hangs from another need
//! not lie within its dates.
//!
//! **Not here.** How a file is read into this; what is true of it on a day ([`crate::survey`]).

pub mod code;
pub mod crossref;
pub mod lifecycle;
pub mod link;
pub mod officer;
pub mod report_facts;
pub mod row_facts;
pub mod status_words;
pub mod attached;
pub mod facts;
pub mod figures;
pub mod event;
pub mod refusal;
pub mod command;
pub mod held;
mod impact;
pub mod outline;
mod progress;
pub(crate) mod apply;
pub mod decide;
pub mod rests_on;

pub use code::Code;
pub use lifecycle::Lifecycle;
pub use link::{LinkKind, RowLink};
pub use officer::{KeyedPerson, Officer, OfficerRole};

use crate::claim::Paper;
use crate::day::{Date, Dated};
use crate::ids::RowKey;
use crate::place::Place;
use crate::quantity::{Percent, WorkingDays};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// A top row: one weakness named by the inspectors.
    FocusArea,
    /// Any dated row below one.
    Action,
}

/// One row of a plan, as it was written. What was not written is `None` or empty, never 0.
#[expect(clippy::struct_excessive_bools, reason = "each is said of a row by itself")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Focus area or action.
    pub kind: RowKind,
    /// Its name in the ledger, where it comes from there or from a file that was written from there.
    pub key: Option<RowKey>,
    /// Its code.
    pub code: Code,
    /// Its title, without the code.
    pub title: Box<str>,
    /// The people beside it, in the order written.
    pub officers: Vec<Officer>,
    /// When it starts.
    pub start: Option<Dated>,
    /// When it finishes; that day is still worked.
    pub finish: Option<Dated>,
    /// When it was to finish at first, where the plan keeps that beside a finish that was moved.
    pub original_finish: Option<Dated>,
    /// What stands in place of a start that is no day: "as soon as funds allow".
    pub start_words: Option<Box<str>>,
    /// What stands in place of a finish that is no day: "ongoing".
    pub finish_words: Option<Box<str>>,
    /// The duration stated.
    pub duration: Option<WorkingDays>,
    /// Whether that duration was counted by the source's own calendar, whose days come to it.
    pub own_days: bool,
    /// The percentage complete that somebody reported.
    pub percent: Option<Percent>,
    /// Whether somebody said that there is progress and gave no percentage.
    pub said_started: bool,
    /// How far it is by what its plan says in words, signs or colours.
    pub lifecycle: Option<Lifecycle>,
    /// The day of which what is reported speaks, where the plan is held; `None` before anything was heard.
    pub heard: Option<Date>,
    /// The status that somebody reported, in their word.
    pub status: Option<Box<str>>,
    /// What they said besides.
    pub notes: Option<Box<str>>,
    /// Codes that its text refers to.
    pub references: Vec<Code>,
    /// What it waits for.
    pub links: Vec<RowLink>,
    /// A dated point rather than a stretch of work.
    pub milestone: bool,
    /// A row that a schedule file marks as the sum of those below; it does not count by itself.
    pub summary: bool,
    /// 1 for a top row.
    pub outline_level: u8,
    /// The action it hangs from.
    pub parent: Option<usize>,
    /// The focus area it belongs to.
    pub focus_area: Option<usize>,
    /// An action that its source keeps at the top, in no focus area.
    pub on_top: bool,
    /// Where it stood.
    pub place: Place,
}

impl Row {
    /// An empty row of a kind; the reader fills in what it finds.
    #[must_use]
    pub fn new(kind: RowKind, code: Code, title: &str, place: Place) -> Self {
        Self {
            kind,
            key: None,
            code,
            title: title.into(),
            officers: Vec::new(),
            start: None,
            finish: None,
            original_finish: None,
            start_words: None,
            finish_words: None,
            duration: None,
            own_days: false,
            percent: None,
            said_started: false,
            lifecycle: None,
            heard: None,
            status: None,
            notes: None,
            references: Vec::new(),
            links: Vec::new(),
            milestone: false,
            summary: false,
            outline_level: if kind == RowKind::FocusArea { 1 } else { 2 },
            parent: None,
            focus_area: None,
            on_top: false,
            place,
        }
    }

    /// "10B" or, for a row without a code, the beginning of its title in quotation marks.
    #[must_use]
    pub fn name(&self) -> String {
        if self.code.is_empty() {
            format!("\u{201c}{}\u{201d}", shortened(&self.title, 40))
        } else {
            self.code.to_string()
        }
    }

    /// Whether it has started: the one definition, by which every figure, status, rule and report goes.
    #[must_use]
    pub fn has_started(&self) -> bool {
        progress::has_started(self.percent, self.said_started, self.lifecycle)
    }

    /// Whether it is complete: the one definition, as for [`Row::has_started`].
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.done() == Some(Percent::HUNDRED)
    }

    /// Whether it was put on hold or given up, by what its plan says.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.lifecycle == Some(Lifecycle::Stopped) && !self.is_complete()
    }

    /// How much of it is done, as far as that is known: the percentage; without one, all where it is said to be complete.
    #[must_use]
    pub fn done(&self) -> Option<Percent> {
        progress::done(self.percent, self.lifecycle)
    }

    /// The names beside it, joined as plans do.
    #[must_use]
    pub fn officer_names(&self) -> String {
        self.officers.iter().map(|o| &*o.name).collect::<Vec<_>>().join("/")
    }
}

/// The first `limit` letters of a text, cut at a word where one ends in time.
#[must_use]
pub fn shortened(text: &str, limit: usize) -> String {
    if text.len() <= limit || text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > cut.len() / 2).map_or(cut.as_str(), |at| &cut[..at]);
    format!("{}\u{2026}", at_word.trim_end_matches([' ', ',', ';', ':']))
}

/// The headings under which a file keeps its values, so that a finding can name the column.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Headings {
    /// Of the start.
    pub start: Option<Arc<str>>,
    /// Of the finish.
    pub finish: Option<Arc<str>>,
    /// Of the duration.
    pub duration: Option<Arc<str>>,
    /// Of the percentage complete.
    pub percent: Option<Arc<str>>,
    /// Of the reported status.
    pub status: Option<Arc<str>>,
    /// Of the people.
    pub officers: Option<Arc<str>>,
    /// Of the title.
    pub title: Option<Arc<str>>,
    /// Of what rows wait for.
    pub predecessors: Option<Arc<str>>,
    /// Whether a column says the statuses that somebody computed.
    pub status_is_computed: bool,
}

/// What reports put behind the title of a focus area that has no actions; a report that is read back has it there.
pub const NO_ACTIONS_LISTED: &str = " (no actions listed)";

/// A dated statement of the document about itself: when its data was gathered, when it was presented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The day.
    pub dated: Dated,
    /// The words that named it, shortened.
    pub words: Box<str>,
    /// Where.
    pub place: Place,
}

/// Where a plan was read.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Source {
    /// The file's name or path as given.
    pub path: String,
    /// The name of the format that it turned out to be.
    pub format: String,
}

/// An improvement plan as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Plan {
    /// Its title, or the file's name where it has none.
    pub title: String,
    /// The plan's own word for a top row: "Focus Area".
    pub level_name: String,
    /// Every row, in the plan's order.
    pub rows: Vec<Row>,
    /// The plan's own key of initials, where it has one.
    pub people: Vec<KeyedPerson>,
    /// What its document says besides its rows: prose and tables of figures.
    pub paper: Paper,
    /// The day that the data speaks of, where the text says.
    pub data_date: Option<Occasion>,
    /// The meeting that the document was written for, where the text says.
    pub meeting: Option<Occasion>,
    /// Where columns stood.
    pub headings: Headings,
    /// Where it was read.
    pub source: Source,
}

impl Plan {
    /// The focus areas, with their indices.
    pub fn focus_areas(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::FocusArea)
    }

    /// The actions that count: not the rows that a schedule file marks as sums.
    pub fn actions(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Action && !row.summary)
    }

    /// Whether its document lists some of its actions and counts more: a list of those that need help.
    #[must_use]
    pub fn lists_some(&self) -> bool {
        // A count that is a few out is a wrong count.
        self.paper.counted.is_some_and(|counted| counted * 2 >= self.actions().count() * 3)
    }

    /// Everybody the plan names, each once.
    #[must_use]
    pub fn officer_names(&self) -> BTreeSet<&str> {
        self.rows.iter().flat_map(|row| row.officers.iter().map(|o| &*o.name)).collect()
    }

    /// Where each code first stands. Focus areas and actions share one space of codes.
    #[must_use]
    pub fn index(&self) -> HashMap<&Code, usize> {
        let mut index = HashMap::with_capacity(self.rows.len());
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.code.is_empty()) {
            index.entry(&row.code).or_insert(at);
        }
        index
    }

    /// Sets every row's focus area, parent and level: by code where codes say so, else by order.
    ///
    /// An action belongs to the focus area whose code its own begins with, else to the one above it.
    pub fn settle_outline(&mut self) {
        let index = self.index();
        let by_code: Vec<_> = self.rows.iter().map(|row| self.ancestors(row, &index)).collect();
        let mut above = None;
        for (at, (row, (parent, by_code))) in self.rows.iter_mut().zip(by_code).enumerate() {
            if row.kind == RowKind::FocusArea {
                above = Some(at);
                continue;
            }
            row.focus_area = row.focus_area.or(by_code).or(above.filter(|_| !row.on_top));
            row.parent = row.parent.or(parent);
        }
        for at in 0..self.rows.len() {
            self.rows[at].outline_level = self.depth(at);
        }
    }

    /// The nearest action and the focus area that a row's code hangs from.
    fn ancestors(&self, row: &Row, index: &HashMap<&Code, usize>) -> (Option<usize>, Option<usize>) {
        let (mut parent, mut code) = (None, row.code.parent());
        while let Some(above) = code {
            match index.get(&above) {
                Some(found) if self.rows[*found].kind == RowKind::FocusArea => return (parent, Some(*found)),
                // A code above is shorter, so this is never the row itself.
                Some(found) => parent = parent.or(Some(*found)),
                None => {}
            }
            code = above.parent();
        }
        (parent, None)
    }

    /// 1 for a focus area, one more for each row that an action hangs from. A plan cannot make this
    /// loop: a code's parent is always shorter, and stated outlines are read top down.
    fn depth(&self, at: usize) -> u8 {
        let (mut level, mut row) = (1u8, &self.rows[at]);
        if row.kind == RowKind::FocusArea {
            return level;
        }
        level += u8::from(row.focus_area.is_some());
        while let Some(parent) = row.parent {
            level = level.saturating_add(1);
            row = &self.rows[parent];
            if level > 50 {
                break;
            }
        }
        level
    }
}
