//! The ground of Onpace: what an improvement plan is, and what is true of it on a day.
//!
//! Values in, values out. Nothing here knows a clock, a file, a thread or a random number: the day,
//! the calendar and the policy are arguments. Everything above may be rewritten; this may be trusted.
//!
//! The order of the modules below is the reading order. What happens is kept by domain, a room each: `plan`, `rounds`,
//! `packs`, `house`; `ledger` joins them. No two files know each other, also the long way round (`cargo xtask tidy`
//! keeps that).

pub mod access;
pub mod day;
pub mod local_time;
pub mod quantity;
pub mod ids;
pub mod instant;
pub mod place;
pub mod legible;
pub mod spelling;
pub mod finding;
pub mod calendar;
pub mod claim;
pub mod plan;
pub mod vocabulary;
pub mod schedule;
pub mod policy;
pub mod progress;
pub mod figure;
pub mod finance;
pub mod survey;
pub mod walk;
pub mod falling_due;
pub mod forecast;
pub mod changes;
pub mod movement;
pub mod checks;
pub mod assessment;
pub mod ledger;
pub mod packs;
pub mod house;
pub mod rounds;
pub mod measures;
pub mod disclosure;
pub mod intake;
