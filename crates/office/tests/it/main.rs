//! The straight line on the bundled example, against facts counted by hand from the source.
#![expect(clippy::unwrap_used, reason = "tests")]

mod at_once;
mod backups;
mod one_truth;
mod many_plans;
mod rules;
mod seed;
mod shelf;
