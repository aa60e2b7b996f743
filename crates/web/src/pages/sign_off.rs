//! `/p/{plan}/settings/sign-off`: whether packs are signed off and published by somebody who did not prepare them.

use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::parts::settings::back;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::Act;
use onpace_office::problem::Kind;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/settings/sign-off", Act::ChangePlan, show),
    post("/p/{plan}/settings/sign-off", Act::ChangePlan, choose),
];

/// The two choices: value and words.
const CHOICES: [(&str, &str); 2] = [
    ("second", "Somebody else than who prepared it"),
    ("anybody", "Anybody who may sign packs off, also who prepared it"),
];

/// What holds, in words.
pub(super) const fn words(second_person: bool) -> &'static str {
    if second_person { CHOICES[0].1 } else { CHOICES[1].1 }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let now = words(visit.state()?.second_person);
    let choice = Field {
        name: "choice",
        label: "Who signs a pack off and publishes it?",
        hint: "Approvers and programme managers may sign packs off.",
        value: visit.form.get("choice"),
        width: 0,
    };
    let hint = "The history keeps your reason.";
    let why = Field { name: "reason", label: "Why?", hint, value: visit.form.get("reason"), width: 0 };
    let fields = html! {
        (form::radios(&choice, &CHOICES, errors))
        (form::textarea(&why, 2, errors))
        (form::button("Save"))
    };
    let answer = Answer::page(
        "Sign-off of packs",
        html! {
            (back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { "Sign-off of packs" }
            p.govuk-body { "Now: " strong { (now) } "." }
            (form::form(visit, &visit.path, &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn choose(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let mut errors = Errors::new();
    let choice = visit.form.get("choice");
    if !CHOICES.iter().any(|(value, _)| *value == choice) {
        errors.push(("choice", "Choose who signs packs off".to_owned()));
    }
    if visit.form.get("reason").trim().is_empty() {
        errors.push(("reason", "Enter why".to_owned()));
    }
    if errors.is_empty() {
        match visit.house.desk().choose_sign_off(visit.plan(), choice == "second", &visit.seat()) {
            Ok(_) => return Ok(Answer::saved(link::plan(visit.plan(), "settings"))),
            Err(problem) if problem.kind == Kind::NotAccepted => {
                errors.push(("choice", sentence(&words::of(&problem))));
            }
            Err(problem) => return Err(problem.into()),
        }
    }
    page(visit, &errors)
}
