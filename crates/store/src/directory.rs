//! The directory of people, beside the ledger: who `DHd` is. Events name people by id only, so that a
//! person can be forgotten here and the history still verifies.
//!
//! A name as a plan writes it is a person of that plan, a question until somebody says who it is.

use crate::administration::Hand;
use crate::error::StoreError;
use crate::former::FormerNames;
use onpace_core::ids::PersonId;
use serde::{Deserialize, Serialize};

/// Somebody whom a plan names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// "person-7".
    pub id: PersonId,
    /// In which plan.
    pub plan: String,
    /// What the plan calls them: "`DHd`".
    pub written: String,
    /// What is known of them.
    pub details: Details,
}

/// What is known of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// What stands beside the initials in the plan's own key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub described: Option<String>,
    /// The full name; nobody has said while there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The phone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// In post from, `2022-07-01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// In post until.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Away from, `2022-07-01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub away_from: Option<String>,
    /// Away until, that day included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub away_until: Option<String>,
    /// The id of who stands in for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deputy: Option<PersonId>,
    /// Whether they work in a school, and so not in its holidays.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub school: bool,
    /// The id of the person that this name stands for, where it is another's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<PersonId>,
    /// Ids of people of whom somebody said that they are others, however alike they are written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differs_from: Vec<PersonId>,
}

impl Details {
    /// Whether nobody has said yet who this is.
    #[must_use]
    pub fn is_a_question(&self) -> bool {
        self.name.is_none() && self.post.is_none() && self.same_as.is_none()
    }
}

/// Whom the plans name, and who they are.
pub trait Directory: Send + Sync {
    /// Everybody whom a plan names, or any plan.
    ///
    /// # Errors
    /// A damaged record.
    fn people(&self, plan: Option<&str>) -> Result<Vec<Person>, StoreError>;

    /// Takes names in; those that are known stay as they are. Answers with everybody of the plan.
    ///
    /// # Errors
    /// The disk.
    fn name_people(&self, plan: &str, names: Vec<(String, Option<String>)>) -> Result<Vec<Person>, StoreError>;

    /// Says what is known of somebody, and notes who said so: which of it changed, and never to what. A name that is
    /// theirs no more stays as a salted hash.
    ///
    /// # Errors
    /// Nobody of that id.
    fn set_person(&self, id: &str, details: &Details, hand: &Hand) -> Result<(), StoreError>;

    /// The same of several people, each as they were when somebody looked at them: all of it or nothing.
    ///
    /// # Errors
    /// Somebody who is not there any more, or was changed meanwhile.
    fn set_people(&self, all: &[(Person, Details)], hand: &Hand) -> Result<(), StoreError>;

    /// Forgets somebody: everything that the directory has of them, and what the plan calls them. Salted hashes of
    /// their name stay, so that what is published later does not tell it.
    ///
    /// # Errors
    /// Nobody of that id.
    fn forget_person(&self, id: &str) -> Result<(), StoreError>;

    /// Everybody, of any plan, whose address it is, in any case: their own, or, where they have none, of whom they are
    /// the same as.
    ///
    /// # Errors
    /// A damaged record.
    fn people_with_email(&self, email: &str) -> Result<Vec<Person>, StoreError>;

    /// The person of an id; nobody of one who was forgotten.
    ///
    /// # Errors
    /// A damaged record.
    fn person_of(&self, id: &str) -> Result<Option<Person>, StoreError>;

    /// The former names of a plan's people.
    ///
    /// # Errors
    /// The disk.
    fn former_names(&self, plan: &str) -> Result<FormerNames, StoreError>;
}
