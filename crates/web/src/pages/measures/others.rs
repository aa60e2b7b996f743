//! `/p/{plan}/measures/{measure}/others` and `/p/{plan}/measures/neighbours`: what other areas came to, and which areas are
//! like this one. **Not here.** How they stand beside this area ([`super::beside`]).

use super::give::hint_of;
use super::look::{MeasuresOfDay, address, back, back_to};
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
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::facts::NeighbourArea;
use onpace_core::measures::state::{HeldMeasure, MeasuresHeld};
use onpace_office::measures::comparing::{OtherArea, neighbour_of};
use onpace_office::measures::giving::TypedValue;
use std::sync::Arc;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/neighbours", Act::DefineMeasures, show_neighbours).below("measures"),
    post("/p/{plan}/measures/neighbours", Act::DefineMeasures, neighbours),
    get("/p/{plan}/measures/{measure}/others", Act::DefineMeasures, show_other).below("measures"),
    post("/p/{plan}/measures/{measure}/others", Act::DefineMeasures, other),
];

const KINDS: [(&str, &str); 5] = [
    ("neighbour", "An area that is like this one"),
    ("local authority", "Another local authority"),
    ("regional", "A region"),
    ("national", "England, or the whole country"),
    ("other", "Something else"),
];

/// The form of what another area came to.
struct OtherCame(HeldMeasure);

impl Form for OtherCame {
    type Read = (OtherArea, TypedValue);

    fn heading(&self) -> String {
        format!("Enter what another area came to: {}", self.0.definition.name)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back_to(visit, &self.0)
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "Published statistics can be brought in with all their areas at once: choose \u{201c}Bring in figures\u{201d} on the page of all measures." } }
    }

    fn fields(&self) -> Vec<Asked> {
        vec![
            Asked::new("name", "Which area?", By::Line(0)).hinted("For example, England."),
            Asked::new("code", "Its code", By::Line(20)).hinted("For example, E92000001."),
            Asked::new("kind", "What kind of area is it?", By::list(&KINDS)).holding("neighbour"),
            Asked::new("period", "Which period?", By::Line(20)).hinted(hint_of(self.0.definition.every)),
            Asked::new("value", "The figure", By::Line(10))
                .hinted("As it was published. Write c or x where it was hidden or not available."),
            Asked::new("source", "Where is it from? (optional)", By::Line(0)),
        ]
    }

    fn stands_at(&self) -> Option<&'static str> {
        Some("value")
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        let text = |name: &str| sent.get(name).trim().to_owned();
        let needed = [
            ("name", "Enter the name of the area."),
            ("code", "Enter the code of the area."),
            ("period", "Enter the period of the figure."),
            ("value", "Enter the figure."),
        ];
        errors.extend(
            needed.iter().filter(|(name, _)| text(name).is_empty()).map(|(name, words)| (*name, (*words).to_owned())),
        );
        let area = OtherArea { code: text("code"), name: text("name"), kind: text("kind") };
        let typed = TypedValue {
            measure: self.0.key.to_string(),
            period: text("period"),
            value: text("value"),
            source: text("source"),
            is_meant: true,
            ..TypedValue::default()
        };
        Some((area, typed))
    }
}

fn show_other(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &OtherCame(MeasuresOfDay::of(visit)?.asked(visit)?), &Errors::new()))
}

fn other(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = OtherCame(MeasuresOfDay::of(visit)?.asked(visit)?);
    let to = address(visit, &form.0.key, "");
    Answer::of_sent(visit, &form, &to, |(area, typed)| {
        visit.house.desk().state_benchmark(visit.plan(), &visit.seat(), visit.today(), area, &typed).map(drop)
    })
}

/// The form of the areas that are like this one.
struct Alike(Arc<MeasuresHeld>);

impl Form for Alike {
    /// The areas, and who says so.
    type Read = (Vec<NeighbourArea>, String);

    fn heading(&self) -> String {
        "Areas that are like this one".to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "Pages of measures show how this area stands among them. When published statistics are brought in, their figures are taken too." } }
    }

    fn fields(&self) -> Vec<Asked> {
        let held: Vec<String> = self.0.neighbours.iter().map(|area| format!("{} {}", area.code, area.name)).collect();
        vec![
            Asked::new("areas", "Which areas?", By::Lines(10))
                .hinted("A line for each: its code, then its name. For example, E06000027 Torbay.")
                .holding(held.join("\n")),
            Asked::new("source", "Who says so? (optional)", By::Line(0))
                .hinted("For example, the children\u{2019}s services statistical neighbour model, 2021.")
                .holding(&*self.0.neighbours_source),
        ]
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        let lines = sent.get("areas").lines().map(str::trim).filter(|line| !line.is_empty());
        let areas: Vec<NeighbourArea> = lines.map(neighbour_of).collect();
        if areas.is_empty() {
            errors.push(("areas", "Enter at least one area.".to_owned()));
        }
        Some((areas, sent.get("source").trim().to_owned()))
    }
}

fn show_neighbours(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Alike(MeasuresOfDay::of(visit)?.all), &Errors::new()))
}

fn neighbours(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = Alike(MeasuresOfDay::of(visit)?.all);
    Answer::of_sent(visit, &form, &link::plan(visit.plan(), "measures"), |(areas, source)| {
        let command = MeasureCommand::SetNeighbours { areas, source };
        visit.house.desk().do_measures(visit.plan(), &visit.seat(), visit.today(), &command).map(drop)
    })
}
