//! `/p/{plan}/settings/policy` and `/calendar`: another policy or calendar is tried first: which actions
//! would change status is shown before anything is recorded.

use super::settings::{day_asked, day_field};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors, Field};
use crate::parts::settings::back;
use crate::parts::table::{Setting, Table};
use crate::parts::{link, moved, status};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::calendar::{self, WorkingCalendar};
use onpace_core::day::{self, Date};
use onpace_core::movement;
use onpace_core::policy::{self, Policy};
use onpace_core::survey::Survey;
use onpace_office::assessed::AssessedDay;
use onpace_office::problem::{Kind, Problem};
use onpace_office::settings::as_kept;

pub(super) const ROUTES: &[Route] = &[
    get("/p/{plan}/settings/{rules}", Act::ChangePlan, ask),
    post("/p/{plan}/settings/{rules}", Act::ChangePlan, take),
];

/// Findings of one kind that are shown at most.
const MOST_EXAMPLES: usize = 12;

/// What is chosen here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    Policy,
    Calendar,
}

impl Rules {
    fn of(visit: &Visit<'_>) -> Result<Self, Failure> {
        match visit.part("rules") {
            "policy" => Ok(Self::Policy),
            "calendar" => Ok(Self::Calendar),
            _ => Err(Failure::NotFound),
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Calendar => "calendar",
        }
    }

    /// Those that ship: name and what each is.
    fn shipped(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Policy => {
                let told = |name: &&'static str| {
                    Policy::shipped(name).map(|policy| (*name, format!("{}: {}", policy.title, policy.about)))
                };
                policy::SHIPPED.iter().filter_map(told).collect()
            }
            Self::Calendar => {
                let told = |name: &&'static str| {
                    WorkingCalendar::shipped(name).map(|calendar| (*name, calendar.title().to_owned()))
                };
                calendar::SHIPPED.iter().filter_map(told).collect()
            }
        }
    }
}

fn ask(visit: &Visit<'_>) -> Result<Answer, Failure> {
    form_page(visit, Rules::of(visit)?, &Errors::new())
}

fn form_page(visit: &Visit<'_>, rules: Rules, errors: &Errors) -> Result<Answer, Failure> {
    let day = visit.day()?;
    let ground = day.ground();
    let word = rules.word();
    let now = if rules == Rules::Policy { ground.policy.title.clone() } else { ground.calendar.title().to_owned() };
    let shipped = rules.shipped();
    let mut choices: Vec<(&str, &str)> = shipped.iter().map(|(name, words)| (*name, words.as_str())).collect();
    choices.push(("own", "One of your own, pasted below"));
    let choice =
        Field { name: "choice", label: &format!("Which {word}?"), hint: "", value: visit.form.get("choice"), width: 0 };
    let own = Field {
        name: "own",
        label: "Your own",
        hint: "Fill this in only if you chose one of your own. It is written as TOML.",
        value: visit.form.get("own"),
        width: 0,
    };
    let fields = html! {
        (form::radios(&choice, &choices, errors))
        (form::textarea(&own, 8, errors))
        (day_field(visit, ground.on, errors))
        (form::button("See what would change"))
    };
    let body = html! {
        (back(visit))
        (form::summary(errors))
        h1.govuk-heading-l { "Choose the " (word) }
        p.govuk-body { "Now: " strong { (now) } ". Nothing is saved before you have seen what would change." }
        (form::form(visit, &visit.path, &fields))
        @if rules == Rules::Calendar { (two_ways(&day)) }
    };
    Ok(answered(format!("Choose the {word}"), body, errors))
}

