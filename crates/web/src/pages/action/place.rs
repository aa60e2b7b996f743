//! `/p/{plan}/actions/{code}/move` and `/withdraw`: where a row stands, and taking it out of the plan.

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
    get("/p/{plan}/actions/{code}/move", Act::ChangePlan, show_move),
    post("/p/{plan}/actions/{code}/move", Act::ChangePlan, move_row),
    get("/p/{plan}/actions/{code}/withdraw", Act::ChangePlan, show_withdraw),
    post("/p/{plan}/actions/{code}/withdraw", Act::ChangePlan, withdraw),
];

fn show_move(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask_move(visit, &target, &none), &none))
}

fn move_row(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let said = |name: &str| visit.form.said(name).map(str::to_owned);
    let (under, after) = (said("under"), said("after"));
    if under.is_none() && after.is_none() {
        errors.push(("under", "Enter the row that it goes under, or the row that it goes after".to_owned()));
    }
    let on = target::day_of(visit, &mut errors);
    target::need_reason(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask_move(visit, &target, &errors), &errors));
    }
    let command = Command::Move { code: target.code.clone(), under, after };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "under", &|target, errors| Ok(ask_move(visit, target, errors)))
}

fn ask_move(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Ask {
    let (under, after) = (typed(visit, "under", ""), typed(visit, "after", ""));
    let fields = html! {
        (form::input(&Field { name: "under", label: "Goes under", hint: "The code of a focus area or an action. Leave it empty to stay where it is.", value: &under, width: 10 }, "text", "", errors))
        (form::input(&Field { name: "after", label: "Goes after", hint: "The code of the row before it. Leave it empty to sort it by its code.", value: &after, width: 10 }, "text", "", errors))
        (target::day_field(visit, "From which day does this hold?", errors))
        (target::reason_field(visit, errors))
    };
    Ask { title: format!("Move {}", target.name), page: "move".to_owned(), lead: html! {}, fields, button: "Move" }
}

fn show_withdraw(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask_withdraw(visit, &target, &none), &none))
}

fn withdraw(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let on = target::day_of(visit, &mut errors);
    target::need_reason(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask_withdraw(visit, &target, &errors), &errors));
    }
    let command = Command::Withdraw { code: target.code.clone() };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "on", &|target, errors| Ok(ask_withdraw(visit, target, errors)))
}

fn ask_withdraw(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Ask {
    let lead = html! { p.govuk-body { "It leaves the plan from that day on. Its history stays, and earlier days still show it." } };
    let fields = html! {
        (target::day_field(visit, "From which day is it withdrawn?", errors))
        (target::reason_field(visit, errors))
    };
    Ask { title: format!("Withdraw {}", target.name), page: "withdraw".to_owned(), lead, fields, button: "Withdraw" }
}
