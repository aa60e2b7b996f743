//! Why a page could not be shown, and the page that says so: plain, with a way on, what was typed kept.

use crate::limits::Reached;
use crate::words;
use maud::{Markup, html};
use onpace_core::day::{self, Date};
use onpace_core::instant::Instant;
use onpace_core::local_time;
use onpace_office::problem::{Kind, Problem};

/// Why not.
#[derive(Debug)]
pub enum Failure {
    /// Nothing here, or nothing for this visitor: the same to them.
    NotFound,
    /// Nothing of the plan was known by an instant, for it was recorded later.
    NotKnownThen {
        /// The instant that was asked for.
        by: Instant,
        /// When the plan was first recorded.
        first: Instant,
        /// The same page with all that is known now.
        now: String,
    },
    /// Nothing that this visitor may see has been signed off yet.
    NothingYet,
    /// They must sign in first.
    SignIn,
    /// A form from elsewhere, or one that is too old.
    Forged,
    /// Too often, and from which instant on it can be asked for again.
    TooOften(Instant),
    /// A file that is too large.
    TooLarge,
    /// A form without a file that is too large.
    TooLong,
    /// A page that is not asked for in this way.
    OtherWay,
    /// A form that took too long to arrive.
    Late,
    /// Too many forms at once.
    Busy,
    /// Nothing is saved at the moment, and since which day.
    ReadOnly(Date),
    /// Something that was asked cannot be done, in words.
    Refused(Problem),
}

impl From<Reached> for Failure {
    fn from(reached: Reached) -> Self {
        Self::TooOften(reached.until)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        match problem.kind {
            Kind::NotFound | Kind::NotAllowed => Self::NotFound,
            _ => Self::Refused(problem),
        }
    }
}

/// A minute, in microseconds.
const MINUTE: i64 = 60_000_000;
const NOTHING_YET: &str = "You can read the plan when the first board pack is signed off. The programme manager can tell you when that will be.";
const UNAVAILABLE: &str = "Sorry, the service is unavailable";

