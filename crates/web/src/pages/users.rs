//! `/admin/users`: who may sign in, and as what in which plan.

use super::admin::back;
use super::confirm;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::{Act, ROLES, Role};
use onpace_office::accounts::{Account, AccountDetails};
use onpace_office::problem::{Kind, Problem};

pub(super) const ROUTES: &[Route] = &[
    get("/admin/users", Act::Administer, list),
    get("/admin/users/new", Act::Administer, ask),
    post("/admin/users/new", Act::Administer, add),
    post("/admin/users/second-factor", Act::Administer, set_need),
    get("/admin/users/{id}", Act::Administer, show),
    post("/admin/users/{id}", Act::Administer, change),
    post("/admin/users/{id}/second-factor/remove", Act::Administer, drop_factors),
];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let accounts = visit.house.desk().accounts()?;
    Ok(Answer::page(
        "Users",
        html! {
            (back("/admin", "Administration"))
            h1.govuk-heading-l { "Users" }
            p.govuk-body { a.govuk-link href="/admin/users/new" { "Add a user" } }
            (table(&accounts))
            h2.govuk-heading-m { "Administrators" }
            (form::form(visit, "/admin/users/second-factor", &need(visit)?))
        },
    ))
}

fn table(accounts: &[Account]) -> Markup {
    const COLUMNS: [Column; 5] = [
        ("Name", Setting::Text),
        ("Email address", Setting::Text),
        ("Roles", Setting::Word),
        ("May sign in", Setting::Text),
        ("In the history", Setting::Text),
    ];
    let row = |account: &Account| {
        let name = html! { a.govuk-link href={ "/admin/users/" (link::part(&account.id)) } { (account.details.name) } };
        let may = if account.details.disabled { "No" } else { "Yes" };
        vec![name, html! { (account.email) }, roles(account), html! { (may) }, html! { (account.id) }]
    };
    Table { id: "users", caption: "Who may sign in", columns: &COLUMNS }.of(accounts.iter().map(row))
}

/// Whether administrators need a second factor.
fn need(visit: &Visit<'_>) -> Result<Markup, Failure> {
    if visit.house.settings.administrators_need_factor {
        return Ok(
            html! { p.govuk-body { "They need an app that makes codes, or a passkey. Whoever runs this service decided that, so it cannot be changed here." } },
        );
    }
    let is_so = visit.house.desk().administrators_need_factor()?;
    let choice = [("yes".to_owned(), "Administrators need an app that makes codes, or a passkey".to_owned(), is_so)];
    let hint = "Those who have none set one up before they can do anything else. You are included.";
    Ok(
        html! { (form::checkboxes("need", "A second way to prove it is them", hint, &choice)) (form::second_button("Save this rule")) },
    )
}

fn set_need(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if let Some(first) = confirm::first(visit, "/admin/users")? {
        return Ok(first);
    }
    visit.house.desk().set_administrators_need_factor(visit.form.get("need") == "yes", &visit.seat())?;
    Ok(Answer::saved("/admin/users"))
}

/// For somebody who has lost the phone that made their codes.
fn drop_factors(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let id = visit.house.desk().account(visit.part("id"))?.id;
    if let Some(first) = confirm::first(visit, &format!("/admin/users/{}", link::part(&id)))? {
        return Ok(first);
    }
    visit.house.desk().drop_factors(&id, &visit.seat())?;
    Ok(Answer::saved("/admin/users"))
}

fn roles(account: &Account) -> Markup {
    html! {
        @if account.roles.is_empty() { "None: sees no plan" }
        @for (plan, role) in &account.roles { div { (role.title()) @if let Some(plan) = plan { " of " (plan) } } }
    }
}

/// What a form says of a user.
struct Typed {
    email: String,
    details: AccountDetails,
    roles: Vec<(Option<String>, Role)>,
}

impl Typed {
    fn of_form(visit: &Visit<'_>) -> Self {
        let details =
            AccountDetails { name: visit.form.get("name").to_owned(), disabled: visit.form.get("disabled") == "yes" };
        let roles = visit.form.all("role").filter_map(|value| {
            // A plan's name holds no slash, so that what stands before the first is the role.
            let (word, plan) = value.split_once('/')?;
            Some((Some(plan.to_owned()).filter(|plan| !plan.is_empty()), Role::of_word(word)?))
        });
        Self { email: visit.form.get("email").to_owned(), details, roles: roles.collect() }
    }
}

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let nothing = Typed { email: String::new(), details: AccountDetails::default(), roles: Vec::new() };
    page(visit, None, &nothing, &Errors::new())
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let account = visit.house.desk().account(visit.part("id"))?;
    let typed = Typed { email: account.email, details: account.details, roles: account.roles };
    page(visit, Some(&account.id), &typed, &Errors::new())
}

fn add(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let typed = Typed::of_form(visit);
    let made = visit.house.desk().add_account(&typed.email, &typed.details, &typed.roles, &visit.seat());
    saved(visit, None, &typed, made.map(|_| ()))
}

fn change(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let typed = Typed::of_form(visit);
    let id = visit.house.desk().account(visit.part("id"))?.id;
    let changed = visit.house.desk().change_account(&id, &typed.email, &typed.details, &typed.roles, &visit.seat());
    saved(visit, Some(&id), &typed, changed)
}

