//! The navigation of a plan in two levels, made of the routes: its parts, and the pages of the part that is open. Only
//! what the visitor may see stands in it. **Not here.** Which page is in which part, which its route says.

use super::link;
use crate::navigation::{MenuEntry, PARTS, Part};
use crate::visit::Visit;
use maud::{Markup, html};

/// The parts of the plan, and the pages of the part that is open.
pub(crate) fn of_plan(visit: &Visit<'_>) -> Markup {
    let entries: Vec<&MenuEntry> = visit.navigation.entries.iter().filter(|entry| visit.may(entry.act)).collect();
    let current = current(visit);
    let open = entries.iter().find(|entry| entry.section == current).map(|entry| entry.part);
    let pages = |part: Part| entries.iter().copied().filter(move |entry| entry.part == part);
    html! {
        nav.onpace-nav aria-label="Parts of this plan" {
            div.govuk-width-container {
                ul {
                    @for part in PARTS {
                        @if let Some(first) = pages(part).next() {
                            @let is_alone = pages(part).count() == 1;
                            li { a.govuk-link href=(address(visit, first)) aria-current=[(open == Some(part)).then(|| mark(visit, first, is_alone))] { (part.title()) } }
                        }
                    }
                }
            }
        }
        @if let Some(part) = open.filter(|part| pages(*part).count() > 1) {
            nav.onpace-nav.onpace-nav--pages aria-label={ "Pages of " (part.title()) } {
                div.govuk-width-container {
                    ul {
                        @for entry in pages(part) {
                            li { a.govuk-link href=(address(visit, entry)) aria-current=[(entry.section == current).then(|| mark(visit, entry, true))] { (entry.words) } }
                        }
                    }
                }
            }
        }
    }
}

/// The section of the page that is open, or of the one that it stands below.
fn current<'v>(visit: &'v Visit<'_>) -> &'v str {
    visit.navigation.section_of(visit.path.trim_matches('/').split('/').nth(2).unwrap_or_default())
}

fn address(visit: &Visit<'_>, entry: &MenuEntry) -> String {
    format!("{}{}", link::plan(visit.plan(), entry.section), visit.times())
}

/// `page` marks the page that is open, `true` what it belongs to.
fn mark(visit: &Visit<'_>, entry: &MenuEntry, is_page: bool) -> &'static str {
    let is_it = visit.path.trim_end_matches('/') == link::plan(visit.plan(), entry.section).trim_end_matches('/');
    if is_page && is_it { "page" } else { "true" }
}
