//! `/u/{secret}`: where the link of a letter leads. Opening it changes nothing; its button only lets this
//! browser in. **Not here.** The updates themselves.

use super::{count, left};
use crate::answer::Answer;
use crate::cookies;
use crate::failure::Failure;
use crate::parts::{form, link};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::day;
use onpace_office::answering::{Answering, Followed, LASTS};

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/u/{secret}", Act::Anything, show), post("/u/{secret}", Act::Anything, begin)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(match visit.house.desk().follow_ask(visit.part("secret"), visit.now, &|plan| visit.house.plans.state(plan))? {
        Followed::Holds(found) => welcome(visit, &found),
        Followed::Left { passed } => left(passed),
        Followed::Ended => ended(),
        Followed::Unknown => unknown(),
    })
}

fn begin(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match visit.house.desk().follow_ask(visit.part("secret"), visit.now, &|plan| visit.house.plans.state(plan))? {
        Followed::Holds(found) => {
            let kept = visit.house.desk().begin_answering(&found, visit.now)?;
            Ok(Answer::go("/my/updates").with_cookie(cookies::ANSWERING, kept, LASTS / 1_000_000))
        }
        Followed::Left { passed } => Ok(left(passed)),
        Followed::Ended => Ok(ended()),
        Followed::Unknown => Ok(unknown()),
    }
}

fn welcome(visit: &Visit<'_>, found: &Answering) -> Answer {
    let open = found.asks.iter().filter(|ask| !ask.is_answered()).count();
    let dues = found.asks.iter().filter_map(|ask| ask.held().map(|round| round.facts.due));
    let due = dues.chain(found.figures.iter().map(|ask| ask.due)).min();
    let figures = found.figures.len();
    let to = format!("/u/{}", link::part(visit.part("secret")));
    Answer::page(
        "Start your updates",
        html! {
            h1.govuk-heading-l { "Start your updates" }
            p.govuk-body { "You are answering for " strong { (masked(&found.email)) } "." }
            @if found.asks.is_empty() && figures == 0 {
                p.govuk-body { "You have nothing to update this month. Thank you." }
            } @else {
                p.govuk-body {
                    @if !found.asks.is_empty() { (count(open)) " to give, of " (found.asks.len()) ". " }
                    @if figures > 0 { (figures) @if figures == 1 { " figure to enter." } @else { " figures to enter." } } @if let Some(due) = due { " Please answer by " strong { (day::in_full(due)) } "." }
                }
                (form::form(visit, &to, &form::button("Start")))
            }
            p.govuk-body { "Is this not you? Close this page and reply to the email, so that we can put it right." }
        },
    )
}

/// Enough of an address to know one's own by: `d•••@council.example`.
fn masked(email: &str) -> String {
    let (who, host) = email.split_once('@').unwrap_or((email, ""));
    format!("{}\u{2022}\u{2022}\u{2022}@{host}", who.chars().next().unwrap_or_default())
}

fn ended() -> Answer {
    Answer::page(
        "This link has ended",
        html! {
            h1.govuk-heading-l { "This link has ended" }
            p.govuk-body { "A newer email has taken its place, or the round of updates is over. Use the link in the newest email." }
            p.govuk-body { "You have none? Reply to the email, and you get a new one." }
        },
    )
    .with_status(403)
}

fn unknown() -> Answer {
    Answer::page(
        "Check the link",
        html! {
            h1.govuk-heading-l { "Check the link" }
            p.govuk-body { "This is not a link that we sent, or not all of it. Open it from the email again, or copy all of it." }
        },
    )
    .with_status(404)
}
