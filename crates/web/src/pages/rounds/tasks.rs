//! What a round wants of its manager: letters that reached nobody. Each says what happened and what can be done.
//!
//! **Not here.** The chase list itself ([`super::progress`]).

use super::Here;
use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_office::chasing::{Silent, delivery};
use onpace_office::post::LetterState;

/// The tasks, as a list under a heading; nothing where there are none.
pub(super) fn list(visit: &Visit<'_>, here: &Here, silent: &[Silent]) -> Markup {
    let all: Vec<Markup> = silent.iter().filter_map(|one| unreached(visit, here, one)).collect();
    html! {
        @if !all.is_empty() {
            h2.govuk-heading-m { "What needs you" }
            ul.govuk-list.govuk-list--bullet.onpace-tasks { @for task in all { li { (task) } } }
        }
    }
}

/// A letter that came back.
fn unreached(visit: &Visit<'_>, here: &Here, one: &Silent) -> Option<Markup> {
    let letter = one.letter.as_ref().filter(|letter| letter.state == LetterState::Failed)?;
    let written = here.written(&one.person);
    Some(html! {
        "The email to " (written) " did not arrive. " (delivery(letter)) ". They get no more email in this round. "
        "Telephone them, or " a.govuk-link href={ (link::plan(visit.plan(), "people")) "/" (link::part(&one.person)) } { "give another address for " (written) }
        "."
    })
}
