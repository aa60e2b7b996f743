//! `/my/updates`: all updates of one person on one page. What is chosen is saved, the rest stays open; who
//! comes back by the link changes anything until the figures are frozen.

use super::fields::{self, Wrong};
use super::figures;
use super::{answering, count, named};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::plan::held::Held;
use onpace_core::rounds::command::RoundCommand;
use onpace_office::answering::Answering;
use onpace_office::asking::OpenAsk;
use onpace_office::problem::{Kind, Problem};

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/my/updates", Act::Anything, show), post("/my/updates", Act::Anything, save)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match answering(visit)? {
        Ok(found) => page(visit, &found, &Wrong::new()),
        Err(answer) => Ok(answer),
    }
}

/// Where the words stand that have no action any more.
const STRAY: &str = "no-longer-asked";

/// Saves what was chosen, each row by itself: one that cannot be taken keeps no other from being saved.
fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let found = match answering(visit)? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let only = visit.form.said("only");
    let mut wrong = Wrong::new();
    let mut saved = 0;
    let asks = named(&found);
    for (at, ask, held) in asks.iter().filter(|(at, ..)| only.is_none_or(|only| only == at)) {
        // A row that nobody touched is not asked about again; that its own button was pressed is a wish to save it.
        if !fields::is_touched(visit, at) && only.is_none() {
            continue;
        }
        match fields::read(visit, at, &held.name()) {
            Ok(answer) => match give(visit, at, ask, answer) {
                Ok(()) => saved += 1,
                Err(problem) if matches!(problem.kind, Kind::NotAccepted | Kind::Conflict) => {
                    let field = problem.field().filter(|field| *field == "finish").unwrap_or("choice");
                    wrong.push((format!("{field}-{at}"), conflict(held, &problem)));
                }
                Err(problem) => return Err(problem.into()),
            },
            Err(more) => wrong.extend(more),
        }
    }
    if only.is_none() {
        saved += figures::give(visit, &found.figures, &mut wrong)?;
    }
    let known: Vec<&str> = asks.iter().map(|(at, ..)| at.as_str()).collect();
    // A row that is saved by its own button leaves the others for later.
    if only.is_none_or(|only| !known.contains(&only)) && !fields::strays(visit, &known).is_empty() {
        wrong.push((STRAY.to_owned(), "You are no longer asked about an action that you answered".to_owned()));
    }
    if saved == 0 && wrong.is_empty() && asks.is_empty() {
        wrong.push(("figures".to_owned(), "Enter at least one figure".to_owned()));
    } else if saved == 0 && wrong.is_empty() {
        let first = known.first().copied().unwrap_or_default();
        wrong.push((format!("choice-{first}"), "Choose how at least one action stands".to_owned()));
    }
    // What was saved is read anew, so that the page says so.
    let Ok(found) = answering(visit)? else { return Ok(Answer::go("/my/updates")) };
    if !wrong.is_empty() {
        return page(visit, &found, &wrong);
    }
    if found.asks.iter().all(OpenAsk::is_answered) && found.figures.is_empty() {
        visit.house.desk().receipt(&found.email, visit.now)?;
        return Ok(Answer::go("/my/updates/done"));
    }
    Ok(Answer::saved("/my/updates"))
}

fn give(
    visit: &Visit<'_>,
    at: &str,
    ask: &OpenAsk,
    answer: onpace_core::rounds::facts::AnswerFacts,
) -> Result<(), Problem> {
    // What was saved as it was given comes again with the whole page; it is no second answer.
    let last = ask.held().and_then(|round| round.answer_of(&ask.person, &ask.row));
    if last.is_some_and(|last| last.facts == answer && last.moderated.is_none()) {
        return Ok(());
    }
    let command = RoundCommand::Answer {
        round: ask.round.clone(),
        row: ask.row.clone(),
        person: ask.person.clone(),
        answer: Box::new(answer),
        seen: fields::seen(visit, at),
    };
    visit.house.desk().answer(&ask.plan, &command, &visit.seat_of(ask)).map(|_| ())
}

