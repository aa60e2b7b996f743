//! `/p/{plan}/settings/sign-off`: whether packs are signed off and published by somebody who did not prepare them.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::parts::link;
use crate::parts::settings::back;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;

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

/// The form; what holds now, in words.
struct SignOff(&'static str);

impl SignOff {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        Ok(Self(words(visit.state()?.second_person)))
    }
}

impl Form for SignOff {
    /// Whether it has to be a second person.
    type Read = bool;

    fn heading(&self) -> String {
        "Sign-off of packs".to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "Now: " strong { (self.0) } "." } }
    }

    fn fields(&self) -> Vec<Asked> {
        let choice = Asked::new("choice", "Who signs a pack off and publishes it?", By::Few(&CHOICES));
        vec![choice.hinted("Approvers and programme managers may sign packs off."), Asked::reason()]
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<bool> {
        let choice = sent.get("choice");
        if !CHOICES.iter().any(|(value, _)| *value == choice) {
            errors.push(("choice", "Choose who signs packs off".to_owned()));
        }
        if sent.said("reason").is_none() {
            errors.push(("reason", "Enter why".to_owned()));
        }
        Some(choice == CHOICES[0].0)
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &SignOff::of(visit)?, &Errors::new()))
}

fn choose(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &SignOff::of(visit)?, &link::plan(visit.plan(), "settings"), |second| {
        visit.house.desk().choose_sign_off(visit.plan(), second, &visit.seat()).map(drop)
    })
}
