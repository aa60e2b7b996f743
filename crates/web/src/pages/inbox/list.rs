//! `/p/{plan}/inbox`: what waits, and what became of the rest.

use super::{address, sort, title};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::{link, who};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::inbox::Kept;
use onpace_office::names::Names;

pub(in crate::pages) const ROUTES: &[Route] = &[get("/p/{plan}/inbox", Act::RunRounds, list)];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let plan = visit.house.desk().plan_named(visit.plan())?.name;
    let (waiting, done): (Vec<Kept>, Vec<Kept>) =
        visit.house.desk().inbox(&plan)?.into_iter().partition(|kept| kept.filed.is_none());
    let names = visit.day_names()?;
    Ok(Answer::page(
        "Inbox",
        html! {
            a.govuk-back-link href=(link::plan(visit.plan(), "rounds")) { "Back to rounds" }
            h1.govuk-heading-l { "Inbox" }
            p.govuk-body { "Emails from people of this plan. Nothing in them counts before you record it as an answer." }
            @if visit.house.settings.inbox.is_none() {
                p.govuk-body { "No mail is read here yet. Whoever runs the service names a mail folder: " code { "onpace serve --inbox maildir:FOLDER" } "." }
            }
            @if waiting.is_empty() { p.govuk-body { "No email waits for you." } }
            @else { (table(visit, "Waiting for you", "waiting-caption", &waiting, &names)?) }
            @if !done.is_empty() {
                (table(visit, "Done", "done-caption", &done, &names)?)
                p.govuk-body { "They are deleted 30 days after they were done." }
            }
        },
    ))
}

fn table(visit: &Visit<'_>, caption: &str, id: &str, all: &[Kept], names: &Names) -> Result<Markup, Failure> {
    let people = visit.house.desk().addresses(visit.plan())?;
    let sender = |kept: &Kept| {
        let of = kept.incoming.sender.as_str();
        let is_theirs = |email: &Option<String>| email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(of));
        let known = people.iter().find(|(_, email)| is_theirs(email)).map(|(id, _)| names.label(id).written);
        known.map_or_else(|| of.to_owned(), |written| format!("{written}, {of}"))
    };
    Ok(html! {
        div.scroll role="region" tabindex="0" aria-labelledby=(id) {
            table.govuk-table {
                caption.govuk-table__caption.govuk-table__caption--m id=(id) { (caption) }
                thead.govuk-table__head { tr.govuk-table__row { @for head in ["Subject", "From", "Came", "What"] { th.govuk-table__header scope="col" { (head) } } } }
                tbody.govuk-table__body {
                    @for kept in all {
                        tr.govuk-table__row {
                            th.govuk-table__header.word scope="row" { a.govuk-link href=(address(visit, kept.number)) { (title(kept)) span.govuk-visually-hidden { ", message " (kept.number) } } }
                            td.govuk-table__cell.word { (sender(kept)) }
                            td.govuk-table__cell.word { (who::instant(kept.incoming.came_at)) }
                            td.govuk-table__cell.word { (sort(kept)) @if let Some(filed) = &kept.filed { ": " (filed.what) } }
                        }
                    }
                }
            }
        }
    })
}
