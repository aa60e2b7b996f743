//! Judging (see the submodules).
pub mod level;
