//! What a round wants of its manager: letters that reached nobody, rows that nobody takes, people who are away, mail to file. Each says what happened and what can be done.
//!
//! **Not here.** The chase list itself ([`super::progress`]).

use super::{Here, count};
use crate::failure::Failure;
use crate::pages::inbox;
use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::plan::shortened;
use onpace_core::rounds::presence::{Passing, To};
use onpace_office::chasing::{Silent, delivery};
use onpace_office::inbox::{Kept, own_words};
use onpace_office::post::LetterState;

/// So many letters of an automatic reply are shown.
const FIRST_WORDS: usize = 200;

/// The tasks, as a list under a heading; nothing where there are none.
pub(super) fn list(visit: &Visit<'_>, here: &Here, silent: &[Silent]) -> Result<Markup, Failure> {
    let mut all: Vec<Markup> = silent.iter().filter_map(|one| unreached(visit, here, one)).collect();
    let plan = visit.house.desk().plan_named(visit.plan())?.name;
    if !here.round.is_frozen {
        let leaving = visit.house.desk().leaving(&plan, &here.state, &here.round, visit.today())?;
        let untaken = leaving.iter().filter(|one| one.to == To::Nobody);
        all.extend(untaken.map(|one| nobody_takes(visit, here, one)));
    }
    let (mut away, mail, of_others) = visit.house.desk().inbox_told(&plan)?;
    // The newest of somebody says what the others said before.
    let mut told = std::collections::HashSet::new();
    away.retain(|kept| told.insert(kept.incoming.sender.clone()));
    all.extend(away.iter().map(|kept| is_away(visit, here, silent, kept)));
    for (number, of_whom) in [(mail, ""), (of_others, ", of people who are not in the plan")] {
        if number > 0 {
            let (words, inbox) = (count(number, "email waits", "emails wait"), link::plan(visit.plan(), "inbox"));
            all.push(html! { (words) " in the " a.govuk-link href=(inbox) { "inbox" } (of_whom) "." });
        }
    }
    Ok(html! {
        @if !all.is_empty() {
            h2.govuk-heading-m { "What needs you" }
            ul.govuk-list.govuk-list--bullet.onpace-tasks { @for task in all { li { (task) } } }
        }
    })
}

/// Somebody whose mail program says that they are away.
fn is_away(visit: &Visit<'_>, here: &Here, silent: &[Silent], kept: &Kept) -> Markup {
    let sender = kept.incoming.sender.as_str();
    let is_them = |one: &&Silent| one.email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(sender));
    let who = silent.iter().find(is_them).map_or_else(|| sender.to_owned(), |one| here.written(&one.person));
    html! {
        (who) " may be away. Their mail program says: \u{201c}" (shortened(own_words(&kept.incoming.words), FIRST_WORDS)) "\u{201d} "
        a.govuk-link href=(inbox::address(visit, kept.number)) { "See the automatic reply of " (who) } ", or "
        a.govuk-link href=(here.address(visit, "hand-over")) { "ask somebody else instead of " (who) } "."
    }
}

/// A row of somebody who has left, in whose place nobody answers.
fn nobody_takes(visit: &Visit<'_>, here: &Here, one: &Passing) -> Markup {
    let (row, written) = (here.row(&one.row), here.written(&one.from));
    html! {
        "Nobody is asked about " (row) ". " (written) " has left, and nobody stands in for them. "
        a.govuk-link href=(here.address(visit, "hand-over")) { "Ask somebody else about " (row) } ", or "
        a.govuk-link href={ (link::plan(visit.plan(), "people")) "/" (link::part(&one.from)) } { "choose a deputy for " (written) } "."
    }
}

/// A letter that came back.
fn unreached(visit: &Visit<'_>, here: &Here, one: &Silent) -> Option<Markup> {
    let letter = one.letter.as_ref().filter(|letter| letter.state == LetterState::Failed)?;
    let written = here.written(&one.person);
    Some(html! {
        "The email to " (written) " did not arrive. " (delivery(letter)) ". They get no more email in this round. "
        "Phone them, or " a.govuk-link href={ (link::plan(visit.plan(), "people")) "/" (link::part(&one.person)) } { "give another address for " (written) }
        "."
    })
}
