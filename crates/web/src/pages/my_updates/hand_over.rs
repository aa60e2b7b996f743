//! `/my/updates/{ask}/hand-over`: somebody else should answer about an action.

use super::{answering, named};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::html;
use onpace_core::access::Act;
use onpace_core::rounds::command::RoundCommand;
use onpace_office::answering::Answering;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/my/updates/{ask}/hand-over", Act::Anything, show),
    post("/my/updates/{ask}/hand-over", Act::Anything, hand),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match answering(visit)? {
        Ok(found) => page(visit, &found, &Errors::new()),
        Err(answer) => Ok(answer),
    }
}

fn hand(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let found = match answering(visit)? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let all = named(&found);
    let (_, ask, _) = all.iter().find(|(name, ..)| name == visit.part("ask")).ok_or(Failure::NotFound)?;
    let to = visit.form.get("to");
    let known = visit.house.desk().people(Some(&ask.plan))?;
    if !known.iter().any(|person| person.id == to) {
        return page(visit, &found, &vec![("to", "Choose who should answer".to_owned())]);
    }
    let command = RoundCommand::HandOver {
        round: ask.round.clone(),
        row: ask.row.clone(),
        from: ask.person.clone(),
        to: to.into(),
    };
    match visit.house.desk().hand_over(&ask.plan, &command, to, &visit.seat_of(ask)) {
        Ok(_) => Ok(Answer::saved("/my/updates")),
        Err(problem) if problem.kind == Kind::NotAccepted => page(visit, &found, &vec![("to", words::of(&problem))]),
        Err(problem) => Err(problem.into()),
    }
}

fn page(visit: &Visit<'_>, found: &Answering, errors: &Errors) -> Result<Answer, Failure> {
    let all = named(found);
    let (name, ask, held) = all.iter().find(|(name, ..)| name == visit.part("ask")).ok_or(Failure::NotFound)?;
    let mut choices = vec![(String::new(), "Choose".to_owned())];
    for person in visit.house.desk().people(Some(&ask.plan))? {
        if person.id != ask.person && person.details.same_as.is_none() {
            // Initials and posts, as the plan has them; addresses are nobody's business here.
            let post = person.details.post.map_or_else(String::new, |post| format!(", {post}"));
            choices.push((person.id.into(), format!("{}{post}", person.written)));
        }
    }
    let hint = "As the plan calls them. Is it somebody else? Reply to the email and say who.";
    let to = Field { name: "to", label: "Who should answer", hint, value: visit.form.get("to"), width: 0 };
    let fields = html! { (form::select(&to, &choices, errors)) (form::button("Hand it over")) };
    let title = format!("Who should answer about {}", held.name());
    let answer = Answer::page(
        title.clone(),
        html! {
            a.govuk-back-link href="/my/updates" { "Back to your updates" }
            (form::summary(errors))
            h1.govuk-heading-l { (title) }
            p.govuk-body { (held.facts.title) }
            p.govuk-body { "They get an email with a link of their own, and you are no longer asked about it." }
            (form::form(visit, &format!("/my/updates/{name}/hand-over"), &fields))
        },
    );
    Ok(if errors.is_empty() { answer } else { answer.with_status(422) })
}
