//! How often who asked for what within an hour, so that nobody's mailbox is filled and nobody tries secrets without
//! end.
//!
//! Kept in memory: a service that starts anew begins to count anew. **Not here.** What is limited, and how far.

use onpace_core::instant::Instant;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// An hour, in microseconds.
const HOUR: i64 = 3_600_000_000;
/// So many are kept in mind at once.
const MOST_KEPT: usize = 50_000;

/// Who asked when.
#[derive(Debug, Default)]
pub struct Limits {
    asked: Mutex<HashMap<String, Vec<Instant>>>,
}

/// A limit that is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Which of those that were asked about, counted from 0.
    pub which: usize,
    /// From when on it is free again.
    pub until: Instant,
}

impl Limits {
    /// Counts one for each of these, who may have so many within an hour; for none of them where one has had all.
    ///
    /// # Errors
    /// The first that has had all.
    pub fn take(&self, of: &[(&str, usize)], now: Instant) -> Result<(), Reached> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        make_room(&mut asked, now);
        for (which, (whose, most)) in of.iter().enumerate() {
            let Some(times) = asked.get_mut(*whose) else { continue };
            times.retain(|time| counts(*time, now));
            if times.len() >= *most {
                let oldest = times.get(times.len() - *most).copied().unwrap_or(now);
                return Err(Reached { which, until: oldest + HOUR });
            }
        }
        for (whose, _) in of {
            asked.entry((*whose).to_owned()).or_default().push(now);
        }
        Ok(())
    }
}

/// Whether a time is within the hour. One to come is of a clock that was set back.
fn counts(time: Instant, now: Instant) -> bool {
    time > now - HOUR && time <= now
}

/// Forgets those of more than an hour ago where too many are kept; the older half where that does not help, for who
/// fills the memory must not keep others from being counted.
fn make_room(asked: &mut HashMap<String, Vec<Instant>>, now: Instant) {
    if asked.len() < MOST_KEPT {
        return;
    }
    asked.retain(|_, times| times.last().is_some_and(|last| counts(*last, now)));
    if asked.len() < MOST_KEPT {
        return;
    }
    let mut lasts: Vec<Instant> = asked.values().filter_map(|times| times.last().copied()).collect();
    lasts.sort_unstable();
    let middle = lasts.get(lasts.len() / 2).copied().unwrap_or(now);
    asked.retain(|_, times| times.last().is_some_and(|last| *last > middle));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_so_many_an_hour_and_is_told_when_again() {
        let limits = Limits::default();
        for minute in 0..3 {
            assert_eq!(limits.take(&[("one", 3), ("place", 10)], Instant::from_micros(minute * 60_000_000)), Ok(()));
        }
        let full = Err(Reached { which: 0, until: Instant::from_micros(HOUR) });
        for _ in 0..20 {
            assert_eq!(
                limits.take(&[("one", 3), ("place", 10)], Instant::from_micros(HOUR - 1)),
                full,
                "and nothing is counted"
            );
        }
        assert_eq!(
            limits.take(&[("one", 3), ("place", 10)], Instant::from_micros(HOUR)),
            Ok(()),
            "the first is an hour old"
        );
        assert_eq!(limits.take(&[("two", 3), ("place", 4)], Instant::from_micros(HOUR)), Ok(()));
        assert_eq!(limits.take(&[("two", 3), ("place", 4)], Instant::from_micros(HOUR)).unwrap_err().which, 1);
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let limits = Limits::default();
        assert_eq!(limits.take(&[("one", 1)], Instant::from_micros(100 * HOUR)), Ok(()));
        assert_eq!(limits.take(&[("one", 1)], Instant::from_micros(HOUR)), Ok(()));
    }

    #[test]
    fn the_memory_that_strangers_can_fill_is_bounded() {
        let limits = Limits::default();
        for n in 0..3 * i64::try_from(MOST_KEPT).unwrap() {
            assert_eq!(limits.take(&[(n.to_string().as_str(), 1)], Instant::from_micros(n)), Ok(()));
        }
        assert!(limits.asked.lock().unwrap().len() <= MOST_KEPT);
    }
}
