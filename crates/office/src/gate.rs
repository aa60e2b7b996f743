//! The gate: who asks, and how far they reach. Denied is what is not granted.
//!
//! Pages and the API let somebody in by [`Visitor::reach`] before anything else is done; a plan that
//! somebody has no role in is to them as if it were not there. **Not here.** The table of roles and
//! acts (`onpace_core::access`), signing in ([`crate::sign_in`]).

use crate::desk::Desk;
use crate::problem::{Kind, Problem};
use onpace_core::access::{Act, Reach, Role, reach};
use onpace_core::house::refusal::HouseRefusal;
use onpace_core::ids::PersonId;
use onpace_core::ledger::state::State;
use onpace_core::plan::held::Held;
use onpace_store::accounts::Account;
use std::collections::HashSet;

/// Somebody who asks.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Visitor {
    /// Their account; none for who is not signed in.
    pub account: Option<Account>,
}

impl Visitor {
    /// Their roles: those in a plan where one is named, and those for the whole installation.
    #[must_use]
    pub fn roles(&self, plan: Option<&str>) -> Vec<Role> {
        let Some(account) = &self.account else { return Vec::new() };
        let here = |of: &Option<String>| match (of, plan) {
            (None, _) => true,
            (Some(of), Some(plan)) => of.eq_ignore_ascii_case(plan),
            (Some(_), None) => false,
        };
        account.roles.iter().filter(|(of, _)| here(of)).map(|(_, role)| *role).collect()
    }

    /// How far they reach.
    #[must_use]
    pub fn reach(&self, act: Act, plan: Option<&str>) -> Reach {
        match (act, &self.account) {
            (Act::Anything, _) | (Act::BeSignedIn, Some(_)) => Reach::All,
            // A plan that is not there yet is in nobody's roles: those in any other count.
            (Act::BeginPlan, Some(account)) => {
                reach(&account.roles.iter().map(|(_, role)| *role).collect::<Vec<_>>(), act)
            }
            (Act::BeSignedIn, None) => Reach::Nothing,
            _ => reach(&self.roles(plan), act),
        }
    }

    /// Whether they may at all, be it only for rows of their own.
    #[must_use]
    pub fn may(&self, act: Act, plan: Option<&str>) -> bool {
        self.reach(act, plan) > Reach::Nothing
    }

    /// Who they are in events.
    #[must_use]
    pub fn actor(&self) -> &str {
        self.account.as_ref().map_or("nobody", |account| &account.id)
    }
}

/// The people of a plan who are somebody: those whom the directory knows by the account's address.
///
/// # Errors
/// A damaged directory.
pub fn people_of(desk: &Desk, visitor: &Visitor, plan: &str) -> Result<HashSet<PersonId>, Problem> {
    let Some(account) = &visitor.account else { return Ok(HashSet::new()) };
    let people = desk.people(Some(plan))?;
    let is_them =
        |email: &Option<String>| email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(&account.email));
    let mut own: HashSet<PersonId> =
        people.iter().filter(|person| is_them(&person.details.email)).map(|person| person.id.clone()).collect();
    let same: Vec<PersonId> = people
        .iter()
        .filter(|person| person.details.same_as.as_ref().is_some_and(|id| own.contains(id)))
        .map(|person| person.id.clone())
        .collect();
    own.extend(same);
    Ok(own)
}

/// Whether a row is led or accounted for by one of these people.
#[must_use]
#[expect(clippy::implicit_hasher, reason = "only this one is made here")]
pub fn is_own(held: &Held, own: &HashSet<PersonId>) -> bool {
    held.facts.officers.iter().any(|officer| own.contains(&officer.person))
}

/// Whether somebody reaches an act in a plan: all of it, or a row that is theirs.
///
/// # Errors
/// A damaged directory.
pub(crate) fn reaches(
    desk: &Desk,
    visitor: &Visitor,
    act: Act,
    plan: &str,
    row: Option<&Held>,
) -> Result<bool, Problem> {
    Ok(match (visitor.reach(act, Some(plan)), row) {
        (Reach::All, _) => true,
        (Reach::Own, Some(row)) => is_own(row, &people_of(desk, visitor, plan)?),
        (Reach::Own, None) | (Reach::Nothing, _) => false,
    })
}

/// Refuses an act on a row that somebody does not reach.
///
/// # Errors
/// A row beyond their reach is not found, for whether it is there is not theirs to know either.
pub fn ask(desk: &Desk, visitor: &Visitor, act: Act, plan: &str, state: &State, code: &str) -> Result<(), Problem> {
    if reaches(desk, visitor, act, plan, state.called(code))? { Ok(()) } else { Err(not_theirs()) }
}

/// That something is not for whoever asked.
pub(crate) fn not_theirs() -> Problem {
    Problem::refused(Kind::NotAllowed, HouseRefusal::NotYours)
}
