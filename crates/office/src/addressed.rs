//! Whom an address reaches, plan by plan. **Not here.** What a plan calls them ([`crate::names`]).

use crate::desk::Desk;
use crate::problem::Problem;
use onpace_core::ids::PersonId;
use onpace_store::{Directory as _, Ledger as _};
use std::collections::{BTreeMap, HashMap};

impl Desk {
    /// The people of an address, by the name of each plan that is held, in one look at the directory: what somebody asks
    /// for costs no more where many plans are held.
    ///
    /// # Errors
    /// A damaged directory.
    pub(crate) fn people_by_plan(&self, email: &str) -> Result<BTreeMap<String, Vec<PersonId>>, Problem> {
        let mut all: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
        let mut names: HashMap<String, Option<String>> = HashMap::new();
        for person in self.store().people_with_email(email)? {
            let name = match names.get(&person.plan) {
                Some(known) => known.clone(),
                None => self.store().head(&person.plan)?.map(|head| head.name),
            };
            names.insert(person.plan, name.clone());
            if let Some(name) = name {
                all.entry(name).or_default().push(person.id);
            }
        }
        Ok(all)
    }
}
