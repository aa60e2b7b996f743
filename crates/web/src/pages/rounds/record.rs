//! `/p/{plan}/rounds/{round}/record`: an answer that was told, by telephone or in a corridor, recorded for who
//! said it.

use super::{Here, here};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::pages::inbox;
use crate::parts::form::{self, Errors, Field};
use crate::parts::times;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::plan::decide::LONGEST_NOTE as LONGEST;
use onpace_core::plan::facts::DateFact;
use onpace_core::plan::held::Held;
use onpace_core::plan::shortened;
use onpace_core::rounds::command::RoundCommand;
use onpace_core::rounds::facts::{AnswerFacts, CHOICES, Choice};
use onpace_office::inbox::{Kept, own_words};
use onpace_office::problem::Kind;
use onpace_office::{editing, updates};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/rounds/{round}/record", Act::RunRounds, show),
    post("/p/{plan}/rounds/{round}/record", Act::RunRounds, save),
];

const DAY: &str = "For example, 13 April 2022.";

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(page(visit, &here(visit)?, message(visit)?.as_ref(), &Errors::new()))
}

fn page(visit: &Visit<'_>, here: &Here, message: Option<&Kept>, errors: &Errors) -> Answer {
    let answer = Answer::page(
        here.titled("Record an answer"),
        html! {
            (here.back(visit))
            (form::summary(errors))
            h1.govuk-heading-l { "Record an answer" }
            p.govuk-body { "Write down what you were told. It is recorded as the answer of who said it, and that you recorded it. It waits to be looked at, as every answer does." }
            @if here.round.is_frozen { p.govuk-body { "The figures of this round are frozen. The answer is kept, and is not in them." } }
            (other(visit, here))
            @if let Some(kept) = message {
                p.govuk-body { "From the email " a.govuk-link href=(inbox::address(visit, kept.number)) { (kept.incoming.subject) span.govuk-visually-hidden { " message " (kept.number) } } ". Keep the words that are about this action." }
            }
            (form::form(visit, &here.address(visit, "record"), &fields(visit, here, message, errors)))
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

/// What somebody else has said of the same action, where that is why it was not saved.
fn other(visit: &Visit<'_>, here: &Here) -> Markup {
    let theirs = chosen(visit).and_then(|(person, row)| here.round.answer(row).filter(|one| one.person != person));
    html! {
        @if let Some(said) = theirs {
            div.govuk-inset-text {
                (here.written(&said.person)) " has answered about " (here.row(&said.row)) ": " (said.facts.choice.title())
                @if let Some(text) = said.facts.happened.as_ref().or(said.facts.reason.as_ref()) { ": " (text) }
                ". What you record stands in its place; both are kept."
            }
        }
    }
}

/// The message that the answer comes from, where it comes from one of this plan's.
fn message(visit: &Visit<'_>) -> Result<Option<Kept>, Failure> {
    let Some(typed) = visit.form.said("message").or_else(|| visit.query.said("message")) else { return Ok(None) };
    let number = typed.parse().map_err(|_| Failure::NotFound)?;
    let plan = visit.house.desk().plan_named(visit.plan())?.name;
    Ok(Some(visit.house.desk().incoming(&plan, number)?))
}

/// Who and which action, as the form names them.
fn chosen<'v>(visit: &'v Visit<'_>) -> Option<(&'v str, &'v str)> {
    visit.form.said("ask").or_else(|| visit.query.said("ask"))?.split_once('/')
}

fn fields(visit: &Visit<'_>, here: &Here, message: Option<&Kept>, errors: &Errors) -> Markup {
    let words = message.map(|kept| shortened(own_words(&kept.incoming.words), LONGEST)).unwrap_or_default();
    // What was typed stands, be it nothing; before that, what the email says.
    let typed = |name: &'static str| {
        if name == "happened" && visit.form.0.is_empty() { words.as_str() } else { visit.form.get(name) }
    };
    let ask = visit.form.said("ask").or_else(|| visit.query.said("ask")).unwrap_or_default();
    let mut asks: Vec<(String, String)> = here
        .round
        .facts
        .asks
        .iter()
        .map(|ask| {
            let words = format!("{}: {}", here.written(&ask.person), here.row(&ask.row));
            (format!("{}/{}", ask.person, ask.row), words)
        })
        .collect();
    asks.sort_by(|one, other| one.1.cmp(&other.1));
    asks.insert(0, (String::new(), "Choose who, and which action".to_owned()));
    let choices: Vec<(&str, &str)> = CHOICES.iter().map(|choice| (choice.word(), choice.title())).collect();
    let area =
        |name, label, hint| form::textarea(&Field { name, label, hint, value: typed(name), width: 0 }, 3, errors);
    let line = |name, label, hint, width| {
        form::input(&Field { name, label, hint, value: typed(name), width }, "text", "off", errors)
    };
    html! {
        input type="hidden" name="seen" value=(here.state.seq);
        @if let Some(kept) = message { input type="hidden" name="message" value=(kept.number); }
        (form::select(&Field { name: "ask", label: "Who told you, and about which action?", hint: "", value: ask, width: 0 }, &asks, errors))
        (form::radios(&Field { name: "choice", label: "What did they say?", hint: "", value: typed("choice"), width: 0 }, &choices, errors))
        (area("happened", "What happened", "Do not name children or families."))
        (area("next", "What comes next", ""))
        (line("meeting", "When do those who do it meet next?", DAY, 20))
        (area("evidence", "What shows it, and where it is kept", ""))
        (area("why", "If it cannot be done as planned: why?", ""))
        (line("finish", "If it cannot be done as planned: which finish do they ask for?", DAY, 20))
        (line("percent", "Percent complete", "From 0 to 100. You can leave it empty.", 5))
        div.govuk-button-group { (form::button("Record the answer")) a.govuk-link href=(here.address(visit, "")) { "Cancel" } }
    }
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let (here, message) = (here(visit)?, message(visit)?);
    let mut errors = Errors::new();
    let ask = chosen(visit).filter(|(person, row)| here.round.asked(person).any(|ask| ask.row == *row));
    if ask.is_none() {
        errors.push(("ask", "Choose who told you, and about which action".to_owned()));
    }
    let answer = answer(visit, &mut errors);
    let (Some((person, row)), Some(answer), true) = (ask, answer, errors.is_empty()) else {
        return Ok(page(visit, &here, message.as_ref(), &errors));
    };
    let command = RoundCommand::Answer {
        round: here.round.facts.name.clone(),
        row: row.into(),
        person: person.into(),
        answer: Box::new(answer),
        // A form that does not say has seen nothing, and is shown what there is.
        seen: visit.form.get("seen").parse().unwrap_or(0),
    };
    let seat = match &message {
        Some(_) => visit.seat().told_by_mail(),
        None => visit.seat(),
    };
    match visit.house.desk().answer(visit.plan(), &command, &seat) {
        Ok(_) => recorded(visit, &here, message.as_ref(), row),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            // Somebody else may have answered since this page began.
            let field = problem.field().filter(|field| *field == "finish").unwrap_or("ask");
            Ok(page(visit, &self::here(visit)?, message.as_ref(), &vec![(field, sentence(&words::of(&problem)))]))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Back to the round; or to the message that it came from, which may speak of other actions too.
fn recorded(visit: &Visit<'_>, here: &Here, message: Option<&Kept>, row: &str) -> Result<Answer, Failure> {
    let Some(kept) = message else { return Ok(Answer::saved(here.address(visit, ""))) };
    let name = here.state.row(row).map_or_else(|| row.to_owned(), Held::name);
    let what = format!("Recorded as an answer about {name}");
    visit.house.desk().file_incoming(&kept.incoming.plan, kept.number, &what, &visit.seat())?;
    Ok(Answer::saved(inbox::address(visit, kept.number)))
}

/// What was typed as an answer; nothing without a choice.
fn answer(visit: &Visit<'_>, errors: &mut Errors) -> Option<AnswerFacts> {
    let said = |name: &str| visit.form.said(name).map(str::to_owned);
    let choice = Choice::of_word(visit.form.get("choice"));
    if choice.is_none() {
        errors.push(("choice", "Choose what they said".to_owned()));
    }
    if choice == Some(Choice::Progress) && said("happened").is_none() {
        errors.push(("happened", "Enter what happened".to_owned()));
    }
    let meeting = date(visit, "meeting", errors);
    if choice == Some(Choice::NotAsPlanned) && said("why").is_none() {
        errors.push(("why", "Enter why it cannot be done as planned".to_owned()));
    }
    let finish = date(visit, "finish", errors);
    let percent = match visit.form.said("percent").map(updates::percent) {
        Some(Ok(percent)) => Some(percent),
        Some(Err(_)) => {
            errors.push(("percent", "Enter a percentage from 0 to 100, such as 45 or 12.5".to_owned()));
            None
        }
        None => None,
    };
    let is_other = choice == Some(Choice::NotAsPlanned);
    Some(AnswerFacts {
        happened: said("happened"),
        next: said("next"),
        meeting,
        percent,
        evidence: said("evidence"),
        finish: finish.filter(|_| is_other),
        reason: said("why").filter(|_| is_other),
        ..AnswerFacts::of(choice?)
    })
}

fn date(visit: &Visit<'_>, name: &'static str, errors: &mut Errors) -> Option<DateFact> {
    let typed = visit.form.said(name)?;
    let read = times::day_typed(typed).map(editing::exactly);
    if read.is_none() {
        errors.push((name, "Enter a real date, like 13 April 2022".to_owned()));
    }
    read
}
