//! Why a file is not read, in words for who has it: what was found, and the way out.

use thiserror::Error;

/// Why a file is not read. Said whole it is one sentence: what was found; the way out.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{}; the way out: {}", self.found(), self.way_out())]
#[non_exhaustive]
pub enum Error {
    /// It is no plan of Microsoft Project.
    NotAPlan {
        /// What it is.
        what: String,
    },
    /// Project 98 or before.
    TooOld {
        /// What the file says of its format.
        format: String,
    },
    /// A form that no reader here knows.
    Unknown {
        /// What the file says of its format.
        format: String,
    },
    /// It needs a password.
    Locked,
    /// Something that every plan has is not there.
    Damaged {
        /// What is not there.
        what: String,
    },
}

impl Error {
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }

    /// What the file is.
    #[must_use]
    pub fn found(&self) -> String {
        match self {
            Self::NotAPlan { what } => what.clone(),
            Self::TooOld { format } => format!("a plan saved by Project 98 or before ({format})"),
            Self::Unknown { format } => format!("a Microsoft Project plan in a form that is not known ({format})"),
            Self::Locked => "a Microsoft Project plan that is locked with a password".to_owned(),
            Self::Damaged { what } => format!("a Microsoft Project plan that is damaged or cut off: {what}"),
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn way_out(&self) -> &'static str {
        match self {
            Self::NotAPlan { .. } => "a plan that Project 2000 or later saved as .mpp",
            Self::TooOld { .. } => {
                "the plan opened in Project 2003, 2007 or 2010, which read such files, and saved again as .mpp"
            }
            Self::Unknown { .. } => "the plan saved from Project as XML: File, Save As, XML Format",
            Self::Locked => {
                "the same plan without: open it with its password, then File, Save As, Tools, General Options, clear the password, and save it"
            }
            Self::Damaged { .. } => "the plan opened in Project and saved again, or an earlier copy of it",
        }
    }
}
