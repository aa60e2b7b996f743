//! `/p/{plan}/inbox/{message}`: one message, what it may answer, and what becomes of it.

use super::{address, here, lines, sort, title};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::pages::{import, rounds};
use crate::parts::form::{self, Errors, Field};
use crate::parts::{link, who};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::ids::PersonId;
use onpace_core::ledger::state::State;
use onpace_core::rounds::round::Round;
use onpace_office::inbox::{self, AWAY, Kept, MESSAGE};
use onpace_office::names::Names;
use onpace_office::problem::Kind;
use onpace_office::uploads::Upload;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/inbox/{message}", Act::RunRounds, show),
    post("/p/{plan}/inbox/{message}/aside", Act::RunRounds, aside),
    post("/p/{plan}/inbox/{message}/workbook", Act::ChangePlan, workbook),
];

/// Files that may be a workbook that comes back.
const TABLES: [&str; 4] = [".xlsx", ".ods", ".csv", ".tsv"];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    page(visit, &here(visit)?, &Errors::new())
}

fn page(visit: &Visit<'_>, kept: &Kept, errors: &Errors) -> Result<Answer, Failure> {
    let (state, names) = (visit.state()?, visit.day_names()?);
    let people = visit.house.desk().people_at(visit.plan(), &kept.incoming.sender)?;
    let written: Vec<String> = people.iter().map(|id| names.label(id).written).collect();
    let answer = Answer::page(
        title(kept),
        html! {
            a.govuk-back-link href=(link::plan(visit.plan(), "inbox")) { "Back to the inbox" }
            (form::summary(errors))
            h1.govuk-heading-l { (title(kept)) }
            @if let Some(filed) = &kept.filed { p.govuk-body { strong { "Done. " } (filed.what) ". " (who::instant(filed.at)) ", by " (who::actor(visit, &filed.by)?) "." } }
            p.govuk-body {
                (sort(kept)) @if !kept.incoming.sender.is_empty() { " from " (kept.incoming.sender) }
                @if !written.is_empty() { ", in this plan " (written.join(", ")) }
                ". It came on " (who::instant(kept.incoming.came_at)) "."
            }
            div.govuk-inset-text { (lines(&kept.incoming.words)) }
            (files(visit, kept, errors))
            @if kept.incoming.kind == MESSAGE && !people.is_empty() {
                p.govuk-body { strong { "The sender\u{2019}s address can be forged." } " Check with them before you record it." }
            }
            @if kept.incoming.kind == MESSAGE { (answers(visit, kept, &people, &state, &names)) }
            @if kept.incoming.kind == AWAY { p.govuk-body { "A program wrote this. It is no update." } }
            @if kept.filed.is_none() { (put_aside(visit, kept, errors)) }
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}

/// What it may be an answer about: each leads to the form that records one, with its words.
fn answers(visit: &Visit<'_>, kept: &Kept, people: &[PersonId], state: &State, names: &Names) -> Markup {
    let Some(round) = state.rounds.last().filter(|round| !round.is_frozen) else {
        return html! { p.govuk-body { "No round is open, so it is no answer to one. You can update an action on its own page." } };
    };
    let all = inbox::may_answer(&kept.incoming.words, people, round, state);
    html! {
        h2.govuk-heading-m { "Record it as an answer" }
        @if all.is_empty() { p.govuk-body { "It names no action of the round, and nobody with this address is asked about one." } }
        @else {
            p.govuk-body { "Its words go into the form. You choose what they mean." }
            ul.govuk-list.govuk-list--bullet {
                @for (person, row) in &all {
                    li {
                        a.govuk-link href=(record(visit, round, person, row, kept.number)) { (names.label(person).written) ": " (rounds::row(state, row)) }
                        @if round.is_answered(row) { ", which has an answer" }
                    }
                }
            }
        }
        p.govuk-body { a.govuk-link href={ (rounds::address(visit, round)) "/record?message=" (kept.number) } { "Record it about another action" } }
    }
}

fn record(visit: &Visit<'_>, round: &Round, person: &str, row: &str, number: i64) -> String {
    let ask = link::part(&format!("{person}/{row}"));
    format!("{}/record?ask={ask}&message={number}", rounds::address(visit, round))
}

fn files(visit: &Visit<'_>, kept: &Kept, errors: &Errors) -> Markup {
    let names: Vec<&str> = kept.incoming.files.lines().collect();
    let wrong = errors.iter().find(|(field, _)| *field == "files").map(|(_, words)| words.as_str());
    html! {
        @if !names.is_empty() {
            h2.govuk-heading-m #files { "Files in it" }
            @if let Some(words) = wrong { p.govuk-error-message { span.govuk-visually-hidden { "Error: " } (words) } }
            @for (at, name) in names.iter().enumerate() {
                p.govuk-body { (name) }
                @if may_be_workbook(name) && visit.may(Act::ChangePlan) {
                    (form::form(visit, &format!("{}/workbook", address(visit, kept.number)), &html! {
                        input type="hidden" name="file" value=(at);
                        (form::second_button(&format!("Compare {name} with the plan")))
                    }))
                }
            }
            p.govuk-body { "Other files stay in the mail folder. Nothing is opened here but tables." }
        }
    }
}

fn may_be_workbook(name: &str) -> bool {
    TABLES.iter().any(|end| name.to_lowercase().ends_with(end))
}

fn put_aside(visit: &Visit<'_>, kept: &Kept, errors: &Errors) -> Markup {
    let hint = "For example: thanks only, or dealt with by phone.";
    let why = Field { name: "why", label: "Why", hint, value: visit.form.get("why"), width: 0 };
    html! {
        h2.govuk-heading-m { "Or put it aside" }
        (form::form(visit, &format!("{}/aside", address(visit, kept.number)), &html! {
            (form::input(&why, "text", "off", errors))
            (form::second_button("Put it aside"))
        }))
    }
}

fn aside(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let kept = here(visit)?;
    let done = visit.house.desk().file_incoming(&kept.incoming.plan, kept.number, visit.form.get("why"), &visit.seat());
    match done {
        Ok(()) => Ok(Answer::saved(link::plan(visit.plan(), "inbox"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &kept, &vec![("why", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}

/// A workbook that came back goes the way of every import: what it changes is shown, and nothing is recorded before.
fn workbook(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let kept = here(visit)?;
    let at = visit.form.get("file").parse().map_err(|_| Failure::NotFound)?;
    let folder = visit.house.settings.inbox.as_deref().ok_or(Failure::NotFound)?;
    let desk = visit.house.desk();
    let (name, bytes) = desk.incoming_file(folder, &kept, at)?;
    if !may_be_workbook(&name) {
        return Err(Failure::NotFound);
    }
    let upload = Upload {
        plan: kept.incoming.plan.clone(),
        name,
        senders: Some(desk.people_at(&kept.incoming.plan, &kept.incoming.sender)?),
        ..Upload::default()
    };
    match desk.keep_upload(upload, &bytes, &visit.seat()) {
        Ok(upload) => Ok(Answer::go(format!("{}/columns", import::base(&upload)))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            page(visit, &kept, &vec![("files", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}
