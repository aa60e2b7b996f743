//! Where plans are kept: an append-only ledger with evidence of its history, and a directory of
//! people beside it, in one SQLite file in a data folder.
//!
//! SQL stays dumb: rows go in and out, and every question about a plan is the core's.
//! **Not here.** What events mean; the clock: callers bring the time.

pub mod accounts;
pub mod ask_links;
pub mod administration;
pub mod areas;
pub mod directory;
pub mod error;
pub mod factors;
pub mod folder;
pub mod former;
pub mod inbox;
pub mod leaf;
pub mod ledger;
pub mod post;
pub mod published;
pub mod rules;
pub mod settings;
pub mod sqlite;
pub mod verify;

pub use accounts::Accounts;
pub use administration::Administration;
pub use areas::AreaPlace;
pub use ask_links::AskLinks;
pub use directory::Directory;
pub use error::StoreError;
pub use factors::Factors;
pub use inbox::Inbox;
pub use ledger::{Appended, Entry, Ledger, PlanHead, Snapshot, Stand, Stored};
pub use post::Letters;
pub use published::PublishedFiles;
pub use settings::HouseSettings;
pub use sqlite::{Access, Store, Work, backup};
pub use verify::Proofs;
