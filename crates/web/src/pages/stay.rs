//! `/account/stay`: goes on with a session that was about to end; opening it is enough.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::who;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_office::sign_in::SESSION_RESTS;

pub(super) const ROUTES: &[Route] = &[get("/account/stay", Act::BeSignedIn, stay)];

fn stay(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let ends_at = visit.ends_at.ok_or(Failure::SignIn)?;
    // A session that was in use ends after twelve hours all the same.
    let is_last = ends_at < visit.now + SESSION_RESTS / 2;
    Ok(Answer::page(
        "You are still signed in",
        html! {
            h1.govuk-heading-l { "You are still signed in" }
            p.govuk-body #stays {
                "You stay signed in until " (who::instant(ends_at)) ". "
                @if is_last { "Then 12 hours are over, and you have to sign in again. What you have typed by then can be sent after that." }
            }
            p.govuk-body { "You can close this tab and go on where you were." }
        },
    ))
}
