//! Files of measures and of small numbers, in and out. **Not here.** Plan files ([`crate::read`], [`crate::write`]); what is
//! hidden and why (`onpace-core`).

pub mod cells;
pub mod chart_csv;
pub mod long;
