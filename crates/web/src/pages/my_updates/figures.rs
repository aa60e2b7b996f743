//! Figures on the page of who answers by a letter's link: two fields or one a figure, with the last three beside it; read and
//! given. **Not here.** Actions ([`super::fields`]).

use super::fields::Wrong;
use crate::failure::Failure;
use crate::parts::form::{self, Field};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_office::measures::asked::FigureAsk;
use onpace_office::measures::giving::TypedValue;
use onpace_office::problem::Kind;
use onpace_office::secrets;

/// Letters of the name of a figure that is asked for.
const NAME: usize = 12;

/// The name of a figure in the form: the same as long as there is one of that period, wherever it stands.
fn name(ask: &FigureAsk) -> String {
    let mut name = secrets::derived(&format!("{}\n{}", ask.measure.key, ask.period.stored()), "figure");
    name.truncate(NAME);
    name
}

/// A field of a figure.
fn field(ask: &FigureAsk, what: &str) -> String {
    format!("figure-{what}-{}", name(ask))
}

/// The fields of a figure.
pub(super) fn fieldset(visit: &Visit<'_>, ask: &FigureAsk, wrong: &Wrong) -> Markup {
    let definition = &ask.measure.definition;
    let line = |what: &str, label: &str, hint: &str| {
        let (name, value) = (field(ask, what), visit.form.get(&field(ask, what)));
        form::input(&Field { name: &name, label, hint, value, width: 10 }, "text", "off", wrong)
    };
    let last = ask.last_three();
    let is_asked = wrong.iter().any(|(at, _)| *at == field(ask, "value"));
    html! {
        fieldset.govuk-fieldset {
            legend."govuk-fieldset__legend govuk-fieldset__legend--m" { (definition.name) ", " (ask.period) }
            @if ask.is_late { p.govuk-body { strong { "This figure is late." } } }
            @if !last.is_empty() { p.govuk-body { "The last three: " (last.join("; ")) "." } }
            @if definition.has_counts() {
                (line("part", &format!("How many: {}", definition.numerator), ""))
                (line("whole", &format!("Out of how many: {}", definition.denominator), ""))
                (line("value", "Or the figure itself", "Leave it empty where you entered both numbers: we work it out."))
            } @else {
                (line("value", "The figure", "For fewer than 5 you can enter <5."))
            }
            @if is_asked {
                (form::checkboxes("figures-meant", "If we ask whether a figure is right", "", &[(name(ask), "This is what I meant".to_owned(), false)]))
            }
        }
    }
}

/// Gives the figures that were typed; how many were taken, with what is wrong with the others.
pub(super) fn give(visit: &Visit<'_>, figures: &[FigureAsk], wrong: &mut Wrong) -> Result<usize, Failure> {
    let mut taken = 0;
    for ask in figures {
        let text = |what: &str| visit.form.get(&field(ask, what)).trim().to_owned();
        let typed = TypedValue {
            measure: ask.measure.key.to_string(),
            period: ask.period.stored(),
            value: text("value"),
            numerator: text("part"),
            denominator: text("whole"),
            is_meant: visit.form.0.iter().any(|(field, value)| field == "figures-meant" && *value == name(ask)),
            ..TypedValue::default()
        };
        if [&typed.value, &typed.numerator, &typed.denominator].iter().all(|text| text.is_empty()) {
            continue;
        }
        match visit.house.desk().give(&ask.plan, &ask.seat(visit.now), visit.today(), &[typed]) {
            Ok(_) => taken += 1,
            Err(problem) if matches!(problem.kind, Kind::NotAccepted | Kind::Conflict) => {
                let what = format!("{}, {}: {}", ask.measure.definition.name, ask.period, words::of(&problem));
                wrong.push((field(ask, "value"), what));
            }
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(taken)
}
