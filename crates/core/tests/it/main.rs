//! The core against facts from outside the code: one binary, one file a subject.
#![expect(clippy::unwrap_used, reason = "tests")]

mod bank_holidays;
mod claims;
mod disclosure;
mod finance;
mod forecast_by_action;
mod ledger;
mod line;
mod measures;
mod measures_beside;
mod measures_held;
mod measures_rules;
mod merkle;
mod network;
mod rounds;
mod state_form;
mod what_if;
