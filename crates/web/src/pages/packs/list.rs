//! `/p/{plan}/packs`: every pack, and making one of the round that was frozen last.

use super::{address, sees};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::navigation::Part;
use crate::parts::form::{self, Errors};
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ledger::state::State;
use onpace_core::packs::facts::{PackFacts, SECTIONS};
use onpace_core::packs::pack::Pack;
use onpace_core::rounds::round::Round;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/packs", Act::SeePlan, list).listed(Part::Board, "Board packs"),
    post("/p/{plan}/packs", Act::PreparePacks, make),
];

fn list(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let state = visit.house.plans.state(visit.plan())?;
    let seen: Vec<&Pack> = state.packs.iter().rev().filter(|pack| sees(visit, pack)).collect();
    let answer = Answer::page(
        "Board packs",
        html! {
            (form::summary(errors))
            h1.govuk-heading-l { "Board packs" }
            p.govuk-body { "A pack is made of the figures of a round after they are frozen. No number in it is typed." }
            @if visit.may(Act::PreparePacks) { (next(visit, &state)) }
            @if seen.is_empty() {
                p.govuk-body { @if visit.may(Act::PreparePacks) { "There is no pack yet." } @else { "No pack has been signed off yet." } }
            } @else { (table(visit, &state, &seen)) }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

/// The rounds of which a pack can be made, the newest first: those whose figures are frozen.
fn ready(state: &State) -> impl Iterator<Item = (&Round, u32)> {
    let frozen = state.rounds.iter().rev().map(|round| &**round).filter(|round| round.is_frozen);
    frozen.filter_map(|round| Some((round, round.freezes.last()?.number)))
}

/// The pack of a round's figures, unless it was withdrawn.
fn made<'s>(state: &'s State, round: &Round, freeze: u32) -> Option<&'s Pack> {
    let is_of = |pack: &&Pack| pack.facts.round == round.facts.name && pack.facts.freeze == freeze;
    state.packs.iter().rev().find(is_of).filter(|pack| pack.withdrawn.is_none())
}

fn next(visit: &Visit<'_>, state: &State) -> Markup {
    let newest = ready(state).next().map(|(round, freeze)| (round, made(state, round, freeze)));
    let missing: Vec<&Round> =
        ready(state).filter(|(round, freeze)| made(state, round, *freeze).is_none()).map(|(round, _)| round).collect();
    html! {
        @match newest {
            None => p.govuk-body { "Freeze a round to make a pack. " a.govuk-link href=(link::plan(visit.plan(), "rounds")) { "Go to the rounds" } "." },
            Some((round, Some(pack))) => p.govuk-body { "The pack for " (day::in_full(round.facts.board)) " is made: " a.govuk-link href=(address(visit, pack.number, "")) { "go on with pack " (pack.number) } "." },
            Some((_, None)) => {},
        }
        div #make {
            @for round in missing {
                @let fields = html! {
                    input type="hidden" name="round" value=(round.facts.name);
                    (form::button(&format!("Make the pack for {}", day::in_full(round.facts.board))))
                };
                (form::form(visit, &link::plan(visit.plan(), "packs"), &fields))
            }
        }
    }
}

fn table(visit: &Visit<'_>, state: &State, packs: &[&Pack]) -> Markup {
    const COLUMNS: [Column; 4] =
        [("Pack", Setting::Text), ("Board", Setting::Text), ("Figures", Setting::Text), ("State", Setting::Text)];
    let board = |pack: &Pack| state.rounds.iter().find(|round| round.facts.name == pack.facts.round);
    let row = |pack: &&Pack| {
        vec![
            html! { a.govuk-link href=(address(visit, pack.number, "")) { "Pack " (pack.number) } },
            html! { @if let Some(round) = board(pack) { (day::in_full(round.facts.board)) } },
            html! { "Frozen as number " (pack.facts.freeze) },
            html! { (pack.standing()) },
        ]
    };
    Table { id: "packs", caption: "Packs, the newest first", columns: &COLUMNS }.of(packs.iter().map(row))
}

fn make(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let state = visit.house.plans.state(visit.plan())?;
    let asked = ready(&state).find(|(round, _)| round.facts.name == visit.form.get("round"));
    let Some((round, freeze)) = asked else {
        return page(visit, &vec![("make", "Freeze the round first: a pack is made of frozen figures".to_owned())]);
    };
    let facts = PackFacts {
        round: round.facts.name.clone(),
        freeze,
        sections: SECTIONS.to_vec(),
        narrative: String::new(),
        decisions: Vec::new(),
        public: String::new(),
    };
    match visit.house.plans.prepare_pack(visit.plan(), None, &facts, 0, &visit.seat()) {
        Ok(number) => Ok(Answer::saved(address(visit, number, ""))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &vec![("make", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
