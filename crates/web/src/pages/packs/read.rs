//! `/p/{plan}/packs/{pack}/preview`, `/public` and `/file/{medium}`: a pack to be read here, as families would read
//! it, and as a file.

use super::{back, here, title};
use crate::answer::Answer;
use crate::failure::Failure;
use crate::route::{Route, get};
use crate::visit::Visit;
use maud::html;
use onpace_core::access::Act;
use onpace_office::reports;
use onpace_press::html as press;

pub(in crate::pages) const ROUTES: &[Route] = &[
    get("/p/{plan}/packs/{pack}/preview", Act::SeePlan, preview),
    get("/p/{plan}/packs/{pack}/public", Act::SignPacks, public),
    get("/p/{plan}/packs/{pack}/file/{medium}", Act::SeePlan, file),
];

fn preview(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let made = here(visit)?;
    let document = made.document()?;
    Ok(Answer::page(
        format!("Read {}", title(&made.pack, &made.round).replacen("Pack", "pack", 1)),
        html! {
            (back(visit, made.pack.number))
            h1.govuk-heading-l { (title(&made.pack, &made.round)) }
            p.govuk-body-l { (document.plan) }
            dl.govuk-summary-list {
                @for (label, value) in &document.details {
                    div.govuk-summary-list__row { dt.govuk-summary-list__key { (label) } dd."govuk-summary-list__value broken" { (value) } }
                }
            }
            div.pressed { (press::fragment(&document)) }
        },
    ))
}

fn public(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let made = here(visit)?;
    let document = visit.house.plans.public_of(visit.plan(), &made)?;
    Ok(Answer::page(
        format!("What families would read in pack {}", made.pack.number),
        html! {
            (back(visit, made.pack.number))
            h1.govuk-heading-l { "What families would read" }
            p.govuk-body { "No one else sees this before the pack is published. Read it for names: those that the plan knows are replaced by posts. Before you publish, you are asked about other words that look like a name." }
            p.govuk-body-l { (document.title) }
            div.pressed { (press::fragment(&document)) }
        },
    ))
}

fn file(visit: &Visit<'_>) -> Result<Answer, Failure> {
    let made = here(visit)?;
    let ending = visit.part("medium").to_ascii_lowercase();
    let (bytes, kind) = reports::download(&made.document()?, &ending)?;
    Ok(Answer::File { name: made.file_name(visit.plan(), &ending), kind, bytes })
}
