//! What administrators did, to be read: who may sign in and as what, since when, by whom. For one plan only
//! what concerns its own roles. **Not here.** Doing it ([`crate::accounts`]).

use crate::desk::Desk;
use crate::problem::Problem;
use onpace_core::access::Role;
use onpace_core::house::event::{AdministeredChange, HouseEvent};
use onpace_core::ids::PersonId;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::{Channel, Event};
use onpace_store::Administration as _;
use std::collections::HashSet;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Administered {
    /// Its number.
    pub seq: u64,
    /// When.
    pub recorded_at: Instant,
    /// By whom: the id of an account, or a word for a machine.
    pub actor: String,
    /// By which way.
    pub channel: Channel,
    /// Why, where somebody said.
    pub reason: Option<String>,
    /// About which account.
    pub about: String,
    /// What it was and became.
    pub changes: Vec<AdministeredChange>,
}

impl Desk {
    /// What was administered, newest first; with a plan named, who was given which role in it, and who its
    /// people were said to be.
    ///
    /// # Errors
    /// A damaged record.
    pub fn administered(&self, plan: Option<&str>) -> Result<Vec<Administered>, Problem> {
        let people = plan.map_or_else(|| Ok(Vec::new()), |plan| self.people(Some(plan)))?;
        let people: HashSet<PersonId> = people.into_iter().map(|person| person.id).collect();
        let mut all = Vec::new();
        for stored in self.store().administered()?.into_iter().rev() {
            let recorded = stored.recorded;
            let Some(Event::House(HouseEvent::Administered { about, mut changes })) = recorded.event else { continue };
            if let Some(plan) = plan.filter(|_| !people.contains(about.as_str())) {
                changes = changes.into_iter().filter_map(|change| of_plan(change, plan)).collect();
            }
            if !changes.is_empty() {
                let (seq, recorded_at, reason) = (recorded.seq, recorded.recorded_at, recorded.reason);
                let (actor, channel) = (stored.actor, recorded.channel);
                all.push(Administered { seq, recorded_at, actor, channel, reason, about, changes });
            }
        }
        Ok(all)
    }
}

/// What a change of roles changes in one plan.
fn of_plan(change: AdministeredChange, plan: &str) -> Option<AdministeredChange> {
    let here = |roles: &str| {
        let of = |role: &&str| role.split_once('/').is_some_and(|(_, of)| of.eq_ignore_ascii_case(plan));
        roles.split(' ').filter(of).collect::<Vec<_>>().join(" ")
    };
    let (before, after) = (here(&change.before), here(&change.after));
    (change.what == "roles" && before != after).then_some(AdministeredChange { what: change.what, before, after })
}

/// A value of a change as people read it: roles by their titles.
#[must_use]
pub fn value_words(what: &str, value: &str) -> String {
    if value.is_empty() {
        return "none".to_owned();
    }
    let role = |word: &str| {
        let (role, plan) = word.split_once('/').map_or((word, None), |(role, plan)| (role, Some(plan)));
        let title = Role::of_word(role).map_or_else(|| role.to_owned(), |role| role.title().to_owned());
        plan.map_or_else(|| title.clone(), |plan| format!("{title} of {plan}"))
    };
    match what {
        "roles" => value.split(' ').map(role).collect::<Vec<_>>().join(", "),
        "totp" | "passkey" => format!("number {value}"),
        _ => value.to_owned(),
    }
}

/// What changed as people read it.
#[must_use]
pub fn what_words(what: &str) -> &str {
    match what {
        "totp" => "App that makes codes",
        "passkey" => "Passkey",
        "roles" => "Roles",
        "may sign in" => "May sign in",
        "name" => "Name",
        "email address" => "Email address",
        "sign-in refused" => "Sign-in refused",
        "administrators need a second factor" => "Administrators need a second factor",
        "post" => "Post",
        "organisation" => "Organisation",
        "in post from" => "In post from",
        "in post until" => "In post until",
        "away from" => "Away from",
        "away until" => "Away until",
        "works in a school" => "Works in a school",
        "deputy" => "Deputy",
        "the same as" => "The same person as",
        "not the same as" => "Not the same person as",
        other => other,
    }
}
