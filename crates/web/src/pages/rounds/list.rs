//! `/p/{plan}/rounds`: every round, how far it has come, and what to do next.

use super::{Sees, address, count, next_pack};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ids::RowKey;
use onpace_core::ledger::state::State;
use onpace_core::rounds::round::Round;
use onpace_core::rounds::statistics;

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/p/{plan}/rounds", Act::SeeUpdates, list).listed(Part::Updates, "Update rounds")];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let state = visit.state()?;
    let sees = Sees::of(visit)?;
    let last = state.rounds.last();
    Ok(Answer::page(
        "Update rounds",
        html! {
            h1.govuk-heading-l { "Update rounds" }
            p.govuk-body { "In a round, everybody who leads an action is asked what has changed, in good time for a board." }
            @if visit.may(Act::RunRounds) { p.govuk-body { a.govuk-link href=(link::plan(visit.plan(), "inbox")) { "Inbox" } ": emails that people sent instead of an answer." } }
            @if let Some(last) = last {
                (next(visit, &state, last))
                (table(visit, &state, &sees))
                @if !sees.all() { p.govuk-body { "The figures count your own actions only." } }
            } @else {
                p.govuk-body { "No round yet. " @if !visit.may(Act::RunRounds) { "The programme manager plans one from the date of a board." } }
                @if visit.may(Act::RunRounds) { p.govuk-body { (plan_one(visit)) } }
            }
        },
    ))
}

fn plan_one(visit: &Visit<'_>) -> Markup {
    html! { a.govuk-link href=(link::plan(visit.plan(), "rounds/new")) { "Plan one from the date of a board" } }
}

/// What the manager does next.
fn next(visit: &Visit<'_>, state: &State, last: &Round) -> Markup {
    let (own, facts, today) = (address(visit, last), &last.facts, visit.today());
    let found = statistics::of(last, state);
    html! {
        @if visit.may(Act::RunRounds) {
            h2.govuk-heading-m { "What to do next" }
            @for round in &state.rounds { (next_pack(visit, state, round)) }
            @if last.is_frozen { p.govuk-body { "The figures of the last round are finalised. " (plan_one(visit)) "." } }
            @else if !found.waiting.is_empty() {
                p.govuk-body { a.govuk-link href={ (own) "/moderate" } { "Look at " (count(found.waiting.len(), "answer", "answers")) } " that wait for you." }
            } @else if today < facts.opens { p.govuk-body { "Letters go out on " (day::in_full(facts.opens)) "." } }
            @else if found.silent.is_empty() || today >= facts.freezes { p.govuk-body { a.govuk-link href={ (own) "/freeze" } { "Freeze the figures" } "." } }
            @else { p.govuk-body { "People answer until " (day::in_full(facts.due)) ". " a.govuk-link href=(own) { "See who has not answered" } "." } }
        }
    }
}

fn table(visit: &Visit<'_>, state: &State, sees: &Sees) -> Markup {
    const COLUMNS: [Column; 3] = [("Board", Setting::Text), ("State", Setting::Text), ("Answered", Setting::Text)];
    let row = |round: &Round| {
        let found = statistics::of(round, state);
        let of = |rows: &[RowKey]| rows.iter().filter(|key| sees.row(state, round, key)).count();
        vec![
            html! { a.govuk-link href=(address(visit, round)) { (day::in_full(round.facts.board)) } },
            html! { (words(round, visit.today())) },
            html! { (of(&found.answered)) " of " (of(&found.asked)) },
        ]
    };
    Table { id: "rounds", caption: "Rounds, the newest first", columns: &COLUMNS }.of(state
        .rounds
        .iter()
        .rev()
        .map(|round| row(round)))
}

/// Where a round stands.
pub(super) fn words(round: &Round, today: day::Date) -> String {
    let facts = &round.facts;
    match round.freezes.last().filter(|_| round.is_frozen) {
        Some(freeze) => format!("Figures frozen, number {}", freeze.number),
        None if today < facts.opens => format!("Opens on {}", day::in_full(facts.opens)),
        None if today <= facts.due => format!("Open until {}", day::in_full(facts.due)),
        None => format!("Answers were due by {}; the figures are not frozen", day::in_full(facts.due)),
    }
}