fn saved(visit: &Visit<'_>, id: Option<&str>, typed: &Typed, done: Result<(), Problem>) -> Result<Answer, Failure> {
    match done {
        Ok(()) => Ok(Answer::saved("/admin/users")),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            let field = problem.field().unwrap_or("role");
            page(visit, id, typed, &vec![(field, words::of(&problem))])
        }
        // A plan that went meanwhile.
        Err(problem) if problem.kind == Kind::NotFound => page(visit, id, typed, &vec![("role", words::of(&problem))]),
        Err(problem) => Err(problem.into()),
    }
}

fn page(visit: &Visit<'_>, id: Option<&str>, typed: &Typed, errors: &Errors) -> Result<Answer, Failure> {
    let to = id.map_or_else(|| "/admin/users/new".to_owned(), |id| format!("/admin/users/{}", link::part(id)));
    let title = id.map_or_else(|| "Add a user".to_owned(), |id| format!("Change the user {id}"));
    let name = Field { name: "name", label: "Name", hint: "", value: &typed.details.name, width: 30 };
    let hint = if id.is_some() {
        "Links to sign in are sent there. If you change it, they are signed out everywhere."
    } else {
        "Links to sign in are sent there."
    };
    let email = Field { name: "email", label: "Email address", hint, value: &typed.email, width: 30 };
    let hint = "For the history: for example, took over from another manager. You can leave it empty.";
    let why = Field { name: "reason", label: "Why", hint, value: visit.form.get("reason"), width: 30 };
    let fields = html! {
        (form::input(&name, "text", "off", errors))
        (form::input(&email, "email", "off", errors))
        (role_boxes(visit, typed)?)
        @if id.is_some() {
            (form::checkboxes("disabled", "Stop this user", "They are signed out at once. What they did stays in the history.", &[("yes".to_owned(), "May not sign in any more".to_owned(), typed.details.disabled)]))
        }
        (form::input(&why, "text", "off", errors))
        (form::button(if id.is_some() { "Save" } else { "Add the user" }))
    };
    let answer = Answer::page(
        title.clone(),
        html! {
            (back("/admin/users", "Users"))
            (form::summary(errors))
            h1.govuk-heading-l { (title) }
            (form::form(visit, &to, &fields))
            @if let Some(id) = id { (factors(visit, id)?) }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

/// What a user signs in with besides links, and the button that takes it away; nothing where they have none.
fn factors(visit: &Visit<'_>, id: &str) -> Result<Markup, Failure> {
    let factors = visit.house.desk().factors(id)?;
    let to = format!("/admin/users/{}/second-factor/remove", link::part(id));
    Ok(html! {
        @if !factors.is_empty() {
            h2.govuk-heading-m { "Security codes and passkeys" }
            p.govuk-body { "They have " (factors.len()) ". If they have lost the device, remove them. They can then sign in with a link alone, and get an email about it." }
            (form::form(visit, &to, &form::second_button("Remove their codes and passkeys")))
        }
    })
}

/// The roles of each plan, and that of the whole installation; the first box is what an error leads to.
fn role_boxes(visit: &Visit<'_>, typed: &Typed) -> Result<Markup, Failure> {
    let holds = |plan: Option<&str>, role: Role| {
        typed.roles.iter().any(|(of, held)| {
            *held == role
                && match (of, plan) {
                    (Some(of), Some(plan)) => of.eq_ignore_ascii_case(plan),
                    (None, None) => true,
                    _ => false,
                }
        })
    };
    let group = |key: &str, legend: &str, boxes: &[(String, &str, bool)]| {
        html! {
            div.govuk-form-group {
                fieldset.govuk-fieldset {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--m { (legend) }
                    div.govuk-checkboxes.govuk-checkboxes--small data-module="govuk-checkboxes" {
                        @for (at, (value, words, ticked)) in boxes.iter().enumerate() {
                            @let id = if key == "0" && at == 0 { "role".to_owned() } else { format!("role-{key}-{at}") };
                            div.govuk-checkboxes__item {
                                input.govuk-checkboxes__input id=(id) name="role" type="checkbox" value=(value) checked[*ticked];
                                label.govuk-label.govuk-checkboxes__label for=(id) { (words) }
                            }
                        }
                    }
                }
            }
        }
    };
    let house = ROLES.into_iter().filter(|role| role.is_of_the_house());
    let house: Vec<_> = house.map(|role| (format!("{}/", role.word()), role.title(), holds(None, role))).collect();
    let mut all = vec![group("0", "For the whole installation", &house)];
    for (at, head) in visit.house.desk().plans()?.iter().enumerate() {
        let roles = ROLES.into_iter().filter(|role| !role.is_of_the_house());
        let boxes: Vec<_> = roles
            .map(|role| (format!("{}/{}", role.word(), head.name), role.title(), holds(Some(&head.name), role)))
            .collect();
        all.push(group(&(at + 1).to_string(), &format!("In the plan {}", head.name), &boxes));
    }
    Ok(html! { @for one in all { (one) } })
}
