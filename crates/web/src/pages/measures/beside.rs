//! A measure beside the year before and beside other areas, on its own page. **Not here.** Entering what others came to
//! ([`super::others`]).

use crate::parts::table::{Column, Setting, Table};
use maud::{Markup, html};
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::beside::{OtherBeside, beside_others, year_before as beside_year_before};
use onpace_core::measures::facts::NeighbourArea;
use onpace_core::measures::interval::{BesideBenchmark, Interval};
use onpace_core::measures::neighbours::AmongNeighbours;
use onpace_core::measures::state::HeldMeasure;

const OTHERS: [Column; 4] = [
    ("Area", Setting::Text),
    ("Kind of area", Setting::Text),
    ("Figure", Setting::Number),
    ("This area is", Setting::Word),
];

/// The last value beside the same period of the year before, and whether that could be chance.
pub(super) fn year_before(seen: &MeasureAssessment<'_>) -> Markup {
    let found = seen
        .latest
        .as_ref()
        .and_then(|latest| Some((latest.period, beside_year_before(seen.held, &seen.series, latest.period)?)));
    let Some((now, found)) = found else { return html! {} };
    let shown = |value| seen.held.definition.unit.shown(value);
    html! {
        h2.govuk-heading-m { "Beside the year before" }
        p.govuk-body {
            (shown(found.like.now)) " in " (now) ", " (shown(found.like.before)) " in " (found.period) "."
            @if let Some(difference) = &found.difference {
                " The difference is " (points(difference)) ". "
                @if difference.holds_zero() { "It could be chance." } @else { "It is more than chance." }
            }
        }
    }
}

/// "+13.3 points (\u{2212}0.7 to +26.7)".
fn points(difference: &Interval) -> String {
    let signed = |value: f64| {
        let sign = if value < 0.0 { "\u{2212}" } else { "+" };
        format!("{sign}{:.1}", value.abs())
    };
    format!("{} points ({} to {})", signed(difference.estimate), signed(difference.low), signed(difference.high))
}

/// Other areas beside this one.
pub(super) fn others(held: &HeldMeasure, neighbours: &[NeighbourArea]) -> Markup {
    let Some(found) = beside_others(held, neighbours) else { return html! {} };
    let shown = |value| held.definition.unit.shown(value);
    let row = |one: &OtherBeside<'_>| {
        let mark = || one.of.said.mark.map(|mark| mark.words().to_owned()).unwrap_or_default();
        let figure = one.value.map_or_else(mark, shown);
        let beside = one.beside.map_or("", |beside| match beside {
            BesideBenchmark::Above => "higher",
            BesideBenchmark::Below => "lower",
            BesideBenchmark::Similar => "similar",
        });
        vec![html! { (one.of.name) }, html! { (one.of.geography) }, html! { (figure) }, html! { (beside) }]
    };
    html! {
        h2.govuk-heading-m { "Other areas" }
        @match found.ours {
            Some(ours) => p.govuk-body { "In " (found.period) " this area came to " (shown(ours)) "." @if let Some(place) = &found.among { " " (among(place, &shown)) } },
            None => p.govuk-body { "Others have figures of " (found.period) ". This area has none of the same period, so they are not compared." },
        }
        (Table { id: "others", caption: "What other areas came to", columns: &OTHERS }.of(found.others.iter().map(row)))
        @if found.ours.is_some() { p.govuk-body { "\u{201c}Similar\u{201d} means that the difference could be chance." } }
    }
}

/// Where the area stands among those that are like it.
fn among(place: &AmongNeighbours, shown: &impl Fn(onpace_core::measures::value::MeasureValue) -> String) -> String {
    let level = match place.level_with {
        0 => String::new(),
        1 => ", level with one".to_owned(),
        several => format!(", level with {several}"),
    };
    let without = match place.without {
        0 => String::new(),
        1 => " One has no figure.".to_owned(),
        several => format!(" {several} have no figure."),
    };
    format!(
        "Counted from the best it is number {} of {} with a figure{level}. The middle of the others is {}, the lowest {}, the highest {}.{without}",
        place.rank,
        place.of,
        shown(place.median),
        shown(place.lowest),
        shown(place.highest)
    )
}
