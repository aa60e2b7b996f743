//! A plan in which nothing stands on the day shown: the same words on each of its pages, and what to do.

use super::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::Act;
use onpace_core::survey::Survey;

/// Whether nothing stands in the plan.
pub(crate) fn is(survey: &Survey<'_>) -> bool {
    survey.plan.rows.is_empty()
}

/// Says so; nothing where something stands in it.
pub(crate) fn told(visit: &Visit<'_>, survey: &Survey<'_>) -> Markup {
    let level = survey.plan.level_name.to_lowercase();
    html! {
        @if is(survey) {
            p.govuk-body { "This plan has no " (level) "s and no actions on this day." }
            @if visit.may(Act::ChangePlan) {
                p.govuk-body {
                    a.govuk-link href=(link::plan(visit.plan(), "actions/new")) { "Add the first " (level) }
                    " or " a.govuk-link href=(link::plan(visit.plan(), "import")) { "import a file" } "."
                }
            } @else { p.govuk-body { "Ask the programme manager when it will be filled in." } }
        }
    }
}
