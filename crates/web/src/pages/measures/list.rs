//! `/p/{plan}/measures`: one line a measure, by focus area; what needs somebody first; what is due, missing or without owner.

use super::look::{MeasuresOfDay, address, latest, target, verdict};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::navigation::Part;
use crate::parts::table::{Column, Setting, Table};
use crate::parts::{link, times};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, PreEscaped, html};
use onpace_core::access::Act;
use onpace_core::day::{self, Date};
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::checks::measure_rule::MeasuredRow;
use onpace_core::measures::state::HeldMeasure;
use onpace_office::measures::exporting::csv_of;
use onpace_office::measures::finding::rows_of;
use onpace_office::measures::showing::spark_of;
use onpace_office::public::snapshots;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures", Act::SeeMeasures, show).listed(Part::Evidence, "Measures"),
    get("/p/{plan}/measures/all.csv", Act::SeeMeasures, all_figures),
];

const COLUMNS: [Column; 5] = [
    ("Measure", Setting::Title),
    ("Latest", Setting::Word),
    ("How it went", Setting::Word),
    ("What it shows", Setting::Text),
    ("Target", Setting::Number),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = MeasuresOfDay::of(visit)?;
    let held = day.shown(visit)?;
    let seen: Vec<MeasureAssessment<'_>> = held.iter().map(|one| MeasureAssessment::of(one, "", day.on)).collect();
    let state = visit.state()?;
    let rows = rows_of(&state);
    let live: Vec<&MeasureAssessment<'_>> = seen.iter().filter(|one| one.held.is_live()).collect();
    let need: Vec<&MeasureAssessment<'_>> = live.iter().filter(|one| one.impact().needs_you()).copied().collect();
    Ok(Answer::page(
        "Measures",
        html! {
            h1.govuk-heading-l { "Measures" }
            p.govuk-body-l { "Does it make a difference? As at " (day::in_full(day.on)) }
            (times::form(visit))
            (doors(visit))
            @if held.is_empty() { (nothing(visit)) }
            @else {
                (strip(visit, &live, &rows, snapshots(&state).last().map(|(day, _)| *day)))
                @if !need.is_empty() { (group(visit, "need", "These need you", &need)) }
                @for (nth, (area, keys)) in areas(&rows).into_iter().enumerate() {
                    @let of_area: Vec<_> = live.iter().filter(|one| keys.contains(&one.held.key.as_str())).copied().collect();
                    @if !of_area.is_empty() { (group(visit, &format!("area-{nth}"), &area.title, &of_area)) }
                }
                @let others: Vec<_> = live.iter().filter(|one| !is_attached(&rows, one.held)).copied().collect();
                @if !others.is_empty() { (group(visit, "others", "Not attached to this plan", &others)) }
                (not_live(visit, &held))
                p.govuk-body { a.govuk-link href={ (link::plan(visit.plan(), "measures")) "/all.csv" (visit.times()) } { "Download all figures (CSV)" } }
            }
        },
    ))
}

/// Every figure, as the visitor may see it.
fn all_figures(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = MeasuresOfDay::of(visit)?;
    let held = day.shown(visit)?;
    let name = format!("measures-{}.csv", day.on);
    Ok(Answer::File { name, kind: "text/csv; charset=utf-8", bytes: csv_of(held.iter())? })
}

/// What somebody can do here.
fn doors(visit: &Visit<'_>) -> Markup {
    let page = |page: &str| format!("{}/{page}", link::plan(visit.plan(), "measures"));
    html! {
        ul.govuk-list {
            @if visit.may(Act::EnterMeasures) {
                li { a.govuk-link href=(page("enter")) { "Enter figures" } }
                li { a.govuk-link href=(page("import")) { "Bring in figures from a spreadsheet" } }
             }
            @if visit.may(Act::DefineMeasures) {
                li { a.govuk-link href=(page("new")) { "Add a measure" } }
                li { a.govuk-link href=(page("starter")) { "Take measures from the starter list" } }
                li { a.govuk-link href=(page("neighbours")) { "Say which areas are like this one" } }
            }
            @if visit.may(Act::ReleaseMeasures) { li { a.govuk-link href=(page("release")) { "Release figures" } } }
            li { a.govuk-link href={ (link::plan(visit.plan(), "thread")) (visit.times()) } { "From focus area to difference" } }
        }
    }
}

