//! `/p/{plan}/actions/{code}/status` and `/lift`: a status that a person puts in place of the computed one.

use super::outcome::outcome;
use super::target::{self, Ask, Target};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::plan::command::Command;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions/{code}/status", Act::ChangePlan, show),
    post("/p/{plan}/actions/{code}/status", Act::ChangePlan, set),
    get("/p/{plan}/actions/{code}/lift", Act::ChangePlan, show_lift),
    post("/p/{plan}/actions/{code}/lift", Act::ChangePlan, lift),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask(visit, &target, &none)?, &none))
}

fn set(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let day = visit.day()?;
    let level = day.ground().policy.levels.iter().find(|level| level.code == visit.form.get("status"));
    if level.is_none() {
        errors.push(("status", "Choose a status".to_owned()));
    }
    let on = target::day_of(visit, &mut errors);
    target::need_reason(visit, &mut errors);
    let (Some(level), true) = (level, errors.is_empty()) else {
        return Ok(target::page(visit, &target, &ask(visit, &target, &errors)?, &errors));
    };
    let command = Command::OverrideStatus { code: target.code.clone(), status: level.label.clone() };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "status", &|target, errors| ask(visit, target, errors))
}

fn ask(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let day = visit.day()?;
    let levels: Vec<(&str, &str)> =
        day.ground().policy.levels.iter().map(|level| (level.code.as_str(), level.label.as_str())).collect();
    let lead = html! { p.govuk-body { "The computed status is still shown beside yours, and your reason with it." } };
    let fields = html! {
        (form::radios(&Field { name: "status", label: "Which status?", hint: "", value: visit.form.get("status"), width: 0 }, &levels, errors))
        (target::day_field(visit, "From which day does this hold?", errors))
        (target::reason_field(visit, errors))
    };
    Ok(Ask {
        title: format!("Set the status of {} by hand", target.name),
        page: "status".to_owned(),
        lead,
        fields,
        button: "Set the status",
    })
}

fn show_lift(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask_lift(visit, &target, &none), &none))
}

fn lift(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let on = target::day_of(visit, &mut errors);
    target::need_reason(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask_lift(visit, &target, &errors), &errors));
    }
    let command = Command::LiftStatus { code: target.code.clone() };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "on", &|target, errors| Ok(ask_lift(visit, target, errors)))
}

fn ask_lift(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Ask {
    let fields = html! {
        (target::day_field(visit, "From which day does the computed status hold again?", errors))
        (target::reason_field(visit, errors))
    };
    let title = format!("Let the computed status of {} hold again", target.name);
    Ask { title, page: "lift".to_owned(), lead: html! {}, fields, button: "Save" }
}
