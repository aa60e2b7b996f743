//! `/p/{plan}/actions/{code}/edit`: code, title, officers and dates.
//!
//! The form carries what stood there when it was made, so that only what somebody changed is sent.

use super::outcome::outcome;
use super::target::{self, Ask, DAY_HINT, Target, date_typed, date_words, officers, typed};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::plan::facts::RoleFact;
use onpace_core::plan::officer::{OfficerRole, officers_of};
use onpace_office::editing::WantedRow;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions/{code}/edit", Act::ChangePlan, show),
    post("/p/{plan}/actions/{code}/edit", Act::ChangePlan, save),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask(visit, &target, &none)?, &none))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let wanted = wanted(visit, &mut errors);
    let on = target::day_of(visit, &mut errors);
    target::need_reason(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask(visit, &target, &errors)?, &errors));
    }
    let done = visit.house.desk().revise(visit.plan(), &target.seen(visit), &wanted, on, &visit.seat());
    outcome(visit, &target, done, "title", &|target, errors| ask(visit, target, errors))
}

fn ask(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let facts = &target.held()?.facts;
    let before = [
        ("code", facts.code.clone()),
        ("title", facts.title.clone()),
        ("lead", officers(visit, target, RoleFact::Lead)?),
        ("accountable", officers(visit, target, RoleFact::Accountable)?),
        ("officers", officers(visit, target, RoleFact::Unstated)?),
        ("start", date_words(facts.start.as_ref())),
        ("finish", date_words(facts.finish.as_ref())),
    ];
    let asked = [
        ("Code", "Letters and digits, such as 1A.6.", 10),
        ("Title", "What is to be done.", 0),
        ("Lead officers", "As the plan calls them, with / between several: MG/JC.", 20),
        ("Accountable officers", "With / between several.", 20),
        ("Other officers", "Those of whom the plan does not say whether they lead or are accountable.", 20),
        ("Start", DAY_HINT, 20),
        ("Finish", "The last day of work. A month will do, such as April 2022.", 20),
    ];
    let fields = html! {
        @for ((name, before), (label, hint, width)) in before.iter().zip(asked) {
            @let was = was(name);
            @let (value, stood) = (typed(visit, name, before), typed(visit, &was, before));
            @let field = Field { name, label, hint, value: &value, width };
            @if *name == "title" { (form::textarea(&field, 3, errors)) } @else { (form::input(&field, "text", "", errors)) }
            input type="hidden" name=(was) value=(stood);
        }
        (target::day_field(visit, "From which day does this hold?", errors))
        (target::reason_field(visit, errors))
    };
    Ok(Ask { title: format!("Edit {}", target.name), page: "edit".to_owned(), lead: html! {}, fields, button: "Save" })
}

fn was(name: &str) -> String {
    format!("was_{name}")
}

/// What somebody changed, against what stood in the form.
fn wanted(visit: &Visit<'_>, errors: &mut Errors) -> WantedRow {
    let is_other = |name: &str| visit.form.has(name) && visit.form.get(name) != visit.form.get(&was(name));
    let text =
        |name: &str| is_other(name).then(|| visit.form.get(name).split_whitespace().collect::<Vec<_>>().join(" "));
    let title = text("title");
    if title.as_ref().is_some_and(String::is_empty) {
        errors.push(("title", "Enter a title".to_owned()));
    }
    let names = |name: &str, role: OfficerRole, fact: RoleFact| {
        officers_of(visit.form.get(name), role).into_iter().map(move |one| (one.name.to_string(), fact))
    };
    let has_officers = ["lead", "accountable", "officers"].into_iter().any(is_other);
    let officers = has_officers.then(|| {
        let lead = names("lead", OfficerRole::Lead, RoleFact::Lead);
        let accountable = names("accountable", OfficerRole::Accountable, RoleFact::Accountable);
        let unstated = names("officers", OfficerRole::Unstated, RoleFact::Unstated);
        lead.chain(accountable).chain(unstated).collect()
    });
    let code = text("code");
    let start = is_other("start").then(|| date_typed(visit, "start", errors));
    let finish = is_other("finish").then(|| date_typed(visit, "finish", errors));
    WantedRow { code, title, start, finish, officers }
}
