//! `/p/{plan}/rounds/{round}/workbook`: a workbook that somebody filled in and sent back. It goes the way of every
//! import: rows are found by their id, and what it changes is shown before anything is recorded.

use super::here;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::{form, link};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;

pub(in crate::pages) const ROUTES: &[Route] = &[get("/p/{plan}/rounds/{round}/workbook", Act::ChangePlan, show)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let here = here(visit)?;
    let mut people = vec![(String::new(), "Nobody here, or several people".to_owned())];
    for ask in &here.round.facts.asks {
        if !people.iter().any(|(id, _)| ask.person == id.as_str()) {
            people.push((ask.person.to_string(), here.written(&ask.person)));
        }
    }
    let fields = html! {
        input type="hidden" name="round" value=(here.round.facts.name);
        div.govuk-form-group {
            label.govuk-label for="sender" { "Who sent it (optional)" }
            div.govuk-hint #sender-hint { "Changes of other people\u{2019}s rows are then pointed out." }
            select.govuk-select #sender name="sender" aria-describedby="sender-hint" { @for (value, words) in &people { option value=(value) { (words) } } }
        }
        div.govuk-form-group {
            label.govuk-label for="file" { "Workbook that came back" }
            div.govuk-hint #file-hint { "At most 20 MB." }
            input.govuk-file-upload #file name="file" type="file" aria-describedby="file-hint";
        }
        div.govuk-button-group { (form::button("Compare it with the plan")) a.govuk-link href=(here.address(visit, "")) { "Cancel" } }
    };
    Ok(Answer::page(
        here.titled("Take in a workbook"),
        html! {
            (here.back(visit))
            h1.govuk-heading-l { "Take in a workbook" }
            p.govuk-body { "Choose a tracker that somebody filled in and sent back. Its rows are found by their id, however they were sorted or numbered. You see what it changes, and nothing is recorded before you agree." }
            p.govuk-body { "What you take in goes into the plan at once. In the round, the actions still wait for an answer: " a.govuk-link href=(here.address(visit, "record")) { "record one" } " to say who told you." }
            (form::upload(visit, &link::plan(visit.plan(), "import"), &fields))
        },
    ))
}
