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
use onpace_office::inbox::{AWAY, Kept, UNREADABLE};

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

/// A text with its lines as they are.
fn lines(text: &str) -> Markup {
    html! { @for (at, line) in text.lines().enumerate() { @if at > 0 { br; } (line) } }
}
