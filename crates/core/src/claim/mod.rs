//! What a document's prose and its tables of figures claim in numbers, held against the plan and against each other.
//!
//! Every number ends as one of four ([`ClaimVerdict`]): it agrees, it disagrees, it cannot be counted from this file, or it claims
//! nothing. A sentence is taken apart into tokens ([`lexer`]), those into signs by the plan's own words ([`lexicon`],
//! [`sign`]), those into clauses with one quantity each ([`clause`]), whose sets the rows answer ([`counted`], [`single`]);
//! what numbers say of each other needs no rows ([`relations`]), and tables are proved by their own arithmetic ([`table`]).
//!
//! **Not here.** Where prose stands in a file (`onpace-exchange`); the rules that report it ([`crate::checks`]).

mod account;
mod attribute;
mod clause;
mod counted;
mod each;
mod extremes;
mod in_words;
mod kept;
mod lexer;
mod lexicon;
mod money;
mod notes;
mod number;
mod phrases;
mod predicate;
mod reaching;
mod relations;
mod sentence;
mod set;
mod sign;
mod single;
mod spoken;
mod statement;
mod table;
mod token;
mod verdict;
mod words;

use crate::place::Place;
pub use account::{NumberAccount, account_of};
pub use kept::{has_numbers, kept, speaks_of_rows};
pub use statement::{Contradicted, NumberSaid, Statement};
pub use verdict::{ClaimVerdict, Contradiction};

/// A paragraph as it stands in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its text.
    pub text: Box<str>,
    /// Where it stands.
    pub place: Place,
}

/// A table of figures: not the plan itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FigureTable {
    /// What stands above it.
    pub title: Box<str>,
    /// Its rows, headings among them.
    pub rows: Vec<FigureRow>,
}

/// A row of a table of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// Its cells, from the left.
    pub cells: Vec<Box<str>>,
    /// Where it stands.
    pub place: Place,
}

/// What a document says besides its plan.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Paper {
    /// Its prose, in order.
    pub said: Vec<Said>,
    /// What stands in cells beside the plan's rows, in order.
    pub cells: Vec<Said>,
    /// Its tables of figures.
    pub tables: Vec<FigureTable>,
    /// Columns of the plan's own tables that say what plans do not hold: a grade, a budget.
    pub columns: Vec<SideColumn>,
    /// How many rows one of them counts by their statuses: more than are listed where it lists some of them.
    pub counted: Option<usize>,
}

/// A column of the plan's own table that the plan does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SideColumn {
    /// What stands above it.
    pub heading: Box<str>,
    /// What it says, each beside the place of its row.
    pub cells: Vec<(Place, Box<str>)>,
}

/// So many letters of a document's prose are looked at.
pub const MOST_PROSE: usize = 4_000_000;
/// So many rows of its tables of figures.
pub const MOST_FIGURES: usize = 20_000;

impl Paper {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.said.is_empty() && self.cells.is_empty() && self.tables.is_empty()
    }
}
