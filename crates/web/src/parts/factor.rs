//! What pages about second factors share: one in a list of them, and asking for a passkey.

use crate::failure::Failure;
use crate::parts::form::{self, Errors};
use crate::visit::Visit;
use crate::words;
use maud::{Markup, html};
use onpace_office::problem::{Kind, Problem};
use onpace_office::sign_in::Factor;

/// A factor, and the button that takes it away.
pub(crate) fn removable(visit: &Visit<'_>, factor: &Factor) -> Markup {
    form::form(
        visit,
        "/account/factor/remove",
        &html! {
            p.govuk-body { (factor.name) }
            input type="hidden" name="factor" value=(factor.number);
            (form::second_button(&format!("Remove {}", factor.name)))
        },
    )
}

/// What the script needs: what the browser is to do, with what, and where its answer goes.
pub(crate) fn asking(how: &str, options: &str) -> Markup {
    html! {
        input type="hidden" name="answer" value="" data-passkey=(how) data-options=(options);
        p.govuk-error-message data-passkey-problem role="alert" {}
        noscript { p.govuk-body { "A passkey needs JavaScript, which is switched off in this browser. Sign in with a link instead." } }
    }
}

/// A passkey that was not taken, as an error of a form; anything else goes on.
pub(crate) fn refused(field: &'static str, problem: Problem) -> Result<Errors, Failure> {
    if problem.kind == Kind::NotAccepted { Ok(vec![(field, words::of(&problem))]) } else { Err(problem.into()) }
}
