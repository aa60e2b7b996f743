//! The ledger: a plan is the fold of its events. Nothing is overwritten; any day can be seen again as
//! it was known.
//!
//! A [`Command`] is decided against a [`State`] into [`Event`]s or refused; the events, recorded in
//! order, fold into the state again. Two times go with each: the day it is *effective on*, and the
//! instant it was *recorded at*, so that "as at 22 May, as we knew it on 1 June" is one fold.
//!
//! **Not here.** Bytes, files, clocks: the store keeps events, the office brings the time.

pub mod report_facts;
pub mod facts;
pub mod row_facts;
pub mod round_facts;
pub mod pack_facts;
pub mod event;
pub mod round;
pub mod pack;
pub mod state;
pub mod apply;
pub mod fold;
pub mod outline;
pub mod command;
pub mod decide;
pub mod decide_round;
pub mod decide_pack;
pub mod subject;
pub mod merkle;

pub use command::{Command, PackCommand, Refusal, RoundCommand};
pub use event::{Event, Recorded};
pub use state::{Held, State};
pub use subject::Subject;
