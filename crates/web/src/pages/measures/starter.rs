//! `/p/{plan}/measures/starter`: taking measures from the starter list, as drafts.

use super::look::back;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::starter::send_england;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/starter", Act::DefineMeasures, show).below("measures"),
    post("/p/{plan}/measures/starter", Act::DefineMeasures, save),
];

/// What takes all that are not there yet.
const ALL: &str = "all";

/// The form: those of the list that are not there yet.
struct Starters(Vec<(String, String)>);

impl Starters {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        let held = visit.house.desk().measures(Until::default())?;
        let new = send_england().iter().filter(|(key, _)| held.measure(key).is_none());
        Ok(Self(new.map(|(key, definition)| (key.to_string(), definition.name.clone())).collect()))
    }
}

impl Form for Starters {
    type Read = Vec<String>;

    fn heading(&self) -> String {
        "Take measures from the starter list".to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        html! {
            p.govuk-body { "These are measures that many areas report on. Each is taken as a draft: check what it counts, say who brings the figures, and put it in use." }
        }
    }

    fn hindrance(&self) -> Option<&'static str> {
        self.0.is_empty().then_some("You have all measures of the starter list already.")
    }

    fn fields(&self) -> Vec<Asked> {
        let all = (ALL.to_owned(), "All that are not here yet".to_owned());
        let choices = std::iter::once(all).chain(self.0.iter().cloned()).collect();
        vec![Asked::new("measure", "Which measure?", By::List(choices))]
    }

    fn button(&self) -> &'static str {
        "Take it"
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Vec<String>> {
        let wanted = sent.get("measure");
        if wanted == ALL {
            return Some(Vec::new());
        }
        if !self.0.iter().any(|(key, _)| key == wanted) {
            errors.push(("measure", "Choose a measure of the list.".to_owned()));
        }
        Some(vec![wanted.to_owned()])
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Starters::of(visit)?, &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &Starters::of(visit)?, &link::plan(visit.plan(), "measures"), |keys| {
        visit.house.desk().take_starters(visit.plan(), &visit.seat(), visit.today(), &keys).map(drop)
    })
}
