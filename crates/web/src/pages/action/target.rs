//! The row that a form is about, as of now; what every such form carries, and where it leads.
//!
//! **Not here.** Whether somebody else changed the row meanwhile: the office says so.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::parts::form::{self, Errors, Field};
use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::day::{self, Date, DayOrder, Precision};
use onpace_core::ids::RowKey;
use onpace_core::ledger::state::State;
use onpace_core::plan::facts::{DateFact, RoleFact};
use onpace_core::plan::held::Held;
use onpace_office::editing::{self, Seen};
use std::sync::Arc;

/// How days are asked for.
pub(super) const DAY_HINT: &str = "For example, 13 April 2022 or 13/4/2022.";

/// A row, as of now.
pub(super) struct Target {
    /// The plan.
    pub(super) state: Arc<State>,
    /// The row's name in the ledger.
    pub(super) key: RowKey,
    /// What it is called in addresses and commands.
    pub(super) code: String,
    /// What it is called on pages.
    pub(super) name: String,
}

/// The row of the address, or the one that the form was made for, which may have another code by now.
pub(super) fn target(visit: &Visit<'_>, act: Act) -> Result<Target, Failure> {
    let state = visit.state()?;
    let by_form = visit.form.said("row").and_then(|key| state.row(key));
    let held = by_form.or_else(|| state.called(visit.part("code"))).ok_or(Failure::NotFound)?;
    let (key, code, name) = (held.key.clone(), editing::handle(&state, held).to_owned(), held.name());
    visit.ask(act, &state, &code)?;
    Ok(Target { state, key, code, name })
}

impl Target {
    /// The row.
    pub(super) fn held(&self) -> Result<&Held, Failure> {
        self.state.row(&self.key).ok_or(Failure::NotFound)
    }

    /// A page of the row: `edit`.
    pub(super) fn page(&self, visit: &Visit<'_>, page: &str) -> String {
        let own = link::action(visit.plan(), &self.code);
        if page.is_empty() { own } else { format!("{own}/{page}") }
    }

    /// What the form says was seen.
    pub(super) fn seen(&self, visit: &Visit<'_>) -> Seen {
        // A form that does not say has seen nothing, and is shown what there is.
        Seen { key: self.key.clone(), seq: visit.form.get("seen").parse().unwrap_or(0) }
    }
}

/// A form about a row: what it changes, where it is sent, what it asks.
pub(super) struct Ask {
    /// The page's title.
    pub(super) title: String,
    /// The page of the row that it is sent to.
    pub(super) page: String,
    /// What stands above the fields.
    pub(super) lead: Markup,
    /// Its fields.
    pub(super) fields: Markup,
    /// What its button says.
    pub(super) button: &'static str,
}

/// The page of a form; with what is wrong, where something is.
pub(super) fn page(visit: &Visit<'_>, target: &Target, ask: &Ask, errors: &Errors) -> Answer {
    let answer = Answer::page(
        ask.title.clone(),
        html! {
            a.govuk-back-link href=(target.page(visit, "")) { "Back to " (target.name) }
            (form::summary(errors))
            h1.govuk-heading-l { (ask.title) }
            (ask.lead)
            (body(visit, target, ask))
        },
    );
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

/// The form itself, which has now seen everything.
pub(super) fn body(visit: &Visit<'_>, target: &Target, ask: &Ask) -> Markup {
    let fields = html! {
        input type="hidden" name="row" value=(target.key);
        input type="hidden" name="seen" value=(target.state.seq);
        (ask.fields)
        div.govuk-button-group { (form::button(ask.button)) a.govuk-link href=(target.page(visit, "")) { "Cancel" } }
    };
    form::form(visit, &target.page(visit, &ask.page), &fields)
}

/// The page of a row after a change: on the day of the change, where the plan is usually shown on an earlier one.
pub(super) fn after(visit: &Visit<'_>, key: &str, on: Option<Date>) -> Result<String, Failure> {
    let state = visit.state()?;
    let times = on.filter(|on| *on > visit.today()).map_or_else(String::new, |on| format!("?as_at={on}"));
    Ok(match state.row(key).filter(|held| !held.withdrawn) {
        Some(held) => format!("{}{times}", link::action(visit.plan(), editing::handle(&state, held))),
        None => format!("{}{times}", link::plan(visit.plan(), "actions")),
    })
}

/// What was typed, or what stands there before anything was.
pub(super) fn typed(visit: &Visit<'_>, name: &str, before: &str) -> String {
    if visit.form.has(name) { visit.form.get(name).to_owned() } else { before.to_owned() }
}

/// The field for the day from which something holds.
pub(super) fn day_field(visit: &Visit<'_>, label: &str, errors: &Errors) -> Markup {
    let value = typed(visit, "on", &day::in_words(visit.today()));
    form::input(&Field { name: "on", label, hint: DAY_HINT, value: &value, width: 20 }, "text", "", errors)
}

/// The field for the reason.
pub(super) fn reason_field(visit: &Visit<'_>, errors: &Errors) -> Markup {
    let value = typed(visit, "reason", "");
    let field = Field {
        name: "reason",
        label: "Why",
        hint: "The history keeps your reason. Do not write anything private.",
        value: &value,
        width: 0,
    };
    form::textarea(&field, 2, errors)
}

/// The day from which it holds; today where the form does not say.
pub(super) fn day_of(visit: &Visit<'_>, errors: &mut Errors) -> Date {
    match visit.form.said("on") {
        None => visit.today(),
        Some(text) => match day::parse(text, DayOrder::DayFirst) {
            Ok(dated) if dated.when.precision == Precision::Day => dated.when.first,
            _ => {
                errors.push(("on", "Enter a day, like 13 April 2022".to_owned()));
                visit.today()
            }
        },
    }
}

/// A day or a month that was typed; nothing where nothing was.
pub(super) fn date_typed(visit: &Visit<'_>, name: &'static str, errors: &mut Errors) -> Option<DateFact> {
    match day::parse(visit.form.said(name)?, DayOrder::DayFirst) {
        Ok(dated) if !matches!(dated.when.precision, Precision::Months | Precision::Days) => {
            Some(DateFact { when: dated.when.to_string(), weekday: None, text: None })
        }
        _ => {
            errors
                .push((name, format!("Enter the {name} as a day, like 13 April 2022, or as a month, like April 2022")));
            None
        }
    }
}

/// Asks for a reason where none was given.
pub(super) fn need_reason(visit: &Visit<'_>, errors: &mut Errors) {
    if visit.form.said("reason").is_none() {
        errors.push(("reason", "Enter why; the history keeps it".to_owned()));
    }
}

/// A date that is held, in words.
pub(super) fn date_words(date: Option<&DateFact>) -> String {
    date.and_then(DateFact::dated).map_or_else(String::new, |dated| day::when_in_words(dated.when))
}

/// The names beside a row in a role, joined as plans do.
pub(super) fn officers(visit: &Visit<'_>, target: &Target, role: RoleFact) -> Result<String, Failure> {
    let names = visit.day_names()?;
    let own = target.held()?.facts.officers.iter().filter(|officer| officer.role == role);
    Ok(own.map(|officer| names.label(&officer.person).written).collect::<Vec<_>>().join("/"))
}
