//! Secrets of links to sign in whose letters are under way: a letter that is tried again carries the same link, so that
//! whichever copy somebody opens works. In memory only, as long as it takes; on the disk there are hashes. **Not here.**
//! Links by which a round is answered, of which several hold at a time.

use crate::problem::Problem;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// By the number of the link.
#[derive(Default)]
pub(crate) struct UnderWay(Mutex<HashMap<i64, String>>);

impl UnderWay {
    /// The secret of a link, made where there is none yet.
    pub(crate) fn secret(&self, link: i64, make: impl Fn() -> Result<String, Problem>) -> Result<String, Problem> {
        if let Some(known) = self.all().get(&link) {
            return Ok(known.clone());
        }
        let fresh = make()?;
        self.all().insert(link, fresh.clone());
        Ok(fresh)
    }

    /// Lets go of a secret whose letter is tried no more.
    pub(crate) fn forget(&self, link: i64) {
        self.all().remove(&link);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<i64, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for UnderWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} under way", self.all().len())
    }
}
