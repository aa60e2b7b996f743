//! `/p/{plan}/rounds/{round}/phone`: whom to telephone about what, to be printed.

use super::here;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::day;

pub(in crate::pages) const ROUTES: &[Route] = &[get("/p/{plan}/rounds/{round}/phone", Act::SeeContacts, list)];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let here = here(visit)?;
    let silent = visit.house.desk().silent(visit.plan(), &here.round, visit.today())?;
    let people = visit.house.desk().people(Some(visit.plan()))?;
    let who = |person: &str| {
        let details = people.iter().find(|one| one.id == person).map(|one| &one.details);
        let parts = details.into_iter().flat_map(|one| [&one.name, &one.post, &one.organisation]).flatten();
        parts.cloned().collect::<Vec<_>>().join(", ")
    };
    Ok(Answer::page(
        here.titled("Telephone list"),
        html! {
            (here.back(visit))
            h1.govuk-heading-l { "Telephone list" }
            p.govuk-body { "Actions without an answer for the board of " (day::in_full(here.round.facts.board)) ", as of " (day::in_full(visit.today())) ". Print this page and write down what you are told." }
            @if silent.is_empty() { p.govuk-body { "Everybody has answered. There is nobody to telephone." } }
            @for one in &silent {
                section.onpace-call {
                    h2.govuk-heading-m { (here.written(&one.person)) }
                    p.govuk-body { (who(&one.person)) }
                    ul.govuk-list.govuk-list--bullet { @for key in &one.rows { li { (here.row(key)) } } }
                }
            }
        },
    ))
}
