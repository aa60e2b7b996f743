//! What rows are called, so that one is known again in another table: by its code, by its title, also where that was cut.
//! **Not here.** What follows from it ([`super::kinds`], [`super::extracts`]).

use super::codes::split_code;
use super::tables::Table;
use crate::field::Field;
use crate::grid::GridRow;
use std::collections::{BTreeMap, HashMap};

/// So many rows of one code or title are kept, and so many titles with one beginning are looked at.
const MOST_ALIKE: usize = 64;
/// So many rows are looked at for one name.
const MOST_LOOKED_AT: usize = 256;
/// A title in fewer words is no proof by itself that two rows are one.
const WORDS_OF_A_TITLE: usize = 3;
/// A title that was cut is known by so many letters.
const LETTERS_OF_A_CUT_TITLE: usize = 12;

/// What names a row.
#[derive(Debug)]
pub(super) struct Name {
    code: String,
    title: String,
    /// Whether the title was cut: "Review the processes within…".
    is_cut: bool,
}

impl Name {
    pub(super) fn new(code: &str, title: &str) -> Self {
        let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let mut code = plain_code(code);
        if code.is_empty() {
            let (head, rest) = split_code(&title);
            if !head.is_empty() && !rest.is_empty() {
                (code, title) = (plain_code(head.as_str()), rest);
            }
        }
        let whole = title.trim_end_matches(['\u{2026}', '.', ' ']);
        let is_cut = title.ends_with('\u{2026}') || title.ends_with("...");
        Self { code, title: if is_cut { whole.to_owned() } else { title }, is_cut }
    }

    /// What a row of a table is called; where the table has no titles, by its area. A title that was guessed is none
    /// beside a code.
    pub(super) fn of(row: &GridRow, table: &Table<'_>) -> Option<Self> {
        let code = table.text(row, Field::Code);
        let title = match (table.columns.of_field(Field::Title), table.columns.guessed_title()) {
            (_, Some(_)) if !code.is_empty() => "",
            (Some(_), _) => table.text(row, Field::Title),
            (None, _) => table.text(row, Field::FocusArea),
        };
        let name = Self::new(code, title);
        (!name.code.is_empty() || !name.title.is_empty()).then_some(name)
    }

    /// Whether both titles may be of one row.
    fn titles_agree(&self, other: &Self) -> bool {
        let begins = |cut: &Self, whole: &Self| {
            cut.is_cut && cut.title.len() >= LETTERS_OF_A_CUT_TITLE && whole.title.starts_with(&cut.title)
        };
        self.title == other.title || begins(self, other) || begins(other, self)
    }

    /// Its code, or the number that its title begins with: "1 JSNA".
    fn head(&self) -> &str {
        if self.code.is_empty() { self.title.split(' ').next().unwrap_or_default() } else { &self.code }
    }

    /// Whether it is the code and the title of the other in one.
    fn is_joined(&self, other: &Self) -> bool {
        let rest =
            self.title.strip_prefix(other.code.as_str()).filter(|_| self.code.is_empty() && !other.code.is_empty());
        let rest = rest.and_then(|rest| rest.strip_prefix([' ', '.', ':'])).map(str::trim_start);
        let rest = rest.filter(|rest| !rest.is_empty() && !other.title.is_empty());
        rest.is_some_and(|rest| rest == other.title || self.is_cut && other.title.starts_with(rest))
    }

    /// Whether both name one row.
    fn is_of(&self, other: &Self) -> bool {
        if self.is_joined(other) || other.is_joined(self) {
            return true;
        }
        if !self.code.is_empty() && !other.code.is_empty() {
            return self.code == other.code
                && (self.title.is_empty() || other.title.is_empty() || self.titles_agree(other));
        }
        let is_telling = self.title.split(' ').count() >= WORDS_OF_A_TITLE || self.code != other.code;
        !self.title.is_empty() && is_telling && self.titles_agree(other)
    }
}

fn plain_code(code: &str) -> String {
    code.trim().trim_end_matches(['.', ')', ':']).to_lowercase()
}

/// Rows by what they are called.
#[derive(Default)]
pub(super) struct Names {
    all: Vec<Name>,
    codes: HashMap<String, Vec<usize>>,
    titles: BTreeMap<String, Vec<usize>>,
}

impl Names {
    /// Adds a row behind those that are there.
    pub(super) fn add(&mut self, name: Name) {
        let at = self.all.len();
        let note = |known: &mut Vec<usize>| {
            if known.len() < MOST_ALIKE {
                known.push(at);
            }
        };
        if !name.code.is_empty() {
            note(self.codes.entry(name.code.clone()).or_default());
        }
        if !name.title.is_empty() {
            note(self.titles.entry(name.title.clone()).or_default());
        }
        self.all.push(name);
    }

    /// The rows that a name is of, by their places.
    pub(super) fn alike<'n>(&'n self, name: &'n Name) -> impl Iterator<Item = usize> + 'n {
        let by_code = self.codes.get(name.head()).into_iter().flatten();
        let same = self.titles.get(&name.title).into_iter().flatten();
        let begin = Some(&name.title).filter(|_| name.is_cut && name.title.len() >= LETTERS_OF_A_CUT_TITLE);
        let cut = begin.into_iter().flat_map(|begin| {
            let from = self.titles.range(begin.clone()..);
            from.take_while(move |(title, _)| title.starts_with(begin)).take(MOST_ALIKE).flat_map(|(_, all)| all)
        });
        let all = by_code.chain(same).chain(cut).take(MOST_LOOKED_AT).copied();
        all.filter(|at| self.all.get(*at).is_some_and(|other| name.is_of(other)))
    }
}
