//! `/admin`: who runs the installation finds users, mail, backups and its health from here.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_office::history::hex;
use onpace_office::post::LetterState;

pub(super) const ROUTES: &[Route] = &[
    get("/admin", Act::Administer, overview),
    get("/admin/health", Act::Administer, health),
    get("/admin/checkpoint", Act::Administer, checkpoint),
];

/// Letters that are looked at for the overview.
const LOOKED_AT: u32 = 200;

fn overview(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let desk = visit.house.desk();
    let (accounts, plans) = (desk.accounts()?, desk.plans()?);
    let letters = desk.letters(LOOKED_AT)?;
    let count = |state| letters.iter().filter(|letter| letter.state == state).count();
    let users = accounts.iter().filter(|account| !account.details.disabled).count();
    let checkpoint = desk.checkpoint()?;
    Ok(Answer::page(
        "Administration",
        html! {
            h1.govuk-heading-l { "Administration" }
            dl.govuk-summary-list {
                (row("Users", &html! { (users) " may sign in" }, "/admin/users", "Manage users"))
                (row("What was done", &html! { "Users and roles, by whom and when" }, "/admin/history", "See what administrators did"))
                (row("Mail", &html! { (way(visit)) ". " (count(LetterState::Waiting)) " waiting, " (count(LetterState::Failed)) " failed" }, "/admin/mail", "Look at the mail"))
                (row("Backups", &newest(visit)?, "/admin/backups", "Look at the backups"))
                (row("Plans", &html! { (plans.len()) " held" }, "/", "Your plans"))
                (row("History", &html! { (checkpoint.size) @if checkpoint.size == 1 { " event" } @else { " events" } ", with the root " code { (hex(&checkpoint.root)) } }, "/admin/checkpoint", "Download the checkpoint"))
            }
            h2.govuk-heading-m { "Health" }
            p.govuk-body { "This reads everything that is held and checks it. It can take a minute." }
            p.govuk-body { a.govuk-link href="/admin/health" { "Check the health now" } }
        },
    ))
}

fn row(key: &str, value: &Markup, to: &str, words: &str) -> Markup {
    html! {
        div.govuk-summary-list__row {
            dt.govuk-summary-list__key { (key) }
            dd.govuk-summary-list__value { (value) }
            dd.govuk-summary-list__actions { a.govuk-link href=(to) { (words) } }
        }
    }
}

/// By which way mail goes.
pub(super) fn way(visit: &Visit<'_>) -> String {
    match &visit.house.post {
        Some(post) => format!("Mail goes to {}", post.carrier.name()),
        None => "Mail goes nowhere".to_owned(),
    }
}

fn newest(visit: &Visit<'_>) -> Result<Markup, Failure> {
    let desk = visit.house.desk();
    let newest = desk.backups()?.into_iter().next();
    Ok(html! {
        @match newest {
            Some(kept) => { "The newest is of " (when(kept.written)) }
            None => { "There is no backup yet" }
        }
        br;
        @match desk.restore_proved()? {
            Some(at) => { "A restore was proved on " (when(at)) }
            None => { "No backup has been restored yet" }
        }
    })
}

/// An instant for people: "Wednesday 13 April 2022, 09:30".
pub(super) fn when(instant: Instant) -> String {
    local_time::in_full(instant)
}

fn health(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let looks = visit.house.desk().health(visit.now)?;
    let unwell = looks.iter().filter(|look| !look.well).count();
    Ok(Answer::page(
        "Health",
        html! {
            (back("/admin", "Administration"))
            h1.govuk-heading-l { "Health" }
            p.govuk-body { @if unwell == 0 { "Everything is well." } @else { (unwell) " of " (looks.len()) @if unwell == 1 { " needs" } @else { " need" } " somebody to look." } }
            dl.govuk-summary-list {
                @for look in &looks {
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (capital(look.what)) }
                        dd.govuk-summary-list__value { strong { @if look.well { "Well: " } @else { "Look at this: " } } (look.found) }
                    }
                }
            }
        },
    ))
}

pub(super) fn back(to: &str, words: &str) -> Markup {
    html! { a.govuk-back-link href=(to) { "Back to " (words.to_lowercase()) } }
}

/// A word with a capital, as headings begin.
pub(super) fn capital(word: &str) -> String {
    let sentence = crate::failure::sentence(word);
    sentence.trim_end_matches('.').to_owned()
}

fn checkpoint(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let bytes = visit.house.desk().checkpoint()?.to_string().into_bytes();
    Ok(Answer::File { name: "checkpoint.txt".to_owned(), kind: "text/plain; charset=utf-8", bytes })
}
