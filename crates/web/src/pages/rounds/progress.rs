//! `/p/{plan}/rounds/{round}`: how far a round has come, who has not answered, and writing to one of them.

use super::list::words;
use super::{Here, Sees, count, here, next_pack, tasks, title};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors};
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ids::RowKey;
use onpace_core::rounds::round::HeldAnswer as Said;
use onpace_core::rounds::statistics;
use onpace_office::Problem;
use onpace_office::chasing::{Silent, delivery};
use onpace_office::post::LetterState;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/rounds/{round}", Act::SeeUpdates, show),
    post("/p/{plan}/rounds/{round}/remind", Act::RunRounds, remind),
    post("/p/{plan}/rounds/{round}/new-link", Act::RunRounds, new_link),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &Errors::new())
}

fn page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let here = here(visit)?;
    let sees = Sees::of(visit)?;
    let silent = visit.house.desk().silent(visit.plan(), &here.round, visit.today())?;
    let answer = Answer::page(
        title(&here.round),
        html! {
            a.govuk-back-link href=(link::plan(visit.plan(), "rounds")) { "Back to rounds" }
            (form::summary(errors))
            h1.govuk-heading-l { (title(&here.round)) }
            p.govuk-body { (words(&here.round, visit.today())) "." }
            (next_pack(visit, &here.state, &here.round))
            (figures(&here, &sees))
            @if visit.may(Act::RunRounds) { (acts(visit, &here)) }
            @if visit.may(Act::RunRounds) { (tasks::list(visit, &here, &silent)?) }
            @if visit.may(Act::SeeContacts) { (chase(visit, &here, &silent)) }
            (answers(visit, &here, &sees))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

fn figures(here: &Here, sees: &Sees) -> Markup {
    let found = statistics::of(&here.round, &here.state);
    let of = |rows: &[RowKey]| rows.iter().filter(|key| sees.row(&here.state, &here.round, key)).count().to_string();
    let mut rows = vec![
        ("Actions asked about", of(&found.asked)),
        ("Answered", of(&found.answered)),
        ("Without an answer", of(&found.silent)),
        ("Answered after the figures were frozen", of(&found.late)),
    ];
    if sees.all() {
        rows.push(("People who have answered everything", format!("{} of {}", found.people_done, found.people)));
        rows.push(("Answers to look at", found.waiting.len().to_string()));
    }
    html! {
        dl.govuk-summary-list {
            @for (what, value) in rows {
                div.govuk-summary-list__row { dt.govuk-summary-list__key { (what) } dd.govuk-summary-list__value { (value) } }
            }
        }
        @if !sees.all() { p.govuk-body { "The figures count your own actions only." } }
    }
}

fn acts(visit: &Visit<'_>, here: &Here) -> Markup {
    let freeze = if here.round.is_frozen { "Open the figures again" } else { "Freeze the figures" };
    let all = [
        ("moderate", "Look at answers"),
        ("record", "Record an answer that you were told"),
        ("workbook", "Take in a workbook that came back"),
        ("hand-over", "Ask somebody else instead"),
        ("phone", "Phone list"),
        ("freeze", freeze),
    ];
    html! { ul.onpace-acts { @for (page, words) in all { li { a.govuk-link href=(here.address(visit, page)) { (words) } } } } }
}

fn chase(visit: &Visit<'_>, here: &Here, silent: &[Silent]) -> Markup {
    let runs = visit.may(Act::RunRounds) && !here.round.is_frozen;
    let is_begun = !here.round.answers.is_empty();
    // What was asked of somebody who has left may wait still.
    let is_open = here.round.rows().iter().any(|key| here.state.stands(key) && !here.round.is_answered(key));
    let first = here.round.facts.reminders.iter().find(|date| **date >= visit.today());
    html! {
        h2.govuk-heading-m { "Who has not answered" }
        @if silent.is_empty() && is_open { p.govuk-body { "Everybody who is there has answered. Some actions have nobody to answer." } }
        @else if silent.is_empty() { p.govuk-body { "Everybody has answered." } }
        @else {
            @if !is_begun && !is_out(visit, here) {
                p.govuk-body { "The letters go out on " (day::in_full(here.round.facts.opens)) "." }
            } @else if !is_begun {
                p.govuk-body { "No one has answered yet." @if let Some(first) = first { " The next reminder goes out on " (day::in_full(*first)) "." } }
            }
            @if runs { p.govuk-body { "A new link stops those that were sent before: use it where a letter was lost, or reached somebody else." } }
            (chase_table(visit, here, silent, runs))
        }
    }
}

fn chase_table(visit: &Visit<'_>, here: &Here, silent: &[Silent], runs: bool) -> Markup {
    const COLUMNS: [Column; 4] = [
        ("Person", Setting::Word),
        ("Actions", Setting::Title),
        ("Last letter", Setting::Text),
        ("What you can do", Setting::Text),
    ];
    let caption = format!("{} with actions that have no answer", count(silent.len(), "person", "people"));
    let columns = &COLUMNS[..if runs { 4 } else { 3 }];
    Table { id: "chase", caption: &caption, columns }.of(silent.iter().map(|one| chased(visit, here, one)))
}

fn chased(visit: &Visit<'_>, here: &Here, one: &Silent) -> Vec<Markup> {
    let written = here.written(&one.person);
    let letter = html! {
        @match (&one.email, &one.letter) {
            (None, _) => "No email address: phone them",
            (Some(_), None) => "None yet",
            (Some(_), Some(letter)) if letter.state == LetterState::Waiting && !is_out(visit, here) => "Goes out on the day the round opens",
            (Some(_), Some(letter)) => (delivery(letter)),
        }
    };
    let acts = html! {
        @if one.email.is_some() {
            (press(visit, here, "remind", "Send a reminder now", &one.person, &written))
            (press(visit, here, "new-link", "Send a new link", &one.person, &written))
        } @else {
            a.govuk-link href={ (link::plan(visit.plan(), "people")) "/" (link::part(&one.person)) } { "Give an address" span.govuk-visually-hidden { " for " (written) } }
        }
    };
    let rows = html! { ul.govuk-list { @for key in &one.rows { li { (here.row(key)) } } } };
    vec![html! { (written) }, rows, letter, acts]
}

/// Whether the letters that ask have gone out.
fn is_out(visit: &Visit<'_>, here: &Here) -> bool {
    here.round.facts.opens <= visit.today()
}

/// A button about one person.
fn press(visit: &Visit<'_>, here: &Here, page: &str, words: &str, person: &str, written: &str) -> Markup {
    let fields = html! {
        input type="hidden" name="person" value=(person);
        button.govuk-button.govuk-button--secondary type="submit" data-module="govuk-button" { (words) span.govuk-visually-hidden { ": " (written) } }
    };
    form::form(visit, &here.address(visit, page), &fields)
}

fn answers(visit: &Visit<'_>, here: &Here, sees: &Sees) -> Markup {
    const COLUMNS: [Column; 4] = [
        ("Action", Setting::Word),
        ("Who", Setting::Text),
        ("Answer", Setting::Title),
        ("What became of it", Setting::Text),
    ];
    let all: Vec<&Said> = here.round.standing().filter(|said| sees.row(&here.state, &here.round, &said.row)).collect();
    let row = |said: &&Said| {
        let text = said.facts.happened.as_ref().or(said.facts.reason.as_ref());
        vec![
            html! { (here.row(&said.row)) },
            html! { (here.written(&said.person)) },
            html! { (said.facts.choice.title()) @if let Some(text) = text { ": " (text) } },
            html! { (became(visit, said)) },
        ]
    };
    let table = Table { id: "answers", caption: "The last answer about each action", columns: &COLUMNS };
    html! {
        h2.govuk-heading-m { "Answers" }
        @if all.is_empty() { p.govuk-body { "There is no answer yet." } }
        @else { (table.of(all.iter().map(row))) }
    }
}

fn became(visit: &Visit<'_>, said: &Said) -> String {
    match &said.moderated {
        None if said.late => "Kept: it came after the figures were frozen".to_owned(),
        None if visit.may(Act::Moderate) => "Waits for you".to_owned(),
        None => "Waits to be looked at".to_owned(),
        Some(made) if made.taken => "Taken into the plan".to_owned(),
        Some(made) => made.reason.as_ref().map_or_else(|| "Sent back".to_owned(), |why| format!("Sent back: {why}")),
    }
}

fn remind(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let one = silent(visit)?;
    sent(visit, visit.house.desk().remind_one(visit.plan(), visit.part("round"), &one.person, &visit.seat()))
}

fn new_link(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let one = silent(visit)?;
    sent(visit, visit.house.desk().new_link(visit.plan(), visit.part("round"), &one.person, &visit.seat()))
}

/// Who the form is about: somebody who has not answered everything, in a round that is not frozen.
fn silent(visit: &Visit<'_>) -> Result<Silent, Failure> {
    let here = here(visit)?;
    if here.round.is_frozen {
        let what = "the figures of this round are frozen, so nobody is written to; open them again first";
        return Err(Problem::new(Kind::NotAccepted, what).into());
    }
    let all = visit.house.desk().silent(visit.plan(), &here.round, visit.today())?;
    let one = all.into_iter().find(|one| one.person == visit.form.get("person"));
    let gone = "they have answered everything by now, or were not asked; go back and load the page again";
    one.ok_or_else(|| Problem::new(Kind::NotAccepted, gone).into())
}

fn sent(visit: &Visit<'_>, done: Result<(), Problem>) -> Result<Answer, Failure> {
    match done {
        Ok(()) => Ok(Answer::saved(here(visit)?.address(visit, ""))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &vec![("chase-caption", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
