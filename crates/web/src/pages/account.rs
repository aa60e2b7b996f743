//! `/account`: who one is here, the apps that make codes, the end of other sessions.

use super::{confirm, passkeys};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::factor;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::Act;
use onpace_office::problem::Kind;

pub(super) const ROUTES: &[Route] = &[
    get("/account", Act::BeSignedIn, show),
    post("/account/sign-out-elsewhere", Act::BeSignedIn, elsewhere),
    get("/account/second-factor", Act::BeSignedIn, second_factor),
    get("/account/code-app", Act::BeSignedIn, new_app),
    post("/account/code-app", Act::BeSignedIn, add_app),
    post("/account/factor/remove", Act::BeSignedIn, remove),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let Some(account) = &visit.who.account else { return Err(Failure::SignIn) };
    let factors = visit.house.desk().factors(&account.id)?;
    Ok(Answer::page(
        "Your account",
        html! {
            h1.govuk-heading-l { "Your account" }
            dl.govuk-summary-list {
                @for (key, value) in [("Name", &account.details.name), ("Email address", &account.email), ("In the history you are", &account.id)] {
                    div.govuk-summary-list__row { dt.govuk-summary-list__key { (key) } dd.govuk-summary-list__value { (value) } }
                }
                div.govuk-summary-list__row {
                    dt.govuk-summary-list__key { "Roles" }
                    dd.govuk-summary-list__value {
                        @for (plan, role) in &account.roles {
                            div { (role.title()) @if let Some(plan) = plan { " of " (plan) } }
                        }
                    }
                }
            }
            (passkeys::listed(visit, &factors))
            h2.govuk-heading-m { "Security codes" }
            @if factors.iter().all(|factor| factor.kind != "totp") {
                p.govuk-body { "You sign in with a link alone. An app that makes security codes keeps others out even where they read your email." }
            }
            @for factor in factors.iter().filter(|factor| factor.kind == "totp") { (factor::removable(visit, factor)) }
            p.govuk-body { a.govuk-link href="/account/code-app" { "Add an app that makes codes" } }
            h2.govuk-heading-m { "Other places" }
            p.govuk-body { "If you left a session open on another computer or phone, end it from here." }
            (form::form(visit, "/account/sign-out-elsewhere", &form::second_button("Sign out everywhere else")))
        },
    ))
}

fn elsewhere(visit: &Visit<'_>) -> Result<Answer, Failure> {
    visit.house.desk().sign_out_elsewhere(visit.who.actor(), &visit.session)?;
    Ok(Answer::go("/account"))
}

/// Where an administrator is led who needs a second factor and has none.
fn second_factor(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::page(
        "Set up a second way to prove it is you",
        html! {
            h1.govuk-heading-l { "Set up a second way to prove it is you" }
            p.govuk-body { "Administrators of this service need more than an emailed link to sign in. Set up one of these before you continue." }
            ul.govuk-list.govuk-list--bullet {
                li { a.govuk-link href="/account/code-app" { "Add an app that makes codes" } }
                @if visit.house.passkeys.are_offered() { li { a.govuk-link href="/account/passkey" { "Add a passkey" } } }
            }
        },
    ))
}

fn new_app(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let Some(account) = &visit.who.account else { return Err(Failure::SignIn) };
    if let Some(first) = confirm::first(visit, "/account/code-app")? {
        return Ok(first);
    }
    let (secret, address) = visit.house.desk().new_code_secret(&account.email)?;
    Ok(app_page(visit, &secret, &address, &Errors::new()))
}

fn app_page(visit: &Visit<'_>, secret: &str, address: &str, errors: &Errors) -> Answer {
    let key = address.split("secret=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or_default();
    let groups: Vec<&str> = (0..key.len()).step_by(4).filter_map(|at| key.get(at..(at + 4).min(key.len()))).collect();
    let name = Field {
        name: "name",
        label: "What you call the app",
        hint: "For example, work phone.",
        value: visit.form.get("name"),
        width: 20,
    };
    let code = Field { name: "code", label: "The code that it shows now", hint: "6 digits.", value: "", width: 10 };
    let fields = html! {
        input type="hidden" name="secret" value=(secret);
        input type="hidden" name="address" value=(address);
        (form::input(&name, "text", "", errors))
        (form::input(&code, "text", "one-time-code", errors))
        (form::button("Add the app"))
    };
    let answer = Answer::page(
        "Add an app that makes codes",
        html! {
            (form::summary(errors))
            h1.govuk-heading-l { "Add an app that makes codes" }
            p.govuk-body { "Type this key into the app, or open the address on the phone that has it." }
            p.govuk-body { strong { (groups.join(" ")) } }
            p.govuk-body { a.govuk-link href=(address) { "Open in the app" } }
            (form::form(visit, "/account/code-app", &fields))
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn add_app(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if let Some(first) = confirm::first(visit, "/account/code-app")? {
        return Ok(first);
    }
    let (secret, address) = (visit.form.get("secret"), visit.form.get("address"));
    let name = visit.form.said("name").unwrap_or("App");
    let seat = visit.seat();
    let added = visit.house.desk().add_code_app(visit.who.actor(), name, secret, visit.form.get("code"), &seat);
    match added {
        Ok(()) => Ok(Answer::go("/account")),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            Ok(app_page(visit, secret, address, &vec![("code", words::of(&problem))]))
        }
        Err(problem) => Err(problem.into()),
    }
}

fn remove(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if let Some(first) = confirm::first(visit, "/account")? {
        return Ok(first);
    }
    if let Ok(factor) = visit.form.get("factor").parse() {
        visit.house.desk().drop_factor(visit.who.actor(), factor, &visit.seat())?;
    }
    Ok(Answer::go("/account"))
}
