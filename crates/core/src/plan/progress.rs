//! How much of an action is done, from all that is said of it: the percentage, and words in its place. **Not here.**
//! Several actions together ([`crate::progress`]).

use crate::plan::lifecycle::Lifecycle;
use crate::quantity::Percent;

/// How much is done, as far as that is known: the percentage; without one, all of what is said to be complete.
pub(super) fn done(percent: Option<Percent>, lifecycle: Option<Lifecycle>) -> Option<Percent> {
    percent.or_else(|| lifecycle.filter(|said| *said == Lifecycle::Complete).map(|_| Percent::HUNDRED))
}

/// Whether work has begun. A percentage over 0 says so, and so does a word beside 0%, for many plans fill in none.
pub(super) fn has_started(percent: Option<Percent>, said_started: bool, lifecycle: Option<Lifecycle>) -> bool {
    let says_so = said_started || lifecycle == Some(Lifecycle::Started);
    says_so || done(percent, lifecycle).is_some_and(|done| done > Percent::ZERO)
}
