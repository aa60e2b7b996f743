//! `/`: the plans that somebody may see, each with where it stands; before its first round of updates, what is still to
//! be done until it can be asked about.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::link;
use crate::route::{Route, get};
use crate::visit::Visit;
use crate::window::Window;
use maud::{Markup, html};
use onpace_core::access::{Act, Role};
use onpace_core::day;
use onpace_office::front::{Card, CardOf};

pub(super) const ROUTES: &[Route] = &[get("/", Act::Anything, front)];

fn front(visit: &Visit<'_>) -> Result<Answer, Failure> {
    if !visit.house.desk().is_set_up()? {
        return Ok(Answer::go("/setup"));
    }
    if visit.who.account.is_none() {
        return Ok(Answer::go("/sign-in"));
    }
    let plans = visit.house.desk().plans()?;
    let seen: Vec<&str> =
        plans.iter().map(|head| head.name.as_str()).filter(|plan| visit.who.may(Act::SeePlan, Some(plan))).collect();
    let cards = cards(visit, &seen)?;
    let is_manager =
        visit.who.account.iter().flat_map(|account| &account.roles).any(|(_, role)| *role == Role::Manager);
    let is_admin = visit.who.may(Act::Administer, None);
    let begins = cards.is_empty() && (is_manager || is_admin && plans.is_empty());
    Ok(Answer::page(
        "Your plans",
        html! {
            h1.govuk-heading-l { "Your plans" }
            @if plans.is_empty() && (is_admin || is_manager) { p.govuk-body { "There is no plan yet. Import a file to begin with one." } }
            @else if cards.is_empty() && !begins {
                p.govuk-body { "There is no plan that you can see yet. The programme manager decides who sees which plan." }
            }
            @if begins { (steps(None, 0)) }
            @for card in cards { (card) }
            @if is_admin || is_manager { p.govuk-body { a.govuk-link href="/plans/new" { "Import a new plan" } } }
            @if is_admin { p.govuk-body { a.govuk-link href="/admin" { "Users, mail and backups" } } }
        },
    ))
}

/// A card of each plan.
fn cards(visit: &Visit<'_>, plans: &[&str]) -> Result<Vec<Markup>, Failure> {
    let windows: Vec<Window> = plans.iter().map(|plan| visit.window_of(plan)).collect();
    let times = |window: &Window| (window.as_at(None), window.known_by(None));
    let shown = plans.iter().zip(&windows).filter(|(_, window)| !window.is_empty());
    let asked: Vec<CardOf> = shown
        .map(|(plan, window)| {
            let (as_at, known_by) = times(window);
            ((*plan).to_owned(), as_at, known_by)
        })
        .collect();
    let mut made = visit.house.plans.cards(&asked, visit.today())?.into_iter();
    let card = |(plan, window): (&&str, &Window)| {
        let made = if window.is_empty() { None } else { made.next() };
        made.map_or_else(|| Ok(nothing_yet(plan)), |card| one(visit, plan, &card))
    };
    plans.iter().zip(&windows).map(card).collect()
}

fn nothing_yet(plan: &str) -> Markup {
    html! {
        section {
            h2.govuk-heading-m { a.govuk-link href=(link::plan(plan, "")) { (plan) } }
            p.govuk-body { "There is nothing to read yet: no board pack is signed off." }
        }
    }
}

fn one(visit: &Visit<'_>, plan: &str, card: &Card) -> Result<Markup, Failure> {
    let to_do = still_to_do(visit, plan)?;
    Ok(html! {
        section {
            h2.govuk-heading-m { a.govuk-link href=(link::plan(plan, "")) { (card.title) } }
            p.govuk-body {
                "As at " (day::in_full(card.on)) ": "
                @for (at, (value, label)) in card.figures.iter().enumerate() { @if at > 0 { ", " } (value) " " (label) }
                "."
            }
            (to_do)
        }
    })
}

/// The steps of a plan that has had no round of updates yet, for who may do them.
fn still_to_do(visit: &Visit<'_>, plan: &str) -> Result<Markup, Failure> {
    let does = [Act::ManagePeople, Act::RunRounds].into_iter().all(|act| visit.who.may(act, Some(plan)));
    if !does || !visit.house.plans.state(plan)?.rounds.is_empty() {
        return Ok(html! {});
    }
    let silent = visit.house.desk().without_address(plan)?;
    Ok(steps(Some(plan), silent))
}

/// The three steps to the first round of updates: `plan` is none before the first of them is done; so many people have no
/// address.
fn steps(plan: Option<&str>, missing: usize) -> Markup {
    let address = |page| plan.map(|plan| link::plan(plan, page));
    let (imported, said) = (plan.is_some(), plan.is_some() && missing == 0);
    let all = [
        ("Import your plan", (!imported).then(|| "/plans/new".to_owned()), imported),
        ("Say who the people are", address("people/table"), said),
        ("Plan the first round of updates", address("rounds/new"), false),
    ];
    let next = all.iter().position(|(.., done)| !done);
    html! {
        @if imported { h3.govuk-heading-s { "Three steps to your first updates" } } @else { h2.govuk-heading-m { "Three steps to your first updates" } }
        ol.govuk-list.govuk-list--number {
            @for (at, (words, to, done)) in all.iter().enumerate() {
                li {
                    @if let Some(to) = to { a.govuk-link href=(to) { (words) @if let Some(plan) = plan { span.govuk-visually-hidden { ": " (plan) } } } } @else { (words) }
                    " "
                    @if *done { strong.govuk-tag.govuk-tag--green { "Done" } }
                    @else if next == Some(at) { strong.govuk-tag { "Next" } }
                    @else { strong.govuk-tag.govuk-tag--grey { "To do" } }
                    @if imported && at == 1 && !done {
                        " " @if missing == 1 { "1 person has no email address." } @else { (missing) " people have no email address." }
                    }
                }
            }
        }
    }
}
