//! `/my/updates/done`: what was received, with a number to name it by; and "this was not me".

use super::{answering, named};
use crate::answer::Answer;
use crate::cookies;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_office::asking::OpenAsk;
use onpace_office::updates;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/my/updates/done", Act::Anything, show),
    get("/my/updates/not-me", Act::Anything, ask),
    post("/my/updates/not-me", Act::Anything, revoke),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let found = match answering(visit)? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let all = named(&found);
    let mut given = Vec::new();
    for (_, ask, held) in &all {
        let Some(answer) = ask.held().and_then(|round| round.answer(&ask.row)) else { continue };
        let colleague = if answer.person == ask.person { None } else { Some(written(visit, ask, &answer.person)?) };
        given.push((held, answer, colleague));
    }
    let number = all.iter().filter_map(|(_, ask, _)| ask.own_answer()).map(|answer| answer.seq).max();
    Ok(Answer::page(
        "Updates received",
        html! {
            div.govuk-panel.govuk-panel--confirmation {
                h1.govuk-panel__title { "Updates received" }
                @if let Some(number) = number { div.govuk-panel__body { "Your reference is " strong { (number) } } }
            }
            p.govuk-body { "Thank you. The programme manager reads them before they go into a report. You can change them by the same link until the figures are frozen." }
            @if !given.is_empty() {
                h2.govuk-heading-m { "What was said" }
                dl.govuk-summary-list {
                    @for (held, answer, colleague) in &given {
                        div.govuk-summary-list__row {
                            dt.govuk-summary-list__key { (held.name()) " " (onpace_core::plan::shortened(&held.facts.title, 60)) }
                            dd.govuk-summary-list__value {
                                @if let Some(colleague) = colleague { (colleague) " answered: " } @else { "You answered: " }
                                (answer.facts.choice.title())
                                @for words in updates::in_words(&answer.facts) { br; (words) }
                            }
                        }
                    }
                }
            }
            p.govuk-body { a.govuk-link href="/my/updates" { "Change your updates" } }
            p.govuk-body { a.govuk-link href="/my/updates/not-me" { "This was not me" } }
        },
    ))
}

/// What the plan calls a colleague who was asked about the same action.
fn written(visit: &Visit<'_>, ask: &OpenAsk, person: &str) -> Result<String, Failure> {
    let people = visit.house.desk().people(Some(&ask.plan))?;
    Ok(people.into_iter().find(|one| one.id == person).map_or_else(|| "Somebody else".to_owned(), |one| one.written))
}

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(match answering(visit)? {
        Ok(_) => page(visit, &Errors::new()),
        Err(answer) => answer,
    })
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Answer {
    let what = Field { name: "sure", label: "Did somebody else answer in your name?", hint: "", value: "", width: 0 };
    let choices = [("yes", "Yes: stop all links to my updates"), ("no", "No")];
    let fields = html! { (form::radios(&what, &choices, errors)) (form::button("Go on")) };
    let answer = Answer::page(
        "This was not me",
        html! {
            a.govuk-back-link href="/my/updates" { "Back to your updates" }
            (form::summary(errors))
            h1.govuk-heading-l { "This was not me" }
            p.govuk-body { "No link that was mailed to you works after that, and nobody can answer by one. Reply to the email, so that what was said is looked at and you get a new link." }
            (form::form(visit, "/my/updates/not-me", &fields))
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn revoke(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let found = match answering(visit)? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    match visit.form.get("sure") {
        "yes" => {
            visit.house.desk().not_me(&found, visit.now)?;
            let answer = Answer::page(
                "Your links are stopped",
                html! {
                    h1.govuk-heading-l { "Your links are stopped" }
                    p.govuk-body { "Reply to the email that asked for your updates, so that what was said in your name is looked at." }
                },
            );
            Ok(answer.with_cookie(cookies::ANSWERING, "", 0))
        }
        "no" => Ok(Answer::go("/my/updates")),
        _ => Ok(page(visit, &vec![("sure", "Choose yes or no".to_owned())])),
    }
}
