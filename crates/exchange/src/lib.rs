//! Plan files in and out: bytes become [`grid::Grid`]s of cells that know their place, grids become a
//! [`draft::Draft`]. Nothing that comes from outside may panic, hang or use unbounded memory here.
//!
//! A new format is one file in `read/` and one line in its list; what columns mean is decided once,
//! in `draft/`. **Not here.** What is true of a plan (`onpace-core`); opening files (`onpace-office`).

#![deny(clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::indexing_slicing))]

pub mod account;
pub mod draft;
pub mod field;
pub mod finance;
mod formula;
mod glimpse;
pub mod grid;
pub mod mapping;
pub mod measures;
mod numbers;
pub mod problem;
pub mod read;
pub mod schedule;
pub mod write;

pub use account::ReadingAccount;
pub use draft::Draft;
pub use glimpse::{Glimpse, GlimpseRow};
pub use mapping::Mapping;
pub use problem::ReadProblem;
pub use read::read;
