//! The two times: the form that asks for another day or an earlier knowledge, and links that keep both.

use super::form::{self, Errors, Field};
use crate::fields::Fields;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::day::{self, Date, DayOrder, Precision};

/// The query of a link that keeps the two times and adds fields of its own.
pub(crate) fn query(visit: &Visit<'_>, more: &[(&str, &str)]) -> String {
    let kept = ["as_at", "known_by"].into_iter().filter_map(|name| Some((name, visit.query.said(name)?)));
    let all = kept.chain(more.iter().copied());
    Fields(all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()).with("", None)
}

/// A day as somebody types it.
pub(crate) fn day_typed(text: &str) -> Option<Date> {
    let typed = day::parse(text, DayOrder::DayFirst).ok()?;
    (typed.when.precision == Precision::Day).then_some(typed.when.first)
}

/// The form; it stays open where what was typed is no day or no instant.
pub(crate) fn form(visit: &Visit<'_>) -> Markup {
    let (as_at, known_by) = (visit.query.get("as_at"), visit.query.get("known_by"));
    let mut errors = Errors::new();
    if !as_at.is_empty() && visit.as_at().is_none() {
        errors.push(("as_at", "Enter a day, such as 22 May 2022; you see the plan as of now".to_owned()));
    }
    if !known_by.is_empty() && visit.known_by().is_none() {
        let words = "Enter a day such as 2022-06-01, or an instant such as 2022-06-01T09:30:00Z";
        errors.push(("known_by", words.to_owned()));
    }
    let on =
        Field { name: "as_at", label: "The plan as at", hint: "For example, 22 May 2022.", value: as_at, width: 20 };
    let hint = "For example, 2022-06-01 for the end of that day. Leave it empty for all that is known now.";
    let known = Field { name: "known_by", label: "As it was known by", hint, value: known_by, width: 20 };
    html! {
        details.govuk-details open[!errors.is_empty()] {
            summary.govuk-details__summary { span.govuk-details__summary-text { "Look at another day" } }
            div.govuk-details__text {
                form method="get" action=(visit.path) {
                    @for (name, value) in visit.query.0.iter().filter(|(name, _)| name != "as_at" && name != "known_by") {
                        input type="hidden" name=(name) value=(value);
                    }
                    (form::input(&on, "text", "off", &errors))
                    (form::input(&known, "text", "off", &errors))
                    (form::second_button("Show the plan then"))
                }
            }
        }
    }
}
