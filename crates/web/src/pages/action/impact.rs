//! `/p/{plan}/actions/{code}/impact`: what somebody declares of a row's impact, beside what its measures show. **Not here.**
//! Which measures those are (the pages of measures).

use super::outcome::outcome;
use super::target::{self, Ask, Target};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::difference;
use crate::parts::form::{self, Errors, Field};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::measures::impact::ImpactStatus;
use onpace_core::plan::attached::ImpactCommand;
use onpace_core::plan::command::Command;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/actions/{code}/impact", Act::ChangePlan, show),
    post("/p/{plan}/actions/{code}/impact", Act::ChangePlan, declare),
];

/// What stands for "nothing is declared".
const NONE: &str = "none";

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let none = Errors::new();
    Ok(target::page(visit, &target, &ask(visit, &target, &none)?, &none))
}

fn declare(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let target = target::target(visit, Act::ChangePlan)?;
    let mut errors = Errors::new();
    let typed = visit.form.get("impact");
    let impact = ImpactStatus::named(typed);
    if impact.is_none() && typed != NONE {
        errors.push(("impact", "Choose what you see.".to_owned()));
    }
    let on = target::day_of(visit, &mut errors);
    target::need_reason(visit, &mut errors);
    if !errors.is_empty() {
        return Ok(target::page(visit, &target, &ask(visit, &target, &errors)?, &errors));
    }
    let command = Command::ShowImpact { code: target.code.clone(), by: ImpactCommand::Declare(impact) };
    let done = visit.house.desk().command_on(visit.plan(), &target.seen(visit), &command, on, &visit.seat());
    outcome(visit, &target, done, "impact", &|target, errors| ask(visit, target, errors))
}

fn ask(visit: &Visit<'_>, target: &Target, errors: &Errors) -> Result<Ask, Failure> {
    let held = target.held()?;
    let now = held.impact.map_or(NONE, ImpactStatus::word);
    let mut choices = vec![(NONE.to_owned(), "Nothing is declared".to_owned())];
    choices.extend(ImpactStatus::ALL.iter().map(|status| (status.word().to_owned(), status.words().to_owned())));
    let value = target::typed(visit, "impact", now);
    let lead = html! {
        p.govuk-body { "What the measures show is worked out. What you declare stands beside it, with your reason, and changes nothing of it." }
        (difference::of_row(visit, held)?)
    };
    let field = Field { name: "impact", label: "What do you see?", hint: "", value: &value, width: 0 };
    let fields = html! {
        (form::select(&field, &choices, errors))
        (target::day_field(visit, "From which day does this hold?", errors))
        (target::reason_field(visit, errors))
    };
    Ok(Ask {
        title: format!("Declare what difference {} makes", target.name),
        page: "impact".to_owned(),
        lead,
        fields,
        button: "Save",
    })
}
