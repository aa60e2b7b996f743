//! `/`: the plans that somebody may see, each with where it stands.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::link;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;

pub(super) const ROUTES: &[Route] = &[get("/", Act::Anything, front)];

fn front(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.house.desk().is_set_up()? {
        return Ok(Answer::go("/setup"));
    }
    if visit.who.account.is_none() {
        return Ok(Answer::go("/sign-in"));
    }
    let plans = visit.house.desk().plans()?;
    let mut cards = Vec::new();
    for head in plans.iter().filter(|head| visit.who.may(Act::SeePlan, Some(&head.name))) {
        cards.push(card(visit, &head.name)?);
    }
    let is_manager = visit
        .who
        .account
        .iter()
        .flat_map(|account| &account.roles)
        .any(|(_, role)| *role == onpace_core::access::Role::Manager);
    let is_admin = visit.who.may(Act::Administer, None);
    Ok(Answer::page(
        "Your plans",
        html! {
            h1.govuk-heading-l { "Your plans" }
            @if plans.is_empty() && (is_admin || is_manager) { p.govuk-body { "There is no plan yet. Import a file to begin with one." } }
            @else if cards.is_empty() {
                p.govuk-body { "There is no plan that you can see yet. The programme manager decides who sees which plan." }
            }
            @for card in cards { (card) }
            @if is_admin || is_manager { p.govuk-body { a.govuk-link href="/plans/new" { "Import a new plan" } } }
            @if is_admin { p.govuk-body { a.govuk-link href="/admin" { "Users, mail and backups" } } }
        },
    ))
}

fn card(visit: &Visit<'_>, plan: &str) -> Result<Markup, Failure> {
    let window = visit.window_of(plan);
    if window.is_empty() {
        return Ok(html! {
            section {
                h2.govuk-heading-m { a.govuk-link href=(link::plan(plan, "")) { (plan) } }
                p.govuk-body { "There is nothing to read yet: no board pack is signed off." }
            }
        });
    }
    let day = visit.house.plans.day(plan, window.as_at(None), window.known_by(None), visit.today())?;
    let survey = &day.assessment().survey;
    let figures = ["actions", "started", "complete", "past_finish"].into_iter().filter_map(|key| survey.figure(key));
    Ok(html! {
        section {
            h2.govuk-heading-m { a.govuk-link href=(link::plan(plan, "")) { (survey.plan.title) } }
            p.govuk-body {
                "As at " (day::in_full(survey.on)) ": "
                @for (at, figure) in figures.enumerate() { @if at > 0 { ", " } (figure.value) " " (figure.of.label) }
                "."
            }
        }
    })
}
