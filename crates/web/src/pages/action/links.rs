//! `/p/{plan}/actions/{code}/link` and `/unlink`: what an action waits for.

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
use onpace_core::plan::row_facts::LinkKind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions/{code}/link", Act::ChangePlan, show_link),
    post("/p/{plan}/actions/{code}/link", Act::ChangePlan, link_rows),
    get("/p/{plan}/actions/{code}/unlink", Act::ChangePlan, show_unlink),
    post("/p/{plan}/actions/{code}/unlink", Act::ChangePlan, unlink),
];

/// The ways to wait, with the word that a form sends and what it says.
pub(super) const WAYS: [(LinkKind, &str, &str); 4] = [
    (LinkKind::FinishToStart, "finish-to-start", "starts when the other has finished"),
    (LinkKind::StartToStart, "start-to-start", "starts when the other has started"),
    (LinkKind::FinishToFinish, "finish-to-finish", "finishes when the other has finished"),
    (LinkKind::StartToFinish, "start-to-finish", "finishes when the other has started"),
];

fn show_link(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask_link(visit, &target, &none), &none))
}

fn link_rows(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let other = visit.form.get("other").to_owned();
    if other.is_empty() {
        errors.push(("other", "Enter the code of the action that it waits for".to_owned()));
    }
    let way = WAYS.iter().find(|(_, word, _)| *word == visit.form.get("way")).map(|(kind, _, _)| *kind);
    if way.is_none() {
        errors.push(("way", "Choose how it waits".to_owned()));
    }
    let lag = visit.form.said("lag").map_or(Ok(0), str::parse::<i32>);
    if lag.is_err() {
        errors.push(("lag", "Enter the working days between as a whole number, such as 5 or -2".to_owned()));
    }
    let on = target::day_of(visit, &mut errors);
    let (Some(kind), Ok(lag), true) = (way, lag, errors.is_empty()) else {
        return Ok(target::page(visit, &target, &ask_link(visit, &target, &errors), &errors));
    };
    let command = Command::Link { code: target.code.clone(), on: other, kind, lag };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "other", &|target, errors| Ok(ask_link(visit, target, errors)))
}

fn ask_link(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Ask {
    let (other, lag) = (typed(visit, "other", ""), typed(visit, "lag", ""));
    let ways: Vec<(&str, &str)> = WAYS.iter().map(|(_, word, words)| (*word, *words)).collect();
    let fields = html! {
        (form::input(&Field { name: "other", label: "Waits for", hint: "The code of the other action.", value: &other, width: 10 }, "text", "", errors))
        (form::radios(&Field { name: "way", label: "How does it wait?", hint: "", value: visit.form.get("way"), width: 0 }, &ways, errors))
        (form::input(&Field { name: "lag", label: "Working days between", hint: "Leave it empty for none. A number below 0 lets them overlap.", value: &lag, width: 5 }, "text", "", errors))
        (target::day_field(visit, "From which day does this hold?", errors))
    };
    Ask {
        title: format!("Make {} wait for another action", target.name),
        page: "link".to_owned(),
        lead: html! {},
        fields,
        button: "Save",
    }
}

fn show_unlink(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask_unlink(visit, &target, &none)?, &none))
}

fn unlink(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let other = visit.form.get("other").to_owned();
    if other.is_empty() {
        errors.push(("other", "Choose the action that it no longer waits for".to_owned()));
    }
    let on = target::day_of(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask_unlink(visit, &target, &errors)?, &errors));
    }
    let command = Command::Unlink { code: target.code.clone(), on: other };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "other", &|target, errors| ask_unlink(visit, target, errors))
}

fn ask_unlink(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let others = target.held()?.links.iter().filter_map(|link| target.state.row(&link.on));
    let choices: Vec<(String, String)> = others
        .map(|held| {
            (
                onpace_office::editing::handle(&target.state, held).to_owned(),
                format!("{} {}", held.facts.code, held.facts.title),
            )
        })
        .collect();
    let choices: Vec<(&str, &str)> = choices.iter().map(|(value, words)| (value.as_str(), words.as_str())).collect();
    let fields = html! {
        @if choices.is_empty() { p.govuk-body { "It waits for nothing." } }
        (form::radios(&Field { name: "other", label: "Which one does it no longer wait for?", hint: "", value: visit.form.get("other"), width: 0 }, &choices, errors))
        (target::day_field(visit, "From which day does this hold?", errors))
    };
    let title = format!("Let {} no longer wait", target.name);
    Ok(Ask { title, page: "unlink".to_owned(), lead: html! {}, fields, button: "Save" })
}
