//! `/p/{plan}/settings`: by what the plan is judged and counted, what it is measured against, who
//! approved it. **Not here.** Choosing another policy or calendar ([`super::rules`]); school holidays
//! ([`super::school_holidays`]).

use crate::answer::Answer;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::navigation::Part;
use crate::parts::asked::{Asked, By, Form};
use crate::parts::form::{self, Errors, Field};
use crate::parts::settings::back;
use crate::parts::times::day_typed;
use crate::parts::{link, status};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::{self, Date};
use onpace_core::plan::command::Command;

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
        (
            "Status words",
            match visit.state()?.status_words.len() {
                0 => "As they usually are".to_owned(),
                1 => "1 word of your own".to_owned(),
                count => format!("{count} words of your own"),
            },
            "status-words",
            "See and say what status words mean",
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

/// A form of a list in the settings: what stands in the list already, and one more.
struct More {
    heading: &'static str,
    lead: Markup,
    /// What stands above the fields.
    section: &'static str,
    fields: Vec<Asked>,
    button: &'static str,
}

impl Form for More {
    /// The day from which it holds; the rest is read as it stands.
    type Read = Date;

    fn heading(&self) -> String {
        self.heading.to_owned()
    }

    fn back(&self, visit: &Visit<'_>) -> Markup {
        back(visit)
    }

    fn lead(&self) -> Markup {
        html! { (self.lead) h2.govuk-heading-m { (self.section) } }
    }

    fn fields(&self) -> Vec<Asked> {
        self.fields.clone()
    }

    fn button(&self) -> &'static str {
        self.button
    }

    fn read(&self, sent: &Fields, errors: &mut Errors) -> Option<Date> {
        let day = day_typed(sent.get("on"));
        if day.is_none() {
            errors.push(("on", "Enter a day, such as 22 May 2022".to_owned()));
        }
        day
    }
}

/// The day from which it holds, as it stands before anybody types.
fn day_held(visit: &Visit<'_>) -> Result<Asked, Failure> {
    let shown = visit.day()?.ground().on;
    let field = Asked::new("on", "From which day", By::Line(20)).hinted("For example, 22 May 2022.");
    Ok(field.holding(day::in_words(shown)))
}

fn baselines_form(visit: &Visit<'_>) -> Result<More, Failure> {
    let state = visit.state()?;
    let lead = html! {
        p.govuk-body { "A baseline freezes the dates of every action under a name. The timeline shows how far each has slipped since." }
        @if state.baselines.is_empty() { p.govuk-body { "None is set yet. Set one when the plan is approved." } }
        ul.govuk-list.govuk-list--bullet {
            @for one in &state.baselines { li { (one.name) @if let Some(on) = one.on { ", " (day::in_full(on)) } ", " (one.rows.len()) " rows" } }
        }
    };
    let name = Asked::new("name", "Name", By::Line(30)).hinted("For example, as approved in April 2022.");
    Ok(More {
        heading: "Baselines",
        lead,
        section: "Set a baseline",
        fields: vec![name, day_held(visit)?],
        button: "Set the baseline",
    })
}

fn baselines(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &baselines_form(visit)?, &Errors::new()))
}

fn set_baseline(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &baselines_form(visit)?, &visit.path, |on| {
        let command = Command::SetBaseline { name: visit.form.get("name").to_owned() };
        visit.house.desk().command(visit.plan(), &command, on, &visit.seat()).map(drop)
    })
}

fn approvals_form(visit: &Visit<'_>) -> Result<More, Failure> {
    let state = visit.state()?;
    let lead = html! {
        @if state.approvals.is_empty() { p.govuk-body { "No approval is noted yet. Note one when a board approves the plan." } }
        ul.govuk-list.govuk-list--bullet {
            @for one in &state.approvals { li { "Version " (one.version) ", " (one.body) @if let Some(on) = one.on { ", " (day::in_full(on)) } } }
        }
    };
    let version = Asked::new("version", "Version", By::Line(10)).hinted("For example, 1.2.");
    let body = Asked::new("body", "Which body approved it", By::Line(30));
    let body = body.hinted("For example, SEND Improvement Board.");
    Ok(More {
        heading: "Approvals",
        lead,
        section: "Note an approval",
        fields: vec![version, body, day_held(visit)?],
        button: "Note the approval",
    })
}

fn approvals(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::form(visit, &approvals_form(visit)?, &Errors::new()))
}

fn approve(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Answer::of_sent(visit, &approvals_form(visit)?, &visit.path, |on| {
        let (version, body) = (visit.form.get("version").to_owned(), visit.form.get("body").to_owned());
        visit.house.desk().command(visit.plan(), &Command::Approve { version, body }, on, &visit.seat()).map(drop)
    })
}
