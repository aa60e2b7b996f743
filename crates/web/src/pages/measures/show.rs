//! `/p/{plan}/measures/{measure}`: one measure: its chart with what it says, the table beside it, what was changed on it; the
//! same as SVG and CSV.

use super::beside;
use super::look::{MeasuresOfDay, address, back, target, verdict};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::table::{Column, Setting, Table};
use crate::parts::times;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, PreEscaped, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::beside::{rests_on_few, sure};
use onpace_core::measures::definition::MeasureDefinition;
use onpace_core::measures::facts::ValueMark;
use onpace_core::measures::series::ValueStatus;
use onpace_core::measures::xmr::{ChartPoint, LimitLine, SignalRule};
use onpace_office::measures::showing::{MeasureLook, wanted_words};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/{measure}", Act::SeeMeasures, show).below("measures"),
    get("/p/{plan}/measures/{measure}/chart.svg", Act::SeeMeasures, picture),
    get("/p/{plan}/measures/{measure}/chart.csv", Act::SeeMeasures, table_file),
];

const COLUMNS: [Column; 7] = [
    ("Period", Setting::Word),
    ("Figure", Setting::Number),
    ("Out of", Setting::Number),
    ("Status", Setting::Word),
    ("Known", Setting::Day),
    ("More than chance", Setting::Text),
    ("Note", Setting::Text),
];
fn look(visit: &Visit<'_>) -> Result<MeasureLook, Failure> {
    look_of(visit, &MeasuresOfDay::of(visit)?)
}

fn look_of(visit: &Visit<'_>, day: &MeasuresOfDay) -> Result<MeasureLook, Failure> {
    let measure = day.asked(visit)?;
    let series = visit.query.said("part").unwrap_or_default().to_owned();
    if !measure.definition.series().contains(&series) {
        return Err(Failure::NotFound);
    }
    Ok(MeasureLook { measure, series, on: day.on })
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = MeasuresOfDay::of(visit)?;
    let look = look_of(visit, &day)?;
    let neighbours = &day.all.neighbours;
    let seen = look.assessed();
    let held = seen.held;
    let definition = &held.definition;
    let has_values = held.series.contains_key(&seen.series);
    Ok(Answer::page(
        definition.name.clone(),
        html! {
            (back(visit))
            h1.govuk-heading-l { (definition.name) }
            @if !held.is_live() { p.govuk-body { strong { "This measure is " (if held.standing() == "draft" { "a draft" } else { "retired" }) "." } @if held.definition.draft { " No officer is asked for its figures, and no report shows it." } } }
            p.govuk-body-l { (look.sentence()) }
            p.govuk-body { (verdict(seen.impact(), seen.variation)) }
            (times::form(visit))
            (parts(visit, definition, &seen.series))
            @if has_values {
                div.scroll role="region" tabindex="0" aria-label={ "Chart: " (definition.name) } { (PreEscaped(look.drawn("measure"))) }
                p.govuk-body {
                    a.govuk-link href=(file(visit, &look, "chart.csv")) { "Download the figures (CSV)" } " "
                    a.govuk-link href=(file(visit, &look, "chart.svg")) { "Download the chart (SVG)" }
                }
            } @else { p.govuk-body { "There are no figures yet." } }
            (doors(visit, &look))
            (reasons(&seen))
            @if has_values { (table(&seen)) }
            (beside::year_before(&seen))
            (beside::others(held, neighbours))
            (about(&seen))
        },
    ))
}

fn file(visit: &Visit<'_>, look: &MeasureLook, name: &str) -> String {
    let part = [("part", look.series.as_str())];
    let query = times::query(visit, if look.series.is_empty() { &[] } else { &part });
    format!("{}{query}", address(visit, &look.measure.key, name))
}

fn picture(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let look = look(visit)?;
    let name = format!("{}.svg", look.measure.key);
    Ok(Answer::File { name, kind: "image/svg+xml", bytes: look.drawn("measure").into_bytes() })
}

