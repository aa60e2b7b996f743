//! Mail that stays in the folder for now, because much came from its sender within the hour: one sender must not bury
//! what others wrote. In memory only, for the mail itself is in the folder. **Not here.** Taking mail in.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many messages of one sender are taken in within an hour.
pub const MOST_AN_HOUR: u32 = 50;
/// An hour, in microseconds.
pub(crate) const HOUR: i64 = 3_600_000_000;

/// The senders of messages that wait in the folder, by the names of their files.
#[derive(Default)]
pub(crate) struct Held(Mutex<HashMap<String, String>>);

impl Held {
    /// Notes that a message waits.
    pub(crate) fn hold(&self, name: &str, sender: &str) {
        self.all().insert(name.to_owned(), sender.to_owned());
    }

    /// Who sent a message that waits.
    pub(crate) fn sender_of(&self, name: &str) -> Option<String> {
        self.all().get(name).cloned()
    }

    /// Lets go of what is not in the folder any more. The names are sorted.
    pub(crate) fn keep(&self, names: &[String]) {
        self.all().retain(|name, _| names.binary_search(name).is_ok());
    }

    /// Lets go of a sender; the names of their files.
    pub(crate) fn let_go(&self, sender: &str) -> Vec<String> {
        let mut all = self.all();
        let names: Vec<String> = all.iter().filter(|(_, of)| *of == sender).map(|(name, _)| name.clone()).collect();
        for name in &names {
            all.remove(name);
        }
        names
    }

    /// How many messages of each sender wait, most first.
    pub(crate) fn by_sender(&self) -> Vec<(String, usize)> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for sender in self.all().values() {
            *counts.entry(sender.clone()).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
        counts
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} held", self.all().len())
    }
}
