//! The installation: who may do what in it, who was forgotten, which words were erased.
//!
//! **Not here.** Who people are, which is in no event so that it can be forgotten; what a role may do
//! ([`crate::access`]).

pub mod area;
pub mod event;
pub mod refusal;
