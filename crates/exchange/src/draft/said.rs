//! What a row says of how its action stands, besides numbers: a status, a day on which it was done, an update. **Not here.**
//! What the words mean ([`onpace_core::vocabulary`]).

use super::tables::Table;
use crate::field::Field;
use crate::grid::GridRow;
use onpace_core::day::{self, DateWording};
use onpace_core::plan::{Lifecycle, Row};
use onpace_core::vocabulary::Vocabulary;
use std::collections::HashMap;
use std::fmt::Write as _;

/// What so many statuses say is kept.
const MOST_STATUSES: usize = 1_000;

/// What each status that was met says: it is one of a few, again and again.
#[derive(Default)]
pub(super) struct Statuses(HashMap<Box<str>, Option<Lifecycle>>);

impl Statuses {
    /// How far a status says that its action is.
    pub(super) fn lifecycle(&mut self, status: &str, words: &Vocabulary) -> Option<Lifecycle> {
        if let Some(known) = self.0.get(status) {
            return *known;
        }
        let says = words.read(status).lifecycle;
        if self.0.len() < MOST_STATUSES {
            self.0.insert(status.into(), says);
        }
        says
    }
}

/// How far an action is by what its row says besides its status: a day on which it was done, a word beside its finish or
/// in place of its percentage, and what its update says outright.
pub(super) fn lifecycle_of(words: &Vocabulary, row: &GridRow, table: &Table<'_>, made: &Row) -> Option<Lifecycle> {
    let completed = || {
        let text = table.text(row, Field::Completed);
        let is_day = table.value(row, Field::Completed).is_some()
            || matches!(day::among_words(text, DateWording::default()), Ok(Some(_)));
        (is_day || words.read(text).lifecycle == Some(Lifecycle::Complete)).then_some(Lifecycle::Complete)
    };
    let beside = |field| words.stated(table.text(row, field)).filter(|said| *said != Lifecycle::NotStarted);
    let percent = || made.percent.is_none().then(|| words.read(table.text(row, Field::Percent)).lifecycle).flatten();
    let update = || made.notes.as_deref().and_then(|notes| words.stated(notes));
    let closed = || table.closed.then_some(Lifecycle::Complete);
    let progress = completed().or_else(|| beside(Field::Finish)).or_else(percent);
    progress.or_else(update).or_else(closed)
}

/// What was said last, and before it of each other column what it says, under its heading.
pub(super) fn notes_of(row: &GridRow, table: &Table<'_>) -> Option<Box<str>> {
    let mut all = table.texts(row, Field::Notes);
    let mut hanging = row.look.iter().flat_map(|look| &look.notes);
    let mut notes = match all.next() {
        Some((_, latest)) => latest.to_owned(),
        None => hanging.next()?.to_string(),
    };
    for note in hanging {
        let _ = write!(notes, "\n{note}");
    }
    for (at, text) in all {
        let _ = write!(notes, "\n{}: {text}", table.heading(at));
    }
    Some(notes.into())
}
