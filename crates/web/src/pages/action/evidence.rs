//! `/p/{plan}/actions/{code}/evidence`: saying where something is kept that shows how an action stands.

use super::outcome::outcome;
use super::target::{self, Ask, Target, typed};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::plan::command::Command;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions/{code}/evidence", Act::Update, show),
    post("/p/{plan}/actions/{code}/evidence", Act::Update, add),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::Update)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask(visit, &target, &none), &none))
}

fn add(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::Update)?;
    let mut errors = Errors::new();
    if visit.form.said("what").is_none() {
        errors.push(("what", "Enter what it is".to_owned()));
    }
    if visit.form.said("place").is_none() {
        errors.push(("place", "Enter where it is kept".to_owned()));
    }
    let on = target::day_of(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask(visit, &target, &errors), &errors));
    }
    let (title, place) = (visit.form.get("what").to_owned(), visit.form.get("place").to_owned());
    let command = Command::AddEvidence { code: target.code.clone(), title, place };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "what", &|target, errors| Ok(ask(visit, target, errors)))
}

fn ask(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Ask {
    let (what, place) = (typed(visit, "what", ""), typed(visit, "place", ""));
    let lead = html! { p.govuk-body { "Onpace keeps no files. Say where it is kept, so that somebody who may see it can find it." } };
    let fields = html! {
        (form::input(&Field { name: "what", label: "What is it?", hint: "For example, minutes of the SEND board, June 2022.", value: &what, width: 0 }, "text", "", errors))
        (form::input(&Field { name: "place", label: "Where is it kept?", hint: "An address, or words such as a file\u{2019}s number.", value: &place, width: 0 }, "text", "", errors))
        (target::day_field(visit, "Since when?", errors))
    };
    Ask { title: format!("Add evidence to {}", target.name), page: "evidence".to_owned(), lead, fields, button: "Add" }
}
