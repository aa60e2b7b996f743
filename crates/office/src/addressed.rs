//! Whom the plans name: what each calls them, when they are there, whom an address reaches. **Not here.** How that is
//! kept ([`crate::roll`]).

use crate::desk::Desk;
use crate::names::Names;
use crate::presence;
use crate::problem::Problem;
use crate::roll::{Addresses, Known, small};
use onpace_core::ids::PersonId;
use onpace_core::rounds::presence::Presences;
use onpace_store::directory::Person;
use onpace_store::{Directory as _, Ledger as _};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Desk {
    /// What a plan calls its people.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn names(&self, plan: &str) -> Result<Arc<Names>, Problem> {
        let make = || Ok(Arc::new(Names::of(self.store(), plan)?));
        self.on_roll(
            |known| known.names.get(&small(plan)).map(Arc::clone),
            make,
            |known, made| {
                known.names.insert(small(plan), made);
            },
        )
    }

    /// What is known of when the people of a plan are there: of each by their own entry, else by that of whom they
    /// are the same as.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn presences(&self, plan: &str) -> Result<Arc<Presences>, Problem> {
        let make = || Ok(Arc::new(presence::of_all(self.store(), &self.people(Some(plan))?)?));
        self.on_roll(
            |known| known.presences.get(&small(plan)).map(Arc::clone),
            make,
            |known, made| {
                known.presences.insert(small(plan), made);
            },
        )
    }

    /// How many people of a plan have no address, nor are the same as somebody else.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn without_address(&self, plan: &str) -> Result<usize, Problem> {
        let is_silent = |person: &&Person| person.details.same_as.is_none() && person.details.email.is_none();
        let make = || Ok(self.people(Some(plan))?.iter().filter(is_silent).count());
        self.on_roll(
            |known| known.silent.get(&small(plan)).copied(),
            make,
            |known, made| {
                known.silent.insert(small(plan), made);
            },
        )
    }

    /// The people of an address, by the name of each plan that is held: what somebody asks for costs no more where many
    /// plans are held.
    ///
    /// # Errors
    /// A damaged directory.
    pub(crate) fn people_by_plan(&self, email: &str) -> Result<BTreeMap<String, Vec<PersonId>>, Problem> {
        let make = || Ok(Arc::new(Addresses::of(&self.store().people(None)?)));
        let addresses =
            self.on_roll(|known| known.addresses.clone(), make, |known, made| known.addresses = Some(made))?;
        let mut all: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
        for (plan, person) in addresses.people.get(&small(email)).into_iter().flatten() {
            // A plan that is not held any more has people still.
            if let Some(head) = self.store().head(plan)? {
                all.entry(head.name).or_default().push(person.clone());
            }
        }
        Ok(all)
    }

    fn on_roll<T: Clone>(
        &self,
        find: impl Fn(&Known) -> Option<T>,
        make: impl Fn() -> Result<T, Problem>,
        keep: impl Fn(&mut Known, T),
    ) -> Result<T, Problem> {
        // Counted before it is read: what is written meanwhile makes it old at once. Of a folder that is open to be
        // read, somebody else may write the directory, uncounted.
        self.roll.kept(self.can_record().then(|| self.directory_writes()), find, make, keep)
    }
}
