//! What stands around every page: header, the plan's pages, the two times, footer.

use super::{form, menu, session, who};
use crate::answer::Sheet;
use crate::assets;
use crate::house::House;
use crate::visit::Visit;
use crate::window::Window;
use maud::{DOCTYPE, Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::instant::Instant;
use std::sync::atomic::Ordering;

/// The whole page.
pub(crate) fn page(visit: &Visit<'_>, sheet: &Sheet) -> Markup {
    let is_error = (400..500).contains(&sheet.status) && !matches!(sheet.status, 404 | 410);
    html! {
        (DOCTYPE)
        html.govuk-template lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="theme-color" content="#1b3a4b";
                title { @if is_error { "Error: " } (sheet.title) " – " @if in_plan(visit) { (visit.plan()) " – " } "Onpace" }
                link rel="icon" href=(assets::ICON) type="image/svg+xml";
                link rel="stylesheet" href=(assets::STYLE);
                script type="module" src=(assets::SCRIPT) {}
            }
            body.govuk-template__body {
                a.govuk-skip-link href="#main-content" data-module="govuk-skip-link" { "Skip to main content" }
                (header(visit))
                @if in_plan(visit) { (menu::of_plan(visit)) }
                div.govuk-width-container {
                    (session::ends(visit))
                    @if in_plan(visit) { (times(visit)) }
                    @if sheet.status == 200 { (saved(visit)) }
                    main.govuk-main-wrapper #main-content tabindex="-1" { (sheet.body) }
                }
                (footer(visit))
            }
        }
    }
}

fn in_plan(visit: &Visit<'_>) -> bool {
    !visit.plan().is_empty() && visit.may(Act::SeePlan)
}

/// Where the product's name leads: whoever answers by a link, and has no account, comes back to their updates.
fn home(visit: &Visit<'_>) -> &'static str {
    if visit.who.account.is_none() && !visit.answering.is_empty() { "/my/updates" } else { "/" }
}

fn header(visit: &Visit<'_>) -> Markup {
    html! {
        header.onpace-header {
            div.govuk-width-container {
                a.onpace-header__name href=(home(visit)) { "Onpace" }
                @if let Some(account) = &visit.who.account {
                    span { a href="/account" { (account.details.name) } }
                    (form::form(visit, "/sign-out", &html! { button type="submit" { "Sign out" } }))
                }
            }
        }
        @if visit.house.settings.read_only {
            div.govuk-width-container role="region" aria-label="About saving" {
                p."govuk-body govuk-!-margin-top-2" { strong.govuk-tag { "Read only" } " Since " (day::in_full(House::day_of(Instant::from_micros(visit.house.counts.began.load(Ordering::Relaxed))))) " this service only shows plans. Nothing can be saved." }
            }
        }
        @if let Some(since) = visit.house.unsaved_since() {
            div.govuk-width-container role="region" aria-label="About saving" {
                p."govuk-body govuk-!-margin-top-2" { strong.govuk-tag { "Not saving" } " Since " (who::instant(since)) " nothing can be saved. You can read everything. This goes away by itself when it is mended." }
            }
        }
        @if visit.house.settings.test_mode {
            div.govuk-width-container role="region" aria-label="About this trial" {
                p."govuk-body govuk-!-margin-top-2" { strong.govuk-tag { "Trial" } " This is a trial with made-up data and a clock of its own." }
            }
        }
    }
}

/// Says that what was sent is saved, on the page to which that leads.
fn saved(visit: &Visit<'_>) -> Markup {
    html! {
        @if visit.saved {
            div.govuk-notification-banner.govuk-notification-banner--success role="alert" aria-labelledby="saved-title" data-module="govuk-notification-banner" {
                div.govuk-notification-banner__header { h2.govuk-notification-banner__title #saved-title { "Saved" } }
                div.govuk-notification-banner__content { p.govuk-notification-banner__heading { "Your change is saved." } }
            }
        }
    }
}

/// Says on every page that it shows another time than now, and how to come back.
fn times(visit: &Visit<'_>) -> Markup {
    if let Window::Snapshots(all) = visit.window() {
        return html! {
            @if !all.is_empty() && let Some(day) = visit.as_at() {
                div.onpace-then role="status" {
                    p."govuk-body govuk-!-margin-bottom-0" { "You see the plan as it was signed off for a board, " strong { "as at " (day::in_full(day)) } "." }
                }
            }
        };
    }
    let (as_at, known_by) = (visit.as_at(), visit.query.said("known_by").filter(|_| visit.known_by().is_some()));
    html! {
        @if as_at.is_some() || known_by.is_some() {
            div.onpace-then role="status" {
                p."govuk-body govuk-!-margin-bottom-0" {
                    "You see the plan "
                    @if let Some(day) = as_at { strong { "as at " (day::in_full(day)) } }
                    @if let Some(instant) = known_by { @if as_at.is_some() { ", " } strong { "as it was known by " (instant) } }
                    ". " a.govuk-link href=(visit.path) { "Go back to now" }
                }
            }
        }
    }
}

fn footer(visit: &Visit<'_>) -> Markup {
    html! {
        footer.govuk-footer {
            div.govuk-width-container {
                h2.govuk-visually-hidden { "Support links" }
                ul.govuk-footer__inline-list {
                    @for (to, words) in [("/help", "Help"), ("/accessibility", "Accessibility statement"), ("/privacy", "Privacy"), ("/cookies", "Cookies")] {
                        li.govuk-footer__inline-list-item { a.govuk-footer__link href=(to) { (words) } }
                    }
                }
                (session::until(visit))
                p."govuk-body-s govuk-!-margin-bottom-0" {
                    @if visit.house.settings.organisation.is_empty() { "Run with Onpace." } @else { "Run by " (visit.house.settings.organisation) " with Onpace." }
                }
            }
        }
    }
}
