//! Names of one plan: what it calls somebody, for the id that events name, and back.
//!
//! **Not here.** Who somebody is: [`people`](mod@crate::people).

use crate::problem::Problem;
use onpace_core::ids::PersonId;
use onpace_core::ledger::state::State;
use onpace_core::plan::Plan;
use onpace_core::plan::outline::Label;
use onpace_store::directory::Person;
use onpace_store::{Directory as _, Store};
use std::collections::{BTreeMap, HashMap};

/// Ids to names and back, for one plan.
#[derive(Clone, Debug, Default)]
pub struct Names {
    labels: HashMap<PersonId, Label>,
    ids: HashMap<String, PersonId>,
}

impl Names {
    /// The names of a plan.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn of(store: &Store, plan: &str) -> Result<Self, Problem> {
        Ok(Self::from(store.people(Some(plan))?))
    }

    /// And of those whom its rows name and nobody knows any more: a file from here has their id, which stays theirs.
    #[must_use]
    pub(crate) fn with_forgotten(mut self, state: &State) -> Self {
        let officers = state.rows.iter().flat_map(|row| &row.facts.officers);
        for id in officers.map(|officer| &officer.person).filter(|id| !self.labels.contains_key(*id)) {
            self.ids.insert(id.to_string(), id.clone());
        }
        self
    }

    /// Whether a name is the id of somebody who was forgotten.
    #[must_use]
    pub(crate) fn is_forgotten(&self, written: &str) -> bool {
        self.ids.get(written).is_some_and(|id| !self.labels.contains_key(id))
    }

    /// What the plan calls somebody; a person who was forgotten has only their id.
    #[must_use]
    pub fn label(&self, id: &str) -> Label {
        let unknown = || Label { written: id.to_owned(), described: String::new() };
        self.labels.get(id).cloned().unwrap_or_else(unknown)
    }

    /// The id of a name; one that is not known yet, in a trial, stands for itself.
    #[must_use]
    pub fn id(&self, written: &str) -> PersonId {
        self.ids.get(written).cloned().unwrap_or_else(|| format!("new:{written}").into())
    }
}

impl From<Vec<Person>> for Names {
    fn from(people: Vec<Person>) -> Self {
        let mut names = Self::default();
        for person in people {
            let described = person.details.described.clone().unwrap_or_default();
            names.labels.insert(person.id.clone(), Label { written: person.written.clone(), described });
            names.ids.insert(person.written, person.id);
        }
        names
    }
}

/// Everybody whom a draft names, each once, with what its own key says of them.
pub(crate) fn named_in(plan: &Plan) -> Vec<(String, Option<String>)> {
    let mut all: BTreeMap<&str, Option<&str>> = plan.officer_names().into_iter().map(|name| (name, None)).collect();
    for person in &plan.people {
        all.insert(&person.initials, Some(&person.described).filter(|text| !text.is_empty()).map(|text| &**text));
    }
    all.into_iter().map(|(name, described)| (name.to_owned(), described.map(str::to_owned))).collect()
}
