//! `/p/{plan}/measures/{measure}/milestones`: where a measure began, and where it is to be by when. **Not here.** The target that
//! its chart is held against ([`super::limits`]).

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
use onpace_core::measures::facts::MeasureMilestone;
use onpace_core::measures::state::HeldMeasure;
use onpace_office::measures::comparing::milestone_of;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/{measure}/milestones", Act::DefineMeasures, show).below("measures"),
    post("/p/{plan}/measures/{measure}/milestones", Act::DefineMeasures, save),
];

/// The form of milestones.
struct WhereBy(HeldMeasure);

impl Form for WhereBy {
    /// The line of the beginning, and a line for each milestone.
    type Read = (String, Vec<String>);

    fn heading(&self) -> String {
        format!("Where it began and where it is to be: {}", self.0.definition.name)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back_to(visit, &self.0)
    }

    fn lead(&self) -> Markup {
        html! { p.govuk-body { "A milestone is met when its period has a figure that is as good. What you expect counts for none." } }
    }

    fn fields(&self) -> Vec<Asked> {
        let line = |one: &MeasureMilestone| format!("{} = {}", one.period, one.value);
        let held: Vec<String> = self.0.milestones.iter().map(line).collect();
        let example = match self.0.definition.every {
            onpace_core::measures::period::PeriodKind::Month => "July 2024 = 50",
            _ => "2024/25 = 50",
        };
        vec![
            Asked::new("baseline", "Where did it begin? (optional)", By::Line(30))
                .hinted(format!("A period and its figure, like {example}."))
                .holding(self.0.baseline.as_ref().map(line).unwrap_or_default()),
            Asked::new("milestones", "Where is it to be?", By::Lines(6))
                .hinted(format!("A line for each milestone, like {example}. An empty box takes all away."))
                .holding(held.join("\n")),
        ]
    }

    fn stands_at(&self) -> Option<&'static str> {
        Some("milestones")
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        let lines = sent.get("milestones").lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        let unsaid =
            |line: &str| format!("\u{201c}{line}\u{201d} does not say a period and a figure with = between them.");
        let baseline = sent.get("baseline").trim().to_owned();
        if !baseline.is_empty() && !baseline.contains('=') {
            errors.push(("baseline", unsaid(&baseline)));
        }
        if let Some(line) = lines.iter().find(|line| !line.contains('=')) {
            errors.push(("milestones", unsaid(line)));
        }
        Some((baseline, lines))
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &WhereBy(MeasuresOfDay::of(visit)?.asked(visit)?), &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = WhereBy(MeasuresOfDay::of(visit)?.asked(visit)?);
    let (held, to) = (form.0.clone(), address(visit, &form.0.key, ""));
    Answer::of_sent(visit, &form, &to, |(baseline, lines)| {
        let of = |text: &String| milestone_of(&held.definition, text);
        let baseline = Some(baseline).filter(|text| !text.is_empty()).as_ref().map(of).transpose()?;
        let milestones = lines.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        let command = MeasureCommand::SetMilestones { measure: held.key.clone(), baseline, milestones };
        visit.house.desk().do_measures(visit.plan(), &visit.seat(), visit.today(), &command).map(drop)
    })
}
