//! `/p/{plan}/measures/release`: what an audience would get, with what is hidden of it, and releasing it.

use super::look::back;
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::parts::link;
use crate::parts::table::{Column, Setting, Table};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::measures::facts::ReleaseAudience;
use onpace_office::measures::releasing::ReleaseLine;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/release", Act::ReleaseMeasures, show).below("measures"),
    post("/p/{plan}/measures/release", Act::ReleaseMeasures, save),
];

const TO: [(&str, &str); 2] = [("board", "Who reads board papers"), ("public", "All readers of the public page")];
const COLUMNS: [Column; 4] = [
    ("Measure", Setting::Text),
    ("Figures", Setting::Number),
    ("Hidden", Setting::Number),
    ("A hidden one can still be one of", Setting::Text),
];

/// The form of a release.
struct Releasing(Vec<ReleaseLine>);

impl Releasing {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        Ok(Self(visit.house.desk().release_foreseen(ReleaseAudience::Public, &[])?))
    }
}

impl Form for Releasing {
    type Read = (ReleaseAudience, String);

    fn heading(&self) -> String {
        "Release figures".to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        let row = |line: &ReleaseLine| {
            let narrowest = match (line.hidden.cells.len(), line.hidden.narrowest) {
                (0, _) => "nothing is hidden".to_owned(),
                (_, Some(values)) => format!("{values} numbers or more"),
                (_, None) => "any number".to_owned(),
            };
            vec![
                html! { (line.name) },
                html! { (line.values) },
                html! { (line.hidden.cells.len()) },
                html! { (narrowest) },
            ]
        };
        html! {
            p.govuk-body { "Small numbers are hidden, and others with them, so that no reader can work them out, also from earlier releases. A release cannot be undone." }
            (Table { id: "release", caption: "What all readers would get", columns: &COLUMNS }.of(self.0.iter().map(row)))
        }
    }

    fn hindrance(&self) -> Option<&'static str> {
        self.0.is_empty().then_some("There are no figures to release yet.")
    }

    fn fields(&self) -> Vec<Asked> {
        vec![
            Asked::new("to", "Who gets them?", By::Few(&TO)),
            Asked::new("within", "In what do they stand?", By::Line(0)).hinted("For example, annual report 2025."),
        ]
    }

    fn button(&self) -> &'static str {
        "Release"
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        let to = ReleaseAudience::named(sent.get("to"));
        if to.is_none() {
            errors.push(("to", "Choose who gets the figures.".to_owned()));
        }
        if sent.get("within").trim().is_empty() {
            errors.push(("within", "Enter in what they stand.".to_owned()));
        }
        Some((to?, sent.get("within").trim().to_owned()))
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Releasing::of(visit)?, &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &Releasing::of(visit)?, &link::plan(visit.plan(), "measures"), |(to, within)| {
        let desk = visit.house.desk();
        desk.release_measures(visit.plan(), &visit.seat(), visit.today(), (to, &within), &[]).map(drop)
    })
}
