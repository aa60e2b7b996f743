//! The ledger: a plan is the fold of its events. Nothing is overwritten; any day can be seen again as
//! it was known.
//!
//! A [command](crate::plan::command) is decided against a [`State`] into [`Event`]s or refused; the events, recorded in
//! order, fold into the state again. Two times go with each: the day it is *effective on*, and the
//! instant it was *recorded at*, so that "as at 22 May, as we knew it on 1 June" is one fold.
//!
//! **Not here.** Bytes, files, clocks: the store keeps events, the office brings the time.

pub mod subject;
pub mod domain;
pub mod event;
pub mod refusal;
pub mod state;
pub mod stream;
pub mod apply;
pub mod fold;
pub mod merkle;

pub use event::{Event, Recorded};
pub use refusal::Refusal;
pub use state::State;
pub use stream::Stream;
pub use subject::Subject;
