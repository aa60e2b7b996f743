//! What moved between two days, group by group. **Not here.** What belongs to which group, which the
//! core says.

use super::{link, status, times};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::changes::{Difference, PlanChange};
use onpace_core::movement::{MovedCounts, Movement, Restated};
use onpace_core::plan::{Code, Row, shortened};
use onpace_core::survey::Survey;

/// The groups with how many stand in each: the anchor on the page of changes, words, count.
pub(crate) fn groups(counts: MovedCounts) -> impl Iterator<Item = (&'static str, &'static str, usize)> {
    const WORDS: [(&str, &str); 9] = [
        ("finished", "Finished"),
        ("late", "Newly past their finish"),
        ("dates", "Dates moved"),
        ("statuses", "Computed status moved"),
        ("reported", "Reported otherwise"),
        ("officers", "Officers changed"),
        ("added", "Added"),
        ("gone", "No longer listed, or withdrawn"),
        ("words", "Words only"),
    ];
    WORDS.into_iter().zip(counts).map(|((id, words), count)| (id, words, count))
}

/// Every group that holds anything, as lists.
pub(crate) fn lists(visit: &Visit<'_>, survey: &Survey<'_>, movement: &Movement<'_>) -> Markup {
    let changes = |list: &[PlanChange]| html! { @for change in list { li { (in_words(visit, survey, change)) } } };
    let rows = |list: &[usize]| html! { @for at in list { li { (row_link(visit, &survey.plan.rows[*at])) } } };
    html! {
        @for (id, words, count) in groups(movement.counts()) {
            @if count > 0 {
                h2.govuk-heading-m #(id) { (words) " (" (count) ")" }
                ul.govuk-list.govuk-list--bullet {
                    @match id {
                        "finished" => (rows(&movement.finished)),
                        "late" => (rows(&movement.late)),
                        "dates" => (changes(&movement.dates)),
                        "statuses" => (statuses(visit, survey, &movement.statuses)),
                        "reported" => (changes(&movement.reported)),
                        "officers" => (changes(&movement.officers)),
                        "added" => (changes(&movement.added)),
                        "gone" => (changes(&movement.gone)),
                        _ => (changes(&movement.words)),
                    }
                }
            }
        }
    }
}

/// Actions with their status before and after.
pub(crate) fn statuses(visit: &Visit<'_>, survey: &Survey<'_>, list: &[Restated<'_>]) -> Markup {
    html! {
        @for one in list {
            li {
                (row_link(visit, &survey.plan.rows[one.row])) ": "
                (status::tag(one.before)) " to " (status::tag(one.after))
            }
        }
    }
}

/// A row as a link to its page.
pub(crate) fn row_link(visit: &Visit<'_>, row: &Row) -> Markup {
    let title = shortened(&row.title, 90);
    html! {
        @if row.code.is_empty() { (title) }
        @else { a.govuk-link href={ (link::action(visit.plan(), row.code.as_str())) (times::query(visit, &[])) } { (row.code) } " " (title) }
    }
}

fn in_words(visit: &Visit<'_>, survey: &Survey<'_>, change: &PlanChange) -> Markup {
    let known = survey.index.get(&Code::new(&change.row)).map(|at| &survey.plan.rows[*at]);
    html! {
        @match known {
            Some(row) => (row_link(visit, row)),
            None => { (change.row) " " (shortened(&change.title, 90)) },
        }
        @if let Difference::Changed { field, before, after, moved } = &change.what {
            ": " (field) " "
            @if before.is_empty() { "was not given, is now " } @else { "from " (quoted(field, before)) " to " }
            @if after.is_empty() { "nothing" } @else { (quoted(field, after)) }
            @match moved.unwrap_or_default() {
                0 => {},
                days @ 1.. => { ", " (days) " working " (if days == 1 { "day" } else { "days" }) " later" },
                days => { ", " (-days) " working " (if days == -1 { "day" } else { "days" }) " earlier" },
            }
        }
    }
}

/// A value in a line; words of somebody's own in quotation marks, so that old and new do not run together.
fn quoted(field: &str, value: &str) -> String {
    let value = shortened(value, 200);
    if matches!(field, "notes" | "next" | "title") { format!("\u{201c}{value}\u{201d}") } else { value }
}
