//! People: who is named in the plans, who that is, and forgetting them.

use crate::desk::Desk;
use crate::names::Names;
use crate::problem::{Kind, Problem};
use onpace_core::ledger::facts::PersonId;

pub use onpace_store::directory::{Details, Person};

impl Desk {
    /// Everybody, of one plan or of all.
    ///
    /// # Errors
    /// A damaged directory.
    pub fn people(&self, plan: Option<&str>) -> Result<Vec<Person>, Problem> {
        Ok(self.store().people(plan)?)
    }

    /// The person of an id, or of a name as one plan writes it.
    ///
    /// # Errors
    /// Nobody of that name, or several plans that write it.
    pub fn person(&self, who: &str, plan: Option<&str>) -> Result<Person, Problem> {
        let mut found: Vec<Person> =
            self.people(plan)?.into_iter().filter(|person| person.id == who || person.written == who).collect();
        match (found.pop(), found.is_empty()) {
            (Some(person), true) => Ok(person),
            (Some(last), false) => {
                let others =
                    found.iter().map(|one| format!("{} in {}", one.id, one.plan)).collect::<Vec<_>>().join(", ");
                let what =
                    format!("\u{201c}{who}\u{201d} is {} in {} and {others}; name one by its id", last.id, last.plan);
                Err(Problem::new(Kind::NotAccepted, what))
            }
            (None, _) => {
                let what = format!("nobody is called \u{201c}{who}\u{201d}; `onpace person list` shows who is");
                Err(Problem::new(Kind::NotFound, what))
            }
        }
    }

    /// Says who somebody is.
    ///
    /// # Errors
    /// Nobody of that id, an address that is none.
    pub fn set_person(&self, id: &str, details: &Details) -> Result<(), Problem> {
        if let Some(email) = &details.email {
            let parts = email.split_once('@');
            let sound = parts.is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'));
            if !sound || email.contains(|c: char| c.is_whitespace() || c.is_control()) || email.len() > 254 {
                let what = format!(
                    "\u{201c}{email}\u{201d} is no e-mail address; accepted is one such as name@example.gov.uk"
                );
                return Err(Problem::new(Kind::NotAccepted, what));
            }
        }
        Ok(self.store().set_person(id, details)?)
    }

    /// Says that a name stands for somebody who is known by another.
    ///
    /// # Errors
    /// A name for itself, or a circle.
    pub fn resolve_person(&self, person: &Person, is: &Person) -> Result<(), Problem> {
        let target = is.details.same_as.as_deref().unwrap_or(&is.id);
        if target == person.id {
            let what = format!("{} is the same as {} already", is.id, person.id);
            return Err(Problem::new(Kind::NotAccepted, what));
        }
        let details = Details { same_as: Some(target.to_owned()), ..person.details.clone() };
        Ok(self.store().set_person(&person.id, &details)?)
    }

    /// Forgets somebody. Events that name their id still verify.
    ///
    /// # Errors
    /// Nobody of that id.
    pub fn forget_person(&self, id: &str) -> Result<(), Problem> {
        Ok(self.store().forget_person(id)?)
    }

    /// The ids of names that a command gives, taking in those that are new.
    ///
    /// # Errors
    /// The disk.
    pub fn ids_of(&self, plan: &str, names: &[&str], dry_run: bool) -> Result<Vec<PersonId>, Problem> {
        let known = if dry_run {
            Names::of(self.store(), plan)?
        } else {
            let new = names.iter().map(|name| ((*name).to_owned(), None)).collect();
            Names::from(self.store().name_people(plan, new)?)
        };
        Ok(names.iter().map(|name| known.id(name)).collect())
    }
}
