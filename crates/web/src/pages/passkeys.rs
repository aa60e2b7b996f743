//! `/account/passkey` and `/sign-in/passkey`: making a passkey, and signing in by one. Passkeys are the
//! browser's own, so these pages need a script; a mailed link does without.

use super::confirm;
use super::sign_in::{entered, next, note_refusal, take_challenge};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::factor::{self, asking, refused};
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::sign_in::Factor;

pub(super) const ROUTES: &[Route] = &[
    get("/account/passkey", Act::BeSignedIn, new),
    post("/account/passkey", Act::BeSignedIn, add),
    get("/sign-in/passkey", Act::Anything, ask),
    post("/sign-in/passkey", Act::Anything, enter),
];

/// The passkeys of an account, on its page.
pub(super) fn listed(visit: &Visit<'_>, factors: &[Factor]) -> Markup {
    let own: Vec<&Factor> = factors.iter().filter(|factor| factor.kind == "passkey").collect();
    html! {
        h2.govuk-heading-m { "Passkeys" }
        @if !visit.house.passkeys.are_offered() {
            p.govuk-body { "This service cannot take passkeys: browsers want it to have a name, and an address that begins with https." }
        } @else {
            @if own.is_empty() {
                p.govuk-body { "With a passkey you sign in by the finger, face or number that opens your phone or computer. No email is needed." }
            }
            @for factor in own { (factor::removable(visit, factor)) }
            p.govuk-body { a.govuk-link href="/account/passkey" { "Add a passkey" } }
        }
    }
}

fn not_here() -> Answer {
    Answer::page(
        "Passkeys cannot be used here",
        html! {
            h1.govuk-heading-l { "Passkeys cannot be used here" }
            p.govuk-body { "Browsers take passkeys only for a service that has a name, and an address that begins with https." }
            p.govuk-body { a.govuk-link href="/sign-in" { "Sign in with a link instead" } }
        },
    )
}

fn new(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.house.passkeys.are_offered() {
        return Ok(not_here());
    }
    if let Some(first) = confirm::first(visit, "/account/passkey")? {
        return Ok(first);
    }
    new_page(visit, &Errors::new())
}

fn new_page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let house = visit.house;
    let options = house.passkeys.begin_adding(house.desk(), visit.who.actor(), &visit.session, visit.now)?;
    let hint = "So that you know it again. For example, work phone.";
    let name =
        Field { name: "name", label: "What you call the passkey", hint, value: visit.form.get("name"), width: 20 };
    let fields = html! {
        (form::input(&name, "text", "off", errors))
        (asking("create", &options))
        (form::button("Make the passkey"))
    };
    let answer = Answer::page(
        "Add a passkey",
        html! {
            a.govuk-back-link href="/account" { "Back to your account" }
            (form::summary(errors))
            h1.govuk-heading-l { "Add a passkey" }
            p.govuk-body { "Your browser asks you to show that it is you, and keeps the passkey. We get nothing of your finger, face or number." }
            (form::form(visit, "/account/passkey", &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn add(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.house.passkeys.are_offered() {
        return Ok(not_here());
    }
    if let Some(first) = confirm::first(visit, "/account/passkey")? {
        return Ok(first);
    }
    let (house, form) = (visit.house, &visit.form);
    let name = form.said("name").unwrap_or("Passkey");
    let (account, hand) = (visit.who.actor(), visit.seat());
    match house.passkeys.add(house.desk(), account, &visit.session, name, form.get("answer"), &hand) {
        Ok(()) => Ok(Answer::go("/account")),
        Err(problem) => new_page(visit, &refused("name", problem)?),
    }
}

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.house.passkeys.are_offered() {
        return Ok(not_here());
    }
    ask_page(visit, &Errors::new())
}

fn ask_page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    take_challenge(visit)?;
    let options = visit.house.passkeys.begin_sign_in(&visit.browser, visit.now)?;
    let fields = html! {
        input type="hidden" name="next" value=(next(visit));
        (asking("get", &options))
        (form::button("Sign in with a passkey"))
    };
    let other = format!("/sign-in{}", link::next(next(visit)));
    let answer = Answer::page(
        "Sign in with a passkey",
        html! {
            a.govuk-back-link href=(other) { "Back to sign in" }
            @if let Some((_, words)) = errors.first() {
                div.govuk-error-summary data-module="govuk-error-summary" role="alert" {
                    h2.govuk-error-summary__title { "There is a problem" }
                    div.govuk-error-summary__body { p { (words) } }
                }
            }
            h1.govuk-heading-l { "Sign in with a passkey" }
            p.govuk-body { "Your browser asks which passkey, and for the finger, face or number that opens it." }
            (form::form(visit, "/sign-in/passkey", &fields))
            p.govuk-body { a.govuk-link href=(other) { "Sign in with a link instead" } }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn enter(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.house.passkeys.are_offered() {
        return Ok(not_here());
    }
    let house = visit.house;
    match house.passkeys.sign_in(house.desk(), &visit.browser, visit.form.get("answer"), visit.now) {
        Ok(session) => {
            house.confirmed.note(&session, visit.now);
            entered(visit, session, next(visit))
        }
        Err(problem) => {
            let errors = refused("answer", problem)?;
            note_refusal(visit, None, "a passkey that was not accepted");
            ask_page(visit, &errors)
        }
    }
}
