//! `/my/updates/{ask}/hand-over`: somebody else should answer about an action.

use super::{answering, named};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::ids::PersonId;
use onpace_core::rounds::command::RoundCommand;
use onpace_office::answering::Answering;
use onpace_office::asking::OpenAsk;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/my/updates/{ask}/hand-over", Act::Anything, show),
    post("/my/updates/{ask}/hand-over", Act::Anything, hand),
];

/// The form: about which action, and who else could answer: the id, and what the plan calls them with their post.
struct HandOver {
    name: String,
    title: String,
    others: Vec<(PersonId, String)>,
}

impl HandOver {
    /// The form about the action of the address, and what is asked about it.
    fn of<'f>(visit: &Visit<'_>, found: &'f Answering) -> Result<(Self, &'f OpenAsk), Failure> {
        let all = named(found);
        let (_, ask, held) = all.into_iter().find(|(name, ..)| name == visit.part("ask")).ok_or(Failure::NotFound)?;
        let people = visit.house.desk().people(Some(&ask.plan))?.into_iter();
        let others = people.filter(|person| person.id != ask.person && person.details.same_as.is_none());
        // Initials and posts, as the plan has them; addresses are nobody's business here.
        let others = others.map(|person| {
            let post = person.details.post.map_or_else(String::new, |post| format!(", {post}"));
            (person.id, format!("{}{post}", person.written))
        });
        Ok((Self { name: held.name(), title: held.facts.title.clone(), others: others.collect() }, ask))
    }
}

impl Form for HandOver {
    /// Who should answer.
    type Read = PersonId;

    fn heading(&self) -> String {
        format!("Who should answer about {}", self.name)
    }

    fn back(&self, _: &Visit<'_>) -> Markup {
        html! { a.govuk-back-link href="/my/updates" { "Back to your updates" } }
    }

    fn lead(&self) -> Markup {
        html! {
            p.govuk-body { (self.title) }
            p.govuk-body { "They get an email with a link of their own, and you are no longer asked about it." }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        let mut choices = vec![(String::new(), "Choose".to_owned())];
        choices.extend(self.others.iter().map(|(id, words)| (id.to_string(), words.clone())));
        let hint = "As the plan calls them. Is it somebody else? Reply to the email and say who.";
        vec![Asked::new("to", "Who should answer", By::List(choices)).hinted(hint)]
    }

    fn button(&self) -> &'static str {
        "Hand it over"
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<PersonId> {
        let to = self.others.iter().map(|(id, _)| id).find(|id| *id == sent.get("to"));
        if to.is_none() {
            errors.push(("to", "Choose who should answer".to_owned()));
        }
        to.cloned()
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    match answering(visit)? {
        Ok(found) => Ok(Answer::form(visit, &HandOver::of(visit, &found)?.0, &Errors::new())),
        Err(answer) => Ok(answer),
    }
}

fn hand(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let found = match answering(visit)? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let (form, ask) = HandOver::of(visit, &found)?;
    Answer::of_sent(visit, &form, "/my/updates", |to| {
        let (round, row, from) = (ask.round.clone(), ask.row.clone(), ask.person.clone());
        let command = RoundCommand::HandOver { round, row, from, to: to.clone() };
        visit.house.desk().hand_over(&ask.plan, &command, &to, &visit.seat_of(ask)).map(drop)
    })
}
