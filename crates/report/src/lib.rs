//! What a report says: one [`document::Document`] of blocks whose numbers are figures.
//!
//! A report decides what is said and in which order; how it looks is `onpace-press`'s business, and
//! nothing here knows a colour, a page or a file. The list of reports is [`REPORTS`]; adding one is
//! one file and one line.

pub mod document;
pub mod ground;
pub mod listing;
pub mod measures;
pub mod narrative;
pub mod pack;
pub mod redaction;
pub mod pictures;
pub mod record;
pub mod report;
pub mod slippage;

mod board;
mod chase;
mod derived;
mod difference;
mod forum;
mod public;
mod public_difference;
mod sentences;
mod summary;
mod tables;
mod truth;

use report::Report;

/// Every report.
pub static REPORTS: &[&dyn Report] = &[
    &board::Board,
    &forum::Forum,
    &chase::Chase,
    &summary::Summary,
    &difference::Difference,
    &pack::Pack,
    &public::Public,
    &public_difference::PublicDifference,
];

/// A report by its name.
#[must_use]
pub fn report_named(name: &str) -> Option<&'static dyn Report> {
    REPORTS.iter().copied().find(|report| report.name().eq_ignore_ascii_case(name))
}
