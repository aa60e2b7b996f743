//! `/setup`: the first user, made with the code that the program printed where it was started. Gone
//! once there is one.

use crate::answer::Answer;
use crate::cookies;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::{Act, Role};
use onpace_office::accounts::AccountDetails;
use onpace_office::problem::Kind;
use onpace_office::{secrets, sign_in};
use std::sync::PoisonError;

pub(super) const ROUTES: &[Route] = &[get("/setup", Act::Anything, ask), post("/setup", Act::Anything, set_up)];

fn is_over(visit: &Visit<'_>) -> Result<(), Failure> {
    if visit.house.desk().is_set_up()? { Err(Failure::NotFound) } else { Ok(()) }
}

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    is_over(visit)?;
    Ok(page(visit, &Errors::new()))
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Answer {
    let value = |name| visit.form.get(name);
    let fields = html! {
        (form::input(&Field { name: "setup_code", label: "Set-up code", hint: "The program printed it where it was started.", value: "", width: 20 }, "text", "one-time-code", errors))
        (form::input(&Field { name: "name", label: "Your name", hint: "", value: value("name"), width: 30 }, "text", "name", errors))
        (form::input(&Field { name: "email", label: "Your email address", hint: "Links to sign in are sent there.", value: value("email"), width: 30 }, "email", "email", errors))
        (form::button("Set up Onpace"))
    };
    let answer = Answer::page(
        "Set up Onpace",
        html! {
            (form::summary(errors))
            h1.govuk-heading-l { "Set up Onpace" }
            p.govuk-body { "You will be the administrator, and can add others next." }
            (form::form(visit, "/setup", &fields))
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn set_up(visit: &Visit<'_>) -> Result<Answer, Failure> {
    is_over(visit)?;
    let wanted = visit.house.setup_code.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let mut errors = Errors::new();
    let typed = visit.form.get("setup_code").to_ascii_lowercase();
    if !wanted.is_some_and(|wanted| secrets::same(&wanted, &typed)) {
        errors.push(("setup_code", "Enter the code that the program printed".to_owned()));
    }
    if visit.form.get("name").is_empty() {
        errors.push(("name", "Enter your name".to_owned()));
    }
    if let Err(problem) = onpace_office::accounts::address(visit.form.get("email")) {
        errors.push(("email", words::of(&problem)));
    }
    if !errors.is_empty() {
        return Ok(page(visit, &errors));
    }
    let details = AccountDetails { name: visit.form.get("name").to_owned(), disabled: false };
    let made = visit.house.desk().set_account(visit.form.get("email"), &details, &[(None, Role::Admin)], &visit.seat());
    let account = match made {
        Ok(account) => account,
        Err(problem) if problem.kind == Kind::NotAccepted => {
            return Ok(page(visit, &vec![("name", words::of(&problem))]));
        }
        Err(problem) => return Err(problem.into()),
    };
    *visit.house.setup_code.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let session = visit.house.desk().begin_session(&account, visit.now)?;
    let lasts = sign_in::SESSION_LASTS / 1_000_000;
    Ok(Answer::go("/").with_cookie(cookies::SESSION, session, lasts))
}
