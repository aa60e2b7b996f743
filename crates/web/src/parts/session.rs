//! How long somebody stays signed in: told before it ends, while there is time to go on, and what they
//! typed is not lost where it ended all the same. **Not here.** When a session ends, which the office says.

use super::{form, who};
use crate::visit::Visit;
use maud::{Markup, html};

/// So many seconds before the end it is told: ten minutes.
const TOLD_BEFORE: i64 = 600;

/// Stands above every page, and is seen shortly before the end: scripts show it in time; without them it
/// is seen where the page was opened that late.
pub(crate) fn ends(visit: &Visit<'_>) -> Markup {
    let Some(ends_at) = visit.ends_at else { return html! {} };
    let left = (ends_at - visit.now) / 1_000_000;
    html! {
        div.onpace-ends role="status" data-ends-in=(left) data-told-before=(TOLD_BEFORE) {
            p.govuk-body hidden[left > TOLD_BEFORE] {
                "You are about to be signed out, at " (who::instant(ends_at)) ". "
                a.govuk-link href="/account/stay" target="_blank" rel="noopener" { "Stay signed in" span.govuk-visually-hidden { " (opens in a new tab)" } }
            }
        }
    }
}

/// When it ends, in a sentence: for whoever looks for it, and for those without scripts.
pub(crate) fn until(visit: &Visit<'_>) -> Markup {
    html! {
        @if let Some(ends_at) = visit.ends_at {
            p.govuk-body-s { "If you do nothing, you are signed out on " (who::instant(ends_at)) "." }
        }
    }
}

/// Sends what was typed once more, with one press, after somebody signed in anew.
pub(crate) fn again(visit: &Visit<'_>) -> Markup {
    let kept = visit.form.0.iter().filter(|(name, _)| name != "token");
    let fields = html! {
        @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
        (form::button("Send it again"))
    };
    form::form(visit, &visit.path, &fields)
}