fn table_file(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let look = look(visit)?;
    let name = format!("{}.csv", look.measure.key);
    Ok(Answer::File { name, kind: "text/csv; charset=utf-8", bytes: look.csv()? })
}

/// The parts that the measure is taken apart into.
fn parts(visit: &Visit<'_>, definition: &MeasureDefinition, here: &str) -> Markup {
    let all = definition.series();
    html! {
        @if all.len() > 1 {
            nav aria-label="Groups" { ul.govuk-list {
                @for part in &all {
                    @let words = if part.is_empty() { "All together" } else { part.as_str() };
                    li {
                        @if part == here { strong { (words) } }
                        @else { a.govuk-link href={ (visit.path) (times::query(visit, &[("part", part)])) } { (words) } }
                    }
                }
            } }
        }
    }
}

/// What somebody can do with it.
fn doors(visit: &Visit<'_>, look: &MeasureLook) -> Markup {
    let page = |page: &str| address(visit, &look.measure.key, page);
    html! {
        ul.govuk-list {
            @if visit.may(Act::EnterMeasures) && look.measure.retired.is_none() {
                li { a.govuk-link href=(page("add")) { "Enter or change a figure" } }
                li { a.govuk-link href=(page("missing")) { "Say why a figure is missing" } }
            }
            @if visit.may(Act::DefineMeasures) {
                li { a.govuk-link href=(page("definition")) { "Change what is measured" } }
                li { a.govuk-link href=(page("target")) { "Set a target" } }
                li { a.govuk-link href=(page("milestones")) { "Set milestones" } }
                li { a.govuk-link href=(page("others")) { "Enter what another area came to" } }
                li { a.govuk-link href=(page("limits")) { "Breaks, usual range, points left out" } }
                li { a.govuk-link href=(page("attach")) { "Attach it to an action or focus area" } }
            }
            @if visit.may(Act::SeeLog) { li { a.govuk-link href=(page("history")) { "What was changed" } } }
        }
    }
}

/// Why limits begin anew, and what is left out: all of it stands below the chart.
fn reasons(seen: &MeasureAssessment<'_>) -> Markup {
    let held = seen.held;
    html! {
        @if !held.breaks.is_empty() || !held.recalculated.is_empty() || !held.ghosts.is_empty() {
            h2.govuk-heading-m { "About this chart" }
            ul."govuk-list"."govuk-list--bullet" {
                @for one in &held.breaks {
                    li { "From " (one.from) " the figures are of something else: " (one.why) @if one.comparable { " (they can still be compared)" } }
                }
                @for one in &held.recalculated { li { "From " (one.from) " the usual range is worked out again: " (one.why) } }
                @for (period, why) in &held.ghosts { li { (period) " is left out: " (why) } }
            }
        }
        @if let Some(segment) = seen.chart.segments.last().filter(|one| one.is_provisional()) {
            p.govuk-body { "The usual range may still move, for it rests on " (segment.points) " points." }
        }
    }
}

/// What marks a point, in words.
const fn rule_words(rule: SignalRule) -> &'static str {
    match rule {
        SignalRule::Outside => "outside the usual range",
        SignalRule::Trend => "one of a run that goes one way",
        SignalRule::TwoOfThree => "two of three near a limit",
        SignalRule::Shift => "one of a run on one side of the average",
    }
}

