//! Who has just shown a code or a passkey. What an account signs in with is only changed by such a one, so that a
//! session that was left open, or a mailbox that others read, does not become theirs for good.
//!
//! In memory: a service that starts anew asks again. **Not here.** Checking a code ([`crate::sign_in`]) or a passkey
//! ([`crate::passkeys`]).

use crate::desk::Desk;
use crate::problem::Problem;
use crate::secrets;
use onpace_core::instant::Instant;
use onpace_core::ledger::merkle::Hash;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What was shown counts for so long, in microseconds: five minutes.
const HOLDS: i64 = 5 * 60 * 1_000_000;

/// Which sessions, and when.
#[derive(Debug, Default)]
pub struct Confirmed {
    shown: Mutex<HashMap<Hash, Instant>>,
}

impl Confirmed {
    /// Notes that something was just shown in a session.
    pub fn note(&self, session: &str, now: Instant) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.retain(|_, at| counts(*at, now));
        shown.insert(secrets::hash(session), now);
    }

    /// Whether who holds a session may change what the account signs in with: they have just shown some of it, or
    /// there is nothing yet.
    ///
    /// # Errors
    /// The disk.
    pub fn holds(&self, desk: &Desk, account: &str, session: &str, now: Instant) -> Result<bool, Problem> {
        if desk.factors(account)?.is_empty() {
            return Ok(true);
        }
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(shown.get(&secrets::hash(session)).is_some_and(|at| counts(*at, now)))
    }
}

fn counts(at: Instant, now: Instant) -> bool {
    at <= now && now <= at + HOLDS
}
