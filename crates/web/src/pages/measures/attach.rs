//! `/p/{plan}/measures/{measure}/attach`: which actions and focus areas a measure shows the impact of.

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
use onpace_core::measures::state::HeldMeasure;
use onpace_core::plan::attached::{AttachedMeasure, ImpactCommand, MeasureTie};
use onpace_core::plan::command::Command;
use onpace_office::editing;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/{measure}/attach", Act::ChangePlan, show).below("measures"),
    post("/p/{plan}/measures/{measure}/attach", Act::ChangePlan, save),
];

const TIES: [(&str, &str); 4] = [
    ("outcome", "It shows what is to become better"),
    ("process", "It shows whether the work is done as it should be"),
    ("balancing", "It shows what must not become worse"),
    ("none", "It is not attached any more"),
];

/// The form of where a measure is attached.
struct Where {
    held: HeldMeasure,
    rows: Vec<(String, String)>,
    attached: Vec<String>,
}

impl Where {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        let held = MeasuresOfDay::of(visit)?.asked(visit)?;
        let state = visit.state()?;
        let mut standing: Vec<_> = state.standing().collect();
        standing.sort_by_key(|row| (!row.facts.focus_area, onpace_core::plan::Code::new(&row.facts.code)));
        let words = |row: &onpace_core::plan::held::Held| {
            let title = onpace_core::plan::shortened(&row.facts.title, 80);
            if row.facts.code.is_empty() { title } else { format!("{} {title}", row.facts.code) }
        };
        let rows = standing.iter().map(|row| (editing::handle(&state, row).to_owned(), words(row))).collect();
        let is_here = |row: &&&onpace_core::plan::held::Held| row.measures.iter().any(|one| one.measure == held.key);
        let attached = standing.iter().filter(is_here).map(|row| words(row)).collect();
        Ok(Self { held, rows, attached })
    }
}

impl Form for Where {
    /// The row and as what.
    type Read = (String, Option<MeasureTie>);

    fn heading(&self) -> String {
        format!("Attach {}", self.held.definition.name)
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back_to(visit, &self.held)
    }

    fn lead(&self) -> Markup {
        html! {
            @if self.attached.is_empty() { p.govuk-body { "It is not attached to anything in this plan yet." } }
            @else {
                p.govuk-body { "It is attached to:" }
                ul."govuk-list"."govuk-list--bullet" { @for row in &self.attached { li { (row) } } }
            }
        }
    }

    fn fields(&self) -> Vec<Asked> {
        vec![
            Asked::new("row", "Which action or focus area?", By::List(self.rows.clone())),
            Asked::new("as", "What does it show there?", By::list(&TIES)).holding("outcome"),
        ]
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Self::Read> {
        if !self.rows.iter().any(|(row, _)| row == sent.get("row")) {
            errors.push(("row", "Choose an action or a focus area.".to_owned()));
        }
        if !TIES.iter().any(|(tie, _)| *tie == sent.get("as")) {
            errors.push(("as", "Choose what it shows there.".to_owned()));
        }
        Some((sent.get("row").to_owned(), MeasureTie::named(sent.get("as"))))
    }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &Where::of(visit)?, &Errors::new()))
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let form = Where::of(visit)?;
    let (measure, to) = (form.held.key.clone(), address(visit, &form.held.key, "attach"));
    Answer::of_sent(visit, &form, &to, |(code, tie)| {
        let by = match tie {
            Some(tie) => ImpactCommand::Attach(AttachedMeasure { measure: measure.clone(), tie }),
            None => ImpactCommand::Detach(measure.clone()),
        };
        let command = |_: &_| Ok(Command::ShowImpact { code: code.clone(), by: by.clone() });
        visit.house.desk().act(visit.plan(), visit.today(), &visit.seat(), command).map(drop)
    })
}
