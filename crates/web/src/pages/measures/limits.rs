//! `/p/{plan}/measures/{measure}/limits` and `/target`: breaks, limits drawn again, points left out, notes; what is aimed at.

use super::give::hint_of;
use super::look::{MeasuresOfDay, address, back_to};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::Errors;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::measures::command::MeasureCommand;
use onpace_core::measures::facts::{MeasureBreak, MeasureTarget};
use onpace_core::measures::state::HeldMeasure;
use onpace_office::measures::comparing::{aim_of, period_of};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/{measure}/limits", Act::DefineMeasures, show_limits).below("measures"),
    post("/p/{plan}/measures/{measure}/limits", Act::DefineMeasures, limits),
    get("/p/{plan}/measures/{measure}/target", Act::DefineMeasures, show_target).below("measures"),
    post("/p/{plan}/measures/{measure}/target", Act::DefineMeasures, target),
];

const WHAT: [(&str, &str); 7] = [
    ("break", "From then on the figures are of something else"),
    ("comparable", "The same, and they can still be compared"),
    ("again", "Work out the usual range again from then on"),
    ("restore", "Do not work it out again there any more"),
    ("ghost", "Leave the point out"),
    ("count", "Count the point again"),
    ("note", "Put a note at the point"),
];

/// The form of what is said about a chart.
struct ChartSaid(HeldMeasure);

impl Form for ChartSaid {
    /// What, the period, why.
    type Read = (String, String, String);

    fn heading(&self) -> String {
        format!("Breaks, usual range, points left out: {}", self.0.definition.name)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back_to(visit, &self.0)
    }

    fn lead(&self) -> Markup {
        html! {
            p.govuk-body { "Work out the usual range again only when something was changed on purpose, and the chart shows that it made a difference. Your reason stands below the chart." }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        vec![
            Asked::new("what", "What do you want to do?", By::Few(&WHAT)),
            Asked::new("period", "Which period?", By::Line(20)).hinted(hint_of(self.0.definition.every)),
            Asked::new("why", "Why, or the words of the note", By::Lines(3)),
        ]
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        if !WHAT.iter().any(|(what, _)| *what == sent.get("what")) {
            errors.push(("what", "Choose what you want to do.".to_owned()));
        }
        let text = |name: &str| sent.get(name).to_owned();
        Some((text("what"), text("period"), text("why")))
    }
}

fn show_limits(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &ChartSaid(MeasuresOfDay::of(visit)?.asked(visit)?), &Errors::new()))
}

fn limits(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = ChartSaid(MeasuresOfDay::of(visit)?.asked(visit)?);
    let (held, to) = (form.0.clone(), address(visit, &form.0.key, ""));
    Answer::of_sent(visit, &form, &to, |(what, period, why)| {
        let (measure, period) = (held.key.clone(), period_of(&held.definition, &period)?);
        let command = match what.as_str() {
            "again" => MeasureCommand::Recalculate { measure, from: period, why },
            "restore" => MeasureCommand::Restore { measure, from: period },
            "ghost" => MeasureCommand::Ghost { measure, period, why: Some(why) },
            "count" => MeasureCommand::Ghost { measure, period, why: None },
            "note" => MeasureCommand::Annotate { measure, period, text: why },
            _ => {
                let at = MeasureBreak { from: period, why, comparable: what == "comparable" };
                MeasureCommand::SetBreak { measure, at }
            }
        };
        visit.house.desk().do_measures(visit.plan(), &visit.seat(), visit.today(), &command).map(drop)
    })
}

/// The form of a target.
struct Aimed(HeldMeasure);

impl Form for Aimed {
    /// The value, the period, who agreed it.
    type Read = (String, String, String);

    fn heading(&self) -> String {
        format!("Set a target: {}", self.0.definition.name)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back_to(visit, &self.0)
    }

    fn lead(&self) -> Markup {
        let unit = self.0.definition.unit;
        html! {
            @if !self.0.targets.is_empty() {
                ul.govuk-list { @for target in &self.0.targets {
                    li { "From " (target.from) ": " (target.value.map_or_else(|| "none".to_owned(), |value| unit.shown(value))) @if !target.agreed_by.is_empty() { ", agreed by " (target.agreed_by) } }
                } }
            }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        vec![
            Asked::new("target", "Target", By::Line(10))
                .hinted("A number like 60. Write none where there is no target any more."),
            Asked::new("period", "From which period does it hold?", By::Line(20))
                .hinted(hint_of(self.0.definition.every)),
            Asked::new("agreed", "Who agreed it?", By::Line(0)).hinted("For example, the SEND board on 12 May 2022."),
        ]
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        if sent.get("target").trim().is_empty() {
            errors.push(("target", "Enter a target, or none.".to_owned()));
        }
        let text = |name: &str| sent.get(name).trim().to_owned();
        Some((text("target"), text("period"), text("agreed")))
    }
}

fn show_target(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Aimed(MeasuresOfDay::of(visit)?.asked(visit)?), &Errors::new()))
}

fn target(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = Aimed(MeasuresOfDay::of(visit)?.asked(visit)?);
    let (held, to) = (form.0.clone(), address(visit, &form.0.key, ""));
    Answer::of_sent(visit, &form, &to, |(value, period, agreed_by)| {
        let from = period_of(&held.definition, &period)?;
        let value = if value.eq_ignore_ascii_case("none") { None } else { Some(aim_of(&value)?) };
        let target = MeasureTarget { from, value, tolerance: None, agreed_by };
        let command = MeasureCommand::SetTarget { measure: held.key.clone(), target };
        visit.house.desk().do_measures(visit.plan(), &visit.seat(), visit.today(), &command).map(drop)
    })
}
