//! `/admin/mail`: which way mail goes, a trial, and where each letter stands; never what a letter says.

use super::admin::{back, capital, way, when};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::post::{Letter, LetterState, is_link};
use onpace_office::problem::Kind;

pub(super) const ROUTES: &[Route] = &[
    get("/admin/mail", Act::Administer, list),
    post("/admin/mail/trial", Act::Administer, trial),
    post("/admin/mail/{letter}/again", Act::Administer, again),
];

/// So many letters are listed.
const MOST: u32 = 100;

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let letters = visit.house.desk().letters(MOST)?;
    let own = visit.who.account.as_ref().map_or("", |account| account.email.as_str());
    let email = Field {
        name: "email",
        label: "Send a trial to",
        hint: "An email address that you can read.",
        value: visit.form.said("email").unwrap_or(own),
        width: 30,
    };
    let fields = html! { (form::input(&email, "email", "email", errors)) (form::button("Send the trial")) };
    let answer = Answer::page(
        "Mail",
        html! {
            (back("/admin", "Administration"))
            (form::summary(errors))
            h1.govuk-heading-l { "Mail" }
            p.govuk-body { (way(visit)) "." }
            @if visit.house.post.is_none() {
                p.govuk-body { "Nobody can be sent a link to sign in. Who runs the service starts it with a way for mail: " code { "onpace serve --mail smtp://HOST:PORT" } "." }
            }
            (form::form(visit, "/admin/mail/trial", &fields))
            p.govuk-body { a.govuk-link href="/admin/incoming" { "Mail that belongs to no plan" } }
            h2.govuk-heading-m { "Letters" }
            @if letters.is_empty() { p.govuk-body { "There is no letter yet." @if visit.house.post.is_some() { " Send a trial to see that mail works." } } }
            @else { (table(visit, &letters)) }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn table(visit: &Visit<'_>, letters: &[Letter]) -> Markup {
    const COLUMNS: [Column; 5] = [
        ("Number", Setting::Text),
        ("To", Setting::Text),
        ("Subject", Setting::Word),
        ("Put in", Setting::Word),
        ("State", Setting::Word),
    ];
    let row = |letter: &Letter| {
        vec![
            html! { (letter.number) },
            html! { (letter.draft.recipient) },
            html! { (letter.draft.subject) },
            html! { (when(letter.made_at)) },
            state(visit, letter),
        ]
    };
    let caption = format!("The newest letters, at most {MOST}");
    Table { id: "letters", caption: &caption, columns: &COLUMNS }.of(letters.iter().map(row))
}

fn state(visit: &Visit<'_>, letter: &Letter) -> Markup {
    html! {
        strong { (capital(letter.state.word())) }
        @if let Some(at) = letter.sent_at { " on " (when(at)) }
        @if letter.state == LetterState::Waiting && letter.tries > 0 { ", tried " (letter.tries) " times, next on " (when(letter.due_at)) }
        @if let Some(problem) = letter.problem.as_ref().filter(|_| letter.state != LetterState::Sent) { div { (problem) } }
        @if letter.state == LetterState::Failed && !is_link(letter) {
            (form::form(visit, &format!("/admin/mail/{}/again", letter.number), &form::second_button(&format!("Try letter {} again", letter.number))))
        }
    }
}

fn trial(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match visit.house.desk().try_mail(visit.form.get("email"), &visit.seat()) {
        Ok(()) => Ok(Answer::go("/admin/mail")),
        Err(problem) if problem.kind == Kind::NotAccepted => page(visit, &vec![("email", words::of(&problem))]),
        Err(problem) => Err(problem.into()),
    }
}

fn again(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let number = visit.part("letter").parse().map_err(|_| Failure::NotFound)?;
    visit.house.desk().send_again(number, &visit.seat())?;
    Ok(Answer::go("/admin/mail"))
}
