//! `/admin/history` and `/p/{plan}/history/access`: who was given which role, by whom, and what else was
//! administered. **Not here.** Doing it ([`super::users`]); what happened to a plan ([`super::history`]).

use super::admin::{back, when};
use super::history::{names, way};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::link;
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
    let called = |id: &str| names.get(id).map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"));
    html! {
        @if all.is_empty() { p.govuk-body { "Nothing yet." } } @else {
            div.scroll role="region" tabindex="0" aria-labelledby="done-caption" {
                table.govuk-table {
                    caption.govuk-table__caption.govuk-table__caption--m #done-caption { "The newest first" }
                    thead.govuk-table__head { tr.govuk-table__row { @for head in ["When", "Who", "About", "What changed", "By", "Why"] { th.govuk-table__header.word scope="col" { (head) } } } }
                    tbody.govuk-table__body {
                        @for one in all {
                            tr.govuk-table__row {
                                th.govuk-table__header scope="row" { (when(one.recorded_at)) }
                                td.govuk-table__cell { (called(&one.actor)) }
                                td.govuk-table__cell { (called(&one.about)) }
                                td.govuk-table__cell {
                                    @for change in &one.changes {
                                        div { (what_words(&change.what)) @if change.what == REFUSED { ": " (change.after) } @else { ": from " (value_words(&change.what, &change.before)) " to " (value_words(&change.what, &change.after)) } }
                                    }
                                }
                                td.govuk-table__cell { (way(one.channel)) }
                                td.govuk-table__cell { (one.reason.as_deref().unwrap_or("")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
