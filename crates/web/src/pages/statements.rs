//! `/accessibility`: the statement that the Public Sector Bodies (Websites and Mobile Applications)
//! Accessibility Regulations 2018 ask for, with the headings of its model.
#![expect(clippy::unnecessary_wraps, reason = "what a page answers with")]

use super::legal::{contact, who_runs_it};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::day::{self, Date, days_between};

pub(super) const ROUTES: &[Route] = &[get("/accessibility", Act::Anything, accessibility)];

/// When these pages were last tested and this text last looked at.
const TESTED: Date = Date::constant(2026, 11, 24);

/// A statement is reviewed once in so many days.
const A_YEAR: i32 = 365;

fn accessibility(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let base = &visit.house.settings.base;
    let is_old = days_between(TESTED, visit.today()) > A_YEAR;
    Ok(Answer::page(
        "Accessibility statement",
        html! {
            h1.govuk-heading-l { "Accessibility statement for Onpace" }
            p.govuk-body { "This statement is about the pages at " (base) ". " (who_runs_it(visit)) " runs them, and wants as many people as possible to be able to use them. You should be able to:" }
            ul.govuk-list.govuk-list--bullet {
                li { "change colours, contrast and fonts" }
                li { "zoom in up to 400% without text running off the screen" }
                li { "use everything with a keyboard, or with speech" }
                li { "use everything without scripts" }
                li { "listen to every page with a screen reader; each picture says in words what it shows, and its figures stand in a table" }
            }
            p.govuk-body { a.govuk-link href="https://mcmw.abilitynet.org.uk/" { "AbilityNet" } " helps you to make your device easier to use if you have a disability." }
            h2.govuk-heading-m { "How accessible this service is" }
            p.govuk-body { "We know of no part that cannot be used. Wide tables scroll sideways inside a frame of their own on narrow screens." }
            h2.govuk-heading-m { "Feedback and contact information" }
            p.govuk-body { "If you need something in another form, such as large print, easy read, audio or braille, or if you find a problem, tell " (contact(visit)) ". You get an answer within 10 working days." }
            h2.govuk-heading-m { "Enforcement procedure" }
            p.govuk-body { "The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the \u{2018}accessibility regulations\u{2019}). If you are not happy with how we answer your complaint, contact the " a.govuk-link href="https://www.equalityadvisoryservice.com/" { "Equality Advisory and Support Service (EASS)" } "." }
            h2.govuk-heading-m { "Technical information about this website\u{2019}s accessibility" }
            p.govuk-body { (who_runs_it(visit)) " is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018." }
            h3.govuk-heading-s { "Compliance status" }
            p.govuk-body { "This website is partially compliant with the " a.govuk-link href="https://www.w3.org/TR/WCAG22/" { "Web Content Accessibility Guidelines version 2.2" } " AA standard, because it was tested by machines and by its makers, and not yet by people who rely on assistive technology." }
            h2.govuk-heading-m { "Non-accessible content" }
            p.govuk-body { "The content listed below is non-accessible for the following reasons." }
            h3.govuk-heading-s { "Non-compliance with the accessibility regulations" }
            p.govuk-body { "We know of none. A plan that somebody imports keeps the words that were written in it; they may be hard to read." }
            h3.govuk-heading-s { "Disproportionate burden" }
            p.govuk-body { "Nothing is left out for this reason." }
            h3.govuk-heading-s { "Content that\u{2019}s not within the scope of the accessibility regulations" }
            p.govuk-body { "Evidence that others keep elsewhere, to which an action only gives the address." }
            h2.govuk-heading-m { "Preparation of this accessibility statement" }
            p.govuk-body { "This statement was prepared on " (day::in_full(TESTED)) ". It was last reviewed on " (day::in_full(TESTED)) "." }
            @if is_old { p.govuk-body { strong { "That is more than a year ago, so this statement must be reviewed." } " Tell " (contact(visit)) "." } }
            p.govuk-body { "This website was last tested on " (day::in_full(TESTED)) " against the WCAG 2.2 AA standard. Its makers tested every page with axe in Chromium, at 1280 and 320 pixels, with the keyboard alone and without scripts." }
        },
    ))
}
