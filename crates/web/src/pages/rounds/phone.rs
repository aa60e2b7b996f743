//! `/p/{plan}/rounds/{round}/phone`: whom to phone about what, to be printed.

use super::here;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_office::people;

pub(in crate::pages) const ROUTES: &[Route] = &[get("/p/{plan}/rounds/{round}/phone", Act::SeeContacts, list)];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let here = here(visit)?;
    let silent = visit.house.desk().silent(visit.plan(), &here.round, visit.today())?;
    let everybody = visit.house.desk().people(Some(visit.plan()))?;
    let known = |person: &str| everybody.iter().find(|one| one.id == person).map(|one| &one.details);
    let who = |person: &str| {
        let parts = known(person).into_iter().flat_map(|one| [&one.name, &one.post, &one.organisation]).flatten();
        parts.cloned().collect::<Vec<_>>().join(", ")
    };
    Ok(Answer::page(
        here.titled("Phone list"),
        html! {
            (here.back(visit))
            h1.govuk-heading-l { "Phone list" }
            p.govuk-body { "Actions without an answer for the board of " (day::in_full(here.round.facts.board)) ", as of " (day::in_full(visit.today())) ". Print this page and write down what you are told." }
            @if silent.is_empty() { p.govuk-body { "Everyone has answered. There is no one to phone." } }
            @for one in &silent {
                section.onpace-call {
                    h2.govuk-heading-m { (here.written(&one.person)) }
                    p.govuk-body { (phone(known(&one.person).and_then(|details| details.phone.as_deref()))) }
                    p.govuk-body { (who(&one.person)) }
                    ul.govuk-list.govuk-list--bullet { @for key in &one.rows { li { (here.row(key)) } } }
                }
            }
        },
    ))
}

/// The number to call, as a link that a phone dials.
fn phone(number: Option<&str>) -> Markup {
    html! {
        @match number {
            Some(number) => { "Phone: " a.govuk-link href=(people::dialled(number)) { (number) } },
            None => "No phone number",
        }
    }
}
