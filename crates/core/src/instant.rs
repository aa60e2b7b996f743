//! An instant: a point in time that is the same everywhere. Nothing here knows which one is now.
//!
//! **Not here.** What clocks show at it, and the day that it falls on ([`crate::local_time`]).

use serde::{Deserialize, Serialize};
use std::ops::{Add, Sub};

/// An instant, to the microsecond. In events and on disk it is the number of microseconds since 1970 began (UTC).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// Before every other.
    pub const FIRST: Self = Self(i64::MIN);

    /// After every other.
    pub const LAST: Self = Self(i64::MAX);
    /// The beginning of 1970.
    pub const EPOCH: Self = Self(0);

    /// The instant so many microseconds after 1970 began.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// How many microseconds it is after 1970 began.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// How many whole seconds it is after 1970 began.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The next one; the last stays.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// So many microseconds later; the last there is where there is none so late.
impl Add<i64> for Instant {
    type Output = Self;

    fn add(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }
}

/// So many microseconds earlier.
impl Sub<i64> for Instant {
    type Output = Self;

    fn sub(self, micros: i64) -> Self {
        Self(self.0.saturating_sub(micros))
    }
}

/// How many microseconds lie between.
impl Sub for Instant {
    type Output = i64;

    fn sub(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_a_number_on_disk_and_never_runs_over() {
        let at = Instant::from_micros(1_655_726_400_000_000);
        assert_eq!(serde_json::to_string(&at).unwrap(), "1655726400000000");
        assert_eq!((at + 5 - at, at.next() - at, (at - 5) - at), (5, 1, -5));
        assert!(Instant::FIRST < at && Instant::FIRST - 1 == Instant::FIRST);
        assert_eq!(Instant::from_micros(i64::MAX).next() + 1, Instant::from_micros(i64::MAX));
    }
}
