//! `/p/{plan}/inbox`: what waits, of people of the plan and apart from it of others, and what became of the rest.

use super::{address, paging, sort, title, waits_in_folder};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::table::{Column, Setting, Table};
use crate::parts::{link, who};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_office::inbox::{InboxPage, InboxPart, Kept};
use onpace_office::names::Names;
use std::collections::HashMap;

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/p/{plan}/inbox", Act::RunRounds, list).listed(Part::Updates, "Inbox")];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let desk = visit.house.desk();
    let plan = desk.plan_named(visit.plan())?.name;
    let page = |part: InboxPart, name: &str| desk.inbox_page(&plan, part, super::number(visit, name));
    let (people, others, done) =
        (page(InboxPart::People, "people")?, page(InboxPart::Others, "others")?, page(InboxPart::Done, "done")?);
    let names = visit.day_names()?;
    let senders = senders(visit, &plan, &names)?;
    Ok(Answer::page(
        "Inbox",
        html! {
            a.govuk-back-link href=(link::plan(visit.plan(), "rounds")) { "Back to rounds" }
            h1.govuk-heading-l { "Inbox" }
            p.govuk-body { "Emails about this plan. Nothing in them counts before you record it as an answer." }
            @if visit.house.settings.inbox.is_none() {
                p.govuk-body { "No mail is read here yet. Whoever runs the service names a mail folder: " code { "onpace serve --inbox maildir:FOLDER" } "." }
            }
            @if people.count + others.count == 0 { p.govuk-body { "No email waits for you." } }
            (table(visit, "From people in the plan", "people", &people, &senders))
            @if others.count > 0 { p.govuk-body { "Nobody in the plan has the addresses below." } }
            (table(visit, "From others", "others", &others, &senders))
            (waits_in_folder(&desk.inbox_held(&plan)?))
            (table(visit, "Done", "done", &done, &senders))
            @if done.count > 0 { p.govuk-body { "They are deleted 30 days after they were done." } }
        },
    ))
}

/// What the plan calls the people of its addresses, by address in small letters.
fn senders(visit: &Visit<'_>, plan: &str, names: &Names) -> Result<HashMap<String, String>, Failure> {
    let mut all = HashMap::new();
    for (id, email) in visit.house.desk().addresses(plan)? {
        if let Some(email) = email {
            all.entry(email.to_lowercase()).or_insert_with(|| names.label(&id).written);
        }
    }
    Ok(all)
}

fn table(
    visit: &Visit<'_>,
    caption: &str,
    part: &'static str,
    page: &InboxPage,
    senders: &HashMap<String, String>,
) -> Markup {
    const COLUMNS: [Column; 4] =
        [("Subject", Setting::Word), ("From", Setting::Word), ("Came", Setting::Word), ("What", Setting::Word)];
    let sender = |kept: &Kept| {
        let of = kept.incoming.sender.as_str();
        senders.get(of).map_or_else(|| of.to_owned(), |written| format!("{written}, {of}"))
    };
    let row = |kept: &Kept| {
        vec![
            html! { a.govuk-link href=(address(visit, kept.number)) { (title(kept)) span.govuk-visually-hidden { ", message " (kept.number) } } },
            html! { (sender(kept)) },
            html! { (who::instant(kept.incoming.came_at)) },
            html! { (sort(kept)) @if let Some(filed) = &kept.filed { ": " (filed.what) } },
        ]
    };
    let counted = format!("{caption} ({})", page.count);
    let table = Table { id: part, caption: &counted, columns: &COLUMNS };
    html! {
        @if page.count > 0 {
            (table.of(page.messages.iter().map(row)))
            (paging(visit, &link::plan(visit.plan(), "inbox"), caption, part, page))
        }
    }
}
