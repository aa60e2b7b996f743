//! Help, the accessibility statement, privacy, cookies: for anybody.

use crate::answer::Answer;
use crate::failure::Failure;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;

pub(super) const ROUTES: &[Route] = &[get("/cookies", Act::Anything, cookies)];

fn cookies(_: &Visit<'_>) -> Result<Answer, Failure> {
    Ok(Answer::page(
        "Cookies",
        html! {
            h1.govuk-heading-l { "Cookies" }
            p.govuk-body { "This service keeps two small files on your device. Both are needed to sign in, so we do not ask about them. Nothing follows you to other sites." }
            table.govuk-table {
                caption.govuk-table__caption.govuk-table__caption--m { "Cookies that this service uses" }
                thead.govuk-table__head { tr.govuk-table__row { th.govuk-table__header scope="col" { "Name" } th.govuk-table__header scope="col" { "What it is for" } th.govuk-table__header scope="col" { "How long it stays" } } }
                tbody.govuk-table__body {
                    tr.govuk-table__row { th.govuk-table__header scope="row" { (crate::cookies::SESSION) } td.govuk-table__cell { "Remembers that you signed in" } td.govuk-table__cell { "12 hours" } }
                    tr.govuk-table__row { th.govuk-table__header scope="row" { (crate::cookies::BROWSER) } td.govuk-table__cell { "Makes sure that a link to sign in works only in the browser that asked for it" } td.govuk-table__cell { "1 year" } }
                }
            }
        },
    ))
}