impl Failure {
    /// The code of the answer.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound | Self::NotKnownThen { .. } => 404,
            Self::NothingYet => 200,
            Self::SignIn => 401,
            Self::Forged => 403,
            Self::TooOften(_) => 429,
            Self::TooLarge | Self::TooLong => 413,
            Self::OtherWay => 405,
            Self::Late => 408,
            Self::Busy | Self::ReadOnly(_) => 503,
            Self::Refused(problem) => match problem.kind {
                Kind::NotFound | Kind::NotAllowed => 404,
                Kind::Usage | Kind::NotAccepted => 422,
                Kind::Conflict => 409,
                Kind::Temporary => 503,
                Kind::Integrity | Kind::Unexpected => 500,
            },
        }
    }

    /// The title of its page.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "Page not found",
            Self::NotKnownThen { .. } => "Nothing was known of this plan then",
            Self::NothingYet => "There is nothing to read yet",
            Self::SignIn => "Sign in to go on",
            Self::Forged => "Send the form again",
            Self::TooOften(_) => "Try again later",
            Self::TooLarge => "The file is too large",
            Self::TooLong => "The form is too large",
            Self::OtherWay => "This page cannot be used in this way",
            Self::Late => "The form took too long to arrive",
            Self::Busy | Self::ReadOnly(_) => UNAVAILABLE,
            Self::Refused(problem) => match problem.kind {
                Kind::Temporary => UNAVAILABLE,
                Kind::Integrity | Kind::Unexpected => "Sorry, there is a problem with the service",
                _ => "This could not be done",
            },
        }
    }

    /// Its page. `typed` is what stood in the form, so that nothing is lost; `again` sends it once more; `trace`
    /// is what it is found by in the log.
    #[must_use]
    pub fn body(&self, typed: &[(String, String)], again: Option<&Markup>, trace: Option<&str>) -> Markup {
        let words = match (self, again) {
            (Self::NotFound, _) => html! {
                p.govuk-body { "If you typed the address, check that it is correct. If you pasted it, check that you copied all of it." }
                p.govuk-body { "If you should be able to see this page, ask the programme manager, who decides who sees which plan." }
            },
            (Self::NotKnownThen { by, first, now }, _) => html! {
                p.govuk-body { "You asked for what was known by " (local_time::in_full(*by)) ". The plan was first recorded on " (local_time::in_full(*first)) "." }
                p.govuk-body { a.govuk-link href=(now) { "See the plan with all that is known now" } }
            },
            (Self::NothingYet, _) => paragraph(NOTHING_YET),
            (Self::SignIn, Some(again)) => html! {
                p.govuk-body { "You were signed out before the form was sent. Nothing was saved yet, and nothing is lost." }
                ol.govuk-list.govuk-list--number {
                    li { a.govuk-link href="/sign-in" target="_blank" rel="noopener" { "Sign in, in a new tab" } "." }
                    li { "Come back to this tab and send the form again." }
                }
                (again)
            },
            (Self::SignIn, None) => {
                html! { p.govuk-body { a.govuk-link href="/sign-in" { "Sign in" } " to see this page." } }
            }
            (Self::Forged, Some(again)) => html! {
                p.govuk-body { "You have signed in anew since the form was opened. Nothing was saved yet, and nothing is lost. If it is still what you want to say, send it." }
                (again)
            },
            (Self::Forged, None) => html! {
                p.govuk-body { "The form was open for too long, or it was not sent from this service. Nothing was saved." }
                p.govuk-body { "Go back, load the page again, and send the form once more." }
            },
            (Self::TooOften(until), _) => html! {
                p.govuk-body { "You have tried this too many times. You can try again after " (local_time::in_full(next_minute(*until))) "." }
            },
            (Self::TooLarge, _) => html! {
                p.govuk-body { "The file must be smaller than 20 MB. Nothing was saved. Remove pictures from it, or save the table as CSV. Then go back and choose it again." }
                p.govuk-body { a.govuk-link href="/" { "Go to your plans" } }
            },
            (Self::TooLong, _) => paragraph(
                "You sent more than this page can take, so nothing was saved. Go back, shorten it and send it again.",
            ),
            (Self::OtherWay, _) => paragraph("Nothing was saved. Go back, or open the page from a link."),
            (Self::Late, _) => {
                paragraph("Your connection was too slow, so nothing was saved. Go back and send the form again.")
            }
            (Self::Busy, _) => html! {
                p.govuk-body { "Many people are sending forms at the moment, so nothing was saved. Go back and send yours again in 2 minutes." }
            },
            (Self::ReadOnly(since), _) => html! {
                p.govuk-body { "Since " (day::in_full(*since)) " this service only shows plans. Nothing can be saved." }
                p.govuk-body { "Ask who runs this service when it can be used again." }
            },
            (Self::Refused(problem), _) if matches!(problem.kind, Kind::Integrity | Kind::Unexpected) => html! {
                p.govuk-body { "Nothing was saved. Try again later." }
                p.govuk-body { "If it goes on, tell the people who run this service." }
            },
            (Self::Refused(problem), _) => html! { p.govuk-body { (sentence(&words::of(problem))) } },
        };
        html! {
            h1.govuk-heading-l { (self.title()) }
            (words)
            @if let Some(trace) = trace {
                p.govuk-body { "Tell them this code, by which they find what happened: " strong { (trace) } "." }
            }
            (kept(typed))
        }
    }
}

/// What stood in the form, to be copied; nothing where nothing did.
fn kept(typed: &[(String, String)]) -> Markup {
    html! {
        @if !typed.is_empty() {
            h2.govuk-heading-m { "What you typed" }
            p.govuk-body { "It was not saved. You can copy it from here." }
            dl.govuk-summary-list {
                @for (name, value) in typed {
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (name.replace('_', " ")) }
                        dd.govuk-summary-list__value { pre.govuk-body { (value) } }
                    }
                }
            }
        }
    }
}

/// The next whole minute, so that who waits for the minute that a page names has waited long enough.
const fn next_minute(instant: Instant) -> Instant {
    Instant::from_micros((instant.micros() / MINUTE + 1) * MINUTE)
}

fn paragraph(words: &str) -> Markup {
    html! { p.govuk-body { (words) } }
}

/// A message of the office as a sentence: with a capital and a full stop.
#[must_use]
pub fn sentence(message: &str) -> String {
    let mut letters = message.trim().chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let rest = letters.as_str().trim_end_matches('.');
    format!("{first}{rest}.")
}
