//! `/p/{plan}/rounds/{round}/moderate`: answers that wait, flagged first; each is taken, with other words or
//! without, or sent back. **Not here.** What is a flag, which the core says.

use super::{Here, count, here};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::{form, status};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day;
use onpace_core::plan::facts::DateFact;
use onpace_core::rounds::facts::{Choice, Wording};
use onpace_core::rounds::flags::Flag;
use onpace_core::rounds::round::HeldAnswer as Said;
use onpace_office::moderating::{Dealt, waiting};
use onpace_office::problem::{Kind, Problem};

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/rounds/{round}/moderate", Act::Moderate, show),
    post("/p/{plan}/rounds/{round}/moderate", Act::Moderate, save),
    post("/p/{plan}/rounds/{round}/moderate/all", Act::Moderate, take_all),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(page(visit, &here(visit)?, &Wrong::new()))
}

/// What is wrong: the id of a field and a sentence.
type Wrong = Vec<(String, String)>;

fn page(visit: &Visit<'_>, here: &Here, wrong: &Wrong) -> Answer {
    let all = waiting(&here.state, &here.round);
    let plain: Vec<u64> = all.iter().filter(|(_, flags)| flags.is_empty()).map(|(said, _)| said.seq).collect();
    let fields = html! {
        @for (said, flags) in &all { (one(visit, here, said, flags, wrong)) }
        div.govuk-button-group { (form::button("Save what you chose")) a.govuk-link href=(here.address(visit, "")) { "Cancel" } }
    };
    let answer = Answer::page(
        here.titled("Look at answers"),
        html! {
            (here.back(visit))
            (form::summary(wrong))
            h1.govuk-heading-l { "Look at answers" }
            @if all.is_empty() { p.govuk-body { "No answer waits for you." } }
            @else if here.round.is_frozen {
                p.govuk-body { (count(all.len(), "answer is", "answers are")) " kept. The figures of this round are frozen, so nothing can be taken into them. " a.govuk-link href=(here.address(visit, "freeze")) { "Open the figures again" } " first." }
            } @else {
                p.govuk-body { "Nothing is in the plan or in a report before you take it. The words of the officer are always kept." }
                @if !plain.is_empty() { (bulk(visit, here, &plain)) }
                (form::form(visit, &here.address(visit, "moderate"), &fields))
            }
        },
    );
    if wrong.is_empty() { answer } else { answer.with_status(422) }
}

/// Takes what has no flag, and of that only what this page shows.
fn bulk(visit: &Visit<'_>, here: &Here, plain: &[u64]) -> Markup {
    let fields = html! {
        @for seq in plain { input type="hidden" name="of" value=(seq); }
        (form::second_button(&format!("Take {} without a flag", count(plain.len(), "answer", "answers"))))
    };
    form::form(visit, &here.address(visit, "moderate/all"), &fields)
}

/// The words that a report would print: what happened, or why it cannot be done.
fn happened(said: &Said) -> &str {
    said.facts.happened.as_deref().or(said.facts.reason.as_deref()).unwrap_or_default()
}

