//! Help, privacy, cookies, whom to tell of a weakness: for anybody. **Not here.** The accessibility
//! statement, whose headings the law fixes (`statements.rs`).
#![expect(clippy::unnecessary_wraps, reason = "what a page answers with")]

use crate::answer::Answer;
use crate::cookies::{ANSWERING, BROWSER, NEXT, SESSION, of_area};
use crate::failure::Failure;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;

pub(super) const ROUTES: &[Route] = &[
    get("/help", Act::Anything, help),
    get("/privacy", Act::Anything, privacy),
    get("/cookies", Act::Anything, cookies),
    get("/.well-known/security.txt", Act::Anything, security),
];

/// Who runs the service, in a sentence.
pub(super) fn who_runs_it<'a>(visit: &'a Visit<'_>) -> &'a str {
    Some(visit.house.settings.organisation.as_str())
        .filter(|name| !name.is_empty())
        .unwrap_or("The organisation that runs this service")
}

/// Where somebody gets help: what the service was started with, an address as a link.
pub(super) fn contact(visit: &Visit<'_>) -> Markup {
    let told = visit.house.settings.contact.as_str();
    html! {
        @if told.is_empty() { "the programme manager of your plan" }
        @else if let Some(to) = contact_address(told) { a.govuk-link href=(to) { (told) } }
        @else { (told) }
    }
}

/// The address of a contact, where it is one.
fn contact_address(told: &str) -> Option<String> {
    if told.starts_with("https://") {
        return Some(told.to_owned());
    }
    let digits: String = told.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() > 6 && digits.trim_start_matches('+').chars().all(|c| c.is_ascii_digit()) {
        return Some(format!("tel:{digits}"));
    }
    onpace_office::accounts::address(told).ok().map(|email| format!("mailto:{email}"))
}

fn help(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::page(
        "Help",
        html! {
            h1.govuk-heading-l { "Help" }
            p.govuk-body { "Get help from " (contact(visit)) "." }
            h2.govuk-heading-m { "Signing in" }
            p.govuk-body { "There is no password. You enter your email address and get a link. The link works for 10 minutes, once, in the browser in which you asked for it." }
            p.govuk-body { "No email came? Look among junk mail. Then check with the programme manager that your address is the one they entered." }
            h2.govuk-heading-m { "I cannot see a plan" }
            p.govuk-body { "The programme manager decides who sees which plan, and the administrator enters it." }
            h2.govuk-heading-m { "What the words mean" }
            dl.govuk-summary-list {
                @for (word, meaning) in [
                    ("Action", "Something that the plan says will be done."),
                    ("Start and finish", "The first and the last day of an action."),
                    ("Reported status", "How the officer says that the action stands."),
                    ("Computed status", "How it stands by its dates and how much is complete, by a rule that is the same for all."),
                    ("As at", "The day that a page speaks of. You can look at any day of the past."),
                    ("Known by", "What was known by a day. What was recorded later is left out."),
                ] {
                    div.govuk-summary-list__row { dt.govuk-summary-list__key { (word) } dd.govuk-summary-list__value { (meaning) } }
                }
            }
        },
    ))
}

fn privacy(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let list = |all: &[&str]| html! { ul.govuk-list.govuk-list--bullet { @for one in all { li { (one) } } } };
    Ok(Answer::page(
        "Privacy",
        html! {
            h1.govuk-heading-l { "Privacy" }
            p.govuk-body { (who_runs_it(visit)) " decides what happens with the data here, and is the controller in the words of the law." }
            h2.govuk-heading-m { "What we keep about you" }
            (list(&["Your name, email address and roles, if you may sign in.", "Your name or initials and your post, if the plan names you beside an action.", "What you record, with the day and the time.", "Emails that you send instead of an update, until 30 days after somebody has dealt with them."]))
            p.govuk-body { "We keep nothing about children or their families. Please write nothing about them in an update." }
            h2.govuk-heading-m { "Why" }
            p.govuk-body { "To show who answers for which action, and who recorded what. This is a task in the public interest (UK GDPR, article 6(1)(e))." }
            h2.govuk-heading-m { "Who sees it" }
            p.govuk-body { "Those who may see the plan see the initials in it. Email addresses and names are seen by the programme manager, approvers, auditors and the administrator. We share nothing with others and use no services of others." }
            h2.govuk-heading-m { "How long" }
            p.govuk-body { "As long as the plan is held. When you leave, your name and address can be removed. The history then names you by a number only." }
            h2.govuk-heading-m { "Your rights" }
            p.govuk-body { "You can ask to see what we keep about you, to have it corrected or removed, and you can object. Ask " (contact(visit)) "." }
            p.govuk-body { "If you are not content with the answer, you can complain to the Information Commissioner, " a.govuk-link href="https://ico.org.uk/make-a-complaint/" { "ico.org.uk/make-a-complaint" } ", telephone 0303 123 1113." }
        },
    ))
}

/// RFC 9116: whom to tell of a weakness. It runs out after a year, and is made anew at every question.
fn security(visit: &Visit<'_>) -> Result<Answer, Failure> {
    const ALMOST_A_YEAR: i64 = 360 * 86_400_000_000;
    let base = &visit.house.settings.base;
    let contact = contact_address(&visit.house.settings.contact).unwrap_or_else(|| format!("{base}/help"));
    let expires =
        onpace_office::history::instant(visit.now - visit.now.micros().rem_euclid(86_400_000_000) + ALMOST_A_YEAR);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: {base}/.well-known/security.txt\n"
    );
    Ok(Answer::File { name: "security.txt".to_owned(), kind: "text/plain; charset=utf-8", bytes: text.into_bytes() })
}

fn cookies(visit: &Visit<'_>) -> Result<Answer, Failure> {
    const COLUMNS: [Column; 3] =
        [("Name", Setting::Text), ("What it is for", Setting::Text), ("How long it stays", Setting::Text)];
    let cookies = [
        (SESSION, "Remembers that you signed in", "12 hours"),
        (BROWSER, "Makes sure that a link to sign in works only in the browser that asked for it", "1 year"),
        (ANSWERING, "Remembers that you came by the link in an email that asked for your updates", "12 hours"),
        (NEXT, "Remembers the page that you wanted while you sign in", "10 minutes"),
    ];
    let row = |(name, what, lasts): (&str, &str, &str)| {
        vec![html! { (of_area(name, visit.house.area())) }, html! { (what) }, html! { (lasts) }]
    };
    Ok(Answer::page(
        "Cookies",
        html! {
            h1.govuk-heading-l { "Cookies" }
            p.govuk-body { "This service keeps up to four small files on your device. All are needed to sign in or to give updates, so we do not ask about them. Nothing follows you to other sites." }
            (Table { id: "cookies", caption: "Cookies that this service uses", columns: &COLUMNS }.of(cookies.map(row)))
        },
    ))
}
