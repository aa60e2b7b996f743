//! What tests and benches share: a sample document and a plan generator.
//!
//! **Not here.** Anything that a released program links.
#![expect(clippy::unwrap_used, reason = "nothing here runs outside tests and benches")]

pub mod document;
pub mod plans;
