//! `/p/{plan}/actions/{code}/finish` and `/finish/{seq}`: asking for another finish, and deciding on it.

use super::outcome::outcome;
use super::target::{self, Ask, Target, date_typed, date_words, typed};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::plan::command::Command;
use onpace_core::plan::held::Proposal;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions/{code}/finish", Act::ProposeDate, show),
    post("/p/{plan}/actions/{code}/finish", Act::ProposeDate, propose),
    get("/p/{plan}/actions/{code}/finish/{seq}", Act::DecideDate, show_decision),
    post("/p/{plan}/actions/{code}/finish/{seq}", Act::DecideDate, decide),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ProposeDate)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask(visit, &target, &none)?, &none))
}

fn propose(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ProposeDate)?;
    let mut errors = Errors::new();
    let finish = date_typed(visit, "finish", &mut errors);
    if finish.is_none() && errors.is_empty() {
        errors.push(("finish", "Enter the finish that you ask for".to_owned()));
    }
    target::need_reason(visit, &mut errors);
    let (Some(finish), true) = (finish, errors.is_empty()) else {
        return Ok(target::page(visit, &target, &ask(visit, &target, &errors)?, &errors));
    };
    let command = Command::ProposeDate { code: target.code.clone(), finish };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, visit.today(), &visit.seat());
    outcome(visit, &target, done, "finish", &|target, errors| ask(visit, target, errors))
}

fn ask(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let now = date_words(target.held()?.facts.finish.as_ref());
    let finish = typed(visit, "finish", "");
    let lead = html! {
        p.govuk-body { "The finish now is " (if now.is_empty() { "not said" } else { &now }) ". It stays until somebody grants another." }
    };
    let fields = html! {
        (form::input(&Field { name: "finish", label: "Which finish do you ask for?", hint: target::DAY_HINT, value: &finish, width: 20 }, "text", "", errors))
        (target::reason_field(visit, errors))
    };
    Ok(Ask {
        title: format!("Ask for another finish of {}", target.name),
        page: "finish".to_owned(),
        lead,
        fields,
        button: "Ask",
    })
}

/// What is asked for in the event of the address, for this row.
fn proposal<'a>(visit: &Visit<'_>, target: &'a Target) -> Result<&'a Proposal, Failure> {
    let seq = visit.part("seq").parse::<u64>().map_err(|_| Failure::NotFound)?;
    target.state.proposals.iter().find(|one| one.seq == seq && one.row == target.key).ok_or(Failure::NotFound)
}

fn show_decision(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::DecideDate)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask_decision(visit, &target, &none)?, &none))
}

fn decide(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::DecideDate)?;
    let (seq, asked_for) = proposal(visit, &target).map(|one| (one.seq, one.finish.clone()))?;
    let mut errors = Errors::new();
    let granted = match visit.form.get("decision") {
        "grant" => true,
        "refuse" => false,
        _ => {
            errors.push(("decision", "Choose whether the finish changes".to_owned()));
            false
        }
    };
    let finish = if granted { date_typed(visit, "finish", &mut errors) } else { None };
    if granted && finish.is_none() && asked_for.is_none() && errors.is_empty() {
        errors.push(("finish", "Enter the new finish".to_owned()));
    }
    if !granted && errors.is_empty() {
        target::need_reason(visit, &mut errors);
    }
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask_decision(visit, &target, &errors)?, &errors));
    }
    let command = Command::DecideDate { proposal: seq, granted, finish };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, visit.today(), &visit.seat());
    outcome(visit, &target, done, "decision", &|target, errors| ask_decision(visit, target, errors))
}

fn ask_decision(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let proposal = proposal(visit, target)?;
    let (now, asked) = (date_words(target.held()?.facts.finish.as_ref()), date_words(proposal.finish.as_ref()));
    let why = visit.house.desk().event(visit.plan(), proposal.seq)?.recorded.reason;
    let decided = proposal.granted.map(|granted| if granted { "granted" } else { "refused" });
    let lead = html! {
        p.govuk-body {
            "The finish now is " (if now.is_empty() { "not said" } else { &now }) ". "
            @if asked.is_empty() { "The officer says that it cannot be done as planned, and does not know another finish." }
            @else { "The officer asks for " strong { (asked) } "." }
        }
        @if let Some(why) = why { p.govuk-body { "Why: " (why) } }
        @if let Some(decided) = decided { p.govuk-body { "It was " (decided) " already." } }
    };
    let grant = if asked.is_empty() { "Set a new finish" } else { "Grant the finish asked for, or another one" };
    let ways = [("grant", grant), ("refuse", "The finish stays as it is")];
    let typed = typed(visit, "finish", "");
    let label = if asked.is_empty() { "New finish" } else { "Another finish, if not the one asked for (optional)" };
    let finish = Field { name: "finish", label, hint: target::DAY_HINT, value: &typed, width: 20 };
    let fields = html! {
        (form::radios(&Field { name: "decision", label: "What do you decide?", hint: "", value: visit.form.get("decision"), width: 0 }, &ways, errors))
        (form::input(&finish, "text", "", errors))
        (target::reason_field(visit, errors))
    };
    let title = format!("Decide on the finish of {}", target.name);
    Ok(Ask { title, page: format!("finish/{}", proposal.seq), lead, fields, button: "Decide" })
}
