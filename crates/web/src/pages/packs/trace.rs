//! `/p/{plan}/packs/{pack}/trace/{figure}`: how a figure of a pack was counted, and from which actions, as they stood.

use super::{back, here};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::table::{Column, Setting, Table};
use crate::parts::who::Faces;
use crate::parts::{link, status, who};
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::figure::Figure;
use onpace_core::plan::{Code, shortened};
use onpace_office::history;
use onpace_office::packs::Made;
use std::collections::HashMap;
use std::sync::Arc;

pub(in crate::pages) const ROUTES: &[Route] = &[get("/p/{plan}/packs/{pack}/trace/{figure}", Act::SeePlan, show)];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let made = here(visit)?;
    let document = made.document()?;
    let key = visit.part("figure");
    let figure = document.figures.iter().find(|figure| figure.of.key == key).ok_or(Failure::NotFound)?;
    Ok(Answer::page(
        format!("Trace of {}: {}", figure.of.label, figure.value),
        html! {
            (back(visit, made.pack.number))
            h1.govuk-heading-l { (sentence(&figure.of.label).trim_end_matches('.')) ": " (figure.value) }
            p.govuk-body { (figure.of.definition) }
            p.govuk-body {
                "It is of " (day::in_full(made.round.facts.data_date)) ". It holds what was known at the freeze, on " (who::instant(made.freeze.at)) "."
            }
            (rows(visit, &made, figure, &said_by(visit, &made, figure)?))
        },
    ))
}

/// Who said how each row stood, and who accepted it; only for who may see updates.
fn said_by(visit: &Visit<'_>, made: &Made, figure: &Figure) -> Result<HashMap<String, String>, Failure> {
    let mut all = HashMap::new();
    if !visit.may(Act::SeeUpdates) {
        return Ok(all);
    }
    let (survey, state) = (&made.day.assessment().survey, &made.day.ground().state);
    let mut faces = Faces::new(visit);
    for name in &figure.rows {
        let row = survey.index.get(&Code::new(name)).and_then(|at| survey.plan.rows[*at].key.as_deref());
        let heard = row.and_then(|row| state.row(row)?.heard);
        let (Some(row), Some(heard)) = (row, heard) else { continue };
        let event = visit.house.desk().event(visit.plan(), heard.seq)?;
        all.insert(row.to_owned(), faces.said(made.known(), &event)?);
    }
    Ok(all)
}

fn rows(visit: &Visit<'_>, made: &Made, figure: &Figure, said: &HashMap<String, String>) -> Markup {
    const COLUMNS: [Column; 5] = [
        ("Code", Setting::Word),
        ("Title", Setting::Title),
        ("Reported", Setting::Number),
        ("Status", Setting::Text),
        ("Said by", Setting::Text),
    ];
    let survey = &made.day.assessment().survey;
    let then = format!("?as_at={}&known_by={}", made.round.facts.data_date, history::instant(made.freeze.at));
    let cells = |name: &Arc<str>| {
        let at = survey.index.get(&Code::new(name)).copied();
        let row = at.map(|at| &survey.plan.rows[at]);
        let is_action = row.is_some_and(|row| row.kind == onpace_core::plan::RowKind::Action);
        vec![
            html! {
                @if is_action { a.govuk-link href={ (link::action(visit.plan(), name)) (then) } { (name) } }
                @else { (name) }
            },
            html! { @if let Some(row) = row { (shortened(&row.title, 110)) } },
            html! { @if let Some(percent) = row.and_then(|row| row.percent) { (percent) } },
            html! { @if let Some(level) = at.and_then(|at| survey.level_of(at)) { (status::tag(level)) } },
            html! { @if let Some(said) = row.and_then(|row| said.get(row.key.as_deref()?)) { (said) } },
        ]
    };
    if figure.rows.is_empty() {
        return html! { p.govuk-body { "It was counted from no single action." } };
    }
    let caption = format!("What it was counted from ({})", figure.rows.len());
    Table { id: "trace", caption: &caption, columns: &COLUMNS }.of(figure.rows.iter().map(cells))
}
