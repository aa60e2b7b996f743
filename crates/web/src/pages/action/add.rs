//! `/p/{plan}/actions/new`: an action or a focus area that the plan does not have yet.

use super::target::{self, date_typed, typed};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::Act;
use onpace_core::plan::facts::RoleFact;
use onpace_core::plan::officer::{OfficerRole, officers_of};
use onpace_office::editing::NewRow;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/p/{plan}/actions/new", Act::ChangePlan, show), post("/p/{plan}/actions/new", Act::ChangePlan, add)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let state = visit.state()?;
    let area = state.level_name.to_lowercase();
    let a_new_area = format!("A new {area}");
    let kinds = [("action", "An action"), ("focus-area", a_new_area.as_str())];
    let text = |name: &'static str, label: &str, hint: &str, width: u8| {
        let value = typed(visit, name, "");
        form::input(&Field { name, label, hint, value: &value, width }, "text", "", errors)
    };
    let title = typed(visit, "title", "");
    let fields = html! {
        (form::radios(&Field { name: "kind", label: "What do you add?", hint: "", value: visit.form.get("kind"), width: 0 }, &kinds, errors))
        (text("code", "Code", "Letters and digits, such as 1A.6. Leave it empty for a row without a code.", 10))
        (form::textarea(&Field { name: "title", label: "Title", hint: "What is to be done.", value: &title, width: 0 }, 3, errors))
        (text("lead", "Lead officers", "As the plan calls them, with / between several: MG/JC.", 20))
        (text("accountable", "Accountable officers", "With / between several.", 20))
        (text("start", "Start", target::DAY_HINT, 20))
        (text("finish", "Finish", "The last day of work.", 20))
        (text("under", "Goes under", "The code of a focus area or an action. Leave it empty where its own code says so.", 10))
        (text("after", "Goes after", "The code of the row before it. Leave it empty to sort it by its code.", 10))
        (target::day_field(visit, "From which day is it in the plan?", errors))
        (target::reason_field(visit, errors))
        div.govuk-button-group { (form::button("Add")) a.govuk-link href=(link::plan(visit.plan(), "actions")) { "Cancel" } }
    };
    let answer = Answer::page(
        "Add to the plan",
        html! {
            a.govuk-back-link href=(link::plan(visit.plan(), "actions")) { "Back to the actions" }
            (form::summary(errors))
            h1.govuk-heading-l { "Add to the plan" }
            (form::form(visit, &link::plan(visit.plan(), "actions/new"), &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn add(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let mut errors = Errors::new();
    let said = |name: &str| visit.form.said(name).map(str::to_owned);
    let focus_area = match visit.form.get("kind") {
        "action" => false,
        "focus-area" => true,
        _ => {
            errors.push(("kind", "Choose what you add".to_owned()));
            false
        }
    };
    if visit.form.said("title").is_none() {
        errors.push(("title", "Enter a title".to_owned()));
    }
    let names = |name: &str, role, fact: RoleFact| {
        officers_of(visit.form.get(name), role).into_iter().map(move |one| (one.name.to_string(), fact))
    };
    let lead = names("lead", OfficerRole::Lead, RoleFact::Lead);
    let officers: Vec<_> = lead.chain(names("accountable", OfficerRole::Accountable, RoleFact::Accountable)).collect();
    let (start, finish) = (date_typed(visit, "start", &mut errors), date_typed(visit, "finish", &mut errors));
    let on = target::day_of(visit, &mut errors);
    if !errors.is_empty() {
        return page(visit, &errors);
    }
    let new = NewRow {
        focus_area,
        code: visit.form.get("code").to_owned(),
        title: visit.form.get("title").split_whitespace().collect::<Vec<_>>().join(" "),
        start,
        finish,
        under: said("under"),
        after: said("after"),
        ..NewRow::default()
    };
    match visit.house.desk().add(visit.plan(), &new, &officers, on, &visit.seat()) {
        Ok((key, _)) => Ok(Answer::saved(target::after(visit, &key, Some(on))?)),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            let field = problem.field().unwrap_or("code");
            page(visit, &vec![(field, sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