/// Why an answer was not taken, in words for who gave it.
fn conflict(held: &Held, problem: &Problem) -> String {
    if problem.field() == Some("seen") {
        return format!(
            "Somebody else has answered about {} meanwhile. Read it above; if yours adds to it, save again",
            held.name()
        );
    }
    format!("{} was not saved: {}", held.name(), words::of(problem))
}

fn page(visit: &Visit<'_>, found: &Answering, wrong: &Wrong) -> Result<Answer, Failure> {
    let asks = named(found);
    let open = asks.iter().filter(|(_, ask, _)| !ask.is_answered()).count();
    let mut body = Vec::new();
    for (at, ask, held) in &asks {
        let joint = visit.house.desk().joint_names(ask, visit.today())?;
        body.push(fields::fieldset(visit, at, ask, held, &joint, wrong));
    }
    let title = if asks.is_empty() && found.figures.is_empty() {
        "You have nothing to update this month".to_owned()
    } else if asks.is_empty() {
        "Your figures".to_owned()
    } else {
        format!("Your {}", count(asks.len()))
    };
    let fields = html! {
        @for one in &body { (one) hr."govuk-section-break govuk-section-break--m govuk-section-break--visible"; }
        @if !found.figures.is_empty() {
            h2.govuk-heading-l #figures { "Figures to enter" }
            p.govuk-body { "Leave a figure empty where you do not have it yet." }
            @for ask in &found.figures { (figures::fieldset(visit, ask, wrong)) hr."govuk-section-break govuk-section-break--m govuk-section-break--visible"; }
        }
        (form::button("Save my updates"))
    };
    let answer = Answer::page(
        title.clone(),
        html! {
            (form::summary(wrong))
            h1.govuk-heading-l { (title) }
            (strays(visit, &asks))
            @if asks.is_empty() && found.figures.is_empty() { p.govuk-body { "Thank you. There is nothing more to do." } } @else {
                @if !asks.is_empty() { (stands(&asks, open)) }
                div.onpace-updates data-autosave { (form::form(visit, "/my/updates", &fields)) }
            }
        },
    );
    Ok(if wrong.is_empty() { answer } else { answer.with_status(422) })
}

/// The words about actions that are not asked about any more, so that nothing typed is lost.
fn strays(visit: &Visit<'_>, asks: &[(String, &OpenAsk, &Held)]) -> Markup {
    let known: Vec<&str> = asks.iter().map(|(at, ..)| at.as_str()).collect();
    let all = fields::strays(visit, &known);
    html! {
        @if !all.is_empty() {
            div.govuk-inset-text id=(STRAY) {
                p.govuk-body { "Somebody else is asked about an action meanwhile, or it was taken out of the plan. What you said of it was not saved. You can copy it from here." }
                ul.govuk-list { @for words in &all { li { (words) } } }
            }
        }
    }
}

/// How many are answered, until when, and whether the figures are frozen already.
fn stands(asks: &[(String, &OpenAsk, &Held)], open: usize) -> Markup {
    let own = asks.iter().filter(|(_, ask, _)| ask.is_answered() && ask.own_answer().is_some()).count();
    let others = asks.len() - open - own;
    let due = asks.iter().filter_map(|(_, ask, _)| ask.held().map(|round| round.facts.due)).min();
    let is_frozen = asks.iter().any(|(_, ask, _)| ask.held().is_some_and(|round| round.is_frozen));
    html! {
        p.govuk-body role="status" {
            @if open == 0 && own == asks.len() { "You have answered everything. You can change it until the figures are frozen." }
            @else if open == 0 { "Everything is answered. You can change it until the figures are frozen." }
            @else {
                "You have answered " (own) " of " (asks.len()) ". "
                @if others > 0 { "A colleague has answered " (others) ". " }
                (open) " left."
            }
            @if let Some(due) = due { " Please answer by " strong { (day::in_full(due)) } "." }
        }
        @if is_frozen {
            div.govuk-inset-text { "The figures of this round are frozen. What you say now is kept for the next one, and marked as late." }
        }
        p.govuk-body { "Choose one line for each action, then select Save. You can save some now and come back to the others using the same link." }
    }
}
