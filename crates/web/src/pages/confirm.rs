//! `/account/confirm`: a code or a passkey once more, before what somebody signs in with is changed.
//! **Not here.** What is changed ([`super::account`], [`super::passkeys`]); how long it counts
//! ([`onpace_office::confirmed`]).

use super::sign_in;
use super::sign_in::{check_code, code_field, next, note_refusal};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors};
use crate::parts::{factor, link};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;

pub(super) const ROUTES: &[Route] = &[
    get("/account/confirm", Act::BeSignedIn, ask),
    post("/account/confirm", Act::BeSignedIn, take_code),
    post("/account/confirm/passkey", Act::BeSignedIn, take_passkey),
];

/// The way to this page where it is needed first, and from it on to another; none where nothing more is needed.
pub(super) fn first(visit: &Visit<'_>, next: &str) -> Result<Option<Answer>, Failure> {
    let house = visit.house;
    let holds = house.confirmed.holds(house.desk(), visit.who.actor(), &visit.session, visit.now)?;
    Ok((!holds).then(|| Answer::go(format!("/account/confirm{}", link::next(next)))))
}

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let factors = visit.house.desk().factors(visit.who.actor())?;
    let has = |kind: &str| factors.iter().any(|factor| factor.kind == kind);
    if factors.is_empty() {
        return Ok(Answer::go(next(visit).to_owned()));
    }
    let options = if has("passkey") && visit.house.passkeys.are_offered() {
        sign_in::take_challenge(visit)?;
        Some(visit.house.passkeys.begin_sign_in(&visit.browser, visit.now)?)
    } else {
        None
    };
    let to = html! { input type="hidden" name="next" value=(next(visit)); };
    let answer = Answer::page(
        "Confirm that it is you",
        html! {
            a.govuk-back-link href="/account" { "Back to your account" }
            (form::summary(errors))
            h1.govuk-heading-l { "Confirm that it is you" }
            p.govuk-body { "You are about to change how you sign in. This keeps others from doing that in your place." }
            @if has("totp") {
                (form::form(visit, "/account/confirm", &html! { (form::input(&code_field(), "text", "one-time-code", errors)) (to) (form::button("Continue")) }))
            }
            @if let Some(options) = options {
                (form::form(visit, "/account/confirm/passkey", &html! { (to) (factor::asking("get", &options)) (form::button("Use your passkey")) }))
            }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn take_code(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match check_code(visit, visit.who.actor())? {
        None => Ok(Answer::go(next(visit).to_owned())),
        Some(wrong) => page(visit, &vec![("code", wrong)]),
    }
}

fn take_passkey(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let house = visit.house;
    let account = visit.who.actor();
    match house.passkeys.shown(house.desk(), &visit.browser, visit.form.get("answer"), visit.now) {
        Ok(whose) if whose == account => {
            house.confirmed.note(&visit.session, visit.now);
            Ok(Answer::go(next(visit).to_owned()))
        }
        Ok(_) => page(visit, &vec![("answer", "This passkey belongs to someone else. Use your own".to_owned())]),
        Err(problem) => {
            let errors = factor::refused("answer", problem)?;
            note_refusal(visit, Some(account), "a passkey that was not accepted");
            page(visit, &errors)
        }
    }
}
