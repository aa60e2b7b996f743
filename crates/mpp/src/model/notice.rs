//! What was left out or guessed while a plan was read, for who wants to know.

use std::fmt;

/// Something that was left out or guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub enum Notice {
    /// Rows that Project shows as blank.
    BlankRows(usize),
    /// Tasks of one and the same row.
    SameRow {
        /// Their number in the list.
        id: i32,
    },
    /// Links from or to a task that is not there, to itself, or to what it is part of.
    Links(usize),
    /// Values that refer to a list in which they are not.
    Unlisted(usize),
    /// A table of which the file does not say where its fields are.
    Missing(&'static str),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BlankRows(1) => f.write_str("a blank row"),
            Self::BlankRows(count) => write!(f, "{count} blank rows"),
            Self::SameRow { id } => {
                write!(f, "two tasks say that they stand in row {id}; both are kept where both say anything")
            }
            Self::Links(1) => f.write_str("a link that leads nowhere was left out"),
            Self::Links(count) => write!(f, "{count} links that lead nowhere were left out"),
            Self::Unlisted(count) => write!(f, "{count} values are in none of the plan's lists"),
            Self::Missing(table) => {
                write!(f, "the plan does not say where the fields of its {table} are: they were left out")
            }
        }
    }
}
