//! `/p/{plan}/measures` and what is below it: does it make a difference? **Not here.** What families read ([`super::public`]).

pub(super) mod attach;
mod beside;
pub(super) mod bring;
pub(super) mod define;
pub(super) mod enter;
pub(super) mod give;
pub(super) mod history;
pub(super) mod limits;
pub(super) mod list;
pub(super) mod look;
pub(super) mod milestones;
pub(super) mod others;
pub(super) mod release;
pub(super) mod show;
pub(super) mod starter;
pub(super) mod taken_back;
pub(super) mod thread;