fn table(seen: &MeasureAssessment<'_>) -> Markup {
    let held = seen.held;
    let row = |point: &ChartPoint| {
        let value = held.value(&seen.series, point.point.period);
        let shown = |number| seen.unit().shown(number);
        let figure = match (point.point.value, value.and_then(|value| value.said.mark)) {
            (Some(number), _) => shown(number),
            (None, Some(ValueMark::Hidden)) => "too few to show".to_owned(),
            (None, Some(mark)) => mark.words().to_owned(),
            (None, None) => "missing".to_owned(),
        };
        // Of a point that was worked out from several values none is printed.
        let said = value.map(|value| &value.said).filter(|said| held.number(said) == point.point.value);
        let interval = said.filter(|said| rests_on_few(held, said)).and_then(|said| sure(held, said));
        let status = match (point.point.is_ghost, point.point.status) {
            (true, _) => "left out",
            (_, ValueStatus::Reported) => "",
            (_, status) => status.word(),
        };
        let was = value.and_then(|value| value.before.last()).and_then(|before| held.number(&before.said));
        let known = value.and_then(|value| value.known).map(day::in_words).unwrap_or_default();
        let rules: Vec<&str> = point.signals.iter().map(|signal| rule_words(signal.rule)).collect();
        vec![
            html! { (point.point.period) },
            html! { (figure) @if let Some(interval) = interval { br; (format!("({:.1}\u{2013}{:.1})", interval.low, interval.high)) } },
            html! { @if let Some((part, whole)) = point.point.counts { (part) " of " (whole) } },
            html! { (status) },
            html! { (known) },
            html! { (rules.join(", ")) },
            html! {
                @if let Some(note) = held.notes.get(&point.point.period) { (note) " " }
                @if let Some(was) = was { "was " (held.definition.unit.shown(was)) }
            },
        ]
    };
    let ends = seen.chart.segments.last().filter(|segment| segment.has_limits());
    let line = |line| ends.and_then(|segment| segment.line(line)).map(|value| seen.unit().shown(value.to_places(1)));
    let has_intervals = held.series.get(&seen.series).is_some_and(|values| {
        values.values().any(|value| rests_on_few(held, &value.said) && sure(held, &value.said).is_some())
    });
    html! {
        h2.govuk-heading-m { "The figures" }
        @if let (Some(mean), Some(low), Some(high)) = (line(LimitLine::Mean), line(LimitLine::Lower), line(LimitLine::Upper)) {
            p.govuk-body { "Average " (mean) ", usual range " (low) " to " (high) "." }
        }
        @if has_intervals {
            p.govuk-body { "In brackets: where the true figure may lie, for it rests on few (95% interval)." }
        }
        (Table { id: "figures", caption: "The newest first", columns: &COLUMNS }.of(seen.chart.points.iter().rev().map(row)))
    }
}

/// The definition, and what is due.
fn about(seen: &MeasureAssessment<'_>) -> Markup {
    let definition = &seen.held.definition;
    let counts = if definition.denominator.is_empty() {
        definition.numerator.clone()
    } else {
        format!("{}, out of {}", definition.numerator, definition.denominator)
    };
    let facts = [
        ("What is counted", counts),
        ("Why it matters", definition.why.clone()),
        ("Exceptions", definition.exceptions.clone()),
        ("Where the figures come from", definition.source.clone()),
        ("Kind of area", definition.geography.clone()),
        ("Target", target(seen)),
    ];
    let next = seen.due_next();
    html! {
        h2.govuk-heading-m { "About this measure" }
        dl.govuk-summary-list {
            @for (key, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
                div.govuk-summary-list__row { dt.govuk-summary-list__key { (key) } dd.govuk-summary-list__value { (value) } }
            }
            @if let Some(agreed) = seen.target.as_ref().map(|target| target.agreed_by.as_str()).filter(|by| !by.is_empty()) {
                div.govuk-summary-list__row { dt.govuk-summary-list__key { "Target agreed by" } dd.govuk-summary-list__value { (agreed) } }
            }
            @for milestone in &seen.held.milestones {
                div.govuk-summary-list__row { dt.govuk-summary-list__key { "Milestone, " (milestone.period) } dd.govuk-summary-list__value { (definition.unit.shown(milestone.value)) } }
            }
            @if let Some((period, on)) = next {
                div.govuk-summary-list__row { dt.govuk-summary-list__key { "Next figure" } dd.govuk-summary-list__value { (period) ", due on " (day::in_full(on)) } }
            }
        }
        @let gaps: Vec<_> = seen.wanted.iter().filter(|one| one.is_missing() || one.explained.is_some()).collect();
        @if !gaps.is_empty() {
            h3.govuk-heading-s { "Missing figures" }
            ul.govuk-list { @for one in gaps { li { (one.period) ": " (wanted_words(one)) } } }
        }
    }
}
