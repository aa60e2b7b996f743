//! `/p/{plan}/packs`: packs of rounds, a page a file. Here stands what they share: the pack of an address, and who
//! sees one that is not signed off yet. **Not here.** What everybody may read ([`super::public`]).

pub(super) mod edit;
pub(super) mod list;
pub(super) mod read;
pub(super) mod show;
pub(super) mod trace;

use crate::failure::Failure;
use crate::parts::link;
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::access::{Act, Reach};
use onpace_core::day;
use onpace_core::packs::pack::Pack;
use onpace_core::rounds::round::Round;
use onpace_office::packs::Made;

/// Whether a visitor sees a pack: one that is signed off, or any, where they have a part in making them.
fn sees(visit: &Visit<'_>, pack: &Pack) -> bool {
    pack.is_out()
        || visit.may(Act::PreparePacks)
        || visit.may(Act::SignPacks)
        || visit.reach(Act::SeeUpdates) == Reach::All
}

/// The pack of the address.
fn here(visit: &Visit<'_>) -> Result<Made, Failure> {
    let number = visit.part("pack").parse().map_err(|_| Failure::NotFound)?;
    let made = visit.house.plans.pack(visit.plan(), number, visit.today())?;
    if sees(visit, &made.pack) { Ok(made) } else { Err(Failure::NotFound) }
}

/// The page of a pack, or one below it.
fn address(visit: &Visit<'_>, number: u32, page: &str) -> String {
    let page = if page.is_empty() { String::new() } else { format!("/{page}") };
    format!("{}/{number}{page}", link::plan(visit.plan(), "packs"))
}

/// What a pack is called on pages.
fn title(pack: &Pack, round: &Round) -> String {
    format!("Pack {} for the board of {}", pack.number, day::in_full(round.facts.board))
}

/// The link back to a pack.
fn back(visit: &Visit<'_>, number: u32) -> Markup {
    html! { a.govuk-back-link href=(address(visit, number, "")) { "Back to the pack" } }
}
