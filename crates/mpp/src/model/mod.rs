//! The model of a plan, by its own names, one file each. **Not here.** How it is read ([`crate::read`]).

pub(crate) mod calendar;
pub(crate) mod duration;
pub(crate) mod exception;
pub(crate) mod hours;
pub(crate) mod notice;
pub(crate) mod project;
pub(crate) mod resource;
pub(crate) mod task;
