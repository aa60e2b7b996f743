//! What reports say of plans made by hand: their sentences, tiles and tables, against counts made by hand.
#![expect(clippy::unwrap_used, reason = "tests")]

mod forms;
mod sayings;