fn one(visit: &Visit<'_>, here: &Here, said: &Said, flags: &[Flag], wrong: &Wrong) -> Markup {
    let name = here.row(&said.row);
    let seq = said.seq;
    let chosen = visit.form.get(&format!("do-{seq}")).to_owned();
    let id = format!("do-{seq}");
    let has_words = !happened(said).is_empty() || said.facts.next.is_some();
    let take = if has_words { "Take it, with the words above" } else { "Take it" };
    let error = wrong.iter().find(|(field, _)| *field == id || *field == format!("reason-{seq}"));
    html! {
        section.onpace-answer {
            h2.govuk-heading-m { (name) }
            @for flag in flags { p.govuk-body { strong.govuk-tag.govuk-tag--yellow { "Look twice" } " " (flag.words()) "." } }
            (stands(visit, here, said))
            (original(here, said))
            @if !happened(said).is_empty() { (words(visit, &format!("happened-{seq}"), "What happened, for the report", happened(said))) }
            @if let Some(next) = &said.facts.next { (words(visit, &format!("next-{seq}"), "What comes next, for the report", next)) }
            div.govuk-form-group.govuk-form-group--error[error.is_some()] {
                fieldset.govuk-fieldset {
                    legend.govuk-fieldset__legend.govuk-fieldset__legend--s { "What do you do with it?" span.govuk-visually-hidden { " " (name) } }
                    @if let Some((_, words)) = error { p.govuk-error-message { span.govuk-visually-hidden { "Error: " } (words) } }
                    div.govuk-radios data-module="govuk-radios" {
                        @for (at, (value, words)) in [("take", take), ("back", "Send it back")].into_iter().enumerate() {
                            @let id = if at == 0 { id.clone() } else { format!("{id}-{value}") };
                            div.govuk-radios__item {
                                input.govuk-radios__input id=(id) name={ "do-" (seq) } type="radio" value=(value) checked[chosen == value];
                                label.govuk-label.govuk-radios__label for=(id) { (words) }
                            }
                        }
                    }
                }
            }
            (words(visit, &format!("reason-{seq}"), "If you send it back: why?", ""))
        }
    }
}

/// How the action stands before the answer is taken: when it is due, its status, its percentage, its last words.
fn stands(visit: &Visit<'_>, here: &Here, said: &Said) -> Markup {
    let Some(held) = here.state.row(&said.row) else { return html! {} };
    let date = |fact: Option<&DateFact>| fact.and_then(DateFact::dated).map(|date| day::when_in_words(date.when));
    let percent = held.report.percent.map_or_else(|| "not reported".to_owned(), |percent| percent.to_string());
    let now = match (said.facts.percent, said.facts.choice) {
        (Some(now), _) => format!("{percent} before, {now} now"),
        (None, Choice::Finished) => format!("{percent} before, 100% now"),
        (None, _) if held.report.percent.is_none() => percent,
        (None, _) => format!("{percent}, which stays as it is"),
    };
    let status = visit.house.plans.day(visit.plan(), None, None, visit.today()).ok().and_then(|day| {
        let survey = &day.assessment().survey;
        let at = survey.plan.rows.iter().position(|row| row.key.as_deref() == Some(said.row.as_str()))?;
        let reason = survey.rows[at].verdict.as_ref()?.reason.clone();
        Some(html! { (status::tag(survey.level_of(at)?)) " " (reason) })
    });
    let heard = held.heard.and_then(|heard| heard.on).map(day::in_words);
    let rows = [
        ("Due", date(held.facts.finish.as_ref()).map(|due| html! { (due) })),
        ("Status today", status),
        ("Percent complete", Some(html! { (now) })),
        (
            "Last words",
            held.report
                .note
                .as_ref()
                .map(|note| html! { "\u{201c}" (note) "\u{201d}" @if let Some(on) = &heard { ", " (on) } }),
        ),
    ];
    html! {
        h3.govuk-heading-s { "Before this update" }
        dl.govuk-summary-list {
            @for (what, value) in rows {
                @if let Some(value) = value {
                    div.govuk-summary-list__row { dt.govuk-summary-list__key { (what) } dd.govuk-summary-list__value { (value) } }
                }
            }
        }
        h3.govuk-heading-s { "The update" }
    }
}

fn original(here: &Here, said: &Said) -> Markup {
    let facts = &said.facts;
    let date =
        |fact: &Option<DateFact>| fact.as_ref().and_then(DateFact::dated).map(|date| day::when_in_words(date.when));
    let rows = [
        ("Who", Some(here.written(&said.person))),
        ("Answer", Some(facts.choice.title().to_owned())),
        ("What happened", facts.happened.clone()),
        ("What comes next", facts.next.clone()),
        ("Next meeting", date(&facts.meeting)),
        ("Evidence", facts.evidence.clone()),
        ("Why not as planned", facts.reason.clone()),
        ("Asks for the finish", date(&facts.finish)),
    ];
    html! {
        dl.govuk-summary-list {
            @for (what, value) in rows {
                @if let Some(value) = value {
                    div.govuk-summary-list__row { dt.govuk-summary-list__key { (what) } dd.govuk-summary-list__value { (value) } }
                }
            }
        }
        @if facts.finish.is_some() { p.govuk-body { "If you accept it, the other finish waits for a decision, of the accountable officer where the plan names one. The finish changes when it is granted." } }
        @else if facts.choice == Choice::NotAsPlanned { p.govuk-body { "If you accept it, a decision is asked of the board, and of the accountable officer where the plan names one." } }
    }
}

