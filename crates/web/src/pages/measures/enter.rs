//! `/p/{plan}/measures/enter`: a grid of what is due: a row a figure, with the last three beside it, one button for all of
//! them. **Not here.** One figure by itself ([`super::give`]).

use super::look::{MeasuresOfDay, address, back};
use crate::answer::Answer;
use crate::failure::{Failure, sentence};
use crate::parts::form::{self, Errors};
use crate::parts::link;
use crate::route::{Route, get, post};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_core::access::{Act, Reach};
use onpace_core::measures::assessed::MeasureAssessment;
use onpace_core::measures::due::DueState;
use onpace_core::measures::period::Period;
use onpace_core::measures::state::HeldMeasure;
use onpace_office::measures::giving::TypedValue;
use onpace_office::problem::Kind;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/measures/enter", Act::EnterMeasures, show).below("measures"),
    post("/p/{plan}/measures/enter", Act::EnterMeasures, save),
];

/// So many figures are asked for on one page.
const MOST_ROWS: usize = 60;
/// So many periods of one measure, the last ones.
const MOST_OF_ONE: usize = 6;

/// A figure that is asked for.
struct Wanted {
    held: HeldMeasure,
    period: Period,
    is_late: bool,
}

impl Wanted {
    /// The name of a field of it.
    fn field(&self, what: &str) -> String {
        format!("{what}.{}.{}", self.held.key, self.period.stored().replace([' ', '/'], "_"))
    }
}

/// What is due or missing of the measures that the visitor brings.
fn wanted(visit: &Visit<'_>) -> Result<Vec<Wanted>, Failure> {
    let day = MeasuresOfDay::of(visit)?;
    let own = if visit.reach(Act::EnterMeasures) == Reach::All { None } else { Some(visit.own()?) };
    let mut all = Vec::new();
    for one in day.all.live() {
        let owner = one.definition.owner.as_ref();
        if own.as_ref().is_some_and(|own| !owner.is_some_and(|owner| own.contains(owner))) {
            continue;
        }
        let held = day.seen(visit, one)?;
        let seen = MeasureAssessment::of(one, "", day.on);
        let open = seen.wanted.iter().rev().filter(|wanted| {
            wanted.is_missing() || matches!(wanted.state, DueState::Due(_)) && wanted.explained.is_none()
        });
        let open: Vec<(Period, bool)> =
            open.take(MOST_OF_ONE).map(|wanted| (wanted.period, wanted.is_missing())).collect();
        all.extend(open.into_iter().rev().map(|(period, is_late)| Wanted { held: held.clone(), period, is_late }));
    }
    all.truncate(MOST_ROWS);
    Ok(all)
}

fn show(visit: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(page(visit, &wanted(visit)?, &Errors::new()))
}

fn page(visit: &Visit<'_>, wanted: &[Wanted], errors: &Errors) -> Answer {
    let has_counts = wanted.iter().any(|one| one.held.definition.has_counts());
    let grid = html! {
        div.scroll role="region" tabindex="0" aria-labelledby="due" {
            table.govuk-table {
                caption.govuk-table__caption."govuk-table__caption--m" #due { "Figures that are due" }
                thead.govuk-table__head { tr.govuk-table__row {
                    th.govuk-table__header scope="col" { "Measure" }
                    th.govuk-table__header scope="col" { "Period" }
                    th.govuk-table__header scope="col" { "The last three" }
                    @if has_counts {
                        th.govuk-table__header scope="col" { "How many" }
                        th.govuk-table__header scope="col" { "Out of" }
                    }
                    th.govuk-table__header scope="col" { "Figure" }
                } }
                tbody.govuk-table__body { @for one in wanted { (row(visit, one, has_counts)) } }
            }
        }
        p.govuk-body { "Leave a row empty where you have no figure yet. A percentage is worked out from the two numbers." }
        (form::checkboxes("meant", "If we ask whether a figure is right", "", &[("yes".to_owned(), "These are the figures I meant".to_owned(), visit.form.get("meant") == "yes")]))
        (form::button("Save all"))
    };
    let body = html! {
        (back(visit))
        (form::summary(errors))
        h1.govuk-heading-l { "Enter figures" }
        @if wanted.is_empty() {
            p.govuk-body { "No figure is due. To change one that is there, open its measure." }
        } @else { (form::form(visit, &visit.path, &grid)) }
    };
    let answer = Answer::page("Enter figures", body);
    if errors.is_empty() { answer } else { answer.with_status(422) }
}

fn row(visit: &Visit<'_>, one: &Wanted, has_counts: bool) -> Markup {
    let definition = &one.held.definition;
    let last = one.held.series.get("").into_iter().flatten().rev().take(3);
    let last: Vec<String> = last
        .map(|(_, value)| match (one.held.number(&value.said), value.said.mark) {
            (Some(number), _) => definition.unit.shown(number),
            (None, Some(mark)) => mark.words().to_owned(),
            (None, None) => String::new(),
        })
        .collect();
    let cell = |what: &str, words: &str| {
        let name = one.field(what);
        let label = format!("{words}: {}, {}", definition.name, one.period);
        html! { td.govuk-table__cell { input.govuk-input."govuk-input--width-5" name=(name) id=(name) value=(visit.form.get(&name)) aria-label=(label) autocomplete="off" inputmode="decimal"; } }
    };
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" { a.govuk-link href=(address(visit, &one.held.key, "")) { (definition.name) } }
            td.govuk-table__cell { (one.period) @if one.is_late { br; strong { "late" } } }
            td.govuk-table__cell { (last.join(", ")) }
            @if has_counts {
                @if definition.has_counts() { (cell("numerator", "How many")) (cell("denominator", "Out of")) }
                @else { td.govuk-table__cell {} td.govuk-table__cell {} }
            }
            (cell("value", "Figure"))
        }
    }
}

fn save(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let wanted = wanted(visit)?;
    let typed = |one: &Wanted| {
        let text = |what: &str| visit.form.get(&one.field(what)).trim().to_owned();
        TypedValue {
            measure: one.held.key.to_string(),
            period: one.period.stored(),
            value: text("value"),
            numerator: text("numerator"),
            denominator: text("denominator"),
            is_meant: visit.form.get("meant") == "yes",
            ..TypedValue::default()
        }
    };
    let typed: Vec<TypedValue> = wanted.iter().map(typed).collect();
    match visit.house.desk().give(visit.plan(), &visit.seat(), visit.today(), &typed) {
        Ok(_) => Ok(Answer::saved(link::plan(visit.plan(), "measures"))),
        Err(problem) if problem.kind == Kind::NotAccepted => {
            Ok(page(visit, &wanted, &vec![("due", sentence(&words::of(&problem)))]))
        }
        Err(problem) => Err(problem.into()),
    }
}
