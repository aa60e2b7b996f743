//! `/p/{plan}/heat-map`: where and when it hurts: focus areas by month, each cell a link to its actions.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::{empty, heat, link, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::{day, falling_due};

pub(super) const ROUTES: &[Route] =
    &[get("/p/{plan}/heat-map", Act::SeePlan, show).listed(Part::Plan, "What is due when")];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let survey = &day.assessment().survey;
    let grid = falling_due::grid(survey);
    let without = survey.actions_where(|_, state| state.stretch.is_none()).len();
    let loose = survey.actions_where(|row, _| row.focus_area.is_none()).len();
    Ok(Answer::page(
        "What is due when",
        html! {
            h1.govuk-heading-l { "What is due when" }
            p.govuk-body { "As at " (day::in_full(survey.on)) ". Choose a cell to see its actions." }
            (times::form(visit))
            (empty::told(visit, survey))
            @if !empty::is(survey) { (heat::table(visit, survey, grid.as_ref())) }
            @if without > 0 { p.govuk-body { (without) " actions have no start and finish, so they are not in the table." } }
            @if loose > 0 { p.govuk-body { (loose) " actions belong to no " (survey.plan.level_name.to_lowercase()) ", so they are not in the table." } }
            p.govuk-body { a.govuk-link href={ (link::plan(visit.plan(), "actions")) (visit.times()) } { "All actions" } }
        },
    ))
}
