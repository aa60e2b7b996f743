//! `/p/{plan}/rounds/{round}/freeze` and `/open-again`: freezing the figures of a round, with what is not in
//! them, and opening them again.

use super::{Here, count, here};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::rounds::statistics;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/rounds/{round}/freeze", Act::RunRounds, show),
    post("/p/{plan}/rounds/{round}/freeze", Act::RunRounds, freeze),
    post("/p/{plan}/rounds/{round}/open-again", Act::RunRounds, open_again),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(page(visit, &here(visit)?, &Errors::new()))
}

fn page(visit: &Visit<'_>, here: &Here, errors: &Errors) -> Answer {
    let (title, body) = if here.round.is_frozen {
        ("Open the figures again", again(visit, here, errors))
    } else {
        ("Freeze the figures", question(visit, here))
    };
    let answer = Answer::page(
        here.titled(title),
        html! {
            (here.back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { (title) }
            (body)
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn question(visit: &Visit<'_>, here: &Here) -> Markup {
    let found = statistics::of(&here.round, &here.state);
    let button = html! { div.govuk-button-group #freeze { (form::button("Freeze the figures")) a.govuk-link href=(here.address(visit, "")) { "Cancel" } } };
    html! {
        p.govuk-body { "From then on the figures of this round stay as they are. Answers that come later are kept, and are not in them." }
        @if found.silent.is_empty() && found.waiting.is_empty() { p.govuk-body { "Every action has an answer, and somebody has looked at each." } }
        @if !found.silent.is_empty() { p.govuk-body { strong { (count(found.silent.len(), "action has", "actions have")) " no answer" } ". The report says that no update was received." } }
        @if !found.waiting.is_empty() {
            p.govuk-body {
                strong { (count(found.waiting.len(), "answer waits", "answers wait")) " to be looked at" } ", and will not be in the figures. "
                a.govuk-link href=(here.address(visit, "moderate")) { "Look at them first" } "."
            }
        }
        (form::form(visit, &here.address(visit, "freeze"), &button))
    }
}

fn again(visit: &Visit<'_>, here: &Here, errors: &Errors) -> Markup {
    let number = here.round.freezes.last().map_or(0, |freeze| freeze.number);
    let hint = "The history keeps your reason. Do not write anything private.";
    let why =
        Field { name: "reason", label: "Why do you open them again?", hint, value: visit.form.get("reason"), width: 0 };
    let fields = html! { (form::textarea(&why, 2, errors)) div.govuk-button-group { (form::button("Open the figures again")) a.govuk-link href=(here.address(visit, "")) { "Cancel" } } };
    html! {
        p.govuk-body { "The figures are frozen under number " (number) ". They stay as they are under that number. When you freeze again, they get number " (number + 1) "." }
        (form::form(visit, &here.address(visit, "open-again"), &fields))
    }
}

fn freeze(visit: &Visit<'_>) -> Result<Answer, Failure> {
    done(visit, true)
}

fn open_again(visit: &Visit<'_>) -> Result<Answer, Failure> {
    done(visit, false)
}

fn done(visit: &Visit<'_>, freeze: bool) -> Result<Answer, Failure> {
    let here = here(visit)?;
    match visit.house.desk().freeze_round(visit.plan(), &here.round.facts.name, freeze, &visit.seat()) {
        Ok(_) => Ok(Answer::saved(here.address(visit, ""))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            let field = if here.round.is_frozen { "reason" } else { "freeze" };
            Ok(page(visit, &here, &vec![(field, sentence(&words::of(&problem)))]))
        }
        Err(problem) => Err(problem.into()),
    }
}
