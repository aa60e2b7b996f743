//! What the pages of the settings share.

use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};

/// The way back to the settings.
pub(crate) fn back(visit: &Visit<'_>) -> Markup {
    html! { a.govuk-back-link href=(link::plan(visit.plan(), "settings")) { "Back to the settings" } }
}
