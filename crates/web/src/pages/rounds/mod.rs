//! `/p/{plan}/rounds`: rounds of updates, a page a file. Here stands what they share: the round of an address,
//! and its rows and people in words. **Not here.** The officers' own pages, which need no account.

pub(super) mod freeze;
pub(super) mod hand_over;
pub(super) mod list;
pub(super) mod moderate;
pub(super) mod phone;
pub(super) mod plan;
pub(super) mod progress;
pub(super) mod record;
mod tasks;
pub(super) mod workbook;

use crate::failure::Failure;
use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::{Act, Reach};
use onpace_core::day;
use onpace_core::ids::PersonId;
use onpace_core::ledger::state::State;
use onpace_core::packs::pack::Pack;
use onpace_core::plan::shortened;
use onpace_core::rounds::round::Round;
use onpace_office::gate;
use onpace_office::names::Names;
use std::collections::HashSet;
use std::sync::Arc;

/// A title is cut at so many letters, where its code stands beside it.
const TITLE: usize = 90;

/// The round of the address, and its plan as of now.
struct Here {
    state: Arc<State>,
    names: Arc<Names>,
    round: Arc<Round>,
}

/// The round of the address.
fn here(visit: &Visit<'_>) -> Result<Here, Failure> {
    let state = visit.state()?;
    let name = visit.part("round");
    let found = state.rounds.iter().find(|round| round.facts.name.eq_ignore_ascii_case(name));
    let round = found.cloned().ok_or(Failure::NotFound)?;
    Ok(Here { state, names: visit.day_names()?, round })
}

impl Here {
    /// A row in words: its code and title.
    fn row(&self, key: &str) -> String {
        row(&self.state, key)
    }

    /// What the plan calls somebody.
    fn written(&self, person: &str) -> String {
        self.names.label(person).written
    }

    /// A page of the round; its own where `page` is empty.
    fn address(&self, visit: &Visit<'_>, page: &str) -> String {
        let page = if page.is_empty() { String::new() } else { format!("/{page}") };
        format!("{}{page}", address(visit, &self.round))
    }

    /// The title of a page of the round, another for every round.
    fn titled(&self, words: &str) -> String {
        format!("{words}, {}", title(&self.round).replacen("Round", "round", 1))
    }

    /// The link back to the round.
    fn back(&self, visit: &Visit<'_>) -> Markup {
        html! { a.govuk-back-link href=(self.address(visit, "")) { "Back to the round" } }
    }
}

/// The page of a round.
pub(super) fn address(visit: &Visit<'_>, round: &Round) -> String {
    format!("{}/{}", link::plan(visit.plan(), "rounds"), link::part(&round.facts.name))
}

/// What comes after figures are finalised: their board pack, where there is none of them yet.
fn next_pack(visit: &Visit<'_>, state: &State, round: &Round) -> Markup {
    let number = round.freezes.last().map(|freeze| freeze.number).filter(|_| round.is_frozen);
    let is_of_it = |pack: &Pack| pack.facts.round == round.facts.name && Some(pack.facts.freeze) == number;
    let has_one = state.packs.iter().any(|pack| is_of_it(pack) && pack.withdrawn.is_none());
    html! {
        @if number.is_some() && !has_one && visit.may(Act::PreparePacks) {
            p.govuk-body { strong { "Next: " } a.govuk-link href=(link::plan(visit.plan(), "packs")) { "make the board pack" } " of " (day::in_full(round.facts.board)) "." }
        }
    }
}

/// What a round is called on pages.
fn title(round: &Round) -> String {
    format!("Round for the board of {}", day::in_full(round.facts.board))
}

/// A row in words: its code and title; its name in the ledger where it is not there any more.
pub(super) fn row(state: &State, key: &str) -> String {
    state.row(key).map_or_else(
        || key.to_owned(),
        |held| format!("{} {}", held.name(), shortened(&held.facts.title, TITLE)).trim().to_owned(),
    )
}

/// Which rows of rounds a visitor sees: all, or those of their own.
struct Sees(Option<HashSet<PersonId>>);

impl Sees {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        Ok(Self(if visit.reach(Act::SeeUpdates) == Reach::All { None } else { Some(visit.own()?) }))
    }

    const fn all(&self) -> bool {
        self.0.is_none()
    }

    fn row(&self, state: &State, round: &Round, key: &str) -> bool {
        self.0.as_ref().is_none_or(|own| {
            state.row(key).is_some_and(|held| gate::is_own(held, own))
                || own.iter().any(|person| round.asked(person).any(|ask| ask.row == key))
        })
    }
}

/// Rows, or actions, or people, so many of them.
fn count(number: usize, one: &str, more: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {more}") }
}
