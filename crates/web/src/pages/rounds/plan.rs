//! `/p/{plan}/rounds/new`: from the date of a board to a round: its days, who is asked about what and why,
//! and the button that opens exactly that.

use super::{address, count, row};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::{link, times};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ledger::state::State;
use onpace_core::rounds::presence::{Because, To};
use onpace_core::rounds::round::Round;
use onpace_office::names::Names;
use onpace_office::problem::Kind;
use onpace_office::rounds::Preview;

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/p/{plan}/rounds/new", Act::RunRounds, show), post("/p/{plan}/rounds/new", Act::RunRounds, open)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let state = visit.state()?;
    if let Some(open) = unfrozen(&state) {
        return Ok(Answer::page("Plan a round", still_open(visit, open)));
    }
    if !visit.query.has("board") {
        return Ok(ask(visit, "", &Errors::new()));
    }
    let typed = visit.query.get("board");
    match previewed(visit, typed) {
        Ok(preview) => page(visit, &preview, &Errors::new()),
        Err(answer) => answer,
    }
}

fn open(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let preview = match previewed(visit, visit.form.get("board")) {
        Ok(preview) => preview,
        Err(answer) => return answer,
    };
    if visit.form.get("seen") != preview.mark() {
        let what =
            "The plan or its people have changed. Nothing was opened yet. Look again at what you are about to open";
        return page(visit, &preview, &vec![("open", what.to_owned())]);
    }
    match visit.house.desk().open_round(visit.plan(), &preview, &visit.seat()) {
        Ok(_) => Ok(Answer::saved(format!("{}/{}", link::plan(visit.plan(), "rounds"), link::part(&preview.name)))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &preview, &vec![("open", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The round for a board as it was typed, or the answer that says what is wrong with it.
fn previewed(visit: &Visit<'_>, typed: &str) -> Result<Preview, Result<Answer, Failure>> {
    let wrong = |words: String| Err(Ok(ask(visit, typed, &vec![("board", words)])));
    let Some(board) = times::day_typed(typed) else {
        let words =
            if typed.is_empty() { "Enter the date of the board" } else { "Enter a real date, like 23 June 2022" };
        return wrong(words.to_owned());
    };
    match visit.house.desk().preview_round(visit.plan(), board, visit.today()) {
        Ok(preview) => Ok(preview),
        Err(problem) if problem.kind == Kind::NotAccepted => wrong(words::of(&problem)),
        Err(problem) => Err(Err(problem.into())),
    }
}

fn unfrozen(state: &State) -> Option<&Round> {
    state.rounds.iter().map(|round| &**round).find(|round| !round.is_frozen)
}

fn back(visit: &Visit<'_>) -> Markup {
    html! { a.govuk-back-link href=(link::plan(visit.plan(), "rounds")) { "Back to rounds" } }
}

fn still_open(visit: &Visit<'_>, open: &Round) -> Markup {
    html! {
        (back(visit))
        h1.govuk-heading-l { "Plan a round" }
        p.govuk-body { "The round for the board of " a.govuk-link href=(address(visit, open)) { (day::in_full(open.facts.board)) } " is still open. There is one round at a time: freeze the figures of that one first." }
    }
}

fn ask(visit: &Visit<'_>, typed: &str, errors: &Errors) -> Answer {
    let hint = "For example, 23 June 2022 or 23/6/2022. The days of the round are counted back from it.";
    let board = Field { name: "board", label: "When does the board meet?", hint, value: typed, width: 20 };
    let answer = Answer::page(
        "Plan a round",
        html! {
            (back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { "Plan a round" }
            form method="get" action=(link::plan(visit.plan(), "rounds/new")) {
                (form::input(&board, "text", "off", errors))
                (form::button("Continue"))
            }
            p.govuk-body { "Nobody gets a letter before you have seen who is asked, and have opened the round." }
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn page(visit: &Visit<'_>, preview: &Preview, errors: &Errors) -> Result<Answer, Failure> {
    let (state, names) = (visit.state()?, visit.day_names()?);
    let dates = &preview.dates;
    let board = day::in_words(dates.board);
    let fields = html! {
        input type="hidden" name="board" value=(board);
        input type="hidden" name="seen" value=(preview.mark());
        div.govuk-button-group #open { (form::button("Open the round")) a.govuk-link href=(link::plan(visit.plan(), "rounds")) { "Cancel" } }
    };
    let answer = Answer::page(
        "Check the round",
        html! {
            a.govuk-back-link href=(link::plan(visit.plan(), "rounds/new")) { "Choose another board" }
            (form::summary(errors))
            h1.govuk-heading-l { "Check the round" }
            (days(preview))
            (people(visit, preview, &state, &names))
            (passed(visit, preview, &state, &names))
            @if !preview.scope.unowned.is_empty() {
                h2.govuk-heading-m { "Nobody to ask" }
                p.govuk-body { "These actions name nobody, so nobody is asked about them. Name a lead to have them asked about." }
                ul.govuk-list.govuk-list--bullet { @for (key, why) in &preview.scope.unowned { li { (row(&state, key)) ": " (why.words()) } } }
            }
            @if preview.scope.asks.is_empty() { p.govuk-body { "Nobody is to be asked: no action that is under way, due to start, or late names anybody." } }
            @else { (form::form(visit, &link::plan(visit.plan(), "rounds/new"), &fields)) }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn days(preview: &Preview) -> Markup {
    let dates = &preview.dates;
    let reminders: Vec<String> = dates.reminders.iter().map(|date| day::in_full(*date)).collect();
    let one = |date| vec![day::in_full(date)];
    let rows = [
        ("Letters go out", one(dates.opens)),
        ("Reminders", reminders),
        ("Answers are due", one(dates.due)),
        ("Figures are frozen", one(dates.freezes)),
        ("Report is made", one(dates.pack)),
        ("Report is published", one(dates.published)),
        ("Board meets", one(dates.board)),
    ];
    html! {
        h2.govuk-heading-m { "Days" }
        dl.govuk-summary-list {
            @for (what, days) in rows {
                div.govuk-summary-list__row {
                    dt.govuk-summary-list__key { (what) }
                    dd.govuk-summary-list__value { @for day in days { div { (day) } } }
                }
            }
        }
        @if !dates.moved.is_empty() { ul.govuk-list.govuk-list--bullet { @for line in &dates.moved { li { (line) } } } }
    }
}

/// Rows of people who have left or are away, and who is asked instead.
fn passed(visit: &Visit<'_>, preview: &Preview, state: &State, names: &Names) -> Markup {
    let name = |person: &str| names.label(person).written;
    html! {
        @if !preview.passed.is_empty() {
            h2.govuk-heading-m { "Asked in the place of others" }
            ul.govuk-list.govuk-list--bullet {
                @for one in &preview.passed {
                    li {
                        (row(state, &one.row)) ": "
                        @match one.because {
                            Because::Left => { (name(&one.from)) " has left. " }
                            Because::Away => { (name(&one.from)) " is away until the answers are due. " }
                        }
                        @match &one.to {
                            To::Person(to) => { (name(to)) " is asked instead." }
                            To::Others => "Others are asked about it.",
                            To::Nobody => { "Nobody is asked. " a.govuk-link href={ (link::plan(visit.plan(), "people")) "/" (link::part(&one.from)) } { "Choose a deputy for " (name(&one.from)) } "." }
                        }
                    }
                }
            }
        }
    }
}

fn people(visit: &Visit<'_>, preview: &Preview, state: &State, names: &Names) -> Markup {
    html! {
        @if !preview.scope.asks.is_empty() {
            h2.govuk-heading-m { "Who is asked" }
            p.govuk-body { (count(preview.addresses.len(), "person is asked", "people are asked")) ", by " (count(preview.letters(), "letter", "letters")) "." }
            @for (person, email) in &preview.addresses {
                @let asks: Vec<_> = preview.scope.asks.iter().filter(|ask| ask.person == *person).collect();
                h3.govuk-heading-s { (names.label(person).written) ": " (count(asks.len(), "action", "actions")) }
                @if email.is_none() {
                    p.govuk-body { "No email address: phone them, or " a.govuk-link href={ (link::plan(visit.plan(), "people")) "/" (link::part(person)) } { "give an address for " (names.label(person).written) } "." }
                }
                ul.govuk-list.govuk-list--bullet { @for ask in asks { li { (row(state, &ask.row)) ": " (ask.why.words()) } } }
            }
        }
    }
}
