//! The core against facts from outside the code: one binary, one file a subject.

mod bank_holidays;
mod line;