fn answered(title: String, body: Markup, errors: &Errors) -> Answer {
    let answer = Answer::page(title, body);
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

/// What the durations say with bank holidays counted as worked, and without.
fn two_ways(day: &AssessedDay) -> Markup {
    let found: Vec<_> = day.assessment().of_rule("holidays-counted").collect();
    html! {
        h2.govuk-heading-m { "Two ways of counting" }
        @if found.is_empty() { p.govuk-body { "No stated duration counts bank holidays as working days, or none is stated." } }
        @else {
            p.govuk-body { (found.len()) " durations in the plan count bank holidays as working days." }
            ul.govuk-list.govuk-list--bullet { @for one in found.iter().take(MOST_EXAMPLES) { li { (sentence(&one.message)) } } }
            @if found.len() > MOST_EXAMPLES { p.govuk-body { "And " (found.len() - MOST_EXAMPLES) " more, which are among the findings." } }
        }
    }
}

fn take(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let rules = Rules::of(visit)?;
    let mut errors = Errors::new();
    let typed = match visit.form.get("choice") {
        "" => {
            errors.push(("choice", format!("Choose a {}", rules.word())));
            String::new()
        }
        // One line would be taken for the name of one that ships.
        "own" if !visit.form.get("own").trim().contains('\n') => {
            errors.push(("own", format!("Paste the whole text of your {}; it has more than one line", rules.word())));
            String::new()
        }
        "own" => as_kept(visit.form.get("own")),
        name => name.to_owned(),
    };
    let on = day_asked(visit, &mut errors);
    let Some(on) = on.filter(|_| errors.is_empty()) else { return form_page(visit, rules, &errors) };
    let tried = match tried(visit, rules, &typed, on) {
        Ok(day) => day,
        Err(problem) if problem.kind == Kind::NotAccepted => {
            let field = if visit.form.get("choice") == "own" { "own" } else { "choice" };
            return form_page(visit, rules, &vec![(field, sentence(&words::of(&problem)))]);
        }
        Err(problem) => return Err(problem.into()),
    };
    if visit.form.get("step") != "record" {
        return preview(visit, rules, on, &tried, &Errors::new());
    }
    let desk = visit.house.desk();
    let done = match rules {
        Rules::Policy => desk.choose_policy(visit.plan(), &typed, on, &visit.seat()),
        Rules::Calendar => desk.choose_calendar(visit.plan(), &typed, on, &visit.seat()),
    };
    match done {
        Ok(_) => Ok(Answer::saved(link::plan(visit.plan(), "settings"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            preview(visit, rules, on, &tried, &vec![("reason", sentence(&words::of(&problem)))])
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The plan on the day, judged or counted by what was typed.
fn tried(visit: &Visit<'_>, rules: Rules, typed: &str, on: Date) -> Result<AssessedDay, Problem> {
    let plans = &visit.house.plans;
    let now = plans.day(visit.plan(), Some(on), None, visit.today())?;
    let refused = |e: &dyn std::fmt::Display| Problem::new(Kind::NotAccepted, e);
    let (mut calendar, mut policy) = (now.ground().calendar.clone(), now.ground().policy.clone());
    match rules {
        Rules::Policy => policy = Policy::chosen(typed).map_err(|e| refused(&e))?,
        Rules::Calendar => calendar = WorkingCalendar::chosen(typed).map_err(|e| refused(&e))?,
    }
    plans.day_by(visit.plan(), Some(on), visit.today(), calendar, policy)
}

fn preview(visit: &Visit<'_>, rules: Rules, on: Date, tried: &AssessedDay, errors: &Errors) -> Result<Answer, Failure> {
    let now = visit.house.plans.day(visit.plan(), Some(on), None, visit.today())?;
    let (before, after) = (&now.assessment().survey, &tried.assessment().survey);
    let changed = movement::statuses(before, after);
    let reason = Field {
        name: "reason",
        label: "Why",
        hint: "The history keeps it.",
        value: visit.form.get("reason"),
        width: 0,
    };
    let word = rules.word();
    let title = if rules == Rules::Policy { &after.policy.title } else { after.calendar.title() };
    let fields = html! {
        @for name in ["choice", "own", "on"] { input type="hidden" name=(name) value=(visit.form.get(name)); }
        input type="hidden" name="step" value="record";
        (form::textarea(&reason, 3, errors))
        (form::button(&format!("Choose this {word}")))
    };
    let body = html! {
        a.govuk-back-link href=(visit.path) { "Back to the choice" }
        (form::summary(errors))
        h1.govuk-heading-l { "What would change" }
        p.govuk-body { "With " strong { (title) } ", as at " (day::in_full(on)) ": " strong { (changed.len()) " of " (after.plan.actions().count()) " actions change status" } "." }
        (counts(before, after))
        @if !changed.is_empty() {
            h2.govuk-heading-m { "Actions that change status" }
            ul.govuk-list.govuk-list--bullet { (moved::statuses(visit, after, &changed)) }
        }
        h2.govuk-heading-m { "Choose it" }
        p.govuk-body { "It holds from " (day::in_full(on)) ". Days before that stay as they were." }
        (form::form(visit, &visit.path, &fields))
        p.govuk-body { a.govuk-link href=(visit.path) { "Choose another " (word) } }
    };
    Ok(answered("What would change".to_owned(), body, errors))
}

/// How many actions stand at each level, before and after.
fn counts(before: &Survey<'_>, after: &Survey<'_>) -> Markup {
    let (old, new) = (before.status_rows(), after.status_rows());
    let count = |rows: &[(&policy::Level, Vec<usize>)], code: &str| {
        rows.iter().find(|(level, _)| level.code == code).map_or(0, |(_, rows)| rows.len())
    };
    let only_old = old.iter().map(|(level, _)| *level).filter(|level| after.policy.level(&level.code).is_none());
    let levels: Vec<&policy::Level> = new.iter().map(|(level, _)| *level).chain(only_old).collect();
    let columns = [("Status", Setting::Text), ("Now", Setting::Number), ("Then", Setting::Number)];
    let row = |level: &policy::Level| {
        vec![status::tag(level), html! { (count(&old, &level.code)) }, html! { (count(&new, &level.code)) }]
    };
    Table { id: "counts", caption: "Actions at each status", columns: &columns }.of(levels.into_iter().map(row))
}
