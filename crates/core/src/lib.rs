//! The ground of Onpace: what an improvement plan is, and what is true of it on a day.
//!
//! Values in, values out. Nothing here knows a clock, a file, a thread or a random number: the day,
//! the calendar and the policy are arguments. Everything above may be rewritten; this may be trusted.
//!
//! The order of the modules below *is* the floor plan and the reading order: a module may use only
//! what stands above it (`cargo xtask tidy` keeps that).

pub mod assessment;
pub mod calendar;
pub mod changes;
pub mod checks;
pub mod claim;
pub mod day;
pub mod figure;
pub mod finding;
pub mod forecast;
pub mod place;
pub mod plan;
pub mod policy;
pub mod progress;
pub mod quantity;
pub mod schedule;
pub mod survey;