fn nothing(visit: &Visit<'_>) -> Markup {
    html! {
        p.govuk-body { "There are no measures yet. A measure is a number that shows whether children and families feel a difference, such as how many plans are finished on time." }
        @if visit.may(Act::DefineMeasures) {
            p.govuk-body { "Begin with the starter list, which has measures that many areas report on, or add one of your own." }
        }
    }
}

/// What is due, missing, without target or owner; focus areas without a measure.
fn strip(visit: &Visit<'_>, live: &[&MeasureAssessment<'_>], rows: &[MeasuredRow], pack: Option<Date>) -> Markup {
    let due = live.iter().filter(|one| one.due_next().is_some()).count();
    let missing: usize = live.iter().map(|one| one.missing().count()).sum();
    let no_target = live.iter().filter(|one| one.target.is_none() && !one.held.definition.needs_no_target).count();
    let no_owner = live.iter().filter(|one| one.held.definition.owner.is_none()).count();
    let revised = pack.map(|day| live.iter().map(|one| one.revised_since(Some(day))).sum::<usize>());
    let bare: Vec<String> = areas(rows)
        .into_iter()
        .filter(|(_, keys)| !keys.iter().any(|key| live.iter().any(|one| one.held.key == *key)))
        .map(|(area, _)| area.title.clone())
        .collect();
    html! {
        ul.figures {
            @for (count, words) in [
                (live.len(), if live.len() == 1 { "measure" } else { "measures" }),
                (due, "with a figure due"),
                (missing, if missing == 1 { "figure missing" } else { "figures missing" }),
                (no_target, "without a target"),
                (no_owner, "without an owner"),
            ] {
                li { span.value { (count) } " " span { (words) } }
            }
            @if let Some(revised) = revised { li { span.value { (revised) } " " span { "put right since the last pack" } } }
        }
        @if !bare.is_empty() && visit.may(Act::SeeNow) {
            details.govuk-details {
                summary.govuk-details__summary { span.govuk-details__summary-text {
                    (bare.len()) " " @if bare.len() == 1 { "focus area has" } @else { "focus areas have" } " no measure"
                } }
                div.govuk-details__text { ul.govuk-list { @for title in &bare { li.of-plan { (title) } } } }
            }
        }
    }
}

fn group(visit: &Visit<'_>, id: &str, caption: &str, of: &[&MeasureAssessment<'_>]) -> Markup {
    let row = |seen: &&MeasureAssessment<'_>| {
        vec![
            html! { a.govuk-link href={ (address(visit, &seen.held.key, "")) (visit.times()) } { (seen.held.definition.name) } },
            latest(seen),
            PreEscaped(spark_of(seen)),
            verdict(seen.impact(), seen.variation),
            html! { (target(seen)) },
        ]
    };
    Table { id, caption, columns: &COLUMNS }.of(of.iter().map(row))
}

/// Drafts and retired ones.
fn not_live(visit: &Visit<'_>, held: &[HeldMeasure]) -> Markup {
    let others: Vec<&HeldMeasure> = held.iter().filter(|one| !one.is_live()).collect();
    html! {
        @if !others.is_empty() {
            h2.govuk-heading-m { "Drafts and retired measures" }
            ul.govuk-list {
                @for one in others {
                    li { a.govuk-link href=(address(visit, &one.key, "")) { (one.definition.name) } " (" (one.standing()) ")" }
                }
            }
        }
    }
}

/// Each focus area with the measures of its rows.
fn areas(rows: &[MeasuredRow]) -> Vec<(&MeasuredRow, Vec<&str>)> {
    let keys = |area: &MeasuredRow| {
        let within = rows.iter().filter(|row| row.area == area.area);
        within.flat_map(|row| row.measures.iter().map(|one| one.measure.as_str())).collect()
    };
    rows.iter().filter(|row| row.is_area).map(|area| (area, keys(area))).collect()
}

fn is_attached(rows: &[MeasuredRow], held: &HeldMeasure) -> bool {
    rows.iter().any(|row| row.measures.iter().any(|one| one.measure == held.key))
}
