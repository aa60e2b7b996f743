//! `/p/{plan}/history/{event}`: one event whole, with what it changed, and a proof to keep.

use super::admin::{back, when};
use super::history::{kind_words, own_rows, way};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::table::{Column, Setting, Table};
use crate::parts::{link, who};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_office::history::{self, Line};
use onpace_office::log::{EventDifference, LogFilter};

pub(super) const ROUTES: &[Route] =
    &[get("/p/{plan}/history/{event}", Act::SeeLog, show), get("/p/{plan}/history/{event}/proof", Act::SeeLog, proof)];

/// The event asked for, where it is theirs to see.
fn event(visit: &Visit<'_>) -> Result<(u64, Line, Vec<EventDifference>), Failure> {
    let seq: u64 = visit.part("event").parse().map_err(|_| Failure::NotFound)?;
    let state = visit.state()?;
    if seq == 0 || seq > state.seq {
        return Err(Failure::NotFound);
    }
    let (line, differences) = visit.house.desk().log_event(visit.plan(), seq)?;
    let wanted = LogFilter { rows: own_rows(visit, &state)?, ..LogFilter::default() };
    if wanted.takes(&line.stored) { Ok((seq, line, differences)) } else { Err(Failure::NotFound) }
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let (seq, line, differences) = event(visit)?;
    let recorded = &line.stored.recorded;
    let to = link::plan(visit.plan(), "history");
    let who = who::said(visit, &*visit.state()?, &line.stored)?;
    Ok(Answer::page(
        format!("Event {seq}"),
        html! {
            (back(&to, "Record of changes"))
            h1.govuk-heading-l { "Event " (seq) ": " (kind_words(&line.stored.kind).to_lowercase()) }
            dl.govuk-summary-list {
                (row("What", &html! { (line.words) }))
                @if let Some(code) = &line.row { (row("Row", &html! { (code) })) }
                (row("Who", &html! { (who) br; span.quiet { "In the record of changes: " (line.stored.actor) } }))
                (row("Recorded", &html! { (when(recorded.recorded_at)) }))
                (row("How", &html! { "By " (way(recorded.channel)) }))
                (row("Holds from", &html! { @if let Some(day) = recorded.effective { (day::in_full(day)) } @else { "Always" } }))
                (row("Reason", &html! { (recorded.reason.as_deref().unwrap_or("None was given")) }))
                (row("Place in the whole history", &html! { (line.stored.position) }))
            }
            h2.govuk-heading-m { "Before and after" }
            @if differences.is_empty() { p.govuk-body { "It changed no value of the plan." } } @else { (table(&differences)) }
            h2.govuk-heading-m { "Proof" }
            p.govuk-body { "The file shows, with a checkpoint, that this event is in the history. It can be checked without this service." }
            p.govuk-body { a.govuk-link href={ (to) "/" (seq) "/proof" } { "Download the proof" } }
        },
    ))
}

fn row(key: &str, value: &Markup) -> Markup {
    html! { div.govuk-summary-list__row { dt.govuk-summary-list__key { (key) } dd.govuk-summary-list__value { (value) } } }
}

fn table(differences: &[EventDifference]) -> Markup {
    const COLUMNS: [Column; 3] = [("Value", Setting::Text), ("Before", Setting::Text), ("After", Setting::Text)];
    let value = |text: &String| html! { @if text.is_empty() { span.quiet { "nothing" } } @else { (text) } };
    let row = |one: &EventDifference| vec![html! { (one.what) }, value(&one.before), value(&one.after)];
    Table { id: "changed", caption: "Values that it changed", columns: &COLUMNS }.of(differences.iter().map(row))
}

fn proof(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let (seq, ..) = event(visit)?;
    let proof = visit.house.desk().prove(visit.plan(), seq)?;
    let json = serde_json::to_vec_pretty(&history::proof(visit.plan(), seq, &proof)).unwrap_or_default();
    Ok(Answer::File { name: format!("proof-{}-{seq}.json", visit.plan()), kind: "application/json", bytes: json })
}
