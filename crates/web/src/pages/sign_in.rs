//! `/sign-in`: by a link that is mailed. Asking says the same for every address; following does nothing
//! until the button is pressed, in the browser that asked.

use crate::answer::Answer;
use crate::cookies;
use crate::failure::Failure;
use crate::limits::Reached;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::Act;
use onpace_office::problem::Kind;
use onpace_office::{accounts, secrets, sign_in};

pub(super) const ROUTES: &[Route] = &[
    get("/sign-in", Act::Anything, ask),
    post("/sign-in", Act::Anything, send),
    get("/sign-in/check-email", Act::Anything, check_email),
    get("/sign-in/code", Act::Anything, ask_code),
    post("/sign-in/code", Act::Anything, take_code),
    get("/sign-in/{secret}", Act::Anything, follow),
    post("/sign-in/{secret}", Act::Anything, enter),
    post("/sign-out", Act::Anything, sign_out),
];

/// So many links an hour to one address that one place asks for, and that all ask for: a stranger who asks for
/// somebody's link, without getting it, must not keep them from asking.
const MOST_OF_ADDRESS_AND_PLACE: usize = 5;
const MOST_OF_ADDRESS: usize = 15;
/// So many links an hour that one browser asks for, and one place: a council can be behind one address.
const MOST_OF_BROWSER: usize = 30;
const MOST_OF_PLACE: usize = 300;
/// So many times an hour one place may begin to show a passkey.
const MOST_CHALLENGES: usize = 600;
/// So many refusals of one account in an hour leave a line.
const MOST_NOTED: usize = 10;
/// So many tries of a code in an hour.
const MOST_CODES: usize = 10;

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.house.desk().is_set_up()? {
        return Ok(Answer::go("/setup"));
    }
    if visit.who.account.is_some() {
        return Ok(Answer::go("/"));
    }
    Ok(page(visit, &Errors::new()))
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Answer {
    let email = Field {
        name: "email",
        label: "Email address",
        hint: "We send you a link to sign in with. There is no password.",
        value: visit.form.get("email"),
        width: 30,
    };
    let next = next(visit);
    let fields = html! {
        (form::input(&email, "email", "email", errors))
        input type="hidden" name="next" value=(next);
        (form::button("Send the link"))
    };
    let answer = Answer::page(
        "Sign in",
        html! { (form::summary(errors)) h1.govuk-heading-l { "Sign in" } (form::form(visit, "/sign-in", &fields))
            @if visit.house.passkeys.are_offered() {
                p.govuk-body { a.govuk-link href={ "/sign-in/passkey" (link::next(next)) } { "Sign in with a passkey instead" } }
            }
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

/// Where they wanted to go; the front page where nobody says, or elsewhere than here.
pub(super) fn next<'a>(visit: &'a Visit<'_>) -> &'a str {
    link::own(visit.form.said("next").or(visit.query.said("next")).unwrap_or("/"))
}

/// Signed in: the earlier session ends, and the new one goes where it wanted to.
pub(super) fn entered(visit: &Visit<'_>, session: String, next: &str) -> Result<Answer, Failure> {
    if !visit.session.is_empty() {
        visit.house.desk().sign_out(&visit.session)?;
    }
    let answer = Answer::go(link::own(next)).with_cookie(cookies::NEXT, "", 0);
    Ok(answer.with_cookie(cookies::SESSION, session, sign_in::SESSION_LASTS / 1_000_000))
}

fn send(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let email = match accounts::address(visit.form.get("email")) {
        Ok(email) => email,
        Err(problem) => return Ok(page(visit, &vec![("email", words::of(&problem))])),
    };
    let (address, place) = (format!("address {}", email.to_lowercase()), format!("place {}", visit.from));
    let from_place = format!("{address} from {place}");
    // Hashed, for a cookie can be of any length.
    let browser = format!("browser {}", secrets::derived(&visit.browser, "limits"));
    let counted = [
        (from_place.as_str(), MOST_OF_ADDRESS_AND_PLACE),
        (address.as_str(), MOST_OF_ADDRESS),
        (browser.as_str(), MOST_OF_BROWSER),
        (place.as_str(), MOST_OF_PLACE),
    ];
    match visit.house.limits.take(&counted, visit.now) {
        Ok(()) => visit.house.desk().ask_link(&email, &visit.browser, visit.now)?,
        // What is beyond the limit of an address is not said: it would tell that there is such an account.
        Err(Reached { which: 0 | 1, .. }) => {}
        Err(Reached { until, .. }) => return Err(Failure::TooOften(until)),
    }
    // The link comes back to this browser; where it wanted to go waits here, not in a mail.
    let next = link::kept(next(visit));
    Ok(Answer::go("/sign-in/check-email").with_cookie(cookies::NEXT, next, sign_in::LINK_HOLDS / 1_000_000))
}

fn check_email(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::page(
        "Check your email",
        html! {
            h1.govuk-heading-l { "Check your email" }
            @if visit.house.post.is_some() {
                p.govuk-body { "If the address belongs to somebody who may sign in, a link is on its way. It works for 10 minutes, once, in this browser." }
            } @else {
                p.govuk-body { "This service cannot send email yet, so no link is on its way. Ask the people who run it to set up its mail." }
            }
            p.govuk-body { "It did not come? Look among junk mail, then " a.govuk-link href="/sign-in" { "ask for another link" } "." }
        },
    ))
}

fn follow(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let to = format!("/sign-in/{}", link::part(visit.part("secret")));
    Ok(Answer::page(
        "Go on to Onpace",
        html! {
            h1.govuk-heading-l { "Go on to Onpace" }
            p.govuk-body { "Press the button to sign in." }
            (form::form(visit, &to, &form::button("Sign in")))
        },
    ))
}

fn enter(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match visit.house.desk().follow_link(visit.part("secret"), &visit.browser, visit.now) {
        Ok(session) => entered(visit, session, &visit.wanted),
        Err(problem) if problem.kind == Kind::NotAllowed => {
            let owner = visit.house.desk().owner_of_link(visit.part("secret"))?;
            note_refusal(visit, owner.as_deref(), "a link that no longer works");
            Ok(too_late())
        }
        Err(problem) => Err(problem.into()),
    }
}

fn too_late() -> Answer {
    Answer::page(
        "This link does not work any more",
        html! {
            h1.govuk-heading-l { "This link does not work any more" }
            p.govuk-body { "A link works for 10 minutes, once, and only in the browser in which you asked for it." }
            p.govuk-body { a.govuk-link href="/sign-in" { "Ask for a new link" } }
        },
    )
    .with_status(403)
}

fn ask_code(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if visit.who.account.is_none() {
        return Ok(Answer::go("/sign-in"));
    }
    Ok(code_page(visit, &Errors::new()))
}

/// Where a code is typed.
pub(super) const fn code_field() -> Field<'static> {
    let hint = "The 6 digits that your app shows now.";
    Field { name: "code", label: "Security code", hint, value: "", width: 10 }
}

fn code_page(visit: &Visit<'_>, errors: &Errors) -> Answer {
    let fields = html! {
        (form::input(&code_field(), "text", "one-time-code", errors))
        input type="hidden" name="next" value=(next(visit));
        (form::button("Go on"))
    };
    let answer = Answer::page(
        "Enter your security code",
        html! { (form::summary(errors)) h1.govuk-heading-l { "Enter your security code" } (form::form(visit, "/sign-in/code", &fields)) },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn take_code(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let Some(account) = &visit.who.account else { return Ok(Answer::go("/sign-in")) };
    match check_code(visit, &account.id)? {
        None => Ok(Answer::go(next(visit))),
        Some(wrong) => Ok(code_page(visit, &vec![("code", wrong)])),
    }
}

/// Takes the code of a form for the session of an account; what is wrong with it, where something is.
pub(super) fn check_code(visit: &Visit<'_>, account: &str) -> Result<Option<String>, Failure> {
    let codes = format!("code {account}");
    visit.house.limits.take(&[(codes.as_str(), MOST_CODES)], visit.now)?;
    match visit.house.desk().show_code(account, &visit.session, visit.form.get("code"), visit.now) {
        Ok(()) => {
            visit.house.confirmed.note(&visit.session, visit.now);
            Ok(None)
        }
        Err(problem) if problem.kind == Kind::NotAccepted => {
            note_refusal(visit, Some(account), "a wrong security code");
            Ok(Some(words::of(&problem)))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Counts that a place begins to show a passkey: what is begun is kept in memory, and has an end for all.
pub(super) fn take_challenge(visit: &Visit<'_>) -> Result<(), Failure> {
    let place = format!("passkeys {}", visit.from);
    Ok(visit.house.limits.take(&[(place.as_str(), MOST_CHALLENGES)], visit.now)?)
}

/// Leaves a line in the history of what was administered, so many an hour: a stranger must not fill it.
pub(super) fn note_refusal(visit: &Visit<'_>, account: Option<&str>, why: &str) {
    let whose = format!("refused {}", account.unwrap_or_default());
    if visit.house.limits.take(&[(whose.as_str(), MOST_NOTED)], visit.now).is_ok()
        && let Err(problem) = visit.house.desk().note_refusal(account, why, visit.now)
    {
        tracing::warn!(%problem, "a refused sign-in could not be noted");
    }
}

fn sign_out(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.session.is_empty() {
        visit.house.desk().sign_out(&visit.session)?;
    }
    Ok(Answer::go("/sign-in").with_cookie(cookies::SESSION, "", 0))
}
