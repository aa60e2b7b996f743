//! The programme office: every act of the product, as a verb, one noun a file.
//!
//! Command line, pages, API and jobs call the same verb here, so that they cannot differ.
//! **Not here.** Rules, figures, formats: they are asked, never written again.

pub mod accounts;
pub mod actions;
mod addressed;
pub mod administration;
pub mod answering;
pub mod asking;
pub mod assessed;
pub mod backups;
mod called;
pub mod chasing;
pub mod confirmed;
mod deciding;
pub mod desk;
pub mod editing;
pub mod example;
pub mod export;
pub mod files;
pub mod forecasts;
pub mod gate;
pub mod health;
mod held_mail;
pub mod history;
pub mod imports;
pub mod inbox;
mod kept;
pub mod letters;
pub mod log;
pub mod listing;
pub mod mappings;
mod milestones;
pub mod moderating;
pub mod names;
pub mod packs;
pub mod passkeys;
pub mod people;
pub mod people_paste;
pub mod people_table;
pub mod pictures;
pub mod plans;
pub mod post;
pub mod presence;
pub mod problem;
pub mod proofing;
pub mod public;
pub mod publishing;
pub mod reports;
pub mod returned;
pub mod rounds;
pub mod rounds_told;
pub mod school_holidays;
pub mod secrets;
pub mod settings;
pub mod shelf;
pub mod sign_in;
mod taken;
mod under_way;
pub mod updates;
pub mod uploads;
pub mod words;
pub mod what_if;

pub use desk::Desk;
pub use problem::Problem;
