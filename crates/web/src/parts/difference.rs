//! What difference it makes, as other pages say it in a line or two: of the whole plan, and of one row. **Not here.** The
//! pages of measures.

use super::link;
use crate::failure::Failure;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::figure::Figure;
use onpace_core::ledger::fold::Until;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::figures::{MeasuresCounted, of_measures};
use onpace_core::measures::state::HeldMeasure;
use onpace_core::plan::held::Held;
use onpace_office::measures::finding::rows_of;
use onpace_office::measures::showing::sentence_of;

/// Measures as the visitor may see them, with their day.
fn seen(visit: &Visit<'_>) -> Result<(Vec<HeldMeasure>, onpace_core::day::Date), Failure> {
    let until = Until { as_at: visit.as_at(), known_by: visit.known_by() };
    let (all, on) = visit.house.desk().measures_on(until, visit.today())?;
    let shown =
        |one| Ok::<_, Failure>(visit.house.desk().measure_seen(visit.plan(), &visit.who, &all, one)?.into_owned());
    Ok((all.live().map(shown).collect::<Result<_, _>>()?, on))
}

/// What the measures of the plan show, in figures; nothing where there are none.
pub(crate) fn of_plan(visit: &Visit<'_>) -> Result<Markup, Failure> {
    if !visit.may(Act::SeeMeasures) {
        return Ok(html! {});
    }
    let (held, on) = seen(visit)?;
    let state = visit.state()?;
    let rows = rows_of(&state);
    let is_of_plan = |one: &&HeldMeasure| rows.iter().any(|row| row.measures.iter().any(|tie| tie.measure == one.key));
    let seen: Vec<MeasureAssessment<'_>> =
        held.iter().filter(is_of_plan).map(|one| MeasureAssessment::of(one, "", on)).collect();
    let page = format!("{}{}", link::plan(visit.plan(), "measures"), visit.times());
    Ok(html! {
        h2.govuk-heading-m { "What difference it makes" }
        @if seen.is_empty() {
            p.govuk-body { "No measure is attached to this plan yet, so nothing shows whether it makes a difference. " a.govuk-link href=(page) { "See the measures" } }
        } @else {
            ul.figures {
                @for figure in of_measures(&MeasuresCounted { seen: &seen, rows: &rows, since: None }).iter().filter(|figure| is_told(figure)) {
                    li { a.govuk-link href=(page) { span.value { (figure.value) } " " span { (figure.of.label) } } }
                }
            }
        }
    })
}

/// Those that say what the measures show.
fn is_told(figure: &Figure) -> bool {
    [
        "measures",
        "measures_improving",
        "measures_getting_worse",
        "measures_no_change_shown",
        "measures_too_early",
        "months_missing",
        "focus_areas_without_measure",
    ]
    .contains(&&*figure.of.key)
}

/// What the measures of a row show, a sentence each; nothing where it has none and is no focus area.
pub(crate) fn of_row(visit: &Visit<'_>, row: &Held) -> Result<Markup, Failure> {
    if !visit.may(Act::SeeMeasures) || row.measures.is_empty() && row.impact.is_none() && !row.facts.focus_area {
        return Ok(html! {});
    }
    let (held, on) = seen(visit)?;
    let mine: Vec<&HeldMeasure> =
        held.iter().filter(|one| row.measures.iter().any(|tie| tie.measure == one.key)).collect();
    Ok(html! {
        h2.govuk-heading-m { "What difference it makes" }
        @if let Some(impact) = row.impact { p.govuk-body { "Declared: " (impact.words()) } }
        @if mine.is_empty() { p.govuk-body { "No measure is attached to it." } }
        @for one in mine {
            @let seen = MeasureAssessment::of(one, "", on);
            p.govuk-body {
                a.govuk-link href={ (link::plan(visit.plan(), "measures")) "/" (link::part(&one.key)) (visit.times()) } { (one.definition.name) } ": "
                strong { (seen.impact().words()) } ". " (sentence_of(&seen))
            }
        }
    })
}
