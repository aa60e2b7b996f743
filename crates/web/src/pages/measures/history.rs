//! `/p/{plan}/measures/{measure}/history`: what was changed on a measure, by whom, when, newest first. Values stand in it as
//! the visitor may see them: not at all where small numbers are hidden from them.

use super::look::{MeasuresOfDay, back_to};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::table::{Column, Setting, Table};
use crate::parts::who;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_core::{day, local_time};
use onpace_office::measures::history::MeasureLine;

pub(in crate::pages) const ROUTES: &[Route] =
    &[get("/p/{plan}/measures/{measure}/history", Act::SeeLog, show).below("measures")];

const COLUMNS: [Column; 4] =
    [("When", Setting::Day), ("What", Setting::Word), ("Details", Setting::Text), ("Who", Setting::Word)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let measure = MeasuresOfDay::of(visit)?.asked(visit)?;
    let lines = visit.house.desk().measure_history(visit.plan(), &visit.who, &measure.key)?;
    let row = |line: &MeasureLine| {
        Ok(vec![
            html! { (day::in_words(local_time::day_of(line.recorded_at))) },
            html! { (line.kind) },
            html! { (line.words) @if let Some(reason) = &line.reason { br; "Why: " (reason) } },
            html! { (who::actor(visit, &line.actor)?) },
        ])
    };
    let rows = lines.iter().map(row).collect::<Result<Vec<_>, Failure>>()?;
    Ok(Answer::page(
        format!("What was changed: {}", measure.definition.name),
        html! {
            (back_to(visit, &measure))
            h1.govuk-heading-l { "What was changed: " (measure.definition.name) }
            (Table { id: "changes", caption: "The newest first", columns: &COLUMNS }.of(rows))
        },
    ))
}
