//! Two people at one row: what the other did, both versions side by side, and the form with what was typed.

use super::target::{self, Ask, Target, date_words};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::table::{Setting, Table};
use crate::parts::who;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::plan::facts::RoleFact;
use onpace_office::history::Line;

/// The fields that a row has a value for, and their words.
const FIELDS: [(&str, &str); 12] = [
    ("code", "Code"),
    ("title", "Title"),
    ("lead", "Lead officers"),
    ("accountable", "Accountable officers"),
    ("officers", "Other officers"),
    ("start", "Start"),
    ("finish", "Finish"),
    ("percent", "Percent complete"),
    ("status", "Status"),
    ("note", "What happened"),
    ("next", "What is next"),
    ("place", "Where it is kept"),
];

/// The page.
pub(super) fn page(visit: &Visit<'_>, target: &Target, ask: &Ask) -> Result<Answer, Failure> {
    let since = visit.house.desk().since(visit.plan(), &target.seen(visit))?;
    let ask = Ask {
        title: ask.title.clone(),
        page: ask.page.clone(),
        lead: html! {},
        fields: ask.fields.clone(),
        button: "Send yours again",
    };
    let title = format!("{} was changed while you were editing", target.name);
    let body = html! {
        h1.govuk-heading-l { (title) }
        p.govuk-body { "Nothing of yours is lost, and nothing of it was saved yet. Compare both versions, then send yours again or keep theirs." }
        (happened(visit, target, &since)?)
        (both(visit, target)?)
        @if target.held()?.withdrawn {
            p.govuk-body { "It is no longer in the plan, so yours cannot be sent. You can copy what you typed from here." }
        } @else {
            h2.govuk-heading-m { "Your version" }
            p.govuk-body { "Only what you changed yourself is sent. What they changed besides stays." }
            (target::body(visit, target, &ask))
        }
        p.govuk-body { a.govuk-link href=(target.page(visit, "")) { "Keep theirs" } }
    };
    Ok(Answer::page(title, body).with_status(409))
}

fn happened(visit: &Visit<'_>, target: &Target, since: &[Line]) -> Result<Markup, Failure> {
    if visit.ask(Act::SeeLog, &target.state, &target.code).is_err() && !target.held()?.withdrawn {
        return Ok(html! {});
    }
    Ok(html! {
        h2.govuk-heading-m { "What happened meanwhile" }
        ul.history { @for line in since { li { (who::line(visit, line)?) } } }
    })
}

/// Each field that was sent: what it is now, what was typed.
fn both(visit: &Visit<'_>, target: &Target) -> Result<Markup, Failure> {
    let mut rows = Vec::new();
    for (name, words) in FIELDS {
        if visit.form.has(name) {
            let (now, yours) = (now(visit, target, name)?, visit.form.get(name));
            rows.push((words, now.clone(), yours, now != yours));
        }
    }
    let columns = [
        ("Field", Setting::Text),
        ("Theirs, as it is now", Setting::Text),
        ("Yours, as you typed it", Setting::Text),
        ("", Setting::Word),
    ];
    let cells = rows.iter().map(|(words, now, yours, differs)| {
        let differs = html! { @if *differs { strong { "Different" } } @else { "Same" } };
        vec![html! { (words) }, html! { (now) }, html! { (yours) }, differs]
    });
    let table = Table { id: "both", caption: "Both versions", columns: &columns };
    Ok(html! { @if !rows.is_empty() { (table.of(cells)) } })
}

/// The value of a field as it is held now.
fn now(visit: &Visit<'_>, target: &Target, name: &str) -> Result<String, Failure> {
    let held = target.held()?;
    let report = &held.report;
    Ok(match name {
        "code" => held.facts.code.clone(),
        "title" => held.facts.title.clone(),
        "lead" => target::officers(visit, target, RoleFact::Lead)?,
        "accountable" => target::officers(visit, target, RoleFact::Accountable)?,
        "officers" => target::officers(visit, target, RoleFact::Unstated)?,
        "start" => date_words(held.facts.start.as_ref()),
        "finish" => date_words(held.facts.finish.as_ref()),
        "percent" => report.percent.map(|percent| percent.to_string()).unwrap_or_default(),
        "status" => report.status.clone().unwrap_or_default(),
        "note" => report.note.clone().unwrap_or_default(),
        "next" => report.next.clone().unwrap_or_default(),
        _ => String::new(),
    })
}
