//! Files of measures and of small numbers, in and out. **Not here.** Plan files ([`crate::read`], [`crate::write`]); what is
//! hidden and why (`onpace-core`).

mod across;
mod cell;
pub mod cells;
pub mod chart_csv;
pub mod ees;
pub mod ees_meta;
pub mod file;
pub mod long;
mod pairs;
mod rows;
pub mod rows_csv;
pub mod table;
