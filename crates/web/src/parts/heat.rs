//! The heat map as a table: focus area by month, each cell a link to the actions that finish then.

use super::{link, times};
use crate::visit::Visit;
use maud::{Markup, html};
use onpace_core::falling_due::{DueGrid, DueRow, Slot};
use onpace_core::plan::shortened;
use onpace_core::policy::Level;
use onpace_core::survey::Survey;
use onpace_press::palette;

/// The table; says so where no action has dates.
pub(crate) fn table(visit: &Visit<'_>, survey: &Survey<'_>, grid: Option<&DueGrid>) -> Markup {
    let Some(grid) = grid else {
        return html! { p.govuk-body { "No action has a start and a finish yet, so nothing can be placed in a month. Give the actions dates." } };
    };
    html! {
        div.scroll role="region" tabindex="0" aria-labelledby="heat-caption" {
            table."govuk-table heat" {
                caption.govuk-table__caption.govuk-table__caption--s #heat-caption {
                    "How many actions finish in each " @if grid.by_quarter { "quarter" } @else { "month" }
                    ", with the status that most needs attention"
                }
                thead.govuk-table__head {
                    tr.govuk-table__row {
                        th.govuk-table__header scope="col" { (survey.plan.level_name) }
                        @for slot in &grid.slots {
                            th."govuk-table__header word" scope="col" aria-current=[slot.holds(survey.on).then_some("date")] { (slot.label()) }
                        }
                    }
                }
                tbody.govuk-table__body { @for row in &grid.rows { (line(visit, survey, grid, row)) } }
            }
        }
        (key(survey))
    }
}

fn line(visit: &Visit<'_>, survey: &Survey<'_>, grid: &DueGrid, row: &DueRow) -> Markup {
    let area = &survey.plan.rows[row.area];
    html! {
        tr.govuk-table__row {
            th.govuk-table__header scope="row" { (area.code) " " (shortened(&area.title, 60)) }
            @for (slot, due) in grid.slots.iter().zip(&row.cells) {
                td.govuk-table__cell {
                    @let worst = due.iter().filter_map(|at| survey.level_of(*at)).max_by_key(|level| level.tone.concern());
                    @if let Some(worst) = worst { (cell(visit, &area.code.to_string(), *slot, due.len(), worst)) }
                }
            }
        }
    }
}

fn cell(visit: &Visit<'_>, area: &str, slot: Slot, count: usize, worst: &Level) -> Markup {
    let query = times::query(visit, &[("area", area), ("finish_in", &slot.to_string())]);
    let letter: String = worst.label.chars().take(1).collect();
    html! {
        a class={ "tag " (palette::class(worst.tone)) } href={ (link::plan(visit.plan(), "actions")) (query) } {
            svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" focusable="false" { (palette::shape(worst.mark, "currentColor")) }
            (letter) " " (count)
            span.govuk-visually-hidden {
                @if count == 1 { " action" } @else { " actions" } " under " (area) ", in " (slot.in_words()) ", worst status " (worst.label)
            }
        }
    }
}

/// What the marks and letters mean.
fn key(survey: &Survey<'_>) -> Markup {
    html! {
        details.govuk-details {
            summary.govuk-details__summary { span.govuk-details__summary-text { "What the marks and letters mean" } }
            dl.govuk-details__text {
                @for level in &survey.policy.levels {
                    dt { (super::status::tag(level)) }
                    dd { (level.meaning) }
                }
            }
        }
    }
}
