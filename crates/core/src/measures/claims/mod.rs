//! What prose claims of measures, held against their charts: "improved" over common cause, a value that is another month's, a
//! target that is out of reach. **Not here.** Claims about plans ([`crate::claim`]); the rules ([`super::checks`]).

pub mod read;
pub mod sentence;
mod words;
