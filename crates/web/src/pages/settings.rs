//! `/p/{plan}/settings`: by what the plan is judged and counted, what it is measured against, who
//! approved it. **Not here.** Choosing another policy or calendar ([`super::rules`]); school holidays
//! ([`super::school_holidays`]).

use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::navigation::Part;
use crate::parts::form::{self, Errors, Field};
use crate::parts::settings::back;
use crate::parts::times::day_typed;
use crate::parts::{link, status};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::{self, Date};
use onpace_core::plan::command::Command;
use onpace_office::problem::Kind;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/settings", Act::ChangePlan, show).listed(Part::Settings, "Settings"),
    get("/p/{plan}/settings/baselines", Act::ChangePlan, baselines),
    post("/p/{plan}/settings/baselines", Act::ChangePlan, set_baseline),
    get("/p/{plan}/settings/approvals", Act::ChangePlan, approvals),
    post("/p/{plan}/settings/approvals", Act::ChangePlan, approve),
];

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let ground = day.ground();
    let page = |name: &str| link::plan(visit.plan(), &format!("settings/{name}"));
    let counted = |count: usize, word: &str| match count {
        0 => "None yet".to_owned(),
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let state = visit.state()?;
    let names = [Some(state.title.clone()), Some(state.area.clone()), Some(state.boards.join(", "))];
    let names: Vec<String> = names.into_iter().flatten().filter(|name| !name.is_empty()).collect();
    let lines = [
        ("Names", names.join(". "), "names", "Change the names"),
        ("Policy", format!("{}. {}", ground.policy.title, ground.policy.about), "policy", "Choose another policy"),
        ("Calendar", ground.calendar.title().to_owned(), "calendar", "Choose another calendar"),
        (
            "School holidays",
            match visit.state()?.school_holidays.len() {
                0 => "None yet".to_owned(),
                1 => "1 holiday".to_owned(),
                count => format!("{count} holidays"),
            },
            "school-holidays",
            "Set the school holidays",
        ),
        ("Baselines", counted(ground.state.baselines.len(), "baseline"), "baselines", "See and set baselines"),
        (
            "Sign-off",
            super::sign_off::words(visit.state()?.second_person).to_owned(),
            "sign-off",
            "Choose who signs packs off",
        ),
        ("Approvals", counted(ground.state.approvals.len(), "approval"), "approvals", "See and note approvals"),
    ];
    Ok(Answer::page(
        "Settings",
        html! {
            h1.govuk-heading-l { "Settings" }
            dl.govuk-summary-list {
                @for (key, value, to, words) in lines {
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (key) }
                        dd.govuk-summary-list__value { (value) }
                        dd.govuk-summary-list__actions { a.govuk-link href=(page(to)) { (words) } }
                    }
                }
            }
            h2.govuk-heading-m { "What the statuses mean" }
            dl.govuk-summary-list {
                @for level in &ground.policy.levels {
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (status::tag(level)) }
                        dd.govuk-summary-list__value { (level.meaning) }
                    }
                }
            }
        },
    ))
}

/// The field of the day from which something holds.
pub(super) fn day_field(visit: &Visit<'_>, shown: Date, errors: &Errors) -> Markup {
    let value = visit.form.said("on").map_or_else(|| day::in_words(shown), str::to_owned);
    let field =
        Field { name: "on", label: "From which day", hint: "For example, 22 May 2022.", value: &value, width: 20 };
    form::input(&field, "text", "off", errors)
}

/// The day typed; what is none is told.
pub(super) fn day_asked(visit: &Visit<'_>, errors: &mut Errors) -> Option<Date> {
    let day = day_typed(visit.form.get("on"));
    if day.is_none() {
        errors.push(("on", "Enter a day, such as 22 May 2022".to_owned()));
    }
    day
}

fn answered(answer: Answer, errors: &Errors) -> Answer {
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn baselines(visit: &Visit<'_>) -> Result<Answer, Failure> {
    baselines_page(visit, &Errors::new())
}

fn baselines_page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let known = &visit.state()?.baselines;
    let name = Field {
        name: "name",
        label: "Name",
        hint: "For example, as approved in April 2022.",
        value: visit.form.get("name"),
        width: 30,
    };
    let fields = html! {
        (form::input(&name, "text", "off", errors))
        (day_field(visit, day.ground().on, errors))
        (form::button("Set the baseline"))
    };
    let body = html! {
        (back(visit))
        (form::summary(errors))
        h1.govuk-heading-l { "Baselines" }
        p.govuk-body { "A baseline freezes the dates of every action under a name. The timeline shows how far each has slipped since." }
        @if known.is_empty() { p.govuk-body { "None is set yet. Set one when the plan is approved." } }
        ul.govuk-list.govuk-list--bullet {
            @for one in known { li { (one.name) @if let Some(on) = one.on { ", " (day::in_full(on)) } ", " (one.rows.len()) " rows" } }
        }
        h2.govuk-heading-m { "Set a baseline" }
        (form::form(visit, &visit.path, &fields))
    };
    Ok(answered(Answer::page("Baselines", body), errors))
}

fn set_baseline(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let mut errors = Errors::new();
    if let Some(on) = day_asked(visit, &mut errors) {
        let command = Command::SetBaseline { name: visit.form.get("name").to_owned() };
        match visit.house.desk().command(visit.plan(), &command, on, &visit.seat()) {
            Ok(_) => return Ok(Answer::saved(&visit.path)),
            Err(problem) if problem.kind == Kind::NotAccepted => errors.push(("name", sentence(&words::of(&problem)))),
            Err(problem) => return Err(problem.into()),
        }
    }
    baselines_page(visit, &errors)
}

fn approvals(visit: &Visit<'_>) -> Result<Answer, Failure> {
    approvals_page(visit, &Errors::new())
}

fn approvals_page(visit: &Visit<'_>, errors: &Errors) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let known = &visit.state()?.approvals;
    let value = |name| visit.form.get(name);
    let fields = html! {
        (form::input(&Field { name: "version", label: "Version", hint: "For example, 1.2.", value: value("version"), width: 10 }, "text", "off", errors))
        (form::input(&Field { name: "body", label: "Which body approved it", hint: "For example, SEND Improvement Board.", value: value("body"), width: 30 }, "text", "off", errors))
        (day_field(visit, day.ground().on, errors))
        (form::button("Note the approval"))
    };
    let body = html! {
        (back(visit))
        (form::summary(errors))
        h1.govuk-heading-l { "Approvals" }
        @if known.is_empty() { p.govuk-body { "No approval is noted yet. Note one when a board approves the plan." } }
        ul.govuk-list.govuk-list--bullet {
            @for one in known { li { "Version " (one.version) ", " (one.body) @if let Some(on) = one.on { ", " (day::in_full(on)) } } }
        }
        h2.govuk-heading-m { "Note an approval" }
        (form::form(visit, &visit.path, &fields))
    };
    Ok(answered(Answer::page("Approvals", body), errors))
}

fn approve(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let mut errors = Errors::new();
    if let Some(on) = day_asked(visit, &mut errors) {
        let (version, body) = (visit.form.get("version").to_owned(), visit.form.get("body").to_owned());
        let command = Command::Approve { version, body };
        match visit.house.desk().command(visit.plan(), &command, on, &visit.seat()) {
            Ok(_) => return Ok(Answer::saved(&visit.path)),
            Err(problem) if problem.kind == Kind::NotAccepted => {
                errors.push(("version", sentence(&words::of(&problem))));
            }
            Err(problem) => return Err(problem.into()),
        }
    }
    approvals_page(visit, &errors)
}
