//! `/p/{plan}/rounds/{round}/hand-over`: asking somebody else about an action, in place of who was asked.

use super::{Here, here};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::Act;
use onpace_core::ids::PersonId;
use onpace_core::rounds::command::RoundCommand;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/rounds/{round}/hand-over", Act::RunRounds, show),
    post("/p/{plan}/rounds/{round}/hand-over", Act::RunRounds, save),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &here(visit)?, &Errors::new())
}

/// Everybody of the plan, by what it calls them.
fn people(visit: &Visit<'_>) -> Result<Vec<(PersonId, String)>, Failure> {
    let people = visit.house.desk().people(Some(visit.plan()))?;
    let mut all: Vec<_> = people.into_iter().map(|person| (person.id, person.written)).collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(all)
}

fn page(visit: &Visit<'_>, here: &Here, errors: &Errors) -> Result<Answer, Failure> {
    let open = here.round.facts.asks.iter().filter(|ask| !here.round.is_answered(&ask.row));
    let words = |person: &str, row: &str| format!("{}: {}", here.written(person), here.row(row));
    let mut asks: Vec<_> =
        open.map(|ask| (format!("{}/{}", ask.person, ask.row), words(&ask.person, &ask.row))).collect();
    asks.sort_by(|one, other| one.1.cmp(&other.1));
    let is_empty = asks.is_empty();
    asks.insert(0, (String::new(), "Choose who was asked, and about what".to_owned()));
    let mut to = vec![(String::new(), "Choose who is to answer".to_owned())];
    to.extend(people(visit)?.into_iter().map(|(id, written)| (id.into(), written)));
    let field = |name, label| Field { name, label, hint: "", value: visit.form.get(name), width: 0 };
    let fields = html! {
        (form::select(&field("ask", "Which action?"), &asks, errors))
        (form::select(&field("to", "Who is asked instead?"), &to, errors))
        div.govuk-button-group { (form::button("Ask them instead")) a.govuk-link href=(here.address(visit, "")) { "Cancel" } }
    };
    let answer = Answer::page(
        here.titled("Ask somebody else"),
        html! {
            (here.back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { "Ask somebody else" }
            @if here.round.is_frozen { p.govuk-body { "The figures of this round are frozen, so nobody is asked any more." } }
            @else if is_empty { p.govuk-body { "Every action has an answer. There is nothing to ask somebody else." } }
            @else {
                p.govuk-body { "They get a letter with the action. The plan still names who leads it; change that on the page of the action." }
                (form::form(visit, &here.address(visit, "hand-over"), &fields))
            }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let here = here(visit)?;
    let mut errors = Errors::new();
    let ask = visit.form.get("ask").split_once('/');
    if ask.is_none() {
        errors.push(("ask", "Choose the action".to_owned()));
    }
    let known = people(visit)?;
    let to = known.iter().map(|(id, _)| id).find(|id| *id == visit.form.get("to"));
    if to.is_none() {
        errors.push(("to", "Choose who is asked instead".to_owned()));
    }
    let (Some((from, row)), Some(to)) = (ask, to) else { return page(visit, &here, &errors) };
    let round = here.round.facts.name.clone();
    let command = RoundCommand::HandOver { round, row: row.into(), from: from.into(), to: to.clone() };
    match visit.house.desk().hand_over(visit.plan(), &command, to, &visit.seat()) {
        Ok(_) => Ok(Answer::saved(here.address(visit, ""))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &here, &vec![("to", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
