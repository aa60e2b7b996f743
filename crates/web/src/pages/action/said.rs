//! What was said of one row and what happened to it: last words, evidence, history; each only for whom it reaches.

use super::Seen;
use crate::failure::Failure;
use crate::parts::{link, who};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::instant::Instant;
use onpace_core::ledger::event::Event;
use onpace_core::plan::event::PlanEvent;
use onpace_office::history::Line;

/// All of it.
pub(super) fn all(visit: &Visit<'_>, seen: &Seen<'_>) -> Result<Markup, Failure> {
    let state = &seen.day.ground().state;
    let may = |act| visit.ask(act, state, seen.code).is_ok();
    Ok(html! {
        @if may(Act::SeeUpdates) { (words(seen)) (evidence(seen)) }
        @if may(Act::SeeLog) { (history(visit, seen)?) }
    })
}

/// The words of the last updates; a text that is silent leaves what was said before.
fn words(seen: &Seen<'_>) -> Markup {
    let report = &seen.held.report;
    html! {
        h2.govuk-heading-m { "What was said last" }
        @if report.note.is_none() && report.next.is_none() { p.govuk-body { "No updates in words yet. Record an update to say what happened and what is next." } }
        @if let Some(note) = &report.note { h3.govuk-heading-s { "What happened" } pre.govuk-body { (note) } }
        @if let Some(next) = &report.next { h3.govuk-heading-s { "What is next" } pre.govuk-body { (next) } }
    }
}

fn evidence(seen: &Seen<'_>) -> Markup {
    html! {
        h2.govuk-heading-m { "Evidence" }
        @if seen.held.evidence.is_empty() { p.govuk-body { "None yet. Add evidence to say where something is kept that shows how this stands." } }
        ul.govuk-list.govuk-list--bullet {
            @for one in &seen.held.evidence {
                li {
                    (one.title) ". Kept at: "
                    @if is_address(&one.place) { a.govuk-link href=(one.place) rel="noreferrer" { (one.place) } } @else { (one.place) }
                    @if let Some(on) = one.on { ". " span.quiet { "Since " (day::in_words(on)) } }
                }
            }
        }
    }
}

/// Whether a place can be gone to: a page, and nothing that a browser would run.
fn is_address(place: &str) -> bool {
    let lower = place.to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !place.contains(char::is_whitespace)
}

fn history(visit: &Visit<'_>, seen: &Seen<'_>) -> Result<Markup, Failure> {
    let known = visit.known_by().unwrap_or(Instant::LAST);
    let mut lines = visit.house.plans.history_of(visit.plan(), &seen.held.key)?;
    lines.retain(|line| line.stored.recorded.recorded_at <= known);
    lines.reverse();
    let replaced: Vec<u64> = lines.iter().filter_map(|line| line.stored.recorded.event.as_ref()?.replaces()).collect();
    let may_correct = visit.known_by().is_none() && visit.ask(Act::Update, &seen.day.ground().state, seen.code).is_ok();
    Ok(html! {
        h2.govuk-heading-m { "History" }
        ol.history reversed {
            @for line in &lines {
                li {
                    (who::line(visit, line)?)
                    @if replaced.contains(&line.stored.recorded.seq) { br; em { "No longer holds." } }
                    @else if may_correct && is_update(line) {
                        br;
                        a.govuk-link href={ (link::action(visit.plan(), seen.code)) "/updates/" (line.stored.recorded.seq) } {
                            "Correct or take back" span.govuk-visually-hidden { " update " (line.stored.recorded.seq) }
                        }
                    }
                }
            }
        }
    })
}

fn is_update(line: &Line) -> bool {
    matches!(line.stored.recorded.event, Some(Event::Plan(PlanEvent::Reported { .. } | PlanEvent::Corrected { .. })))
}
