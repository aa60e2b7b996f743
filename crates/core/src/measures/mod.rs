//! Measures: does it make a difference? What is measured, its values, and what a chart of them says.
//!
//! Everything is exact: a value is a whole number of millionths, and no rule of a chart divides. Only intervals
//! ([`interval`]) use floating point, and nothing is compared for equality behind them. **Not here.** Small numbers that must
//! be hidden, chosen and proved ([`crate::disclosure`]).

pub mod own_signals;
pub mod period;
pub mod value;
pub mod series;
pub mod xmr;
pub mod verdict;
mod root_of_days;
pub mod run_chart;
pub mod cumulative;
pub mod like;
pub mod due;
pub mod interval;
pub mod neighbours;
pub mod definition;
pub mod facts;
pub mod event;
pub mod refusal;
pub mod related;
pub mod state;
pub mod apply;
pub mod typed;
pub mod command;
pub mod decide;
pub mod doubt;
pub mod impact;
pub mod assessed;
pub mod beside;
mod between;
pub mod shown;
pub mod starter;
pub mod claims;
pub mod checks;
pub mod figures;
