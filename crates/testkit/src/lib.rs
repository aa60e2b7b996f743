//! What tests and benches share: a sample document, a plan generator, hostile files, a mail server.
//!
//! **Not here.** Anything that a released program links.
#![expect(clippy::unwrap_used, reason = "nothing here runs outside tests and benches")]

pub mod compound;
pub mod document;
pub mod hostile;
pub mod plans;
pub mod project_plans;
pub mod skips;
pub mod smtp;
pub mod work;
