//! `/p/{plan}/thread`: from focus area to actions to measures to verdict; gaps are listed. **Not here.** Inspectors' findings.

use super::look::{MeasuresOfDay, address, latest, verdict};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::{link, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::ledger::state::State;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::checks::measure_rule::MeasuredRow;
use onpace_core::plan::attached::MeasureTie;
use onpace_office::measures::finding::rows_of;

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/p/{plan}/thread", Act::SeeMeasures, show).listed(Part::Evidence, "From focus area to difference")];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = MeasuresOfDay::of(visit)?;
    let held = day.shown(visit)?;
    let seen: Vec<MeasureAssessment<'_>> =
        held.iter().filter(|one| one.is_live()).map(|one| MeasureAssessment::of(one, "", day.on)).collect();
    let state = visit.state()?;
    let rows = rows_of(&state);
    let areas: Vec<&MeasuredRow> = rows.iter().filter(|row| row.is_area).collect();
    Ok(Answer::page(
        "From focus area to difference",
        html! {
            h1.govuk-heading-l { "From focus area to difference" }
            p.govuk-body-l { "As at " (day::in_full(day.on)) }
            (times::form(visit))
            @if areas.is_empty() { p.govuk-body { "The plan has no focus areas yet." } }
            @for area in &areas { (of_area(visit, &state, area, &rows, &seen)) }
        },
    ))
}

fn of_area(
    visit: &Visit<'_>,
    state: &State,
    area: &MeasuredRow,
    rows: &[MeasuredRow],
    seen: &[MeasureAssessment<'_>],
) -> Markup {
    let within: Vec<&MeasuredRow> = rows.iter().filter(|row| row.area == area.area).collect();
    let actions = within.iter().filter(|row| !row.is_area).count();
    let tied: Vec<(&MeasuredRow, MeasureTie, &MeasureAssessment<'_>)> = within
        .iter()
        .flat_map(|row| row.measures.iter().map(move |one| (*row, one)))
        .filter_map(|(row, one)| Some((row, one.tie, seen.iter().find(|seen| seen.held.key == one.measure)?)))
        .collect();
    let declared = state.row(&area.area).and_then(|held| held.impact);
    html! {
        h2."govuk-heading-m of-plan" { (area.title) }
        p.govuk-body { (actions) @if actions == 1 { " action" } @else { " actions" } @if let Some(impact) = declared { ". Declared: " (impact.words()) } }
        @if tied.is_empty() {
            p.govuk-body { strong { "No measure" } ": nothing will show whether this makes a difference." }
        } @else {
            ul.govuk-list {
                @for (row, tie, one) in tied {
                    li {
                        a."govuk-link of-plan" href={ (address(visit, &one.held.key, "")) (visit.times()) } { (one.held.definition.name) } ": "
                        (latest(one)) " " (verdict(one.impact(), one.variation))
                        @if !row.is_area { " (" a.govuk-link href=(link::action(visit.plan(), &row.name)) { (row.name) } ")" }
                        @if tie != MeasureTie::Outcome { " (" (tie.word()) ")" }
                    }
                }
            }
        }
    }
}
