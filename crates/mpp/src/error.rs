//! Why a file is not read, in words for who has it: what was found, and the way out.

use thiserror::Error;

/// Why a file is not read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// It is no plan of Microsoft Project.
    #[error("this is no file of Microsoft Project: {found}; accepted is a plan saved as .mpp by Project 2000 or later")]
    NotAPlan {
        /// What it is.
        found: String,
    },
    /// Project 98 or before.
    #[error(
        "this plan was saved by Project 98 or before (format {format}); open it in Project 2007 or 2010, which read such files, and save it again as .mpp or XML"
    )]
    TooOld {
        /// What the file says of its format.
        format: String,
    },
    /// A form that no reader here knows.
    #[error("this plan has a form that is not known ({format}); save it in Project as XML: File, Save As, XML Format")]
    Unknown {
        /// What the file says of its format.
        format: String,
    },
    /// It needs a password.
    #[error(
        "this plan is locked with a password; open it in Project with its password, then File, Save As, Tools, General Options, clear \u{201c}Protection password\u{201d}, and save it"
    )]
    Locked,
    /// Something that every plan has is not there.
    #[error("this plan is damaged or cut off: {found}; open it in Project and save it again, or take an earlier copy")]
    Damaged {
        /// What is not there.
        found: String,
    },
}

impl Error {
    pub(crate) fn damaged(found: impl Into<String>) -> Self {
        Self::Damaged { found: found.into() }
    }
}
