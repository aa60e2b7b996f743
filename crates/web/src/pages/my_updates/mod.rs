//! `/u/{secret}` and `/my/updates`: what a lead officer opens from a letter, without an account.
//!
//! A link opens the rows that its address is asked about and nothing else. Nothing is written without a choice
//! that is not on the page: none is made beforehand, so who presses every button changes nothing. **Not here.**
//! What an answer does ([`onpace_office::rounds`]); pages for who is signed in.

pub(super) mod done;
pub(super) mod fields;
mod figures;
pub(super) mod hand_over;
pub(super) mod list;
pub(super) mod start;

use crate::answer::Answer;
use crate::failure::Failure;
use crate::visit::Visit;
use maud::html;
use onpace_core::plan::held::Held;
use onpace_office::answering::{Answering, Followed};
use onpace_office::asking::OpenAsk;
use onpace_office::secrets;

/// Who answers in this browser; otherwise the page that says how to come back.
fn answering(visit: &Visit<'_>) -> Result<Result<Answering, Answer>, Failure> {
    if !visit.answering.is_empty() {
        let found = visit.house.desk().answering(&visit.answering, visit.now, &|plan| visit.house.plans.state(plan))?;
        match found {
            Followed::Holds(found) => return Ok(Ok(*found)),
            Followed::Left { passed } => return Ok(Err(left(passed))),
            Followed::Ended | Followed::Unknown => {}
        }
    }
    Ok(Err(Answer::page(
        "Open the link in your email again",
        html! {
            h1.govuk-heading-l { "Open the link in your email again" }
            p.govuk-body { "You come to your updates by the link in the email that asked for them. It works until the figures are frozen." }
            p.govuk-body { "It did not work? Reply to that email, and you get a new one." }
        },
    )
    .with_status(403)))
}

/// What somebody is told who has left.
fn left(passed: bool) -> Answer {
    Answer::page(
        "Your actions were handed over",
        html! {
            h1.govuk-heading-l { "Your actions were handed over" }
            p.govuk-body { "The plan says that you have left, so you do not need to give any updates. Thank you for your work." }
            @if passed {
                p.govuk-body { "Somebody else is asked about your actions now." }
            } @else {
                p.govuk-body { "The programme manager has your actions and will find somebody for them." }
            }
            p.govuk-body { "Have you not left? Reply to the email, and you get a new link." }
        },
    )
    .with_status(403)
}

/// The row of an ask; a row that is no longer there is not asked about.
fn held(ask: &OpenAsk) -> Option<&Held> {
    ask.state.row(&ask.row).filter(|held| !held.withdrawn)
}

/// The asks of rows that are there, with the name by which forms and addresses name each.
fn named(answering: &Answering) -> Vec<(String, &OpenAsk, &Held)> {
    answering.asks.iter().filter_map(|ask| Some((name(ask), ask, held(ask)?))).collect()
}

/// Letters of the name of an ask.
const NAME: usize = 12;

/// The name of an ask: the same for as long as there is a round, wherever it stands in the list. A page that is open
/// while the list behind it changes must not say of one action what was said of another.
fn name(ask: &OpenAsk) -> String {
    let mut name = secrets::derived(&format!("{}\n{}\n{}", ask.plan, ask.round, ask.row), "ask");
    name.truncate(NAME);
    name
}

/// "7 updates", "1 update".
fn count(number: usize) -> String {
    if number == 1 { "1 update".to_owned() } else { format!("{number} updates") }
}
