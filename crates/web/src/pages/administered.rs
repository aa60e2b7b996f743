//! `/admin/history` and `/p/{plan}/history/access`: who was given which role, by whom, and what else was
//! administered. **Not here.** Doing it ([`super::users`]); what happened to a plan ([`super::history`]).

use super::admin::{back, when};
use super::history::{names, way};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::{Act, Reach};
use onpace_office::administration::{Administered, value_words, what_words};
use onpace_office::sign_in::REFUSED;
use std::collections::HashMap;

pub(super) const ROUTES: &[Route] =
    &[get("/admin/history", Act::Administer, of_house), get("/p/{plan}/history/access", Act::SeeLog, of_plan)];

fn of_house(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let all = visit.house.desk().administered(None)?;
    let accounts = visit.house.desk().accounts()?;
    let names = accounts.into_iter().map(|account| (account.id, account.details.name)).collect();
    Ok(Answer::page(
        "What administrators did",
        html! {
            (back("/admin", "Administration"))
            h1.govuk-heading-l { "What administrators did" }
            (table(&all, &names))
        },
    ))
}

fn of_plan(visit: &Visit<'_>) -> Result<Answer, Failure> {
    // Who sees only what happened to actions of their own sees none of this.
    if visit.reach(Act::SeeLog) != Reach::All {
        return Err(Failure::NotFound);
    }
    let all = visit.house.desk().administered(Some(visit.plan()))?;
    let people = visit.house.desk().people(Some(visit.plan()))?;
    let mut names = names(visit)?;
    names.extend(people.into_iter().map(|person| (person.id.into(), person.written)));
    Ok(Answer::page(
        "Who was given access, and who people are",
        html! {
            (back(&link::plan(visit.plan(), "history"), "Record of changes"))
            h1.govuk-heading-l { "Who was given access, and who people are" }
            p.govuk-body { "The roles in this plan: who gave or took them, and when. Also who said who a person of the plan is. What they said stands on the page People." }
            (table(&all, &names))
        },
    ))
}

fn table(all: &[Administered], names: &HashMap<String, String>) -> Markup {
    const COLUMNS: [Column; 6] = [
        ("When", Setting::Text),
        ("Who", Setting::Text),
        ("About", Setting::Text),
        ("What changed", Setting::Text),
        ("By", Setting::Text),
        ("Why", Setting::Text),
    ];
    let called = |id: &str| names.get(id).map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"));
    let row = |one: &Administered| {
        let changed = html! {
            @for change in &one.changes {
                div { (what_words(&change.what)) @if change.what == REFUSED { ": " (change.after) } @else { ": from " (value_words(&change.what, &change.before)) " to " (value_words(&change.what, &change.after)) } }
            }
        };
        vec![
            html! { (when(one.recorded_at)) },
            html! { (called(&one.actor)) },
            html! { (called(&one.about)) },
            changed,
            html! { (way(one.channel)) },
            html! { (one.reason.as_deref().unwrap_or("")) },
        ]
    };
    if all.is_empty() {
        return html! { p.govuk-body { "Nothing yet." } };
    }
    Table { id: "done", caption: "The newest first", columns: &COLUMNS }.of(all.iter().map(row))
}
