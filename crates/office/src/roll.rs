//! The roll: what the directory says of people, kept until it is written again. A thousand officers who answer at
//! once cost one look at the directory, not a thousand.
//!
//! **Not here.** Who asks it ([`crate::addressed`]); what is said of somebody ([`crate::people`]).

use crate::names::Names;
use crate::problem::Problem;
use onpace_core::ids::PersonId;
use onpace_core::rounds::presence::Presences;
use onpace_store::directory::Person;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What was worked out of the directory since it was last written.
#[derive(Debug, Default)]
pub(crate) struct Roll(Mutex<Known>);

#[derive(Debug, Default)]
pub(crate) struct Known {
    /// How often it was written then.
    writes: u64,
    pub(crate) names: HashMap<String, Arc<Names>>,
    pub(crate) presences: HashMap<String, Arc<Presences>>,
    pub(crate) addresses: Option<Arc<Addresses>>,
    pub(crate) silent: HashMap<String, usize>,
}

/// Whom addresses reach.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    /// The people of an address in small letters, by their plan's name, in the order of their ids.
    pub(crate) people: HashMap<String, Vec<(String, PersonId)>>,
}

impl Addresses {
    pub(crate) fn of(everybody: &[Person]) -> Self {
        let small = |email: &str| email.to_ascii_lowercase();
        let own: HashMap<&PersonId, String> = everybody
            .iter()
            .filter_map(|one| Some((&one.id, small(one.details.email.as_deref().filter(|email| !email.is_empty())?))))
            .collect();
        let mut people: HashMap<String, Vec<(String, PersonId)>> = HashMap::new();
        for one in everybody {
            // Who has no address of their own has that of whom they are the same as.
            let same = || one.details.same_as.as_ref().filter(|_| one.details.email.is_none());
            if let Some(email) = own.get(&one.id).or_else(|| same().and_then(|same| own.get(same))) {
                people.entry(email.clone()).or_default().push((one.plan.clone(), one.id.clone()));
            }
        }
        Self { people }
    }
}

impl Roll {
    /// What is on it since so many writes of the directory, or what `make` makes of that, kept then. A desk that cannot
    /// record has no count of writes, and nothing is kept.
    pub(crate) fn kept<T: Clone>(
        &self,
        writes: Option<u64>,
        find: impl Fn(&Known) -> Option<T>,
        make: impl Fn() -> Result<T, Problem>,
        keep: impl Fn(&mut Known, T),
    ) -> Result<T, Problem> {
        let Some(writes) = writes else { return make() };
        {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if known.writes != writes {
                *known = Known { writes, ..Known::default() };
            }
            if let Some(found) = find(&known) {
                return Ok(found);
            }
        }
        let found = make()?;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.writes == writes {
            keep(&mut known, found.clone());
        }
        Ok(found)
    }
}
/// As names and addresses are looked up.
pub(crate) fn small(text: &str) -> String {
    text.to_ascii_lowercase()
}
