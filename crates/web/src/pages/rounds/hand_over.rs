//! `/p/{plan}/rounds/{round}/hand-over`: asking somebody else about an action, in place of who was asked.

use super::{Here, here};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::ids::{PersonId, RowKey};
use onpace_core::rounds::command::RoundCommand;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/rounds/{round}/hand-over", Act::RunRounds, show),
    post("/p/{plan}/rounds/{round}/hand-over", Act::RunRounds, save),
];

/// The form: of the round, everybody of the plan by what it calls them.
struct HandOver {
    here: Here,
    people: Vec<(PersonId, String)>,
}

impl HandOver {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        let people = visit.house.desk().people(Some(visit.plan()))?;
        let mut people: Vec<_> = people.into_iter().map(|person| (person.id, person.written)).collect();
        people.sort_by(|one, other| one.1.cmp(&other.1));
        Ok(Self { here: here(visit)?, people })
    }

    /// The asks without an answer: value and words.
    fn open(&self) -> Vec<(String, String)> {
        let here = &self.here;
        let open = here.round.facts.asks.iter().filter(|ask| !here.round.is_answered(&ask.row));
        let words = |person: &str, row: &str| format!("{}: {}", here.written(person), here.row(row));
        let open = open.map(|ask| (format!("{}/{}", ask.person, ask.row), words(&ask.person, &ask.row)));
        let mut asks: Vec<_> = open.collect();
        asks.sort_by(|one, other| one.1.cmp(&other.1));
        asks
    }
}

impl Form for HandOver {
    /// Who was asked, about which row, and who is asked instead.
    type Read = (PersonId, RowKey, PersonId);

    fn heading(&self) -> String {
        "Ask somebody else".to_owned()
    }

    fn titled(&self) -> String {
        self.here.titled("Ask somebody else")
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        self.here.back(visit)
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "They get a letter with the action. The plan still names who leads it; change that on the page of the action." } }
    }

    fn fields(&self) -> Vec<Asked> {
        let mut asks = vec![(String::new(), "Choose who was asked, and about what".to_owned())];
        asks.extend(self.open());
        let mut to = vec![(String::new(), "Choose who is to answer".to_owned())];
        to.extend(self.people.iter().map(|(id, written)| (id.to_string(), written.clone())));
        vec![
            Asked::new("ask", "Which action?", By::List(asks)),
            Asked::new("to", "Who is asked instead?", By::List(to)),
        ]
    }

    fn button(&self) -> &'static str {
        "Ask them instead"
    }

    fn cancel(&self, visit: &Visit<'_>) -> Option<String> {
        Some(self.here.address(visit, ""))
    }

    fn stands_at(&self) -> Option<&'static str> {
        Some("to")
    }

    fn hindrance(&self) -> Option<&'static str> {
        if self.here.round.is_frozen {
            return Some("The figures of this round are frozen, so nobody is asked any more.");
        }
        self.open().is_empty().then_some("Every action has an answer. There is nothing to ask somebody else.")
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        let ask = sent.get("ask").split_once('/');
        if ask.is_none() {
            errors.push(("ask", "Choose the action".to_owned()));
        }
        let to = self.people.iter().map(|(id, _)| id).find(|id| *id == sent.get("to"));
        if to.is_none() {
            errors.push(("to", "Choose who is asked instead".to_owned()));
        }
        let ((from, row), to) = ask.zip(to)?;
        Some((from.into(), row.into(), to.clone()))
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &HandOver::of(visit)?, &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = HandOver::of(visit)?;
    Answer::of_sent(visit, &form, &form.here.address(visit, ""), |(from, row, to)| {
        let command = RoundCommand::HandOver { round: form.here.round.facts.name.clone(), row, from, to: to.clone() };
        visit.house.desk().hand_over(visit.plan(), &command, &to, &visit.seat()).map(drop)
    })
}
