//! `/p/{plan}/inbox`: mail that came instead of an answer by a link: what waits, a message, what becomes of it.
//!
//! **Not here.** Recording the answer that it brings, which is the page of the round.

pub(super) mod list;
pub(super) mod message;
pub(super) mod unclaimed;

use crate::failure::Failure;
use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_office::inbox::{AWAY, InboxPage, Kept, MOST_AN_HOUR, UNREADABLE};

/// The message of the address, in the plan of the address.
fn here(visit: &Visit<'_>) -> Result<Kept, Failure> {
    let number = visit.part("message").parse().map_err(|_| Failure::NotFound)?;
    let plan = visit.house.desk().plan_named(visit.plan())?.name;
    Ok(visit.house.desk().incoming(&plan, number)?)
}

/// The page of a message.
pub(super) fn address(visit: &Visit<'_>, number: i64) -> String {
    format!("{}/{number}", link::plan(visit.plan(), "inbox"))
}

/// What a message is called in lists.
fn title(kept: &Kept) -> String {
    if kept.incoming.subject.is_empty() { "No subject".to_owned() } else { kept.incoming.subject.clone() }
}

/// What it is, in words.
fn sort(kept: &Kept) -> &'static str {
    match kept.incoming.kind.as_str() {
        AWAY => "Automatic reply",
        UNREADABLE => "Cannot be read",
        _ => "Email",
    }
}

/// Which page of a part of the list is looked at.
fn number(visit: &Visit<'_>, part: &str) -> usize {
    visit.query.get(part).parse().unwrap_or(1)
}

/// The way to the other pages of a part of the list at an address.
fn paging(visit: &Visit<'_>, base: &str, caption: &str, part: &str, page: &InboxPage) -> Markup {
    let to = |number: usize| format!("{base}{}", visit.query.with(part, Some(&number.to_string())));
    let (number, pages) = (page.number, page.pages);
    html! {
        @if pages > 1 {
            p.govuk-body { (caption) ": page " (number) " of " (pages) "." }
            nav.govuk-pagination aria-label={ "Pages of: " (caption) } {
                @if number > 1 { div.govuk-pagination__prev { a.govuk-link.govuk-pagination__link href=(to(number - 1)) rel="prev" { "Newer emails" span.govuk-visually-hidden { ": " (caption) } } } }
                @if number < pages { div.govuk-pagination__next { a.govuk-link.govuk-pagination__link href=(to(number + 1)) rel="next" { "Older emails" span.govuk-visually-hidden { ": " (caption) } } } }
            }
        }
    }
}

/// Of whom more is in the mail folder than is taken in within an hour.
fn waits_in_folder(held: &[(String, usize)]) -> Markup {
    html! {
        @for (sender, count) in held {
            p.govuk-body {
                (count) " more from " @if sender.is_empty() { "senders who give no address" } @else { (sender) }
                ". At most " (MOST_AN_HOUR) " emails an hour are taken in from one address; the others wait in the mail folder."
            }
        }
    }
}

/// A text with its lines as they are.
fn lines(text: &str) -> Markup {
    html! { @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) } }
}
