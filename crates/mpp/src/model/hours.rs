//! Hours of work.

use jiff::civil::Time;

/// A stretch of work within a day. One that ends at midnight ends at 00:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Hours {
    /// From when.
    pub from: Time,
    /// Until when.
    pub to: Time,
}
