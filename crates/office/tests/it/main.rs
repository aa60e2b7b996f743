//! The straight line on the bundled example, against facts counted by hand from the source.
#![expect(clippy::unwrap_used, reason = "tests")]

mod at_once;
mod backups;
mod every_kind;
mod every_number;
mod many_plans;
mod one_truth;
mod published_before;
mod rules;
mod seed;
mod shelf;
mod verbs;
mod work;
