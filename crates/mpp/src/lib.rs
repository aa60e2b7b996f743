//! A reader of Microsoft Project's own files (`.mpp`): plans saved by Project 2000 to 2003 (MPP9), 2007 (MPP12) and
//! 2010 to today (MPP14), without Project and without Java.
//!
//! ```no_run
//! let bytes = std::fs::read("plan.mpp")?;
//! let project = onpace_mpp::read(&bytes)?;
//! for task in project.tasks() {
//!     println!("{} {:?} {:?}", task.outline_number, task.name, task.finish);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`read`] is all that there is to call; what it gives is the model in [`Project`]: the header, calendars with their
//! exceptions, resources, and the list of tasks with links, assignments, fields of one's own and baselines. What is
//! left out or guessed is told in [`Project::notices`]. Nothing in a file is trusted: one that is damaged is read as
//! far as it goes or refused with an [`Error`] in plain words, and never panics, hangs, or takes more room than a few
//! times its own.
//!
//! From the bytes up: [`container`] → [`table`] and [`field_map`] → [`record`] → [`read`](mod@read), each knowing
//! only what is below it.

#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing))]

mod bytes;
mod container;
mod error;
mod field;
mod field_map;
mod flags;
mod guid;
mod identity;
mod model;
mod moment;
mod properties;
mod read;
mod record;
mod rtf;
mod summary_information;
mod table;
mod text;

pub use error::Error;
pub use field::{Custom, Holds};
pub use identity::Format;
pub use jiff::civil;
pub use model::calendar::{Calendar, Day, Week, WorkWeek};
pub use model::duration::{Duration, Measures, Unit};
pub use model::exception::{Exception, Recurrence};
pub use model::hours::Hours;
pub use model::notice::Notice;
pub use model::project::{Alias, Project};
pub use model::resource::{Resource, ResourceKind};
pub use model::task::{Assignment, Baseline, Constraint, Hyperlink, LinkKind, Predecessor, Row, Task, TaskKind, Value};

/// Reads a plan from the bytes of its file.
///
/// # Errors
/// No plan of Project, one of Project 98 or before, one locked with a password, one that is damaged beyond reading.
pub fn read(bytes: &[u8]) -> Result<Project, Error> {
    read::project(bytes)
}

/// Whether bytes begin as a plan of Project does: a compound file that says so, be it one that [`read`] refuses.
#[must_use]
pub fn is_plan(bytes: &[u8]) -> bool {
    let Ok(container) = container::Container::open(bytes) else { return false };
    !matches!(identity::identity(&container), Err(Error::NotAPlan { .. }))
}