fn words(visit: &Visit<'_>, name: &str, label: &str, before: &str) -> Markup {
    let value = if visit.form.has(name) { visit.form.get(name) } else { before };
    html! {
        div.govuk-form-group {
            label.govuk-label for=(name) { (label) }
            textarea.govuk-textarea id=(name) name=(name) rows="2" { (value) }
        }
    }
}

/// What was typed in place of the officer's words; nothing where it is the same, or empty.
fn other(visit: &Visit<'_>, name: &str, before: &str) -> Option<String> {
    let plain = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
    let typed = plain(visit.form.get(name));
    (!typed.is_empty() && typed != plain(before)).then_some(typed)
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let here = here(visit)?;
    let (mut dealt, mut wrong) = (Vec::new(), Wrong::new());
    for (said, _) in waiting(&here.state, &here.round) {
        let seq = said.seq;
        match visit.form.get(&format!("do-{seq}")) {
            "take" => {
                let wording = Wording {
                    happened: other(visit, &format!("happened-{seq}"), happened(said)),
                    next: other(visit, &format!("next-{seq}"), said.facts.next.as_deref().unwrap_or_default()),
                };
                dealt.push((seq, Dealt::Taken(wording)));
            }
            "back" => match visit.form.said(&format!("reason-{seq}")) {
                Some(reason) => dealt.push((seq, Dealt::SentBack(reason.to_owned()))),
                None => {
                    wrong.push((format!("reason-{seq}"), format!("Enter why you send back {}", here.row(&said.row))));
                }
            },
            _ => {}
        }
    }
    if wrong.is_empty() && dealt.is_empty() {
        let first = waiting(&here.state, &here.round).first().map_or(0, |(said, _)| said.seq);
        wrong.push((format!("do-{first}"), "Choose what to do with at least one answer".to_owned()));
    }
    if !wrong.is_empty() {
        return Ok(page(visit, &here, &wrong));
    }
    match visit.house.desk().deal_with(visit.plan(), &here.round.facts.name, &dealt, &visit.seat()) {
        Ok(_) => Ok(Answer::saved(here.address(visit, "moderate"))),
        Err(problem) => refused(visit, &here, &format!("do-{}", dealt[0].0), problem),
    }
}

fn take_all(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let here = here(visit)?;
    let seen: Vec<u64> = visit.form.all("of").filter_map(|seq| seq.parse().ok()).collect();
    let plain = waiting(&here.state, &here.round)
        .into_iter()
        .filter(|(said, flags)| flags.is_empty() && seen.contains(&said.seq));
    let all: Vec<_> = plain.map(|(said, _)| (said.seq, true, Wording::default())).collect();
    if all.is_empty() {
        let what = "no answer without a flag waits any more; go back and load the page again";
        return Err(Problem::new(Kind::NotAccepted, what).into());
    }
    match visit.house.desk().moderate(visit.plan(), &here.round.facts.name, &all, &visit.seat()) {
        Ok(_) => Ok(Answer::saved(here.address(visit, "moderate"))),
        Err(problem) => refused(visit, &here, &format!("do-{}", all[0].0), problem),
    }
}

fn refused(visit: &Visit<'_>, here: &Here, field: &str, problem: Problem) -> Result<Answer, Failure> {
    if problem.kind != Kind::NotAccepted {
        return Err(problem.into());
    }
    Ok(page(visit, here, &vec![(field.to_owned(), sentence(&words::of(&problem)))]))
}
